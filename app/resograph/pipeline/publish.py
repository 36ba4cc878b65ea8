"""From works on disk to a release: documents linked, quads loaded, shared graphs derived, pointer switched."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from resograph.documents import Finding
from resograph.pipeline.dumps import Dumps, Unowned
from resograph.pipeline.extensions import Taught
from resograph.pipeline.filling import Filling, Ground, put_graph
from resograph.pipeline.joining import named_by, source_quads
from resograph.pipeline.records import KeptRecords
from resograph.pipeline.worker import Held, WorkResult
from resograph.releases import Manifest, Release, ReleaseWriter, open_current
from resograph.releases.release import NoReleaseError, remove_old
from resograph.symbols import mint
from resograph.writing import Entailer
from resograph.writing.context import Shared, context_triples
from resograph.writing.entailments import ontology_triples
from resograph.writing.release import release_triples
from resograph.writing.terms import reso


@dataclass(frozen=True)
class ReleaseParts:
    """All that a release is made of."""

    version: str
    held: Sequence[Held]
    works: Sequence[WorkResult]
    sources: Sequence[KeptRecords]
    findings: Sequence[tuple[str, Finding]]


@contextmanager
def new_release(
    directory: Path, base: str, recipe: str, taught: Taught, planned: Mapping[str, str]
) -> Iterator[NewRelease]:
    """A release that takes works until it is published; if it is not, nothing is left of it and the last one stands.

    Args:
        directory: the store directory.
        base: of all addresses.
        recipe: what tells code and data apart from those of another build.
        taught: what the deployment teaches.
        planned: symbol → name of its quads, of the works that it is to have.
    """
    last = _of_same_base(directory, base)
    before = last if last and last.manifest.recipe == recipe else None  # whose store can be carried over
    known = before.manifest.works if before else {}
    gone = [symbol for symbol, quads in known.items() if planned.get(symbol) != quads]
    writer = ReleaseWriter(directory, f"{time.strftime('%Y%m%dT%H%M%S')}-{time.time_ns() % 10**9:09d}")
    try:
        ground = Ground(base, taught, directory / "cache", before, last, gone)
        filling = Filling(writer, ground)
        try:
            yield NewRelease(writer, filling, ground, recipe)
        finally:
            filling.close()
    finally:
        writer.discard()
    remove_old(directory)


class NewRelease:
    """See ``new_release``."""

    def __init__(self, writer: ReleaseWriter, filling: Filling, ground: Ground, recipe: str) -> None:
        self._writer = writer
        self._filling = filling
        self._ground = ground
        self._recipe = recipe
        self._kept = {*ground.before.manifest.works} - {*ground.gone} if ground.before else set()

    def add(self, work: WorkResult) -> None:
        """Take a work, which is loaded while others are written."""
        if work.symbol not in self._kept:
            self._filling.add(work)

    @property
    def seconds(self) -> Mapping[str, float]:
        """How long loading took."""
        return {"load": self._filling.seconds}

    def publish(self, parts: ReleaseParts, progress: Callable[[int, int], None]) -> Release:
        """Add what works share, and switch to it; ``parts`` are those that it took."""
        base, writer = self._ground.base, self._writer
        _link_documents(writer, parts, self._ground.cache)
        self._ground.taught.copy_to(writer.path_of("taught"))
        counts = {
            "works": len(parts.works),
            "versions": len({(held.symbol, held.language) for held in parts.held}),
            "parts": sum(work.counts["parts"] for work in parts.works),
            "acts": sum(work.counts["acts"] for work in parts.works),
        }
        content = self._content(parts)
        self._filling.wait_for_works(progress)
        counts["triples"] = self._add_shared(parts, content, counts)
        self._dump(parts, content)
        # Behind its end by up to a second, so that nobody who harvests before the switch asks only for what is later.
        self._filling.finish_tables(self._answers(), math.ceil(time.time()) + 1)
        works = {work.symbol: work.quads for work in parts.works}
        sources = {kept.name: kept.digest() for kept in parts.sources}
        return writer.publish(Manifest(base, parts.version, counts, content, self._recipe, works, sources))

    def _content(self, parts: ReleaseParts) -> str:
        """A digest that is the same for the same graph and for no other."""
        works = sorted((work.symbol, work.quads) for work in parts.works)
        findings = sorted((about, str(finding)) for about, finding in parts.findings)
        sources = [(kept.name, kept.digest()) for kept in parts.sources]
        told = json.dumps([self._ground.base, self._recipe, works, findings, *sources])
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def _add_shared(self, parts: ReleaseParts, content: str, counts: Mapping[str, int]) -> int:
        """Load the graphs that no work owns; the number of all triples."""
        store, base = self._filling.store, self._ground.base
        self._put_sources(parts)
        put_graph(store, base, "graph/context", self._context(parts))
        store.remove_graph(ox.NamedNode(mint(base, "graph/release")))
        size = len(store) + len(release_triples(base, content, {**counts, "triples": 0}, parts.findings))
        triples = release_triples(base, content, {**counts, "triples": size}, parts.findings)
        put_graph(store, base, "graph/release", triples)
        store.flush()
        return len(store)

    def _put_sources(self, parts: ReleaseParts) -> None:
        """The graphs of registries, where their records are others than before."""
        store, base, before = self._filling.store, self._ground.base, self._ground.before
        known = before.manifest.sources if before else {}
        now = {kept.name: kept for kept in parts.sources}
        for name in known.keys() | now.keys():
            if name in now and known.get(name) == now[name].digest():
                continue
            store.remove_graph(ox.NamedNode(mint(base, f"graph/source/{name}")))
            if name in now:
                store.bulk_extend(source_quads(now[name], base, self._ground.taught.vocabulary()))

    def _context(self, parts: ReleaseParts) -> list[ox.Triple]:
        """What is known of nodes that works share, with its entailments."""
        shared = (Shared.from_json(work.shared) for work in parts.works)
        named = named_by(parts.sources, self._ground.cache)
        context = context_triples(shared, self._ground.taught.vocabulary(), self._ground.base, named)
        subjects = {triple.subject.value for triple in context if isinstance(triple.subject, ox.NamedNode)}
        return Entailer(ontology_triples()).close(context, subjects.__contains__)

    def _answers(self) -> Iterator[tuple[str, str]]:
        """Paths of acts and of the reports that answer them."""
        base = self._ground.base
        for quad in self._filling.store.quads_for_pattern(None, reso("answers"), None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                yield quad.object.value.removeprefix(base), quad.subject.value.removeprefix(base)

    def _dump(self, parts: ReleaseParts, content: str) -> None:
        """The dumps: works with what the UN's files state of them; vocabularies; and what is derived at each build."""
        dumps = Dumps(self._writer.path_of("dumps"), self._ground.before)
        dumps.add_works(parts.works, self._ground.cache)
        sources = [f"graph/source/{kept.name}" for kept in parts.sources]
        for name, key, graphs in (
            ("vocabulary", self._recipe, ["graph/vocabulary", "graph/ontology"]),
            ("context", content, ["graph/context", "graph/release", *sources]),
        ):
            addresses = tuple(mint(self._ground.base, graph) for graph in graphs)
            dumps.add_unowned(Unowned(name, key, addresses), self._filling.store)
        dumps.finish()


def _link_documents(writer: ReleaseWriter, parts: ReleaseParts, cache: Path) -> None:
    newest = {(held.symbol, held.language): held.issue for held in sorted(parts.held, key=lambda held: held.issue)}
    for held in parts.held:
        latest = newest[(held.symbol, held.language)] == held.issue
        writer.add_document(held.language, held.symbol, "" if latest else held.issue, cache / "forms" / held.file)
    writer.write("held.jsonl", "".join(json.dumps(asdict(held), ensure_ascii=False) + "\n" for held in parts.held))


def _of_same_base(directory: Path, base: str) -> Release | None:
    """The current release, if its addresses are those of the new one."""
    try:
        release = open_current(directory)
    except NoReleaseError:
        return None
    return release if release.manifest.base == base else None
