"""The document as frozen values: parts, texts, notes, and the ids of its parts."""

from resograph.documents.identifiers import identified
from resograph.documents.values import (
    Cover,
    Document,
    Finding,
    Link,
    Note,
    Part,
    PartKind,
    Severity,
    Source,
    Span,
)

__all__ = [
    "Cover",
    "Document",
    "Finding",
    "Link",
    "Note",
    "Part",
    "PartKind",
    "Severity",
    "Source",
    "Span",
    "identified",
]
