"""Where graphs are kept and asked: one port, releases on disk, worker processes for queries."""

from resograph.stores.guard import QueryShape, RefusedQueryError, shape_of
from resograph.stores.opening import Opened, open_store
from resograph.stores.port import Answer, AsyncStore, QueryError, ResultKind, Store
from resograph.stores.release import Manifest, Release, ReleaseError, ReleaseWriter, open_current

__all__ = [
    "Answer",
    "AsyncStore",
    "Manifest",
    "Opened",
    "QueryError",
    "QueryShape",
    "RefusedQueryError",
    "Release",
    "ReleaseError",
    "ReleaseWriter",
    "ResultKind",
    "Store",
    "open_current",
    "open_store",
    "shape_of",
]
