"""What became of the files of a build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from resograph.documents import Finding
from resograph.pipeline.timing import Stopwatch

_KEPT = 1000
"""Findings that are kept to be shown; the release has them all."""


@dataclass
class Report:
    """Counts of the release, findings about what this build wrote, files kept out with the reason, seconds by stage.

    ``findings`` are the first of them, each with the address that it is about; ``found`` counts them all, by rule.
    Seconds are summed over processes.
    """

    files: int = 0
    works: int = 0
    parts: int = 0
    acts: int = 0
    citations: int = 0
    triples: int = 0
    findings: list[tuple[str, Finding]] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    unreadable: list[str] = field(default_factory=list)
    kept_out: list[tuple[str, list[Finding]]] = field(default_factory=list)
    watch: Stopwatch = field(default_factory=Stopwatch)

    def add_findings(self, findings: Iterable[tuple[str, Finding]]) -> None:
        """Tell of findings."""
        for finding in findings:
            self.found[finding[1].rule] += 1
            if len(self.findings) < _KEPT:
                self.findings.append(finding)
