"""The dumps of a release, as its index lists them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from resograph.releases.release import Release

INDEX = "index.json"


@dataclass(frozen=True)
class Dump:
    """A file ``{name}.nq.gz``: N-Quads of the works of one organ and session, or of the graphs that works share."""

    name: str
    key: str
    """Digest of what it was made of."""
    works: int
    quads: int
    bytes: int
    sha256: str

    @property
    def file(self) -> str:
        """Its file name."""
        return f"{self.name}.nq.gz"


def dumps_of(release: Release) -> list[Dump]:
    """The dumps of a release; none where it was built before there were any."""
    try:
        rows = json.loads((release.dumps / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return [Dump(**row) for row in rows]
