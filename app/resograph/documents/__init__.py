"""The document as frozen values: parts, texts, notes, and the ids of its parts."""

from resograph.documents.identifiers import identified
from resograph.documents.values import (
    Appointment,
    Cover,
    Document,
    Draft,
    Finding,
    Hyperlink,
    Keyword,
    Note,
    Part,
    PartKind,
    Registry,
    Severity,
    Source,
    Span,
    Variant,
    VariantKind,
    Vote,
)

__all__ = [
    "Appointment",
    "Cover",
    "Document",
    "Draft",
    "Finding",
    "Hyperlink",
    "Keyword",
    "Note",
    "Part",
    "PartKind",
    "Registry",
    "Severity",
    "Source",
    "Span",
    "Variant",
    "VariantKind",
    "Vote",
    "identified",
]
