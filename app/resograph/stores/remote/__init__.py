"""Stores at a server of SPARQL 1.1, whatever engine it runs (docs/engines.md)."""

from resograph.stores.remote.endpoint import UnreachableError
from resograph.stores.remote.quads import RemoteQuads
from resograph.stores.remote.store import RemoteStore, dialect_at

__all__ = ["RemoteQuads", "RemoteStore", "UnreachableError", "dialect_at"]
