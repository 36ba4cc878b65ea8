"""Kept records joined to the works of a build: their triples, what they name beside them, where the two disagree."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resograph.documents import Finding
from resograph.pipeline.atomic import write_whole
from resograph.pipeline.digests import stage_digest
from resograph.pipeline.facts import WorkFacts
from resograph.pipeline.records import KeptRecords
from resograph.registries.discrepancies import discrepancies, discrepancies_of_draft
from resograph.registries.headings import heading_path
from resograph.registries.rdf import items_of
from resograph.registries.record import Heading
from resograph.symbols import parse
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.catalogued import Catalogued
from resograph.writing.context import NamedInRecords


@dataclass(frozen=True)
class RecordsSay:
    """What the records of all registries name, and what they give to records of documents."""

    named: NamedInRecords
    given: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Symbol -> what its record alone is given, by name; of several records, those of the first registry count."""
    headings: Mapping[Heading, int]
    """How often each heading has its number."""

    def known(self, words: Vocabulary) -> Catalogued:
        """Numbers of headings by what they are of: of several, the one that is stated most often."""
        counts: dict[str, dict[str, Counter[str]]] = {"series": defaultdict(Counter), "": defaultdict(Counter)}
        for heading, count in self.headings.items():
            if path := heading_path(heading, words):
                counts["series" if heading.kind == "series" else ""][path][heading.number] += count
        series, numbers = (
            {path: min(some, key=lambda number: (-some[number], number)) for path, some in counts[kind].items()}
            for kind in ("series", "")
        )
        return Catalogued({}, numbers, series)


def records_say(sources: Sequence[KeptRecords], cache: Path) -> RecordsSay:
    """What the records of all registries say of documents that others are to know; read anew where they changed."""
    code = stage_digest(__name__)
    documents: dict[str, None] = {}
    items: dict[tuple[str, str], None] = {}
    given: dict[str, dict[str, tuple[str, ...]]] = {}
    headings: Counter[Heading] = Counter()
    for kept in sources:
        path = cache / "records" / f"{kept.name}-{kept.digest()}-{code}.json"
        if not path.exists():
            for other in path.parent.glob(f"{kept.name}-*.json"):
                other.unlink()
            write_whole(path, json.dumps(_told(kept)).encode())
        told = json.loads(path.read_text(encoding="utf-8"))
        documents.update(dict.fromkeys(told["documents"]))
        items.update(dict.fromkeys((place, title) for place, title in told["items"]))
        for symbol, some in told["given"].items():
            given.setdefault(symbol, {name: tuple(texts) for name, texts in some.items()})
        for kind, heading, number, count in told["headings"]:
            headings[Heading(kind, heading, number)] += count
    return RecordsSay(NamedInRecords(tuple(map(parse, documents)), tuple(items)), given, headings)


def _told(kept: KeptRecords) -> dict[str, Any]:
    documents: dict[str, None] = {}
    items: dict[str, str] = {}
    given: dict[str, dict[str, list[str]]] = {}
    headings: Counter[Heading] = Counter()
    for record in kept.records():
        documents.update(dict.fromkeys((*record.symbols, *(related.symbol for related in record.related))))
        for path, title in items_of(record):
            items[path] = items.get(path) or title
        headings.update(record.headings)
        own: dict[str, list[str]] = defaultdict(list)
        for name, text in record.given:
            own[name].append(text)
        for symbol in record.symbols if own else ():
            given.setdefault(symbol, own)
    return {
        "documents": list(documents),
        "items": list(items.items()),
        "given": given,
        "headings": [(*heading, count) for heading, count in headings.items()],
    }


def all_discrepancies(sources: Sequence[KeptRecords], works: Iterable[WorkFacts]) -> Iterator[tuple[str, str, Finding]]:
    """Where records and works say different things: symbol of the work, name of the registry, finding."""
    if not sources:
        return
    entries = {work.symbol: work.entry for work in works}
    drafts = {draft: entry for entry in entries.values() for draft in entry.drafts}
    for kept in sources:
        for symbol, record in kept.about(entries):
            for finding in discrepancies(record, entries[symbol]):
                yield symbol, kept.name, finding
        for draft, record in kept.about(drafts):
            for finding in discrepancies_of_draft(record, drafts[draft]):
                yield drafts[draft].symbol, kept.name, finding
