"""The remote store: any server of SPARQL 1.1 Protocol that holds a release."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing

from resograph.sparql import Query, QueryError
from resograph.sparql.binding import bind_values
from resograph.stores.credentials import Credentials
from resograph.stores.port import Answer
from resograph.stores.remote.confining import HeldRelease, counts_at, held_at, held_now
from resograph.stores.remote.dialects import Dialect, Standard, keeps_to_the_standard
from resograph.stores.remote.endpoint import Addresses, Endpoint, UnreachableError
from resograph.stores.remote.rewriting import pieces_of
from resograph.stores.remote.virtuoso import Virtuoso

OPENING = 60.0
"""Seconds that each look at opening may take, at least."""
_PAUSE = 0.1
"""Seconds between two looks at a release that is being published."""


class RemoteStore:
    """Answers from a SPARQL server (see ``Store``); safe to use from several threads.

    A query that names no dataset is asked over the release alone, whatever else the server holds. No answer mixes two
    releases. Where an update is one step to readers, as the standard asks, only the names of source graphs can be out
    of date; where it is not, all can: an answer is then kept back until the release's version, read before and after,
    is the same.
    """

    def __init__(
        self,
        address: str,
        *,
        seconds: float = 30.0,
        base: str | None = None,
        credentials: Credentials | None = None,
    ) -> None:
        """Find the release at the server.

        Raises:
            StoreError: it holds none, or takes no notice of a query's dataset.
            UnreachableError: it does not answer.
        """
        self.address = address
        self._addresses, self._credentials, self._seconds = Addresses.of(address), credentials, seconds
        with self._patient() as endpoint:
            self._dialect = dialect_at(endpoint, seconds)
        self.look_again(base)
        self._endpoint = Endpoint(self._addresses, seconds, credentials)
        self.base = self.held.base

    def look_again(self, base: str | None = None) -> None:
        """Find the release that the server holds now.

        Raises:
            StoreError, UnreachableError: as at opening.
        """
        with self._patient() as endpoint:
            self.held: HeldRelease = held_at(endpoint, self._dialect, base)
            self.counts: Mapping[str, int] = counts_at(endpoint, self._dialect, self.held)

    def _patient(self) -> closing[Endpoint]:
        """Requests that may take long."""
        return closing(Endpoint(self._addresses, max(self._seconds, OPENING), self._credentials))

    def close(self) -> None:
        """Close all connections."""
        self._endpoint.close()

    def version(self) -> str | None:
        """The version of the release that the server holds now; None while one is being published in steps."""
        now = self._now()
        return now.version if now else None

    def query(self, query: Query) -> Answer:
        """See ``Store.query``.

        Raises:
            QueryTimeoutError: it took too long. The server may go on with it: limit its time there too.
            UnreachableError: the server does not answer.
        """
        kind = query.kind
        if kind is None:
            raise QueryError("This is no query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE.")
        bound, format_ = bind_values(query, self.base), query.formats.of(kind)
        watched = not self._dialect.atomic or (self.held.is_marked and not query.has_dataset and _names_graphs(query))
        deadline = time.monotonic() + self._endpoint.seconds
        while True:
            held = self._settled(deadline) if watched else self.held
            asked = self._dialect.asked(held.confined(bound))
            response = self._endpoint.ask(asked.text, asked.media, asked.parameters)
            whole = self._dialect.whole(response, kind, format_)
            if not watched or self._now() == held:
                return Answer(kind, format_, response.chunks() if whole is None else pieces_of(whole))
            response.close()

    def _now(self) -> HeldRelease | None:
        return held_now(self._endpoint, self._dialect, self.held)

    def _settled(self, deadline: float) -> HeldRelease:
        """The release there, once there is one."""
        while (found := self._now()) is None:
            if time.monotonic() > deadline:
                raise UnreachableError("A release is being published there; try again in a moment.")
            time.sleep(_PAUSE)
        return found


def _names_graphs(query: Query) -> bool:
    """Whether it has GRAPH, even stuck to what follows."""
    return any(token.lastgroup in ("word", "name") and token[0].upper().startswith("GRAPH") for token in query.tokens)


def dialect_at(endpoint: Endpoint, seconds: float) -> Dialect:
    """The dialect that a server speaks, for queries that may take so many seconds.

    Raises:
        UnreachableError: it does not answer.
        StoreError: it is set so that answers would be wrong.
    """
    dialect: Dialect = Standard() if keeps_to_the_standard(endpoint) else Virtuoso(seconds)
    dialect.check(endpoint)
    return dialect
