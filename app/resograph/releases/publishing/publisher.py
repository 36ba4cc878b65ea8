"""A release, put to a SPARQL server so that those who read there never see part of it (docs/engines.md).

At the server its default graph stands in ``graph/all``, what registries state in ``graph/source/…``; ``graph/release``
is the commit mark, without which nobody reads there.

- A server without the release is filled first and given the mark last.
- A server whose updates are one step to readers gets one update of all that differs, the mark too (SPARQL 1.1 Update
  §2.2, §3.1).
- At others, or where too much differs for one update, the mark is taken away, each graph that differs mended or put in
  its place (Graph Store HTTP Protocol §5.3 to §5.5), and the mark given back last; until then ``RemoteStore`` waits.

What differs is found here where the server says that it holds a release that is still here; else its graphs are read.
What breaks off is made good by the next publishing. Graphs of others are left alone.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox

from resograph.releases.publishing.differing import (
    DifferingTriples,
    Graph,
    GraphDifference,
    copied,
    difference,
    triples_written,
)
from resograph.releases.release import Release, ReleaseError, earlier
from resograph.sparql import QueryError
from resograph.stores.remote.confining import HeldRelease, all_of, graphs_at, held_now, mark_of, mark_triples, size_at
from resograph.stores.remote.dialects import Dialect
from resograph.stores.remote.endpoint import Endpoint

MOST_AT_ONCE = 1_000_000
"""Most triples that one update may take and give; beyond that a server may run out of memory."""
_TRIPLES_A_REQUEST = 200_000

_Item = TypeVar("_Item")
Progress = Callable[[int, int], None]


class Way(StrEnum):
    """How a release was published."""

    NOTHING = "the server had it already"
    FILLED = "an empty server was filled"
    ONE_STEP = "in one step"
    IN_PIECES = "graph by graph, while readers waited"


@dataclass(frozen=True)
class Upload:
    """What was done: how, graphs written or removed, triples that were lacking and too many; the mark apart."""

    way: Way
    graphs: int = 0
    added: int = 0
    removed: int = 0


class Publisher:
    """Publishes one release to one server.

    Args:
        endpoint: the server; its addresses are those where it takes what is sent.
        dialect: how it differs.
        release: what to publish.
        progress: told of triples sent and altogether.
    """

    def __init__(self, endpoint: Endpoint, dialect: Dialect, release: Release, progress: Progress) -> None:
        self._endpoint = endpoint
        self._dialect = dialect
        self._release = release
        self._store = ox.Store.read_only(str(release.store))
        self._progress = progress
        self._base = release.manifest.base
        sources = {graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode)}
        self._held = HeldRelease(self._base, release.manifest.content, tuple(sorted(sources)))
        self._graphs: Mapping[str, Graph] = {
            all_of(self._base): ox.DefaultGraph(),
            **{name: ox.NamedNode(name) for name in self._held.sources},
        }
        """Name at the server → graph here."""

    @cached_property
    def _size(self) -> int:
        """Triples; the engine goes through all for this."""
        return len(self._store)

    def publish(self, in_pieces: bool, everything: bool) -> Upload:
        """Do it (see ``publish_to``)."""
        names = graphs_at(self._endpoint, self._dialect, self._base)
        if not names:
            self._fill()
            return Upload(Way.FILLED, len(self._graphs), self._size)
        now = held_now(self._endpoint, self._dialect, self._held)
        if now == self._held and not everything:
            return Upload(Way.NOTHING)
        found = self._differences(names, None if everything or now is None else now)
        if not found and now == self._held:
            return Upload(Way.NOTHING)
        added = sum(one.lacking.number for one in found.values())
        removed = sum(one.surplus.number for one in found.values())
        if in_pieces or not self._dialect.atomic or now is None:
            self._in_pieces(found)
            return Upload(Way.IN_PIECES, len(found), added, removed)
        self._at_once(found, now)
        return Upload(Way.ONE_STEP, len(found), added, removed)

    def _fill(self) -> None:
        """All graphs, the mark last."""
        if not (self._dialect.atomic and self._took_quads()):
            for name, graph in self._graphs.items():
                self._put(name, self._triples(graph))
        self._finish()

    def _took_quads(self) -> bool:
        """Send all quads; False where the server takes none."""
        quads = (
            ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(name))
            for name, graph in self._graphs.items()
            for triple in self._triples(graph)
        )
        sent = 0
        for some in _batches(quads, _TRIPLES_A_REQUEST):
            content = ox.serialize(some, format=ox.RdfFormat.N_QUADS)
            assert content is not None
            # Oxigraph's parameter for its bulk loader, which others take no notice of: nobody reads here yet.
            status = self._endpoint.send_graphs("POST", {"no_transaction": "true"}, content, "application/n-quads")
            if not sent and not _taken(status):
                return False
            self._require(status, "quads")
            sent += len(some)
            self._progress(sent, self._size)
        return True

    def _differences(self, names: Iterable[str], now: HeldRelease | None) -> dict[str, GraphDifference]:
        """What differs, by graph; ``now`` is the release that the server says it holds, where that is believed."""
        mine = {*names} - {mark_of(self._base)}
        known = earlier(self._release.path.parents[1], now.version) if now else None
        opened: AbstractContextManager[ox.Store]
        if known:
            opened = nullcontext(ox.Store.read_only(str(known.store)))
        else:
            opened = copied(self._endpoint, self._dialect, mine)
        with opened as there:
            found = {
                name: difference(
                    self._store,
                    self._graph(name),
                    there,
                    self._graph(name) if known else ox.NamedNode(name),
                    MOST_AT_ONCE,
                )
                for name in sorted({*mine, *self._graphs})
            }
            del there
        return {name: differing for name, differing in found.items() if differing}

    def _graph(self, name: str) -> Graph:
        return self._graphs.get(name, ox.NamedNode(name))

    def _at_once(self, found: Mapping[str, GraphDifference], now: HeldRelease) -> None:
        """One update of all that differs."""
        if sum(map(len, found.values())) > MOST_AT_ONCE:
            raise ReleaseError(
                f"More than {MOST_AT_ONCE:,} triples differ, too many for one step. Publish to an empty server and "
                "move readers there; or stop those that read there and publish with --in-pieces."
            )
        old, new = mark_triples(now), mark_triples(self._held)
        lacking = tuple(triple for triple in new if triple not in old)
        surplus = tuple(triple for triple in old if triple not in new)
        mark = GraphDifference(DifferingTriples(len(lacking), lacking), DifferingTriples(len(surplus), surplus))
        try:
            self._endpoint.update(_update({**found, mark_of(self._base): mark}))
        except QueryError as error:
            raise ReleaseError(
                f"{self._endpoint.addresses.update} did not take the update, and holds what it held: {error}"
            ) from error

    def _in_pieces(self, found: Mapping[str, GraphDifference]) -> None:
        """Each graph that differs, between taking the mark away and giving it back."""
        self._delete(mark_of(self._base))
        for name, differing in found.items():
            if name not in self._graphs:
                self._delete(name)
            elif differing.surplus.number or not differing.lacking.is_whole:
                self._delete(name)  # Virtuoso hangs where one request replaces a large graph
                self._put(name, self._triples(self._graphs[name]))
            else:
                self._post(name, differing.lacking.triples)
        self._finish()

    def _finish(self) -> None:
        """Give the mark, once all that it stands for is there."""
        there = sum(size_at(self._endpoint, self._dialect, name) for name in self._graphs)
        if there != self._size:
            raise ReleaseError(
                f"{self._endpoint.addresses.query} holds {there:,} triples where {self._size:,} were sent. "
                "See its log, then publish again."
            )
        self._put(mark_of(self._base), mark_triples(self._held))

    def _triples(self, graph: Graph) -> Iterator[ox.Triple]:
        return (quad.triple for quad in self._store.quads_for_pattern(None, None, None, graph))

    def _put(self, name: str, triples: Iterable[ox.Triple]) -> None:
        """Make these a graph: the first of them in its place, then the others added."""
        rest = iter(triples)
        first = next(_batches(rest, _TRIPLES_A_REQUEST), ())
        self._send("PUT", name, first)
        self._post(name, rest)

    def _post(self, name: str, triples: Iterable[ox.Triple]) -> None:
        for some in _batches(triples, _TRIPLES_A_REQUEST):
            self._send("POST", name, some)

    def _send(self, method: str, name: str, triples: tuple[ox.Triple, ...]) -> None:
        content = triples_written(triples)
        self._require(self._endpoint.send_graphs(method, {"graph": name}, content, "application/n-triples"), name)
        self._progress(len(triples), self._size)

    def _delete(self, name: str) -> None:
        status = self._endpoint.send_graphs("DELETE", {"graph": name})
        if status != 404:
            self._require(status, f"the removal of {name}")

    def _require(self, status: int, what: str) -> None:
        if not _taken(status):
            advice = (
                "give a user who may write there in RESOGRAPH_STORE_USER and RESOGRAPH_STORE_PASSWORD"
                if status in (401, 403)
                else "give the address where it takes graphs with --graphs, or see its log"
            )
            raise ReleaseError(f"{self._endpoint.addresses.graphs} did not take {what} ({status}); {advice}.")


def _update(differences: Mapping[str, GraphDifference]) -> bytes:
    """The update that makes up for differences."""
    out = io.BytesIO()
    deleted = {name: differing.surplus.triples for name, differing in differences.items()}
    inserted = {name: differing.lacking.triples for name, differing in differences.items()}
    for keyword, graphs in ((b"DELETE", deleted), (b"INSERT", inserted)):
        out.write(keyword + b" DATA {\n")
        for name, triples in graphs.items():
            out.write(f"GRAPH {ox.NamedNode(name)} {{\n".encode())
            out.write(triples_written(triples))
            out.write(b"}\n")
        out.write(b"} ;\n")
    return out.getvalue()


def _batches(items: Iterable[_Item], size: int) -> Iterator[tuple[_Item, ...]]:
    """So many at a time."""
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some


def _taken(status: int) -> bool:
    return 200 <= status < 300
