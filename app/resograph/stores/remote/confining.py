"""Which graphs at a server are the release, and which version it is (DESIGN §3).

A release's default graph stands at a server in ``{base}graph/all``, what registries state in ``{base}graph/source/…``.
``{base}graph/release`` is its commit mark: it is written last, names the version and the source graphs, and is taken
away first where a release is replaced in several steps. A server of ours has none of these: its default graph is the
release, and describes itself there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from resograph.sparql import Query
from resograph.sparql.binding import bind_values
from resograph.stores.port import StoreError
from resograph.stores.remote.dialects import Dialect
from resograph.stores.remote.endpoint import Endpoint

_VOID, _OWL = "http://rdfs.org/ns/void#", "http://www.w3.org/2002/07/owl#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_ITSELF = f"?dataset a <{_VOID}Dataset> ; <{_VOID}uriSpace> ?base ; <{_OWL}versionInfo> ?version"
_MARKS = f"""SELECT ?base ?version ?source WHERE {{
  GRAPH ?graph {{ {_ITSELF} OPTIONAL {{ ?dataset <{_VOID}subset> ?source }} }}
  FILTER(STR(?graph) = CONCAT(STR(?base), "graph/release"))
}}"""
_MARK = f"""SELECT ?version ?source WHERE {{
  GRAPH ?graph {{ ?dataset <{_OWL}versionInfo> ?version OPTIONAL {{ ?dataset <{_VOID}subset> ?source }} }}
}}"""
_SERVED = f"SELECT ?base ?version WHERE {{ {_ITSELF} }}"
_COUNTS = f"""SELECT ?triples ?works ?class ?n WHERE {{
  ?dataset <{_VOID}uriSpace> ?base ; <{_VOID}triples> ?triples ; <{_VOID}documents> ?works ;
    <{_VOID}classPartition> ?some .
  ?some <{_VOID}class> ?class ; <{_VOID}entities> ?n
}}"""
_NAMES = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"
_SOME = "SELECT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } LIMIT 1"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@dataclass(frozen=True)
class HeldRelease:
    """The release that a server holds; ``version`` tells its content apart from any other."""

    base: str
    version: str
    sources: tuple[str, ...] = ()
    """Names of the graphs of registries."""
    is_marked: bool = True
    """Whether it stands in graphs of its own; else it is the server's default dataset."""

    def confined(self, query: Query) -> Query:
        """A query over the release alone; one that names its dataset as it is."""
        if query.has_dataset or not self.is_marked:
            return query
        # Virtuoso takes no named graphs for all that it has: one that is nowhere stands for none.
        named = self.sources or (f"{self.base}graph/none",)
        return replace(query, default_graphs=(all_of(self.base),), named_graphs=named)


def all_of(base: str) -> str:
    """The graph at a server that is a release's default graph."""
    return f"{base}graph/all"


def mark_of(base: str) -> str:
    """The graph at a server that is a release's commit mark."""
    return f"{base}graph/release"


def mark_triples(held: HeldRelease) -> list[ox.Triple]:
    """The commit mark of a release."""
    me = ox.NamedNode(f"{held.base}.well-known/void#dataset")
    said: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (f"{_VOID}uriSpace", ox.Literal(held.base)),
        (f"{_OWL}versionInfo", ox.Literal(held.version)),
        *((f"{_VOID}subset", ox.NamedNode(name)) for name in held.sources),
    ]
    kind = ox.Triple(me, _TYPE, ox.NamedNode(f"{_VOID}Dataset"))
    return [kind, *(ox.Triple(me, ox.NamedNode(predicate), value) for predicate, value in said)]


def held_at(endpoint: Endpoint, dialect: Dialect, base: str | None = None) -> HeldRelease:
    """The release at a server.

    Raises:
        StoreError: there is none, or several and none is chosen by ``base``.
    """
    rows = [row for row in _rows(endpoint, dialect, Query.of(_MARKS)) if base in (None, row["base"])]
    marked = bool(rows)
    if not marked:  # a server of ours, and none whose default graph is all graphs, with a release half published
        served = _rows(endpoint, dialect, Query.of(_SERVED))
        rows = [row for row in served if base in (None, row["base"]) and not _has(endpoint, dialect, row["base"])]
    if not rows:
        raise StoreError(
            f"{endpoint.addresses.query} holds no release; put one there with: resograph publish ADDRESS --store DIR "
            "(docs/engines.md)."
        )
    if len({row["base"] for row in rows}) > 1:
        raise StoreError(f"{endpoint.addresses.query} holds several releases; keep one at a server.")
    return HeldRelease(rows[0]["base"], rows[0]["version"], _sources(rows), marked)


def counts_at(endpoint: Endpoint, dialect: Dialect, held: HeldRelease) -> Mapping[str, int]:
    """Works, parts, acts and triples of a release, as it says itself."""
    query = Query.of(_COUNTS, substitutions={"base": str(ox.Literal(held.base))})
    counts: dict[str, int] = {}
    for row in _rows(endpoint, dialect, held.confined(query)):
        counts |= {"triples": int(row["triples"]), "works": int(row["works"])}
        counts[f"{row['class'].rpartition('#')[2].lower()}s"] = int(row["n"])
    return counts


def held_now(endpoint: Endpoint, dialect: Dialect, held: HeldRelease) -> HeldRelease | None:
    """The release there now, where there was one; None while one is being published in several steps."""
    if held.is_marked:
        query = Query.of(_MARK, substitutions={"graph": str(ox.NamedNode(mark_of(held.base)))})
    else:
        query = Query.of(_SERVED, substitutions={"base": str(ox.Literal(held.base))})
    rows = list(_rows(endpoint, dialect, query))
    return replace(held, version=rows[0]["version"], sources=_sources(rows)) if rows else None


def graphs_at(endpoint: Endpoint, dialect: Dialect, base: str) -> list[str]:
    """Names of the graphs of a release at a server, whole or not; a server goes through all that it has for these."""
    rows = _rows(endpoint, dialect, Query.of(_NAMES))
    names = sorted({row["graph"] for row in rows})
    return [name for name in names if name in (all_of(base), mark_of(base)) or name.startswith(f"{base}graph/source/")]


def size_at(endpoint: Endpoint, dialect: Dialect, graph: str) -> int:
    """Triples of a graph at a server."""
    (row,) = _rows(endpoint, dialect, Query.of(_COUNT, default_graphs=[graph]))
    return int(row["n"])


def _has(endpoint: Endpoint, dialect: Dialect, base: str) -> bool:
    """Whether a server has the graph that a release's default graph is kept in."""
    query = Query.of(_SOME, substitutions={"graph": str(ox.NamedNode(all_of(base)))})
    return any(True for _ in _rows(endpoint, dialect, query))


def _sources(rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    return tuple(sorted({row["source"] for row in rows if "source" in row}))


def _rows(endpoint: Endpoint, dialect: Dialect, query: Query) -> Iterator[dict[str, str]]:
    asked = dialect.asked(bind_values(query))
    data = json.loads(b"".join(endpoint.ask(asked.text, asked.media, asked.parameters).chunks()))
    for row in data["results"]["bindings"]:
        yield {name: cell["value"] for name, cell in row.items()}
