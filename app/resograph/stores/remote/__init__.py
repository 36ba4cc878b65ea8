"""Stores at a server of SPARQL 1.1, whatever engine it runs (docs/engines.md)."""

from resograph.stores.remote.endpoint import Credentials, UnreachableError
from resograph.stores.remote.store import RemoteStore, dialect_at

__all__ = ["Credentials", "RemoteStore", "UnreachableError", "dialect_at"]
