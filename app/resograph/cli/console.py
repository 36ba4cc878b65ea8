"""What a user sees on the terminal: notes on stderr, data on stdout."""

from __future__ import annotations

import sys
from pathlib import Path

from resograph.errors import ReportedError


class UsageError(ReportedError, ValueError):
    """The command cannot be carried out as given."""


def note(text: str) -> None:
    """A line on stderr."""
    print(text, file=sys.stderr)


def write_out(data: bytes, output: Path | None) -> None:
    """Data to a file, whole or not at all, or to stdout."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        partial = output.with_name(f".{output.name}.partial")
        partial.write_bytes(data)
        partial.replace(output)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}.") from None
