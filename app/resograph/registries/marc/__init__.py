"""MARC records of others: read leniently, as far as a file goes."""

from resograph.registries.marc.comparing import Comparison, compare, joined, written_again
from resograph.registries.marc.fields import record_of
from resograph.registries.marc.files import MarcFile, came_from, read_marc

__all__ = ["Comparison", "MarcFile", "came_from", "compare", "joined", "read_marc", "record_of", "written_again"]
