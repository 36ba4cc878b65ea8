"""From works on disk to a release: documents linked, quads loaded, shared graphs derived, pointer switched."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from resograph.documents import Finding
from resograph.pipeline.worker import Held, WorkResult
from resograph.stores import Release, ReleaseError, ReleaseWriter, open_current
from resograph.stores.release import remove_old
from resograph.symbols import mint
from resograph.vocabularies import vocabulary, vocabulary_files
from resograph.writing import Entailer
from resograph.writing.context import Shared, context_triples
from resograph.writing.entailments import ontology_triples
from resograph.writing.release import release_triples
from resograph.writing.sources import UNXML
from resograph.writing.vocabulary import ontology_graph, vocabulary_triples


@dataclass(frozen=True)
class ReleaseParts:
    """All that a release is made of; ``recipe`` tells code and data apart from those of another build."""

    base: str
    version: str
    recipe: str
    held: Sequence[Held]
    works: Sequence[WorkResult]
    findings: Sequence[tuple[str, Finding]]
    cache: Path


def publish(directory: Path, parts: ReleaseParts, progress: Callable[[int, int], None]) -> Release:
    """A new release, switched to; on any failure nothing is left of it and the last one stands."""
    writer = ReleaseWriter(directory, f"{time.strftime('%Y%m%dT%H%M%S')}-{time.time_ns() % 10**9:09d}")
    try:
        _link_documents(writer, parts)
        count = _fill_store(writer, directory, parts, progress)
        counts = {
            "works": len(parts.works),
            "versions": len({(held.symbol, held.language) for held in parts.held}),
            "parts": sum(work.counts["parts"] for work in parts.works),
            "acts": sum(work.counts["acts"] for work in parts.works),
            "triples": count,
        }
        works = {work.symbol: work.quads for work in parts.works}
        release = writer.publish(parts.base, parts.version, counts, parts.recipe, works)
    except BaseException:
        writer.discard()
        raise
    remove_old(directory)
    return release


def _link_documents(writer: ReleaseWriter, parts: ReleaseParts) -> None:
    newest = {(held.symbol, held.language): held.issue for held in sorted(parts.held, key=lambda held: held.issue)}
    for held in parts.held:
        latest = newest[(held.symbol, held.language)] == held.issue
        writer.add_document(held.language, held.symbol, "" if latest else held.issue, parts.cache / "forms" / held.file)
    writer.write("held.jsonl", "".join(json.dumps(asdict(held), ensure_ascii=False) + "\n" for held in parts.held))


def _fill_store(
    writer: ReleaseWriter, directory: Path, parts: ReleaseParts, progress: Callable[[int, int], None]
) -> int:
    before = _reusable(directory, parts)
    path = writer.path_of("store")
    if before:
        ox.Store.read_only(str(before.store)).backup(str(path))
    store = ox.Store(str(path))
    try:
        known = before.manifest.works if before else {}
        now = {work.symbol: work.quads for work in parts.works}
        for symbol in [symbol for symbol, quads in known.items() if now.get(symbol) != quads]:
            _remove_work(store, parts.base, symbol)
        new = [work for work in parts.works if known.get(work.symbol) != work.quads]
        for done, work in enumerate(new, start=1):
            store.bulk_load(path=str(parts.cache / "works" / work.quads), format=ox.RdfFormat.N_QUADS)
            progress(done, len(new))
        for name, triples in _shared_graphs(parts, fresh=before is None):
            graph = ox.NamedNode(mint(parts.base, name))
            store.remove_graph(graph)
            store.bulk_extend([ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples])
        graph = ox.NamedNode(mint(parts.base, "graph/release"))
        store.remove_graph(graph)
        counts = {"works": len(parts.works), "triples": 0}
        counts["triples"] = len(store) + len(release_triples(parts.base, counts, parts.findings, None))
        triples = release_triples(parts.base, counts, parts.findings, None)
        store.bulk_extend([ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples])
        store.flush()
        return len(store)
    finally:
        del store  # closed before anybody removes its files


def _reusable(directory: Path, parts: ReleaseParts) -> Release | None:
    """The current release, if its store can be carried over: same base, code and data."""
    try:
        release = open_current(directory)
    except ReleaseError:
        return None
    same = release.manifest.base == parts.base and release.manifest.recipe == parts.recipe
    return release if same else None


def _remove_work(store: ox.Store, base: str, symbol: str) -> None:
    store.remove_graph(ox.NamedNode(mint(base, f"graph/{symbol}")))
    source = ox.NamedNode(mint(base, f"graph/source/{UNXML}"))
    record = ox.NamedNode(mint(base, f"graph/source/{UNXML}#{symbol}"))
    for quad in list(store.quads_for_pattern(record, None, None, source)):
        store.remove(quad)


def _shared_graphs(parts: ReleaseParts, fresh: bool) -> Iterator[tuple[str, list[ox.Triple]]]:
    """The graphs that no work owns: vocabulary and ontology where they are new, the context always."""
    entailer = Entailer(ontology_triples())
    if fresh:
        yield "graph/vocabulary", vocabulary_triples(vocabulary_files(), parts.base, entailer)
        yield "graph/ontology", ontology_graph()
    shared = (Shared.from_json(work.shared) for work in parts.works)
    context = context_triples(shared, vocabulary(), parts.base)
    subjects = {triple.subject.value for triple in context if isinstance(triple.subject, ox.NamedNode)}
    yield "graph/context", entailer.close(context, subjects.__contains__)
