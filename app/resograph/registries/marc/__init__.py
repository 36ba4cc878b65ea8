"""MARC records of others: read leniently, as far as a file goes."""

from resograph.registries.marc.comparing import BatchComparison, compare, joined, written_again
from resograph.registries.marc.fields import record_of
from resograph.registries.marc.files import MarcFile, came_from, read_marc

__all__ = ["BatchComparison", "MarcFile", "came_from", "compare", "joined", "read_marc", "record_of", "written_again"]
