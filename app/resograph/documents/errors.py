"""What a reader says of a file that it cannot read."""

from __future__ import annotations

from resograph.errors import Exit, ReportedError


class UnreadableError(ReportedError, ValueError):
    """The file cannot be read; the message is one sentence for people, with what to do next."""

    exit_code = Exit.UNREADABLE
