"""A release's graphs, put to a SPARQL server so that those who read there never see part of them (docs/engines.md).

- A server without the release is filled first and given ``graph/release`` last; without it nobody reads there.
- A server whose updates are one step to readers gets one update of all that differs (SPARQL 1.1 Update §2.2, §3.1).
  What differs is read from the server; where it says that it holds a release that is still here, only in the graphs
  that are not the same in both.
- At others ``graph/release`` is taken away, each graph that differs put in its place (Graph Store HTTP Protocol §5.3,
  §5.4), and ``graph/release`` given back last; until then ``RemoteStore`` waits.

What breaks off is made good by the next publishing. Graphs of others are left alone.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import pyoxigraph as ox

from resograph.releases.publishing.differing import Difference, difference_at, triples_written
from resograph.releases.release import Release, ReleaseError, earlier
from resograph.stores.port import QueryError
from resograph.stores.remote.confining import graphs_at, version_at
from resograph.stores.remote.dialects import Dialect
from resograph.stores.remote.endpoint import Endpoint
from resograph.symbols import mint

MOST_AT_ONCE = 1_000_000
"""Most triples that one update may take and give; beyond that a server may run out of memory."""
_QUADS_A_REQUEST = 200_000

Progress = Callable[[int, int], None]


class Way(StrEnum):
    """How a release was published."""

    NOTHING = "the server had it already"
    FILLED = "an empty server was filled"
    ONE_STEP = "in one step"
    IN_PIECES = "graph by graph, while readers waited"


@dataclass(frozen=True)
class Upload:
    """What was done: how, graphs written or removed, triples that were lacking and too many."""

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
        progress: told of graphs done and altogether, or of triples where they are sent at once.
    """

    def __init__(self, endpoint: Endpoint, dialect: Dialect, release: Release, progress: Progress) -> None:
        self._endpoint = endpoint
        self._dialect = dialect
        self._release = release
        self._store = ox.Store.read_only(str(release.store))
        self._progress = progress
        self._base = release.manifest.base
        self._last = f"{self._base}graph/release"
        names = {graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode)}
        self._names = sorted(names - {self._last})

    def publish(self, in_pieces: bool, everything: bool) -> Upload:
        """Do it (see ``publish_to``)."""
        there = graphs_at(self._endpoint, self._base).ours
        if not there:
            self._fill()
            return Upload(Way.FILLED, len(self._names) + 1, len(self._store))
        names = sorted({*self._names, *there, self._last} - (set() if everything else self._same(there)))
        if in_pieces or not self._dialect.atomic or self._last not in there:
            return self._graph_by_graph(names)
        return self._at_once(names)

    def _fill(self) -> None:
        """All graphs, the release's description last."""
        if not (self._dialect.atomic and self._took_quads()):
            for done, name in enumerate(self._names, start=1):
                self._put(name)
                self._progress(done, len(self._names))
        self._finish()

    def _took_quads(self) -> bool:
        """Send all quads but the description's; False where the server takes none."""
        quads = (quad for name in self._names for quad in self._quads(name))
        sent = 0
        while some := list(islice(quads, _QUADS_A_REQUEST)):
            content = ox.serialize(some, format=ox.RdfFormat.N_QUADS)
            assert content is not None
            # Oxigraph's parameter for its bulk loader, which others take no notice of: nobody reads here yet.
            status = self._endpoint.send_graphs("POST", {"no_transaction": "true"}, content, "application/n-quads")
            if not sent and not _taken(status):
                return False
            self._require(status, "quads")
            sent += len(some)
            self._progress(sent, len(self._store))
        return True

    def _same(self, there: Iterable[str]) -> set[str]:
        """Graphs there that are those of an earlier release, which is still here, and are the same in this one."""
        version = version_at(self._endpoint, self._base)
        known = earlier(self._release.path.parents[1], version) if version else None
        if known is None:
            return set()
        ours = self._release.manifest
        names = {f"graph/{symbol}" for symbol, quads in ours.works.items() if known.manifest.works.get(symbol) == quads}
        if known.manifest.recipe == ours.recipe:
            names |= {"graph/vocabulary", "graph/ontology"}
        if known.manifest.content == ours.content:
            return set(there)
        return {mint(self._base, name) for name in names} & set(there)

    def _at_once(self, names: Sequence[str]) -> Upload:
        """One update of all that differs."""
        differences: list[Difference] = []
        for difference in self._differences(names):
            differences.append(difference)
            if sum(map(len, differences)) > MOST_AT_ONCE:
                raise ReleaseError(
                    f"More than {MOST_AT_ONCE:,} triples differ, too many for one step. Publish to an empty server and "
                    "move readers there; or stop those that read there and publish with --in-pieces."
                )
        if not differences:
            return Upload(Way.NOTHING)
        try:
            self._endpoint.update(_update(differences))
        except QueryError as error:
            raise ReleaseError(
                f"{self._endpoint.addresses.update} did not take the update, and holds what it held: {error}"
            ) from error
        added, removed = (sum(len(part) for part in parts) for parts in zip(*map(_parts, differences), strict=True))
        return Upload(Way.ONE_STEP, len(differences), added, removed)

    def _graph_by_graph(self, names: Sequence[str]) -> Upload:
        """Each graph that differs in its place, between taking the release's description away and giving it back."""
        found = {difference.graph: tuple(map(len, _parts(difference))) for difference in self._differences(names)}
        if not found:
            return Upload(Way.NOTHING)
        self._delete(self._last)
        for done, name in enumerate(found.keys() - {self._last}, start=1):
            if name in self._names:
                self._put(name)
            else:
                self._delete(name)
            self._progress(done, len(found))
        self._finish()
        added, removed = map(sum, zip(*found.values(), strict=True))
        return Upload(Way.IN_PIECES, len(found), added, removed)

    def _differences(self, names: Sequence[str]) -> Iterator[Difference]:
        for done, name in enumerate(names, start=1):
            found = difference_at(self._endpoint, self._dialect, self._quads(name), name)
            if found:
                yield found
            self._progress(done, len(names))

    def _finish(self) -> None:
        """Give the release's description, once all that it describes is there."""
        described = len(self._store) - sum(1 for _ in self._quads(self._last))
        there = sum(graphs_at(self._endpoint, self._base).ours.values())
        if there != described:
            raise ReleaseError(
                f"{self._endpoint.addresses.query} holds {there:,} triples where {described:,} were sent. "
                "See its log, then publish again."
            )
        self._put(self._last)

    def _quads(self, name: str) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(None, None, None, ox.NamedNode(name))

    def _put(self, name: str) -> None:
        content = triples_written(quad.triple for quad in self._quads(name))
        self._require(self._endpoint.send_graphs("PUT", {"graph": name}, content, "application/n-triples"), name)

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


def _parts(difference: Difference) -> tuple[frozenset[bytes], frozenset[bytes]]:
    return difference.lacking, difference.surplus


def _update(differences: Sequence[Difference]) -> bytes:
    """The update that makes up for differences."""
    out = io.BytesIO()
    for keyword, which in ((b"DELETE", 1), (b"INSERT", 0)):
        out.write(keyword + b" DATA {\n")
        for difference in differences:
            if triples := _parts(difference)[which]:
                out.write(f"GRAPH {ox.NamedNode(difference.graph)} {{\n".encode())
                out.writelines(triples)
                out.write(b"}\n")
        out.write(b"} ;\n")
    return out.getvalue()


def _taken(status: int) -> bool:
    return 200 <= status < 300
