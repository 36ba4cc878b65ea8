"""An opened store that takes ``reso:search``, wherever it is."""

from __future__ import annotations

from resograph.releases import Opened
from resograph.releases.search.reading import SearchIndex
from resograph.releases.search.searching import SearchableStore, Searcher
from resograph.releases.search.values import SearchLimits
from resograph.releases.tables import Tables
from resograph.sparql import Query, QueryError
from resograph.sparql.search.cursor import Cursor
from resograph.sparql.search.rewriting import SEARCH
from resograph.stores import Answer, Store

_WITHOUT_WORDS = f"ASK {{ ?part <{SEARCH}> ?words }}"
"""What a server that searches refuses, and one that does not answers with no."""


def searchable(opened: Opened, limits: SearchLimits | None = None) -> Store:
    """The store, with the index of its release; at a server, with the server's own."""
    release = opened.release
    if release is None:
        return _AtServer(opened.store)
    return SearchableStore(opened.store, Searcher(lambda: SearchIndex(Tables(release.tables), limits), opened.base))


class _AtServer:
    """A store at a server, which is to search itself: of one that cannot, nothing is asked that it would not see."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def query(self, query: Query) -> Answer:
        """See ``Store.query``."""
        if Cursor(query).names(SEARCH) and not self._searches():
            raise QueryError(
                "This server knows no reso:search: ask a resograph server (resograph serve), or give the release's "
                "directory with --store."
            )
        return self._store.query(query)

    def _searches(self) -> bool:
        try:
            for _ in self._store.query(Query.of(_WITHOUT_WORDS)).chunks:
                pass
        except QueryError:
            return True
        return False
