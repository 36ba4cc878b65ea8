"""A text beside another: which paragraph takes up which, and what changed (DESIGN §3, "Wording")."""

from resograph.wording.comparing import Change, ComparedRow, Comparison, compare
from resograph.wording.marking import Op, Stretch, marked
from resograph.wording.paragraphs import Asked, ComparedParagraph, Text, acts_of, text_of
from resograph.wording.strength import Shift, shift

__all__ = [
    "Asked",
    "Change",
    "ComparedParagraph",
    "ComparedRow",
    "Comparison",
    "Op",
    "Shift",
    "Stretch",
    "Text",
    "acts_of",
    "compare",
    "marked",
    "shift",
    "text_of",
]
