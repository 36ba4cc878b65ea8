"""Which dataset makes a plain query, at a server, one over all graphs of the release and nothing else (DESIGN §3).

Engines differ: the default graph is empty, or the union of all graphs, their own included. The release states how many
triples it has, so a count tells: where the server's default graph has exactly those, nothing need be sent; else
Oxigraph's parameter is tried; else Virtuoso is told which graphs to leave out, and any other engine which to take.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pyoxigraph as ox

from resograph.releases.release import ReleaseError
from resograph.sparql.binding import bind_values
from resograph.stores.remote.endpoint import Endpoint

_JSON = "application/sparql-results+json"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_RELEASES = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?base ?triples ?version WHERE {
  GRAPH ?graph { ?dataset a void:Dataset ; void:uriSpace ?base ; void:triples ?triples ; owl:versionInfo ?version }
  FILTER(STR(?graph) = CONCAT(STR(?base), "graph/release"))
}"""
_COUNTS = """PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?works ?class ?n WHERE {
  GRAPH ?graph {
    ?dataset void:documents ?works ; void:classPartition ?some .
    ?some void:class ?class ; void:entities ?n
  }
}"""
_VERSION = """SELECT ?version WHERE {
  GRAPH ?graph { ?dataset <http://www.w3.org/2002/07/owl#versionInfo> ?version }
}"""
_SIZES = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


class Confinement(Enum):
    """How a plain query is kept to the release."""

    NOTHING_SENT = "the server's default graph is the release"
    UNION_ASKED = "the parameter union-default-graph makes it so"
    OTHERS_EXCLUDED = "each graph that is not the release's is left out"
    GRAPHS_NAMED = "each graph is named"


@dataclass(frozen=True)
class Held:
    """The release that a server holds; ``version`` tells its content apart from any other."""

    base: str
    version: str
    counts: Mapping[str, int]
    """Works, parts, acts, triples."""


def held_at(endpoint: Endpoint, base: str | None = None) -> Held:
    """The release at a server, by its description of itself.

    Raises:
        ReleaseError: there is none, or several and none is chosen by ``base``.
    """
    rows = [row for row in _rows(endpoint, _RELEASES) if base in (None, row["base"])]
    if not rows:
        raise ReleaseError(
            f"{endpoint.addresses.query} holds no release; put one there with: resograph publish ADDRESS --store DIR "
            "(docs/engines.md)."
        )
    if len(rows) > 1:
        raise ReleaseError(f"{endpoint.addresses.query} holds several releases; keep one at a server.")
    found = rows[0]
    counts = {"triples": int(found["triples"])}
    for row in _rows(endpoint, bind_values(_COUNTS, _release_graph(found["base"]))):
        counts["works"] = int(row["works"])
        counts[f"{row['class'].rpartition('#')[2].lower()}s"] = int(row["n"])
    return Held(found["base"], found["version"], counts)


def version_at(endpoint: Endpoint, base: str) -> str | None:
    """The version of the release; None while one is being published in several steps."""
    rows = _rows(endpoint, bind_values(_VERSION, _release_graph(base)))
    return rows[0]["version"] if rows else None


@dataclass(frozen=True)
class Graphs:
    """The graphs at a server: names and sizes of those under a base, names of the others."""

    ours: Mapping[str, int]
    others: tuple[str, ...]


def graphs_at(endpoint: Endpoint, base: str) -> Graphs:
    """The graphs at a server, told apart by a base."""
    sizes = {row["graph"]: int(row["n"]) for row in _rows(endpoint, _SIZES)}
    ours = {name: size for name, size in sorted(sizes.items()) if name.startswith(f"{base}graph/")}
    return Graphs(ours, tuple(sorted(sizes.keys() - ours.keys())))


def confinement_at(endpoint: Endpoint, held: Held, excludes: bool) -> Confinement:
    """The cheapest way that counts right, at a server that can leave graphs out or not."""
    if _count(endpoint) == held.counts["triples"]:
        return Confinement.NOTHING_SENT
    if excludes:
        return Confinement.OTHERS_EXCLUDED
    if _count(endpoint, UNION) == held.counts["triples"]:
        return Confinement.UNION_ASKED
    return Confinement.GRAPHS_NAMED


UNION = ("union-default-graph", "")
"""Oxigraph's parameter: the default graph is the union of all; other servers take no notice."""


def _release_graph(base: str) -> dict[str, str]:
    return {"graph": str(ox.NamedNode(f"{base}graph/release"))}


def _count(endpoint: Endpoint, *parameters: tuple[str, str]) -> int:
    return int(_rows(endpoint, _COUNT, *parameters)[0]["n"])


def _rows(endpoint: Endpoint, text: str, *parameters: tuple[str, str]) -> list[dict[str, str]]:
    data: dict[str, Any] = json.loads(b"".join(endpoint.ask(text, _JSON, parameters).chunks()))
    return [{name: cell["value"] for name, cell in row.items()} for row in data["results"]["bindings"]]
