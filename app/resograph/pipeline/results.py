"""What the two steps of a build give: versions that are held, files that were read, works that were written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from resograph.documents import Finding, Severity


@dataclass(frozen=True)
class HeldVersion:
    """One version as it lies on disk: its normal form in the cache, and what is needed to group it."""

    symbol: str
    language: str
    issue: str
    file: str
    sha256: str
    source: str
    """Name and SHA-256 of the file that it came from, a line each."""
    findings: tuple[dict[str, Any], ...] = ()
    earlier: tuple[str, ...] = ()
    """Dates of earlier issues that are held beside it."""

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> HeldVersion:
        """What ``asdict`` made a row of, as JSON gives it back."""
        return cls(**{**row, "findings": tuple(row["findings"]), "earlier": tuple(row["earlier"])})

    @property
    def name(self) -> str:
        """The name of the file that it came from."""
        return self.source.partition("\n")[0]


@dataclass(frozen=True)
class FileResult:
    """What became of a file: the versions in it, or why it cannot be read."""

    name: str
    sha256: str
    held: tuple[HeldVersion, ...] = ()
    unreadable: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)

    def to_row(self) -> dict[str, Any]:
        """What is kept of it."""
        return {"held": [asdict(held) for held in self.held], "unreadable": self.unreadable}

    @classmethod
    def from_row(cls, name: str, sha256: str, row: Mapping[str, Any]) -> FileResult:
        """What was kept of a file."""
        return cls(name, sha256, tuple(map(HeldVersion.from_row, row["held"])), row["unreadable"])


@dataclass(frozen=True)
class WorkResult:
    """What became of a work."""

    symbol: str
    key: str
    """Names its packed quads in the cache; another wherever its graph may be another."""
    digest: str
    """Of its quads: the same for the same graph and for no other."""
    counts: Mapping[str, int]
    shared: str
    """What it says of shared nodes."""
    entry: str
    """What a catalogue says of it."""
    member: str = ""
    """What tells its series; "" where it can stand in none."""
    findings: tuple[tuple[str, dict[str, Any]], ...] = ()
    """Each with the address that it is about."""
    wrong: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)

    def to_row(self) -> dict[str, Any]:
        """What is kept of it."""
        return {**vars(self), "counts": dict(self.counts), "seconds": {}}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> WorkResult:
        """What was kept of a work."""
        return cls(**{**row, "findings": tuple((about, finding) for about, finding in row["findings"])})


def finding_from(row: Mapping[str, Any]) -> Finding:
    """A finding from its record."""
    return Finding(**{**row, "severity": Severity(row["severity"])})
