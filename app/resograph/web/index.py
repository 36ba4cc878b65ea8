"""The search of the release being served."""

from resograph.web.tables import index_of

__all__ = ["index_of"]
