"""The clean text of a compilation: as first proposed, as agreed, or as one delegation wants it."""

from __future__ import annotations

from resograph.documents import Document, Variant
from resograph.documents.choosing import agreed, chosen
from resograph.errors import ReportedError
from resograph.reading.compilation.remarks import Remarks, remarks

FIRST, AGREED = "first", "agreed"


class ChoiceError(ReportedError, ValueError):
    """No delegation of that name proposes anything."""


def clean_text(document: Document, choice: str) -> Document:
    """A document without variants, as it reads for a choice.

    Args:
        document: with variants.
        choice: ``first``, as it was tabled; ``agreed``, what is agreed ad referendum alone; else the name of a
            delegation, whose proposals are in and whose deletions are out.

    Raises:
        ChoiceError: the name is that of no delegation that proposes anything.
    """
    if choice == AGREED:
        return agreed(document)
    if choice == FIRST:
        return chosen(document, lambda variant: False)
    reader = remarks(document.language)
    wanted = reader.delegations_in(choice)
    if not any(wanted & _proponents(one, reader) for part in document.walk() for one in part.variants):
        raise ChoiceError(f"Nobody named “{choice}” proposes anything in {document.symbol or 'this text'}.")
    return chosen(document, lambda variant: _is_by(variant, wanted, reader))


def _is_by(variant: Variant, wanted: frozenset[str], reader: Remarks) -> bool:
    return any(wanted & reader.delegations_in(name) for name in variant.proponents)


def _proponents(variant: Variant, reader: Remarks) -> frozenset[str]:
    """The delegations that propose a variant, or something in it."""
    own = (reader.delegations_in(name) for name in variant.proponents)
    inside = (_proponents(one, reader) for one in variant.variants)
    return frozenset().union(*own, *inside)
