"""Releases: what is served. One reader and one writer; the graph's directory, its tables, documents and dumps."""

from resograph.releases.opening import Opened, last_good, open_store
from resograph.releases.release import Manifest, Release, ReleaseError, ReleaseWriter, open_current

__all__ = ["Manifest", "Opened", "Release", "ReleaseError", "ReleaseWriter", "last_good", "open_current", "open_store"]
