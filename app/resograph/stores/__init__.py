"""Where graphs are kept and asked: one port; embedded, worker processes, mutable, remote."""

from resograph.stores.port import Answer, AsyncStore, Store, StoreError

__all__ = ["Answer", "AsyncStore", "Store", "StoreError"]
