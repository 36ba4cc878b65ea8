"""Full-text search: what is said of words in six languages, in SPARQL and beside it (docs/search.md)."""

from resograph.search.opening import searchable
from resograph.search.reading import SearchIndex
from resograph.search.searching import SearchableAsyncStore, SearchableStore, Searcher
from resograph.search.values import Filters, Found, Match, SearchError, SearchLimits, SearchTimeoutError
from resograph.search.writing import write_index

__all__ = [
    "Filters",
    "Found",
    "Match",
    "SearchError",
    "SearchIndex",
    "SearchLimits",
    "SearchTimeoutError",
    "SearchableAsyncStore",
    "SearchableStore",
    "Searcher",
    "searchable",
    "write_index",
]
