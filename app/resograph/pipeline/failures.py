"""What is said of one file or work that a step fails on: a fault of ours, which keeps nothing else from being built."""

from __future__ import annotations

import traceback
from pathlib import Path


def failure(what: str, error: Exception) -> str:
    """A sentence that names what failed, how and where, and what to do."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}, line {last.lineno}"
    kind = type(error).__name__
    return (
        f"{what} makes resograph fail ({kind}: {str(error)[:200]}; {where}) and is left out; report it with the file, "
        "please."
    )
