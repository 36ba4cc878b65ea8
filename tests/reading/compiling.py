"""How tests tell a document with variants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from resograph.documents import Document, Variant, VariantKind
from resograph.documents.choosing import with_variants


def told(document: Document) -> Iterator[str]:
    """A document as a gold tells it: each variant by what the paragraph would be with it alone."""
    yield f"symbol: {document.symbol}".rstrip()
    yield f"title: {document.title}"
    for part in document.walk():
        yield f"{part.eid} | {part.text}"
        for variant in part.variants:
            yield from described(variant, part.text, "  ")


def described(variant: Variant, text: str, indent: str) -> Iterator[str]:
    names = ", ".join((*variant.proponents, *(["taken"] if variant.taken else [])))
    if variant.kind is VariantKind.COMMENT:
        words = variant.text
    elif variant.kind in (VariantKind.RESERVATION, VariantKind.AGREED):
        words = text[slice(*variant.span)]
    else:
        alone = replace(variant, variants=())
        words = with_variants(text, [alone], lambda one: not variant.taken)
    yield f"{indent}{' '.join(filter(None, (variant.kind.value, names)))} | {words}".rstrip()
    for inner in variant.variants:
        yield from described(inner, variant.text, indent + "  ")
