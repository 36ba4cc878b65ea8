"""What a reader says of a file that it cannot read."""

from __future__ import annotations


class UnreadableError(ValueError):
    """The file cannot be read; the message is one sentence for people, with what to do next."""
