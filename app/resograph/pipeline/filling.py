"""The store and the tables of a new release, filled while works are still being written."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

import pyoxigraph as ox

from resograph.pipeline.extensions import Taught
from resograph.pipeline.worker import WorkResult
from resograph.releases import Release, ReleaseWriter
from resograph.releases.tables import TableRows, TablesWriter
from resograph.symbols import mint
from resograph.writing import Entailer
from resograph.writing.entailments import ontology_triples
from resograph.writing.sources import UNXML
from resograph.writing.vocabulary import ontology_graph, vocabulary_triples

_AT_ONCE = 250_000
"""Quads that are loaded at once: work by work takes a half longer, and twice the room on the disk."""


@dataclass(frozen=True)
class Ground:
    """What a new release is built on.

    ``before`` is the release that it begins from, None to begin anew; ``last`` the release before of the same base,
    whose datestamps go on in any case; ``gone`` are the works of ``before`` that it does not have, or has changed;
    ``cache`` is where the quads and rows of works lie.
    """

    base: str
    taught: Taught
    cache: Path
    before: Release | None
    last: Release | None
    gone: Collection[str]


class Filling:
    """Loads works in the order in which they are handed over, in a thread: the engine lets others work meanwhile.

    Args:
        writer: of the new release.
        ground: what it is built on.
    """

    def __init__(self, writer: ReleaseWriter, ground: Ground) -> None:
        self._ground = ground
        self._total = self._done = 0
        self.seconds = 0.0
        """How long the engine was at work."""
        before, path = ground.before, writer.path_of("store")
        if before:
            ox.Store.read_only(str(before.store)).backup(str(path))
        self.store = ox.Store(str(path))
        last = ground.last.tables if ground.last else None
        self._tables = TablesWriter(writer.path_of("tables"), ground.base, last, anew=before is None)
        self._handed: SimpleQueue[WorkResult | None] = SimpleQueue()
        self._loaded: SimpleQueue[WorkResult | None] = SimpleQueue()
        self._threads = ThreadPoolExecutor(2)
        self._loading = self._threads.submit(self._load)
        self._following = self._threads.submit(self._fill_tables)

    def add(self, work: WorkResult) -> None:
        """Hand over a work that is new or changed."""
        if self._loading.done():
            self._loading.result()  # it ends early only by an error
        self._total += 1
        self._handed.put(work)

    def wait_for_works(self, progress: Callable[[int, int], None]) -> None:
        """Come back when all works that were handed over are in the store; ``progress`` is told (done, total)."""
        self._handed.put(None)
        while not self._loading.done():
            progress(self._done, self._total)
            wait([self._loading], timeout=0.2)
        self._loading.result()

    def finish_tables(self, answers: Iterable[tuple[str, str]], now: int) -> None:
        """Come back when the tables hold all works; see ``TablesWriter.finish``."""
        self._loaded.put(None)
        self._following.result()
        self._tables.finish(answers, now)
        self.close()

    def close(self) -> None:
        """Leave off, whatever is not done; the files of the store may be moved or removed then."""
        for queue in (self._handed, self._loaded):
            with suppress(Empty):
                while True:
                    queue.get_nowait()
            queue.put(None)
        self._threads.shutdown()
        self._tables.close()
        with suppress(AttributeError):  # where it is closed
            del self.store

    def _fill_tables(self) -> None:
        for symbol in self._ground.gone:
            self._tables.remove(symbol)
        for work in iter(self._loaded.get, None):
            content = (self._ground.cache / "works" / work.rows).read_bytes()
            self._tables.add(work.symbol, TableRows.from_bytes(content))

    def _load(self) -> None:
        for symbol in self._ground.gone:
            self._remove(symbol)
        if self._ground.before is None:
            self._load_vocabulary()
        waiting: list[WorkResult] = []
        for work in iter(self._handed.get, None):
            waiting.append(work)
            if sum(one.counts["triples"] for one in waiting) >= _AT_ONCE:
                self._load_all(waiting)
                waiting = []
        self._load_all(waiting)

    def _load_all(self, works: list[WorkResult]) -> None:
        start = time.perf_counter()
        quads = b"".join((self._ground.cache / "works" / work.quads).read_bytes() for work in works)
        self.store.bulk_load(quads, ox.RdfFormat.N_QUADS)
        self.seconds += time.perf_counter() - start
        self._done += len(works)
        for work in works:
            self._loaded.put(work)

    def _load_vocabulary(self) -> None:
        base, files = self._ground.base, self._ground.taught.vocabulary_files()
        put_graph(self.store, base, "graph/vocabulary", vocabulary_triples(files, base, Entailer(ontology_triples())))
        put_graph(self.store, base, "graph/ontology", ontology_graph())

    def _remove(self, symbol: str) -> None:
        base = self._ground.base
        self.store.remove_graph(ox.NamedNode(mint(base, f"graph/{symbol}")))
        source = ox.NamedNode(mint(base, f"graph/source/{UNXML}"))
        record = ox.NamedNode(mint(base, f"graph/source/{UNXML}#{symbol}"))
        for quad in list(self.store.quads_for_pattern(record, None, None, source)):
            self.store.remove(quad)


def put_graph(store: ox.Store, base: str, name: str, triples: list[ox.Triple]) -> None:
    """Make these triples the graph of that name."""
    graph = ox.NamedNode(mint(base, name))
    store.remove_graph(graph)
    store.bulk_extend([ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples])
