"""Which dataset makes a plain query, at a server, one over all graphs of the release and nothing else (DESIGN §3).

Engines differ: the default graph is empty, or the union of all graphs, their own included. The release states how many
triples it has, so a count tells: where the server's default graph has exactly those, nothing need be sent; else
Oxigraph's parameter is tried; else the release's graphs are named one by one, which every engine understands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pyoxigraph as ox

from resograph.stores.binding import bind_values
from resograph.stores.endpoint import Endpoint
from resograph.stores.release import ReleaseError

_JSON = "application/sparql-results+json"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_RELEASES = """PREFIX void: <http://rdfs.org/ns/void#>
SELECT DISTINCT ?base ?triples WHERE {
  GRAPH ?graph { ?dataset a void:Dataset ; void:uriSpace ?base ; void:triples ?triples }
  FILTER(STR(?graph) = CONCAT(STR(?base), "graph/release"))
}"""
_GRAPHS = """SELECT DISTINCT ?graph WHERE {
  GRAPH ?graph { ?s ?p ?o } FILTER(STRSTARTS(STR(?graph), ?start))
}"""


class Confinement(Enum):
    """How a plain query is kept to the release."""

    NOTHING_SENT = "the server's default graph is the release"
    UNION_ASKED = "the parameter union-default-graph makes it so"
    GRAPHS_NAMED = "each graph is named"


@dataclass(frozen=True)
class Held:
    """The release that a server holds."""

    base: str
    triples: int


def held_at(endpoint: Endpoint, base: str | None = None) -> Held:
    """The release at a server, by its description of itself.

    Raises:
        ReleaseError: there is none, or several and none is chosen by ``base``.
    """
    rows = _rows(endpoint, _RELEASES)
    held = [Held(row["base"], int(row["triples"])) for row in rows if base in (None, row["base"])]
    if not held:
        raise ReleaseError(f"{endpoint.addresses.query} holds no release; publish one to it (docs/engines.md).")
    if len(held) > 1:
        raise ReleaseError(f"{endpoint.addresses.query} holds several releases; keep one at a server.")
    return held[0]


def graphs_at(endpoint: Endpoint, base: str) -> tuple[str, ...]:
    """Names of the graphs under a base."""
    text = bind_values(_GRAPHS, {"start": str(ox.Literal(f"{base}graph/"))})
    return tuple(sorted(row["graph"] for row in _rows(endpoint, text)))


def confinement_at(endpoint: Endpoint, held: Held) -> Confinement:
    """The cheapest way that counts right."""
    if _count(endpoint) == held.triples:
        return Confinement.NOTHING_SENT
    if _count(endpoint, UNION) == held.triples:
        return Confinement.UNION_ASKED
    return Confinement.GRAPHS_NAMED


UNION = ("union-default-graph", "")
"""Oxigraph's parameter: the default graph is the union of all; other servers take no notice."""


def named(graphs: tuple[str, ...]) -> list[tuple[str, str]]:
    """The parameters for a dataset of these graphs, asked as one and each by its name (Protocol §2.1.4)."""
    return [(name, graph) for name in ("default-graph-uri", "named-graph-uri") for graph in graphs]


def check_datasets(endpoint: Endpoint) -> None:
    """See that the server keeps to the dataset of a query (SPARQL 1.1 Query §13.2).

    Raises:
        ReleaseError: it does not, as Oxigraph does not with ``--union-default-graph``.
    """
    data: dict[str, Any] = json.loads(b"".join(endpoint.ask("ASK FROM <x:none> { ?s ?p ?o }", _JSON).chunks()))
    if data["boolean"]:
        raise ReleaseError(
            f"{endpoint.addresses.query} takes no notice of FROM, so that answers would be wrong; "
            "start it without --union-default-graph or what it calls that."
        )


def _count(endpoint: Endpoint, *parameters: tuple[str, str]) -> int:
    return int(_rows(endpoint, _COUNT, *parameters)[0]["n"])


def _rows(endpoint: Endpoint, text: str, *parameters: tuple[str, str]) -> list[dict[str, str]]:
    data: dict[str, Any] = json.loads(b"".join(endpoint.ask(text, _JSON, parameters).chunks()))
    return [{name: cell["value"] for name, cell in row.items()} for row in data["results"]["bindings"]]
