"""What is said of a file of language data that is wrong."""

from __future__ import annotations


class LanguageDataError(ValueError):
    """A file of ``data/languages`` is wrong; the message is one sentence with file, line and what to write."""
