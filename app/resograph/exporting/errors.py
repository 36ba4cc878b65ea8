"""What can be wrong with an export."""

from __future__ import annotations

from resograph.errors import ReportedError


class ExportError(ReportedError, ValueError):
    """The tables cannot be written there, or not in that form; the message says what to do."""
