"""A release put to a SPARQL server, so that nobody who reads there ever sees a part of it (docs/engines.md)."""

from resograph.releases.publishing.publisher import Progress, Upload, Way
from resograph.releases.publishing.upload import publish_to

__all__ = ["Progress", "Upload", "Way", "publish_to"]
