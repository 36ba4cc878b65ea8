"""Queries run and their answers sent: kept ones at once, others piece by piece as the engine gives them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from resograph.settings import Settings
from resograph.sparql import Formats, Query, QueryError, RefusedQueryError
from resograph.sparql.formats import content_type
from resograph.sparql.guard import SHORT
from resograph.stores.port import BusyError, Pieces, QueryTimeoutError, StreamedAnswer
from resograph.web.cache import AnswerCache, Kept
from resograph.web.clients import client_of
from resograph.web.conditions import tag_of
from resograph.web.disconnects import ClientGoneError, unless_gone
from resograph.web.failures import STORE_ERRORS, of_store
from resograph.web.observing import note_broken, note_query
from resograph.web.problems import ProblemError
from resograph.web.protocol import ABORT
from resograph.web.sparql.wanted import formats_wanted
from resograph.web.state import state_of

_Result = TypeVar("_Result")
_SHORT_ANSWER = 100_000
"""Bytes of an answer up to which its tag is kept with it."""


async def look_at(
    request: Request,
    text: str,
    *,
    substitutions: Mapping[str, str] | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    suffix: str | None = None,
    formats: Formats | None = None,
) -> Query:
    """The query that a request asks, with the formats that the client takes best; a long text is seen in a thread.

    Args:
        request: its Accept header decides.
        text: as it was sent.
        substitutions: variable → value as an N-Triples term.
        default_graphs: IRIs of the dataset given beside the text.
        named_graphs: likewise.
        suffix: a format that goes before the header.
        formats: the formats, where the client does not decide.

    Raises:
        ProblemError: 400, 403, 406 or 413.
    """
    settings: Settings = state_of(request).settings
    if len(text) > settings.query_length:
        raise ProblemError(
            413, "Query too long", f"A query may have {settings.query_length:,} characters; this one has {len(text):,}."
        )
    begun = time.perf_counter()
    given: dict[str, Any] = {"default_graphs": default_graphs, "named_graphs": named_graphs}
    look = partial(Query.of, text, substitutions=substitutions, **given)
    try:
        query = look() if len(text) <= SHORT else await run_in_threadpool(look)
        accept = ",".join(request.headers.getlist("accept"))
        wanted = formats or formats_wanted(accept, suffix, query.kind)
        return query if wanted == query.formats else replace(query, formats=wanted)
    except (QueryError, RefusedQueryError) as error:
        note_query(request.scope, text, time.perf_counter() - begun, "refused")
        raise of_store(error) from error
    except ProblemError:
        note_query(request.scope, text, time.perf_counter() - begun, "refused")
        raise


async def answer(request: Request, query: Query) -> Response:
    """The answer to a query, begun before anything is sent.

    Raises:
        ProblemError: 400 or 503.
        ClientGoneError: nobody waits for it.
    """
    state = state_of(request)
    cache: AnswerCache | None = state.cache
    key: Hashable = (state.release_name, query)
    if cache and (kept := cache.get(key)):
        return AnswerResponse(kept.media, kept.body, None, tag=kept.tag)
    until = asyncio.get_running_loop().time() + state.settings.query_seconds
    found = await run(request, query)
    media = content_type(found.kind, found.format)
    if not cache:
        return AnswerResponse(media, found.first, found.rest, None, until)
    keep = _Keeping(cache, key, media, len(query.text))
    if found.rest is None:
        keep(found.first)
    return AnswerResponse(media, found.first, found.rest, keep, until)


@dataclass(frozen=True)
class _Keeping:
    """Keeps an answer when it is whole."""

    cache: AnswerCache
    key: Hashable
    media: str
    text_length: int

    def __call__(self, body: bytes) -> None:
        """Keep it."""
        tag = tag_of(body) if len(body) <= _SHORT_ANSWER else ""
        self.cache.put(self.key, Kept(self.media, body, tag), self.text_length)


async def run(request: Request, query: Query) -> StreamedAnswer:
    """The answer to a query, begun and counted.

    Raises:
        ProblemError: 400 or 503.
        ClientGoneError: nobody waits for it.
    """
    store = state_of(request).store
    begun = time.perf_counter()
    outcome = "stopped"
    try:
        found = await told(unless_gone(request.receive, store.query(query, client_of(request.scope))))
        outcome = "answered"
        return found
    except ProblemError as error:
        outcome = "refused" if error.status < 500 else "stopped"
        raise
    finally:
        note_query(request.scope, query.text, time.perf_counter() - begun, outcome)


async def told(work: Coroutine[Any, Any, _Result]) -> _Result:
    """The result of work with a store; its errors as answers."""
    try:
        return await work
    except STORE_ERRORS as error:
        raise of_store(error) from error


class AnswerResponse(Response):
    """An answer whose first piece is there. What breaks off later breaks the connection, so that no client takes a
    part for the whole; so does a client that has not taken it by ``until``, on the clock of the event loop.
    """

    def __init__(
        self,
        media: str,
        first: bytes,
        rest: Pieces | None,
        keep: _Keeping | None = None,
        until: float | None = None,
        tag: str = "",
    ) -> None:
        self.status_code = 200
        self.background = None
        self.body = first
        self._rest = rest
        self._keep = keep
        self._until = until
        self.raw_headers = [(b"content-type", media.encode()), (b"vary", b"Accept")]
        if rest is None:
            self.raw_headers.append((b"content-length", b"%d" % len(first)))
        if tag:
            self.raw_headers.append((b"etag", tag.encode()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        rest = self._rest
        if scope["method"] == "HEAD" and rest:
            await rest.aclose()
            await send({"type": "http.response.body", "body": b""})
        elif rest is None:  # what is sent for HEAD is measured, and left out
            await send({"type": "http.response.body", "body": self.body})
        else:
            await self._stream(rest, scope, receive, send)

    async def _stream(self, rest: Pieces, scope: Scope, receive: Receive, send: Send) -> None:
        async def pieces() -> None:
            await send({"type": "http.response.body", "body": self.body, "more_body": True})
            kept, length = [self.body], len(self.body)
            async for piece in rest:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                length += len(piece)
                if self._keep and length <= self._keep.cache.most_of_one:
                    kept.append(piece)
            await send({"type": "http.response.body", "body": b""})
            if self._keep and length <= self._keep.cache.most_of_one:
                self._keep(b"".join(kept))

        try:
            async with asyncio.timeout_at(self._until):
                await unless_gone(receive, pieces())
        except (QueryError, QueryTimeoutError, BusyError) as error:
            note_broken(scope, str(error))
        except TimeoutError:
            note_broken(scope, "The client did not take the answer in the time of a query.")
            if abort := scope["state"].get(ABORT):
                abort()
        except ClientGoneError:
            pass
        finally:
            await rest.aclose()
