"""Full-text search: what is said of words in six languages, in SPARQL and beside it (docs/search.md)."""

from resograph.releases.search.opening import searchable
from resograph.releases.search.reading import SearchIndex
from resograph.releases.search.searching import SearchableAsyncStore, SearchableStore, Searcher
from resograph.releases.search.values import Filters, Found, Match, SearchError, SearchLimits, SearchTimeoutError

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
]
