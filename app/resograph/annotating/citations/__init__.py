"""Citations: which documents a text cites, on which words, and which parts of them (un-documents §4)."""

from resograph.annotating.citations.basis import rested_on
from resograph.annotating.citations.instruments import cited_by_name
from resograph.annotating.citations.reader import CitationReader, Cited

__all__ = ["CitationReader", "Cited", "cited_by_name", "rested_on"]
