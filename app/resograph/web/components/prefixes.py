"""IRIs as people read them."""

from __future__ import annotations

from rdflib.namespace import RDFS, SH

from resograph.writing.terms import PREFIXES

_KNOWN = {**PREFIXES, "sh": str(SH), "rdfs": str(RDFS)}


def compact(iri: str) -> str:
    """An IRI with its usual prefix, or the whole."""
    return next((f"{prefix}:{iri[len(space) :]}" for prefix, space in _KNOWN.items() if iri.startswith(space)), iri)
