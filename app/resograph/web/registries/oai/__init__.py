"""``/oai``: an OAI-PMH 2.0 provider over the catalogue of the release (docs/oai.md)."""

from resograph.web.registries.oai.endpoint import router

__all__ = ["router"]
