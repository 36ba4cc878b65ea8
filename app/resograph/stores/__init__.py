"""Where graphs are kept and asked: one port; embedded, worker processes, mutable, remote."""

from resograph.stores.port import Answer, AsyncStore, QueryError, ResultKind, Store

__all__ = ["Answer", "AsyncStore", "QueryError", "ResultKind", "Store"]
