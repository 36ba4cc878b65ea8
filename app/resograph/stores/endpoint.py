"""A SPARQL server's addresses, and requests to it whose failures say what to do."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx

from resograph.stores.endings import whole
from resograph.stores.port import QueryError
from resograph.stores.workers import BusyError, QueryTimeoutError

_TOO_LONG = (408, 504)
_NOT_NOW = (429, 502, 503)
MESSAGE = 2000
"""Most characters of a server's message that are passed on."""


class UnreachableError(BusyError):
    """The server does not answer, or not now."""


@dataclass(frozen=True)
class Addresses:
    """Where a server takes queries (SPARQL 1.1 Protocol) and graphs (Graph Store HTTP Protocol)."""

    query: str
    graphs: str

    @classmethod
    def of(cls, address: str) -> Addresses:
        """The addresses that one address stands for: a bare host is laid out as Oxigraph's, ``/query`` and ``/store``.

        >>> Addresses.of("http://127.0.0.1:7878")
        Addresses(query='http://127.0.0.1:7878/query', graphs='http://127.0.0.1:7878/store')
        >>> Addresses.of("http://example.org/sparql")
        Addresses(query='http://example.org/sparql', graphs='http://example.org/sparql')
        """
        parts = urlsplit(address)
        query = "/query" if parts.path in ("", "/") else parts.path
        graphs = f"{query.removesuffix('/query')}/store" if query.endswith("/query") else query
        return cls(urlunsplit(parts._replace(path=query)), urlunsplit(parts._replace(path=graphs)))


class Endpoint:
    """Requests to one server; ``seconds`` is the longest that one may take."""

    def __init__(self, addresses: Addresses, seconds: float) -> None:
        self.addresses = addresses
        self.seconds = seconds
        self._http = httpx.Client(timeout=httpx.Timeout(seconds, connect=min(seconds, 10.0)))

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

    def send_graphs(self, method: str, graph: str | None, content: bytes = b"", media: str = "") -> int:
        """Send one graph, or a whole dataset where ``graph`` is None (Graph Store Protocol §5); the status answered."""
        headers = {"Content-Type": media} if media else {}
        parameters = {"graph": graph} if graph is not None else {}
        request = self._http.build_request(
            method, self.addresses.graphs, params=parameters, content=content, headers=headers
        )
        with self._failures():
            return self._http.send(request).status_code

    def _send(self, request: httpx.Request) -> Response:
        deadline = time.monotonic() + self.seconds
        with self._failures():
            response = self._http.send(request, stream=True)
            if response.is_success:
                return Response(self, response, deadline)
            message = response.read().decode("utf-8", "replace")[:MESSAGE].strip()
            response.close()
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


class Response:
    """A server's answer, read as it comes."""

    def __init__(self, endpoint: Endpoint, response: httpx.Response, deadline: float) -> None:
        self._endpoint = endpoint
        self._response = response
        self._deadline = deadline
        self.media = response.headers.get("content-type", "").partition(";")[0].strip().lower()

    def close(self) -> None:
        """Leave the rest unread."""
        self._response.close()

    def chunks(self) -> Iterator[bytes]:
        """The pieces of the answer; one that breaks off is an error, never a shorter answer."""
        pieces = self._pieces()
        next(pieces)  # begun, so that an answer dropped unread frees its connection too
        return pieces

    def _pieces(self) -> Iterator[bytes]:
        try:
            yield b""
            for piece in whole(self._response.iter_bytes(), self.media):
                if time.monotonic() > self._deadline:
                    raise QueryTimeoutError(self._endpoint.too_long())
                yield piece
        except httpx.TimeoutException:
            raise QueryTimeoutError(self._endpoint.too_long()) from None
        except httpx.TransportError as error:
            raise QueryError(f"The answer was cut off: {error}") from error
        finally:
            self._response.close()
