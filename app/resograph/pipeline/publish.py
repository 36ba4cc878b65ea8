"""From works on disk to a release: documents linked, quads loaded, shared graphs derived, pointer switched."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from resograph.catalogue.writing import stamp
from resograph.documents import Finding
from resograph.pipeline.cataloguing import catalogue
from resograph.pipeline.dumps import Dumps, Unowned
from resograph.pipeline.joining import named_by, source_quads
from resograph.pipeline.records import KeptRecords
from resograph.pipeline.worker import Held, WorkResult
from resograph.register import write_register
from resograph.search import write_index
from resograph.stores import Manifest, Release, ReleaseWriter, open_current
from resograph.stores.release import NoReleaseError, remove_old
from resograph.symbols import mint
from resograph.taught import Taught
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
    taught: Taught
    held: Sequence[Held]
    works: Sequence[WorkResult]
    sources: Sequence[KeptRecords]
    findings: Sequence[tuple[str, Finding]]
    cache: Path


def publish(directory: Path, parts: ReleaseParts, progress: Callable[[int, int], None]) -> Release:
    """A new release, switched to; on any failure nothing is left of it and the last one stands."""
    writer = ReleaseWriter(directory, f"{time.strftime('%Y%m%dT%H%M%S')}-{time.time_ns() % 10**9:09d}")
    try:
        _link_documents(writer, parts)
        parts.taught.copy_to(writer.path_of("taught"))
        counts = {
            "works": len(parts.works),
            "versions": len({(held.symbol, held.language) for held in parts.held}),
            "parts": sum(work.counts["parts"] for work in parts.works),
            "acts": sum(work.counts["acts"] for work in parts.works),
            "triples": 0,
        }
        content = _content(parts)
        counts["triples"] = _fill_store(writer, directory, parts, content, counts, progress)
        before = _of_same_base(directory, parts.base)
        catalogue(writer.path_of("catalogue.sqlite"), before, parts.base, parts.works, parts.held, parts.cache)
        works = {work.symbol: work.quads for work in parts.works}
        # Behind its end by up to a second, so that nobody who harvests before the switch asks only for what is later.
        stamp(writer.path_of("catalogue.sqlite"), math.ceil(time.time()) + 1)
        sources = {kept.name: kept.digest() for kept in parts.sources}
        manifest = Manifest(parts.base, parts.version, counts, content, parts.recipe, works, sources)
        release = writer.publish(manifest)
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
    writer: ReleaseWriter,
    directory: Path,
    parts: ReleaseParts,
    content: str,
    counts: Mapping[str, int],
    progress: Callable[[int, int], None],
) -> int:
    """Fill the store of the new release; the number of its triples."""
    before = _reusable(directory, parts)
    path = writer.path_of("store")
    if before:
        ox.Store.read_only(str(before.store)).backup(str(path))
    store = ox.Store(str(path))
    try:
        known = before.manifest.works if before else {}
        now = {work.symbol: work.quads for work in parts.works}
        gone = [symbol for symbol, quads in known.items() if now.get(symbol) != quads]
        for symbol in gone:
            _remove_work(store, parts.base, symbol)
        new = [work for work in parts.works if known.get(work.symbol) != work.quads]
        for done, work in enumerate(new, start=1):
            store.bulk_load(path=str(parts.cache / "works" / work.quads), format=ox.RdfFormat.N_QUADS)
            progress(done, len(new))
        _put_sources(store, parts, before)
        for name, triples in _shared_graphs(parts, fresh=before is None):
            graph = ox.NamedNode(mint(parts.base, name))
            store.remove_graph(graph)
            store.bulk_extend([ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples])
        graph = ox.NamedNode(mint(parts.base, "graph/release"))
        store.remove_graph(graph)
        size = len(store) + len(release_triples(parts.base, content, counts, parts.findings))
        triples = release_triples(parts.base, content, {**counts, "triples": size}, parts.findings)
        store.bulk_extend([ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples])
        store.flush()
        _dump(writer, store, parts, content, before)
        index, added = writer.path_of("search.sqlite"), [work.symbol for work in new]
        write_index(index, store, parts.base, added, gone, before.search if before else None)
        register = writer.path_of("register.sqlite")
        write_register(register, store, parts.base, added, gone, before.register if before else None)
        return len(store)
    finally:
        del store  # closed before anybody removes its files


def _put_sources(store: ox.Store, parts: ReleaseParts, before: Release | None) -> None:
    """The graphs of registries, where their records are others than before."""
    known = before.manifest.sources if before else {}
    now = {kept.name: kept for kept in parts.sources}
    for name in known.keys() | now.keys():
        if name in now and known.get(name) == now[name].digest():
            continue
        store.remove_graph(ox.NamedNode(mint(parts.base, f"graph/source/{name}")))
        if name in now:
            store.bulk_extend(source_quads(now[name], parts.base, parts.taught.vocabulary()))


def _dump(writer: ReleaseWriter, store: ox.Store, parts: ReleaseParts, content: str, before: Release | None) -> None:
    """The dumps: works with what the UN's files state of them; vocabularies; and what is derived at each build."""
    dumps = Dumps(writer.path_of("dumps"), before)
    dumps.add_works(parts.works, parts.cache)
    sources = [f"graph/source/{kept.name}" for kept in parts.sources]
    for name, key, graphs in (
        ("vocabulary", parts.recipe, ["graph/vocabulary", "graph/ontology"]),
        ("context", content, ["graph/context", "graph/release", *sources]),
    ):
        dumps.add_unowned(Unowned(name, key, tuple(mint(parts.base, graph) for graph in graphs)), store)
    dumps.finish()


def _content(parts: ReleaseParts) -> str:
    """A digest that is the same for the same graph and for no other."""
    works = sorted((work.symbol, work.quads) for work in parts.works)
    findings = sorted((about, str(finding)) for about, finding in parts.findings)
    sources = [(kept.name, kept.digest()) for kept in parts.sources]
    told = json.dumps([parts.base, parts.recipe, works, findings, *sources])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _of_same_base(directory: Path, base: str) -> Release | None:
    """The current release, if its addresses are those of the new one."""
    try:
        release = open_current(directory)
    except NoReleaseError:
        return None
    return release if release.manifest.base == base else None


def _reusable(directory: Path, parts: ReleaseParts) -> Release | None:
    """The current release, if its store can be carried over: same base, code and data."""
    release = _of_same_base(directory, parts.base)
    return release if release and release.manifest.recipe == parts.recipe else None


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
        yield "graph/vocabulary", vocabulary_triples(parts.taught.vocabulary_files(), parts.base, entailer)
        yield "graph/ontology", ontology_graph()
    shared = (Shared.from_json(work.shared) for work in parts.works)
    named = named_by(parts.sources, parts.cache)
    context = context_triples(shared, parts.taught.vocabulary(), parts.base, named)
    subjects = {triple.subject.value for triple in context if isinstance(triple.subject, ox.NamedNode)}
    yield "graph/context", entailer.close(context, subjects.__contains__)
