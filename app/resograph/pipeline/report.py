"""What became of the files of a build."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from resograph.documents import Finding


@dataclass
class Report:
    """Counts, findings by address, files kept out with the reason, seconds by stage (summed over processes)."""

    files: int = 0
    works: int = 0
    parts: int = 0
    acts: int = 0
    citations: int = 0
    triples: int = 0
    findings: list[tuple[str, Finding]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    kept_out: list[tuple[str, list[Finding]]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the seconds of a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - start

    def add_seconds(self, seconds: Mapping[str, float]) -> None:
        """Count the seconds that another process spent."""
        for name, spent in seconds.items():
            self.seconds[name] += spent
