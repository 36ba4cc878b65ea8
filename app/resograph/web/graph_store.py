"""``/rdf-graph-store``: whole graphs by Graph Store HTTP Protocol; written to only where the server is writable."""

from __future__ import annotations

import hashlib
import json
import secrets
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from resograph.media_types import GRAPHS
from resograph.sparql import Query
from resograph.stores.mutable import MutableStore
from resograph.web.authorisation import check_token
from resograph.web.disconnects import read_body
from resograph.web.problems import ProblemError
from resograph.web.sparql import answer, look_at
from resograph.web.sparql.answering import told
from resograph.web.sparql.asked import media_of
from resograph.web.state import state_of

router = APIRouter()
PATH = "/rdf-graph-store"
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_THERE = "ASK { GRAPH ?graph { } }"
_READ, _WRITE = "GET, HEAD, OPTIONS", "GET, HEAD, PUT, POST, DELETE, OPTIONS"
_SUFFIX = {media: suffix for suffix, media in GRAPHS.items()} | {"application/x-turtle": "ttl", "text/plain": "nt"}
_QUADS = ("nq", "trig")


@router.api_route(PATH, methods=["GET", "HEAD"])
async def read_graph(request: Request) -> Response:
    """The triples of one graph: ``?graph=IRI``, or ``?default``."""
    graph = _graph(request)
    if graph is None:
        return _tagged(request, "", await answer(request, await look_at(request, _EVERYTHING)))
    store = state_of(request).store
    found = await told(store.query(Query.of(_THERE, substitutions={"graph": str(ox.NamedNode(graph))})))
    if not json.loads(await told(found.whole()))["boolean"]:
        raise ProblemError(404, "No such graph", f"There is no graph {graph}; {PATH}?default has the default graph.")
    return _tagged(request, graph, await answer(request, await look_at(request, _EVERYTHING, default_graphs=(graph,))))


def _tagged(request: Request, graph: str, answer_: Response) -> Response:
    """An answer with one entity tag, in pieces or whole, from the cache or not: a graph of a release stays as it is."""
    if name := state_of(request).release_name:
        of = f"{name}\n{graph}\n{answer_.headers.get('content-type')}"
        answer_.headers["ETag"] = f'"{hashlib.sha256(of.encode()).hexdigest()[:20]}"'
    return answer_


@router.api_route(PATH, methods=["OPTIONS"], include_in_schema=False)
def options(request: Request) -> Response:
    """What this address takes."""
    return Response(None, 204, {"Allow": _allowed(request)})


@router.api_route(PATH, methods=["PATCH", "TRACE"], include_in_schema=False)
def refused(request: Request) -> Response:
    """What it does not take."""
    allowed = _allowed(request)
    raise ProblemError(405, "Method not allowed", f"This address takes {allowed}.", headers={"Allow": allowed})


def _allowed(request: Request) -> str:
    return _WRITE if isinstance(state_of(request).store, MutableStore) else _READ


@router.api_route(PATH, methods=["PUT"])
async def put_graph(request: Request) -> Response:
    """Make a graph what the body says."""
    store = _writable(request)
    graph = _graph(request)
    suffix, body = await _body(request)
    there = await told(store.put_graph(graph, body, suffix))
    return Response(None, 204 if there else 201)


@router.api_route(PATH, methods=["POST"])
async def post_graph(request: Request) -> Response:
    """Add the body to a graph; without one, triples to a new graph, quads to the graphs they name."""
    store = _writable(request)
    named = "graph" in request.query_params or "default" in request.query_params
    graph = _graph(request) if named else None
    suffix, body = await _body(request)
    if not named and suffix in _QUADS:
        await told(store.post_graph(None, body, suffix, whole=True))
        return Response(None, 204)
    if not named:
        settings = state_of(request).settings
        graph = f"{settings.base}graph/{secrets.token_hex(8)}"
        await told(store.post_graph(graph, body, suffix))
        return Response(None, 201, {"Location": f"{PATH}?graph={quote(graph, safe='')}"})
    there = await told(store.post_graph(graph, body, suffix))
    return Response(None, 204 if there else 201)


@router.api_route(PATH, methods=["DELETE"])
async def delete_graph(request: Request) -> Response:
    """Remove a graph."""
    store = _writable(request)
    graph = _graph(request)
    if not await told(store.delete_graph(graph)):
        raise ProblemError(404, "No such graph", f"There is no graph {graph}.")
    return Response(None, 204)


def _graph(request: Request) -> str | None:
    """The graph that a request names; None for the default graph."""
    graphs = request.query_params.getlist("graph")
    if len(graphs) + ("default" in request.query_params) != 1:
        raise ProblemError(400, "Which graph?", f"Name one graph: {PATH}?graph=IRI, or {PATH}?default.")
    if not graphs:
        return None
    try:
        return ox.NamedNode(graphs[0]).value
    except ValueError:
        raise ProblemError(400, "No graph's name", f"“{graphs[0]}” is no absolute IRI.") from None


def _writable(request: Request) -> MutableStore:
    store = state_of(request).store
    if not isinstance(store, MutableStore):
        raise ProblemError(405, "Read-only", f"This address takes {_READ}.", headers={"Allow": _READ})
    check_token(request.headers.get("authorization"), state_of(request).settings.token)
    return store


async def _body(request: Request) -> tuple[str, bytes]:
    """The format of a body, and its bytes."""
    media = media_of(request.headers.get("content-type", ""))
    if media not in _SUFFIX:
        there = ", ".join(GRAPHS.values())
        raise ProblemError(415, "Unsupported body", f"Send the graph as {there}, with that Content-Type.")
    settings = state_of(request).settings
    most = settings.body_mb * 1024 * 1024
    body = await read_body(request.receive, most)
    if body is None:
        raise ProblemError(413, "Body too long", f"A graph may have {most:,} bytes; send it in parts by POST.")
    return _SUFFIX[media], body
