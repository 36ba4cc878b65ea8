"""The store of a new release, filled while works are still being written; search index and register follow it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

import pyoxigraph as ox

from resograph.pipeline.extensions import Taught
from resograph.pipeline.worker import WorkResult
from resograph.releases import Release, ReleaseWriter
from resograph.releases.register import write_register
from resograph.releases.search import write_index
from resograph.symbols import mint
from resograph.writing import Entailer
from resograph.writing.entailments import ontology_triples
from resograph.writing.vocabulary import ontology_graph, vocabulary_triples

_AT_ONCE = 250_000
"""Quads that are loaded at once: work by work takes a half longer, and twice the room on the disk."""


@dataclass(frozen=True)
class Ground:
    """What a new release is built on.

    ``before`` is the release that it begins from, None to begin anew; ``gone`` are the works of that one that it does
    not have, or has changed; ``cache`` is where the quads of works lie.
    """

    base: str
    taught: Taught
    cache: Path
    before: Release | None
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
        self.aside = ox.Store()
        self._handed: SimpleQueue[WorkResult | None] = SimpleQueue()
        self._loaded: tuple[SimpleQueue[str | None], SimpleQueue[str | None]] = SimpleQueue(), SimpleQueue()
        self._threads = ThreadPoolExecutor(3)
        self._loading = self._threads.submit(self._load)
        self._following = [
            self._threads.submit(
                write, writer.path_of(name), self.aside, ground.base, iter(queue.get, None), ground.gone, old
            )
            for write, name, queue, old in (
                (write_index, "search.sqlite", self._loaded[0], before.search if before else None),
                (write_register, "register.sqlite", self._loaded[1], before.register if before else None),
            )
        ]

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

    def wait_for_tables(self) -> None:
        """Come back when index and register hold all that is in the store, and close it."""
        for queue in self._loaded:
            queue.put(None)
        for following in self._following:
            following.result()
        self.close()

    def close(self) -> None:
        """Leave off, whatever is not done; the files of the store may be moved or removed then."""
        for queue in (self._handed, *self._loaded):
            with suppress(Empty):
                while True:
                    queue.get_nowait()
            queue.put(None)
        self._threads.shutdown()
        with suppress(AttributeError):  # where it is closed
            del self.store

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
        for work in works:
            graph = ox.NamedNode(mint(self._ground.base, f"graph/{work.symbol}"))
            found = ox.parse((self._ground.cache / "works" / work.quads).read_bytes(), ox.RdfFormat.N_QUADS)
            self.aside.bulk_extend(ox.Quad(one.subject, one.predicate, one.object, graph) for one in found)
        self.seconds += time.perf_counter() - start
        self._done += len(works)
        for work in works:
            for queue in self._loaded:
                queue.put(work.symbol)

    def _load_vocabulary(self) -> None:
        self.store.bulk_extend(map(quad, vocabulary(self._ground.taught, self._ground.base)))
        self.aside.bulk_extend(map(quad, vocabulary(self._ground.taught, self._ground.base)))

    def _remove(self, symbol: str) -> None:
        """Take out exactly what a work said."""
        assert self._ground.before is not None
        said = self._ground.cache / "works" / self._ground.before.manifest.works[symbol]
        for one in ox.parse(said.read_bytes(), ox.RdfFormat.N_QUADS):
            self.store.remove(one)


def vocabulary(taught: Taught, base: str) -> list[ox.Triple]:
    """Vocabularies and ontology, with what they entail."""
    triples = vocabulary_triples(taught.vocabulary_files(), base, Entailer(ontology_triples()))
    return list(dict.fromkeys([*triples, *ontology_graph()]))


def quad(triple: ox.Triple) -> ox.Quad:
    """A triple in the default graph."""
    return ox.Quad(triple.subject, triple.predicate, triple.object)
