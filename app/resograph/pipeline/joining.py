"""Kept records joined to the works of a build: their triples, what they name beside them, where the two disagree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from resograph.documents import Finding
from resograph.pipeline.atomic import write_whole
from resograph.pipeline.digests import stage_digest
from resograph.pipeline.facts import WorkFacts
from resograph.pipeline.records import KeptRecords
from resograph.registries.discrepancies import discrepancies, discrepancies_of_draft
from resograph.registries.rdf import items_of
from resograph.symbols import parse
from resograph.writing.context import NamedInRecords


def named_by(sources: Sequence[KeptRecords], cache: Path) -> NamedInRecords:
    """What the records of all registries name; read anew only where they changed."""
    code = stage_digest(__name__)
    documents: dict[str, None] = {}
    items: dict[tuple[str, str], None] = {}
    for kept in sources:
        path = cache / "records" / f"{kept.name}-{kept.digest()}-{code}.json"
        if not path.exists():
            for other in path.parent.glob(f"{kept.name}-*.json"):
                other.unlink()
            write_whole(path, json.dumps(_named(kept)).encode())
        symbols, pairs = json.loads(path.read_text(encoding="utf-8"))
        documents.update(dict.fromkeys(symbols))
        items.update(dict.fromkeys((place, title) for place, title in pairs))
    return NamedInRecords(tuple(map(parse, documents)), tuple(items))


def _named(kept: KeptRecords) -> tuple[list[str], list[tuple[str, str]]]:
    documents: dict[str, None] = {}
    items: dict[str, str] = {}
    for record in kept.records():
        documents.update(dict.fromkeys((*record.symbols, *(related.symbol for related in record.related))))
        for path, title in items_of(record):
            items[path] = items.get(path) or title
    return list(documents), list(items.items())


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
