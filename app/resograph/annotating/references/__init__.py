"""References in any text, whoever wrote it: UN documents and paragraphs, actors, themes."""

from resograph.annotating.references.reader import Reference, documents_in, find_references

__all__ = ["Reference", "documents_in", "find_references"]
