"""What is said of a file of language data that is wrong."""

from __future__ import annotations

from resograph.errors import Exit, ReportedError


class LanguageDataError(ReportedError, ValueError):
    """A file of ``data/languages`` is wrong; the message is one sentence with file, line and what to write."""

    exit_code = Exit.UNREADABLE
