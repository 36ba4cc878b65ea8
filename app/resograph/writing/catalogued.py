"""What registries alone can give the record of a work: its numbers, and those of its headings in their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from resograph.writing.entry import Entry
from resograph.writing.items import item_path


@dataclass(frozen=True)
class Catalogued:
    """What is known of one work, or of all.

    Attributes:
        given: texts by what ``data/marc.toml`` calls them ("job_number").
        numbers: of what has a path (a theme, a State, a body, an item) in the registries' authority files.
        series: path of a session -> number of the symbols of that session.
    """

    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    series: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.given or self.numbers or self.series)

    @property
    def mark(self) -> str:
        """What tells it from any other; "" where nothing is known."""
        told = json.dumps([dict(self.given), dict(self.numbers), dict(self.series)], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16] if self else ""


def session_path(entry: Entry) -> str:
    """Path of the session in which a work was adopted or put forward; "" where it is not known."""
    return f"session/{entry.body}/{entry.session}" if entry.body and entry.session else ""


def catalogued(entry: Entry, given: Mapping[str, tuple[str, ...]], known: Catalogued) -> Catalogued:
    """What is known of a work: what was given to its record, and the numbers of what it names."""
    paths = set(_paths(entry))
    return Catalogued(
        given,
        {path: number for path in sorted(paths) if (number := known.numbers.get(path))},
        {path: number for path in sorted(paths) if (number := known.series.get(path))},
    )


def _paths(entry: Entry) -> Iterator[str]:
    for thing in (*entry.subjects, *entry.sponsors, *filter(None, [entry.committee])):
        yield thing.path
    yield f"body/{entry.body}"
    yield session_path(entry)
    for item in entry.items:
        yield item_path(item) or ""
