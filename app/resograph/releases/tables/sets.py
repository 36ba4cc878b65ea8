"""The sets of OAI-PMH that hold a work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resograph.resources import table
from resograph.writing.entry import Entry

_LEGAL = re.compile(r"[^A-Za-z0-9_.!~*'()-]+")


def sets_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """The sets that hold a work, with their names, those above before those below: legal setSpecs of OAI-PMH."""
    organ = table("data", "marc.toml")["organs"].get(entry.body, {}).get("name", entry.body)
    labels, kinds = table("data", "oai.toml")["sets"], table("data", "oai.toml")["kinds"]
    yield "kind", labels["kind"]
    yield f"kind:{kinds[entry.kind]['spec']}", kinds[entry.kind]["name"]
    if entry.body:
        yield "organ", labels["organ"]
        yield f"organ:{entry.body}", organ
    if entry.body and (session := _legal(entry.session)):
        yield "session", labels["session"]
        yield f"session:{entry.body}", organ
        yield f"session:{entry.body}:{session}", f"{organ}, {entry.session}"
    for subject in entry.subjects:
        if subject.path.startswith("theme/"):
            yield "theme", labels["theme"]
            yield f"theme:{_legal(subject.path.removeprefix('theme/'))}", subject.name


def _legal(text: str) -> str:
    return _LEGAL.sub("-", text).strip("-")
