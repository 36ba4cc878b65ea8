"""Stores whose queries may search (``reso:search``): whatever the engine, the same matches go into the query."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from resograph.releases.search.reading import SearchIndex
from resograph.releases.search.values import SearchError, SearchTimeoutError
from resograph.releases.tables import TablesError
from resograph.sparql import Query, QueryError
from resograph.sparql.search.rewriting import Row, rewrite
from resograph.stores import Answer, Store
from resograph.stores.port import AsyncStore, QueryTimeoutError, StreamedAnswer
from resograph.symbols import mint


class Searcher:
    """Puts the matches of an index into queries.

    Args:
        index: gives the index of the release that the store holds; may raise ``TablesError``.
        base: what relative IRIs in queries are resolved against.
    """

    def __init__(self, index: Callable[[], SearchIndex], base: str) -> None:
        self._index = index
        self._base = base

    def may_search(self, query: Query) -> bool:
        """Whether a query is worth a closer look."""
        return "search" in query.text

    def without_search(self, query: Query) -> Query:
        """The query with its matches put in; the same where it searches for nothing.

        Raises:
            QueryError: the search cannot be done; the message says what to do.
            QueryTimeoutError: it took too long.
        """
        try:
            return rewrite(query, self._rows, self._base)
        except SearchTimeoutError as error:
            raise QueryTimeoutError(str(error)) from None
        except (SearchError, TablesError) as error:
            raise QueryError(str(error)) from None

    def _rows(self, words: str, language: str | None, most: int | None) -> list[Row]:
        index = self._index()
        bound = index.limits.matches
        if most is not None and most > bound:
            raise SearchError(f"A search in a query gives {bound:,} matches at most, not {most:,}.")
        found = index.find(words, language, bound if most is None else most)
        if most is None and found.total > bound:
            raise SearchError(
                f"“{words}” is in {found.total:,} places; a query takes {bound:,}. Add words or a language, "
                f'or ask for the best of them: reso:search ("…" {bound}).'
            )
        return [Row(mint(index.base, match.path), match.score, match.languages) for match in found.matches]


class SearchableStore:
    """A store (see ``Store``) that takes ``reso:search``."""

    def __init__(self, store: Store, searcher: Searcher) -> None:
        self._store = store
        self._searcher = searcher

    def query(self, query: Query) -> Answer:
        """See ``Store.query``."""
        if self._searcher.may_search(query):
            query = self._searcher.without_search(query)
        return self._store.query(query)


class SearchableAsyncStore:
    """The same for a server (see ``AsyncStore``): searches run in threads."""

    def __init__(self, store: AsyncStore, searcher: Searcher) -> None:
        self._store = store
        self._searcher = searcher
        self.stopped = store.stopped

    async def start(self) -> None:
        """See ``AsyncStore.start``."""
        await self._store.start()

    def close(self) -> None:
        """See ``AsyncStore.close``."""
        self._store.close()

    def state(self) -> dict[str, int]:
        """See ``AsyncStore.state``."""
        return self._store.state()

    async def query(self, query: Query, client: str = "") -> StreamedAnswer:
        """See ``AsyncStore.query``."""
        if self._searcher.may_search(query):
            query = await asyncio.to_thread(self._searcher.without_search, query)
        return await self._store.query(query, client)
