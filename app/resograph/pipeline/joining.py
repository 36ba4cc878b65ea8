"""Kept records joined to the works of a build: their triples, what they name beside them, where the two disagree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from resograph.documents import Finding
from resograph.pipeline.records import KeptRecords
from resograph.pipeline.worker import WorkResult, recipe, write_whole
from resograph.registries.discrepancies import discrepancies, discrepancies_of_draft
from resograph.registries.rdf import items_of, record_triples
from resograph.symbols import mint, parse
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.context import Named
from resograph.writing.entry import Entry


def source_quads(kept: KeptRecords, base: str, words: Vocabulary) -> Iterator[ox.Quad]:
    """The graph of a registry."""
    graph = ox.NamedNode(mint(base, f"graph/source/{kept.name}"))
    for record in kept.records():
        for triple in record_triples(record, base, words):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def named_by(sources: Sequence[KeptRecords], cache: Path) -> Named:
    """What the records of all registries name; read anew only where they changed."""
    documents: dict[str, None] = {}
    items: dict[tuple[str, str], None] = {}
    for kept in sources:
        path = cache / "records" / f"{kept.name}-{kept.digest()}-{recipe()}.json"
        if not path.exists():
            for other in path.parent.glob(f"{kept.name}-*.json"):
                other.unlink()
            write_whole(path, json.dumps(_named(kept)).encode())
        symbols, pairs = json.loads(path.read_text(encoding="utf-8"))
        documents.update(dict.fromkeys(symbols))
        items.update(dict.fromkeys((place, title) for place, title in pairs))
    return Named(tuple(map(parse, documents)), tuple(items))


def _named(kept: KeptRecords) -> tuple[list[str], list[tuple[str, str]]]:
    documents: dict[str, None] = {}
    items: dict[str, str] = {}
    for record in kept.records():
        documents.update(dict.fromkeys((*record.symbols, *(related.symbol for related in record.related))))
        for path, title in items_of(record):
            items[path] = items.get(path) or title
    return list(documents), list(items.items())


def all_discrepancies(
    sources: Sequence[KeptRecords], works: Sequence[WorkResult], base: str
) -> Iterator[tuple[str, Finding]]:
    """Where records and works say different things, each with the address of the work."""
    if not sources:
        return
    entries = {work.symbol: Entry.from_json(work.entry) for work in works}
    drafts = {draft: entry for entry in entries.values() for draft in entry.drafts}
    for kept in sources:
        for symbol, record in kept.about(entries):
            for finding in discrepancies(record, entries[symbol]):
                yield mint(base, symbol), finding
        for draft, record in kept.about(drafts):
            for finding in discrepancies_of_draft(record, drafts[draft]):
                yield mint(base, drafts[draft].symbol), finding
