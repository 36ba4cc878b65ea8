"""Clean texts of a paragraph's variants, and how many variants a paragraph may have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resograph.documents import Document, Part, PartKind, Span, Variant, VariantKind
from resograph.documents.choosing import with_variants
from resograph.reading import read_all
from resograph.reading.bounds import MOST_VARIANTS, bounded
from resograph.symbols import parse
from resograph.writing import write_akn

TEXT = "requests a full report"


def change(start: int, end: int, text: str, *, kind: VariantKind = VariantKind.ALTERNATIVE) -> Variant:
    return Variant(kind, Span(start, end), text)


CLASHES = [
    ([change(0, 8, "asks for")], "asks for a full report"),
    ([change(0, 8, "asks for"), change(9, 22, "reports")], "asks for reports"),
    ([change(11, 15, "brief"), change(9, 22, "reports")], "requests reports"),  # the one that changes more
    ([change(9, 15, "one"), change(11, 22, "texts")], "requests a texts"),
    ([change(11, 15, "brief"), change(15, 15, "written")], "requests a brief written report"),
    ([change(9, 22, "reports"), change(11, 11, "very")], "requests reports"),
    ([change(11, 11, "very"), change(11, 11, "most")], "requests a very full report"),
]


@pytest.mark.parametrize(("variants", "text"), CLASHES)
def test_of_variants_that_clash_the_longer_is_taken(variants: list[Variant], text: str) -> None:
    assert with_variants(TEXT, variants, lambda one: True) == text


def negotiated(count: int) -> Document:
    comments = tuple(change(0, 8, f"{n}", kind=VariantKind.COMMENT) for n in range(count))
    part = Part(PartKind.OPERATIVE, TEXT, "1.", eid="para_1", variants=comments)
    return Document(parse("A/C.3/79/L.22"), "en", "Reports", "", (part,), ())


@pytest.mark.parametrize("over", [0, 1])
def test_what_a_paragraph_has_too_much_of_is_told(over: int) -> None:
    found = bounded(negotiated(MOST_VARIANTS + over))
    assert len(found.parts[0].variants) == MOST_VARIANTS
    assert [finding.rule for finding in found.findings] == ["text.many-proposals"] * over


def test_proposals_inside_a_proposal_are_bounded_too() -> None:
    inner = negotiated(MOST_VARIANTS + 3).parts[0].variants
    outer = replace(change(0, 8, "asks for"), variants=inner)
    document = negotiated(0)
    found = bounded(replace(document, parts=(replace(document.parts[0], variants=(outer,)),)))
    assert len(found.parts[0].variants[0].variants) == MOST_VARIANTS
    assert len(found.findings) == 1


def test_a_file_of_ours_keeps_variants_that_cross() -> None:
    variants = (change(0, 15, "asks"), change(9, 22, "it"), change(8, 8, "please", kind=VariantKind.PROPOSAL))
    document = negotiated(0)
    document = replace(document, parts=(replace(document.parts[0], variants=variants),))
    (again,) = read_all(write_akn(document), "x.xml", "en")
    assert again.parts[0].variants == variants
