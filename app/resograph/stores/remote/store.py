"""The remote store: any server of SPARQL 1.1 Protocol that holds a release."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import closing

from resograph.sparql.binding import bind_values, resolve_against
from resograph.sparql.guard import QueryShape, shape_of
from resograph.stores.credentials import Credentials
from resograph.stores.port import Answer, QueryError, ResultKind
from resograph.stores.remote.confining import (
    UNION,
    Confinement,
    Graphs,
    Held,
    confinement_at,
    graphs_at,
    held_at,
    version_at,
)
from resograph.stores.remote.dialects import Asked, Dialect, Standard, keeps_to_the_standard
from resograph.stores.remote.endpoint import Addresses, Endpoint, UnreachableError
from resograph.stores.remote.rewriting import pieces_of
from resograph.stores.remote.virtuoso import Virtuoso

_KINDS = {
    "SELECT": ResultKind.ROWS,
    "ASK": ResultKind.BOOLEAN,
    "CONSTRUCT": ResultKind.GRAPH,
    "DESCRIBE": ResultKind.GRAPH,
}
FRESH = 60.0
"""Seconds for which a list of the graphs at a server is taken as it was read."""
OPENING = 60.0
"""Seconds for the counts at opening, which take longer than a query may where there is much."""
_PAUSE = 0.1
"""Seconds between two looks at a release that is being published."""


class RemoteStore:
    """Answers from a SPARQL server (see ``Store``); safe to use from several threads.

    No answer mixes two releases. Where an update is one step to readers, as the standard asks, there is nothing to do;
    where it is not, an answer is kept back until the release's version, read before and after, is the same.
    """

    def __init__(
        self,
        address: str,
        *,
        seconds: float = 30.0,
        base: str | None = None,
        credentials: Credentials | None = None,
    ) -> None:
        """Find the release at the server, and how a plain query is kept to it.

        Raises:
            ReleaseError: it holds none, or takes no notice of a query's dataset.
            UnreachableError: it does not answer.
        """
        self.address = address
        self._addresses, self._credentials, self._seconds = Addresses.of(address), credentials, seconds
        with self._patient() as endpoint:
            self._dialect = dialect_at(endpoint, seconds)
        self.look_again(base)
        self._endpoint = Endpoint(self._addresses, seconds, credentials)
        self._lock = threading.Lock()
        self._graphs = Graphs({}, ())
        self._graphs_of: tuple[str | None, float] = (None, float("-inf"))
        self.base = self.held.base

    def look_again(self, base: str | None = None) -> None:
        """Find the release that the server holds now.

        Raises:
            ReleaseError, UnreachableError: as at opening.
        """
        with self._patient() as endpoint:
            self.held: Held = held_at(endpoint, base)
            self.confinement = confinement_at(endpoint, self.held, self._dialect.excludes)

    def _patient(self) -> closing[Endpoint]:
        """Requests that may take long."""
        return closing(Endpoint(self._addresses, max(self._seconds, OPENING), self._credentials))

    def close(self) -> None:
        """Close all connections."""
        self._endpoint.close()

    def version(self) -> str | None:
        """The version of the release that the server holds now; None while one is being published in steps."""
        return version_at(self._endpoint, self.base)

    def query(
        self,
        text: str,
        formats: Mapping[ResultKind, str],
        *,
        substitutions: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """See ``Store.query``.

        Raises:
            QueryTimeoutError: it took too long. The server may go on with it: limit its time there too.
            UnreachableError: the server does not answer.
        """
        shape = shape_of(text)
        if shape.is_update:
            raise QueryError("This is an update; the query endpoint takes SELECT, ASK, CONSTRUCT and DESCRIBE.")
        if shape.form not in _KINDS:
            raise QueryError("This is no query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE.")
        kind = _KINDS[shape.form]
        shape = shape_of(resolve_against(self.base, bind_values(text, substitutions or {})))
        plain = not (shape.has_dataset or default_graphs or named_graphs)
        deadline = time.monotonic() + self._endpoint.seconds
        while True:
            before = self._settled(deadline) if self._must_watch(plain) else None
            if plain:
                asked, more = self._asked_plain(shape, formats[kind], before)
            else:
                asked, more = self._dialect.asked(shape, formats[kind], default_graphs, named_graphs), ()
            response = self._endpoint.ask(asked.text, asked.media, [*asked.parameters, *more])
            whole = self._dialect.whole(response, kind, formats[kind])
            if self._dialect.atomic or self.version() == before:
                return Answer(kind, formats[kind], response.chunks() if whole is None else pieces_of(whole))

    def _asked_plain(
        self, shape: QueryShape, format_: str, version: str | None
    ) -> tuple[Asked, Sequence[tuple[str, str]]]:
        """What to send so that a query without a dataset is over the release, and parameters beside it."""
        match self.confinement:
            case Confinement.UNION_ASKED:
                return self._dialect.asked(shape, format_), [UNION]
            case Confinement.OTHERS_EXCLUDED:
                return self._dialect.asked(shape, format_, excluded=self._now(version).others), ()
            case Confinement.GRAPHS_NAMED:
                names = list(self._now(version).ours)
                return self._dialect.asked(shape, format_, names, names), ()
        return self._dialect.asked(shape, format_), ()

    def _must_watch(self, plain: bool) -> bool:
        """Whether the release's version decides what is asked, or whether the answer holds."""
        return not self._dialect.atomic or (plain and self.confinement is Confinement.GRAPHS_NAMED)

    def _settled(self, deadline: float) -> str:
        """The release's version, once there is one."""
        while (found := self.version()) is None:
            if time.monotonic() > deadline:
                raise UnreachableError("A release is being published there; try again in a moment.")
            time.sleep(_PAUSE)
        return found

    def _now(self, version: str | None) -> Graphs:
        """The graphs at the server, read again for each version, and after a while for the sake of others' graphs."""
        with self._lock:
            known, when = self._graphs_of
            if known != version or time.monotonic() - when > FRESH:
                self._graphs = graphs_at(self._endpoint, self.base)
                self._graphs_of = (version, time.monotonic())
            return self._graphs


def dialect_at(endpoint: Endpoint, seconds: float) -> Dialect:
    """The dialect that a server speaks, for queries that may take so many seconds.

    Raises:
        UnreachableError: it does not answer.
        ReleaseError: it is set so that answers would be wrong.
    """
    dialect: Dialect = Standard() if keeps_to_the_standard(endpoint) else Virtuoso(seconds)
    dialect.check(endpoint)
    return dialect
