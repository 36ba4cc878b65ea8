"""The register of the release being served."""

from resograph.web.tables import register_of

__all__ = ["register_of"]
