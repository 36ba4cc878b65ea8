"""The catalogue of a release: a row a work with its metadata as others take it, since when, and what is gone."""

from resograph.releases.catalogue.reading import Catalogue, Listed, Place, Selection, SetName

__all__ = ["Catalogue", "Listed", "Place", "Selection", "SetName"]
