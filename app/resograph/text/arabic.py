"""What Arabic may be written with or without: vowel signs, and the stroke that lengthens a word in a justified line."""

from __future__ import annotations

import re

LENGTHENING = "\u0640"
VOWEL_SIGNS = "\u064b-\u0652\u0670"
"""Ranges, as they stand in the brackets of a pattern."""

_UNWRITTEN = re.compile(f"[{VOWEL_SIGNS}{LENGTHENING}]")


def bare(text: str) -> str:
    """The text without vowel signs and lengthening.

    >>> bare("قــرار")
    'قرار'
    """
    return text if text.isascii() else _UNWRITTEN.sub("", text)
