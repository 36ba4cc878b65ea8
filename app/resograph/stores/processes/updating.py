"""Changes to a mutable store, each carried out whole or not at all."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from resograph.sparql import QueryError
from resograph.stores.embedded import ENGINE_ERRORS, GRAPH_FORMATS, in_words
from resograph.stores.port import BusyError
from resograph.text.nesting import deepest

_DEEPEST = 200
"""Brackets within brackets in JSON-LD: the parser ends this process where they are some thousands."""


def carry_out(store: ox.Store, change: dict[str, Any], body: bytes = b"") -> bool:
    """Do what ``change["do"]`` says: update, or put, post or delete a graph.

    Returns:
        Whether the graph was there before.

    Raises:
        QueryError: the update or the graph's text is broken; nothing of it was done.
        BusyError: it could not be written down.
    """
    if change.get("format") == "jsonld" and deepest(body) > _DEEPEST:
        raise QueryError(f"The graph sent is nested more than {_DEEPEST} deep; write it flat.")
    try:
        match change["do"]:
            case "update":
                store.update(change["text"], base_iri=change["base"])
                return True
            case "put":
                return _put(store, change, body)
            case "post":
                return _post(store, change, body)
            case _:
                return _delete(store, change["graph"])
    except OSError as error:
        raise BusyError(f"The store cannot be written to; see whether its disk has room: {error}") from error
    except ENGINE_ERRORS as error:
        text = change["text"] if change["do"] == "update" else ""
        raise QueryError(in_words(error, text) if text else f"The graph sent is broken: {error}") from error


def _there(store: ox.Store, graph: str | None) -> bool:
    return graph is None or store.contains_named_graph(ox.NamedNode(graph))


def _put(store: ox.Store, change: dict[str, Any], body: bytes) -> bool:
    """One update is one transaction; the values are the parser's, written anew."""
    graph = change["graph"]
    there = _there(store, graph)
    triples = "".join(f"{triple} .\n" for triple in _triples(change, body))
    if graph is None:
        store.update(f"CLEAR DEFAULT ; INSERT DATA {{\n{triples}}}")
    else:
        name = str(ox.NamedNode(graph))
        store.update(f"DROP SILENT GRAPH {name} ; CREATE GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{\n{triples}}} }}")
    return there


def _post(store: ox.Store, change: dict[str, Any], body: bytes) -> bool:
    """Into one graph; where ``whole`` is said, into those that the quads name."""
    if change["whole"]:
        store.load(body, GRAPH_FORMATS[change["format"]], base_iri=change["base"])
        return True
    there = _there(store, change["graph"])
    graph = ox.DefaultGraph() if change["graph"] is None else ox.NamedNode(change["graph"])
    found = _triples(change, body)
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found)
    if not there:
        store.add_graph(graph)  # an empty graph is one too
    return there


def _triples(change: dict[str, Any], body: bytes) -> list[ox.Triple]:
    """What a body says, blank nodes renamed so that they are nobody else's."""
    format_ = GRAPH_FORMATS[change["format"]]
    found = ox.parse(body, format_, base_iri=change["base"], without_named_graphs=True, rename_blank_nodes=True)
    return [quad.triple for quad in found]


def _delete(store: ox.Store, graph: str | None) -> bool:
    there = _there(store, graph)
    if graph is None:
        store.clear_graph(ox.DefaultGraph())
    elif there:
        store.remove_graph(ox.NamedNode(graph))
    return there
