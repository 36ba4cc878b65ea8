"""What a query process is started with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """The store to open, and what one answer may use."""

    store: str
    writable: bool = False
    base: str | None = None
    """What relative IRIs in a query are resolved against."""
    rows: int = 1_000_000
    answer_bytes: int = 256 * 1024 * 1024
    memory_bytes: int = 1024 * 1024 * 1024
    """Beyond what the process has when it begins."""
