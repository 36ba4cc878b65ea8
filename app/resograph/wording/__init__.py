"""A text beside another: which paragraph takes up which, and what changed (DESIGN §3, "Wording")."""

from resograph.wording.comparing import Change, Comparison, Row, compare
from resograph.wording.marking import Op, Stretch, marked
from resograph.wording.paragraphs import Asked, Paragraph, Text, acts_of, text_of
from resograph.wording.strength import Shift, shift

__all__ = [
    "Asked",
    "Change",
    "Comparison",
    "Op",
    "Paragraph",
    "Row",
    "Shift",
    "Stretch",
    "Text",
    "acts_of",
    "compare",
    "marked",
    "shift",
    "text_of",
]
