"""The catalogue of a release: a row a work with its metadata as others take it, since when, and what is gone."""

from resograph.releases.catalogue.reading import Catalogue, Listed, Place, Selection, SetName
from resograph.releases.catalogue.writing import Change, write_catalogue

__all__ = ["Catalogue", "Change", "Listed", "Place", "Selection", "SetName", "write_catalogue"]
