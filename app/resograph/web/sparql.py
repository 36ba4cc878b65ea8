"""``/sparql``: SPARQL 1.1 Protocol over the worker pool (queries only)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Generator, Iterator, Mapping, Sequence
from urllib.parse import parse_qsl

import anyio
import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from resograph.stores import Answer, QueryError, RefusedQueryError, ResultKind, shape_of
from resograph.stores.workers import BusyError, QueryTimeoutError, WorkerPool
from resograph.web import pages
from resograph.web.negotiation import choose_format
from resograph.web.problems import ProblemError
from resograph.writing import serialise

router = APIRouter()

ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_ALSO = {"application/json": ROWS["json"], "application/xml": ROWS["xml"], "text/plain": GRAPHS["nt"]}


@router.api_route("/sparql", methods=["GET", "HEAD", "POST", "OPTIONS"])
async def endpoint(request: Request) -> Response:
    """Answer a query; without one, show the form."""
    if request.method == "OPTIONS":
        return Response(
            None,
            204,
            {
                "Allow": "GET, HEAD, POST, OPTIONS",
                "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
                "Access-Control-Allow-Headers": "Accept, Content-Type",
            },
        )
    text, default_graphs, named_graphs = await _read_request(request)
    if text is None:
        if request.method in ("GET", "HEAD"):
            return pages.sparql_form(request)
        raise ProblemError(
            400, "No query", "Give a query in the parameter “query”, or as a body of type application/sparql-query."
        )
    settings = request.app.state.settings
    if len(text) > settings.query_length:
        raise ProblemError(
            413, "Query too long", f"A query may have {settings.query_length:,} characters; this one has {len(text):,}."
        )
    return await answer(request, text, default_graphs=default_graphs, named_graphs=named_graphs)


async def _read_request(request: Request) -> tuple[str | None, list[str], list[str]]:
    """Query, default graphs and named graphs (SPARQL 1.1 Protocol §2.1)."""
    raw = request.scope.get("query_string", b"").decode("latin-1")
    pairs = _pairs(raw)
    if request.method == "POST":
        media = request.headers.get("content-type", "").split(";")[0].strip().lower()
        body = await request.body()
        if media == "application/sparql-query":
            pairs = [pair for pair in pairs if pair[0] != "query"]
            pairs.append(("query", _utf8(body)))
        elif media == "application/x-www-form-urlencoded":
            pairs += _pairs(body.decode("latin-1"))
        elif media == "application/sparql-update":
            raise ProblemError(
                403, "Read-only", "This server takes no updates; start it with --writable to allow them."
            )
        else:
            raise ProblemError(
                415,
                "Unsupported body",
                "POST a form (application/x-www-form-urlencoded) or a query (application/sparql-query).",
            )
    if any(name == "update" for name, _ in pairs):
        raise ProblemError(403, "Read-only", "This server takes no updates; start it with --writable to allow them.")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise ProblemError(400, "Several queries", "Send one query at a time.")
    return (
        queries[0] if queries else None,
        [value for name, value in pairs if name == "default-graph-uri"],
        [value for name, value in pairs if name == "named-graph-uri"],
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=200)
    except (UnicodeDecodeError, ValueError):
        raise ProblemError(400, "Bad request", "The parameters are no right UTF-8 form data.") from None


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemError(400, "Bad request", "The query is no right UTF-8.") from None


async def answer(
    request: Request,
    text: str,
    *,
    substitutions: Mapping[str, str] | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    suffix: str | None = None,
) -> Response:
    """Run a query in the pool and stream its answer in the format that the client takes best."""
    accept = _with_aliases(request.headers.get("accept"))
    graph_format = suffix if suffix in GRAPHS else choose_format(accept, tuple(GRAPHS), GRAPHS)
    row_format = suffix if suffix in ROWS else choose_format(accept, tuple(ROWS), ROWS)
    try:
        shape = shape_of(text)
    except RefusedQueryError as error:
        raise ProblemError(403, "Refused", str(error)) from error
    if shape.is_update:
        raise ProblemError(
            400, "An update", "This is an update; the query operation takes SELECT, ASK, CONSTRUCT and DESCRIBE."
        )
    wanted = graph_format if shape.form in ("CONSTRUCT", "DESCRIBE") else row_format
    types = GRAPHS if shape.form in ("CONSTRUCT", "DESCRIBE") else ROWS
    if wanted is None:
        raise ProblemError(
            406, "Not acceptable", f"The answer comes as {', '.join(types.values())}.", headers={"Vary": "Accept"}
        )
    formats = {
        ResultKind.ROWS: row_format or "json",
        ResultKind.BOOLEAN: row_format if row_format in ("json", "xml") else "json",
        ResultKind.GRAPH: "nt" if graph_format == "jsonld" else graph_format or "ttl",
    }
    pool: WorkerPool = request.app.state.pool
    found = await _run(pool, text, formats, substitutions, default_graphs, named_graphs)
    if found.kind is ResultKind.GRAPH and graph_format == "jsonld":
        return await run_in_threadpool(_as_jsonld, request, found)
    media = (GRAPHS if found.kind is ResultKind.GRAPH else ROWS)[found.format]
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    headers = {"Vary": "Accept", "Content-Type": f"{media}{charset}"}
    if request.method == "HEAD":
        await run_in_threadpool(lambda: [None for _ in found.chunks])
        return Response(None, 200, headers)
    return _Streamed(found.chunks, headers)


async def table(
    request: Request, text: str, substitutions: Mapping[str, str]
) -> tuple[list[str], list[list[dict[str, str] | None]]]:
    """The columns and rows of a SELECT query, for a page."""
    formats = {ResultKind.ROWS: "json", ResultKind.BOOLEAN: "json", ResultKind.GRAPH: "nt"}
    found = await _run(request.app.state.pool, text, formats, substitutions, (), ())
    data = json.loads(b"".join(await run_in_threadpool(list, found.chunks)))
    columns: list[str] = data["head"].get("vars", [])
    return columns, [[row.get(column) for column in columns] for row in data["results"]["bindings"]]


async def _run(
    pool: WorkerPool,
    text: str,
    formats: Mapping[ResultKind, str],
    substitutions: Mapping[str, str] | None,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
) -> Answer:
    try:
        return await run_in_threadpool(
            pool.query,
            text,
            formats,
            substitutions=substitutions,
            default_graphs=default_graphs,
            named_graphs=named_graphs,
        )
    except QueryError as error:
        raise ProblemError(400, "Bad query", str(error)) from error
    except QueryTimeoutError as error:
        raise ProblemError(503, "Query stopped", str(error), headers={"Retry-After": "10"}) from error
    except BusyError as error:
        raise ProblemError(503, "Busy", str(error), headers={"Retry-After": "2"}) from error


class _Streamed(StreamingResponse):
    """An answer in pieces as they come; its worker is free again when it ends, also where the client went away."""

    def __init__(self, chunks: Iterator[bytes], headers: Mapping[str, str]) -> None:
        self._chunks = chunks
        super().__init__(self._pieces(), 200, headers)

    async def _pieces(self) -> AsyncIterator[bytes]:
        while piece := await run_in_threadpool(next, self._chunks, b""):
            yield piece

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                if isinstance(self._chunks, Generator):
                    await run_in_threadpool(self._chunks.close)


def _as_jsonld(request: Request, found: Answer) -> Response:
    data = b"".join(found.chunks)
    triples = [quad.triple for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES)]
    body = serialise(triples, "jsonld", request.app.state.graph.base)
    return Response(body, 200, {"Vary": "Accept"}, media_type=GRAPHS["jsonld"])


def _with_aliases(accept: str | None) -> str | None:
    if accept:
        for alias, media in _ALSO.items():
            accept = accept.replace(alias, f"{media}") if alias in accept and media not in accept else accept
    return accept
