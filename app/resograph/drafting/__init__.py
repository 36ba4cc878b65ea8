"""A draft in hand beside what is held: whom it asks, which words it repeats, what it cites, what it forgets (§7)."""

from resograph.drafting.checking import check_draft
from resograph.drafting.held import HeldDocument, HeldTexts, SaidBefore, Voted
from resograph.drafting.values import (
    CheckedCitation,
    CheckedDraft,
    Earlier,
    Limits,
    OpenVariant,
    Problem,
    Remark,
)

__all__ = [
    "CheckedCitation",
    "CheckedDraft",
    "Earlier",
    "HeldDocument",
    "HeldTexts",
    "Limits",
    "OpenVariant",
    "Problem",
    "Remark",
    "SaidBefore",
    "Voted",
    "check_draft",
]
