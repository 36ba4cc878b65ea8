"""Fetching from servers of others, politely: one thing at a time, with pauses, and no more than is bounded."""

from __future__ import annotations

import email.utils
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from resograph import __version__
from resograph.reading import UnreadableError

_REDIRECTS = 5
_TRANSIENT = (408, 425, 429, 500, 502, 503, 504)
_AGENT = f"resograph/{__version__} (harvester)"


@dataclass(frozen=True)
class Manners:
    """How a server is treated.

    ``delay``: seconds between requests; ``tries``: how often one is made before it is given up; ``timeout``: seconds to
    wait for an answer to begin or go on; ``longest_answer``: seconds for all of one; ``longest_wait``: most seconds
    between tries, whatever a server asks; ``most_bytes``: longest answer, unpacked.
    """

    delay: float = 1.0
    tries: int = 6
    timeout: float = 30.0
    longest_answer: float = 600.0
    longest_wait: float = 300.0
    most_bytes: int = 64 * 1024 * 1024


class Fetcher:
    """Fetches over http and https only."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._client = self._connected()
        self._last = 0.0

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def _connected(self) -> httpx.Client:
        return httpx.Client(timeout=self._manners.timeout, headers={"User-Agent": _AGENT})

    def get(self, url: str, parameters: Mapping[str, str] | None = None) -> bytes:
        """The answer to a request; what is wrong for a time only is asked again, after longer and longer pauses.

        Raises:
            UnreadableError: the server does not answer, refuses, or answers too much.
        """
        trouble, pause = "", 0.0
        for attempt in range(1, self._manners.tries + 1):
            time.sleep(pause)
            pause = self._pause(attempt, None)
            try:
                response, content = self._once(url, parameters)
            except (httpx.TransportError, httpx.DecodingError) as error:
                trouble = str(error) or type(error).__name__
                continue
            if response.status_code not in _TRANSIENT:
                return self._whole(response, content, url)
            trouble, pause = f"it answered {response.status_code}", self._pause(attempt, _retry_after(response))
        raise UnreadableError(
            f"{url} was asked {self._manners.tries} times in vain ({trouble}); run the same command later, it goes on "
            "where it stood."
        )

    def _once(self, url: str, parameters: Mapping[str, str] | None) -> tuple[httpx.Response, bytes]:
        """One request with its redirects."""
        for _ in range(_REDIRECTS + 1):
            if not _is_web(url):
                raise UnreadableError(f"{url[:200]} is no address to fetch from; give one of http:// or https://.")
            time.sleep(max(0.0, self._last + self._manners.delay - time.monotonic()))
            try:
                address = httpx.URL(url).copy_merge_params(parameters or {})
                with self._in_time(url), self._client.stream("GET", address) as response:
                    if response.next_request is None:
                        return response, self._body(response, url)
                    url, parameters = str(response.next_request.url), None
            except httpx.InvalidURL as error:
                raise UnreadableError(f"{url[:200]} is no address: {error}.") from None
            finally:
                self._last = time.monotonic()
        raise UnreadableError(f"{url[:200]} leads from one address to the next without end.")

    @contextmanager
    def _in_time(self, url: str) -> Iterator[None]:
        """Ends a request whose answer trickles: each byte that comes in time would be waited for again."""
        client, is_over = self._client, threading.Event()

        def end() -> None:
            is_over.set()
            client.close()

        timer = threading.Timer(self._manners.longest_answer, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (httpx.HTTPError, httpx.StreamError, OSError, RuntimeError):
            if not is_over.is_set():
                raise
            raise UnreadableError(
                f"{url[:200]} did not give its answer in {self._manners.longest_answer:g} seconds; try again later, "
                "or set RESOGRAPH_HARVEST_ANSWER_SECONDS."
            ) from None
        finally:
            timer.cancel()
            if is_over.is_set():
                self._client = self._connected()

    def _body(self, response: httpx.Response, url: str) -> bytes:
        content = bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > self._manners.most_bytes:
                limit = self._manners.most_bytes // (1024 * 1024)
                raise UnreadableError(
                    f"{url} answers with more than {limit} MiB; ask for less, or set RESOGRAPH_HARVEST_MB."
                )
        return bytes(content)

    def _whole(self, response: httpx.Response, content: bytes, url: str) -> bytes:
        if response.status_code != 200:
            raise UnreadableError(f"{url} answered {response.status_code} {response.reason_phrase}; check the address.")
        return content

    def _pause(self, attempt: int, wanted: float | None) -> float:
        """Seconds before the next try: what the server wants, else twice as many each time."""
        backing_off: float = max(self._manners.delay, 0.5) * 2 ** (attempt - 1)
        return min(self._manners.longest_wait, wanted if wanted is not None else backing_off)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets around what is no address
        return False


def _retry_after(response: httpx.Response) -> float | None:
    """What a server says of when to come again: seconds, or a date."""
    text = response.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None
