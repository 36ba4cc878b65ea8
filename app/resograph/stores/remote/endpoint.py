"""A SPARQL server's addresses, and requests to it whose failures say what to do."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx

from resograph.sparql import QueryError
from resograph.stores.credentials import Credentials
from resograph.stores.port import BusyError, QueryTimeoutError
from resograph.stores.remote.deadline import Transport, ends_at
from resograph.stores.remote.endings import gave_up, whole

_TOO_LONG = (408, 504)
_NOT_NOW = (429, 502, 503)
_LONGEST_REFUSAL = 64 * 1024
"""Bytes of a refusal that are read."""
MESSAGE = 2000
"""Most characters of a server's message that are passed on."""


class UnreachableError(BusyError):
    """The server does not answer, or not now."""


@dataclass(frozen=True)
class Addresses:
    """Where a server takes queries and updates (SPARQL 1.1 Protocol) and graphs (Graph Store HTTP Protocol)."""

    query: str
    update: str
    graphs: str

    @classmethod
    def of(cls, address: str) -> Addresses:
        """The addresses that one address stands for: a bare host is laid out as Oxigraph's.

        >>> Addresses.of("http://127.0.0.1:7878")
        Addresses(query='http://127.0.0.1:7878/query', update='http://127.0.0.1:7878/update', graphs='http://127.0.0.1:7878/store')
        >>> Addresses.of("http://example.org/sparql")
        Addresses(query='http://example.org/sparql', update='http://example.org/sparql', graphs='http://example.org/sparql')
        """
        parts = urlsplit(address)
        query = "/query" if parts.path in ("", "/") else parts.path
        stem = query.removesuffix("/query")
        update, graphs = (f"{stem}/update", f"{stem}/store") if stem != query else (query, query)
        return cls(*(urlunsplit(parts._replace(path=path)) for path in (query, update, graphs)))


class _AsAsked(httpx.Auth):
    """Digest or Basic authentication (RFC 7616, RFC 7617), whichever the server asks for."""

    requires_request_body = True

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, and again with what was asked for."""
        if self._chosen is None:
            response = yield request
            if response.status_code != 401:
                return
            digest = response.headers.get("www-authenticate", "").lower().startswith("digest")
            kind = httpx.DigestAuth if digest else httpx.BasicAuth
            self._chosen = kind(self._credentials.user, self._credentials.password)
        yield from self._chosen.auth_flow(request)


class Endpoint:
    """Requests to one server; ``seconds`` is the longest that one may take."""

    def __init__(self, addresses: Addresses, seconds: float, credentials: Credentials | None = None) -> None:
        self.addresses = addresses
        self.seconds = seconds
        timeout = httpx.Timeout(seconds, connect=min(seconds, 10.0))
        auth = _AsAsked(credentials) if credentials else None
        self._http = httpx.Client(timeout=timeout, auth=auth, transport=Transport())

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def ask(self, text: str, accept: str, parameters: Sequence[tuple[str, str]] = ()) -> Response:
        """Send a query as a form (§2.1.2), so that no address grows too long.

        Raises:
            QueryError: the server refused it.
            QueryTimeoutError: it took too long.
            UnreachableError: the server does not answer.
        """
        form: dict[str, list[str]] = {"query": [text]}
        for name, value in parameters:
            form.setdefault(name, []).append(value)
        request = self._http.build_request("POST", self.addresses.query, data=form, headers={"Accept": accept})
        return self._send(request)

    def update(self, text: bytes) -> None:
        """Send an update (§2.2.2).

        Raises:
            QueryError, QueryTimeoutError, UnreachableError: as for a query.
        """
        headers = {"Content-Type": "application/sparql-update"}
        self._send(self._http.build_request("POST", self.addresses.update, content=text, headers=headers)).close()

    def send_graphs(self, method: str, parameters: Mapping[str, str], content: bytes = b"", media: str = "") -> int:
        """Send a graph, or a whole dataset (Graph Store Protocol §5); the status answered."""
        headers = {"Content-Type": media} if media else {}
        with (
            self._failures(),
            ends_at(time.monotonic() + self.seconds),
            self._http.stream(
                method, self.addresses.graphs, params=dict(parameters), content=content, headers=headers
            ) as response,
        ):
            return response.status_code

    def _send(self, request: httpx.Request) -> Response:
        deadline = time.monotonic() + self.seconds
        with self._failures():
            with ends_at(deadline):
                response = self._http.send(request, stream=True)
            if response.is_success:
                return Response(self, response, deadline)
            body = _beginning(response, deadline)
        message = body.decode("utf-8", "replace")[:MESSAGE].strip()
        if gave_up(body):
            raise QueryTimeoutError(self.too_long())
        if response.status_code in _TOO_LONG:
            raise QueryTimeoutError(message or self.too_long())
        if response.status_code in _NOT_NOW:
            raise UnreachableError(f"{self.addresses.query} cannot answer now ({response.status_code}): {message}")
        raise QueryError(message or f"{self.addresses.query} answered {response.status_code}.")

    def too_long(self) -> str:
        """What to say of a query that was given up."""
        return (
            f"The query was given up after {self.seconds:g} seconds. Make it smaller: "
            "add a LIMIT, name the graph with FROM, or start from a bound subject."
        )

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Errors of the network as errors of the store."""
        try:
            yield
        except (httpx.ReadTimeout, httpx.WriteTimeout):
            raise QueryTimeoutError(self.too_long()) from None
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise UnreachableError(f"{self.addresses.query} cannot be reached: {error}") from error


def _beginning(response: httpx.Response, deadline: float) -> bytes:
    """As much of a refusal as says why; the rest is left unread."""
    found = b""
    for piece in response.iter_bytes():
        found += piece
        if len(found) >= _LONGEST_REFUSAL or time.monotonic() > deadline:
            break
    response.close()
    return found


class Response:
    """A server's answer, read as it comes."""

    def __init__(self, endpoint: Endpoint, response: httpx.Response, deadline: float) -> None:
        self._endpoint = endpoint
        self._response = response
        self._deadline = deadline
        self.headers: Mapping[str, str] = response.headers
        self.media = response.headers.get("content-type", "").partition(";")[0].strip().lower()

    def close(self) -> None:
        """Leave the rest unread."""
        self._response.close()

    def too_long(self) -> str:
        """What to say of a query that was given up."""
        return self._endpoint.too_long()

    def chunks(self, *, ended: bool = True) -> Iterator[bytes]:
        """The pieces of the answer; one that breaks off is an error, never a shorter answer.

        Args:
            ended: whether the answer must end as its format does; without it, as the server says.
        """
        pieces = self._pieces(ended)
        next(pieces)  # begun, so that an answer dropped unread frees its connection too
        return pieces

    def _pieces(self, ended: bool) -> Iterator[bytes]:
        try:
            yield b""
            read = self._response.iter_bytes()
            for piece in whole(read, self.media) if ended else read:
                if time.monotonic() > self._deadline:
                    raise QueryTimeoutError(self._endpoint.too_long())
                yield piece
        except httpx.TimeoutException:
            raise QueryTimeoutError(self._endpoint.too_long()) from None
        except httpx.TransportError as error:
            raise QueryError(f"The answer was cut off: {error}") from error
        finally:
            self._response.close()
