"""Digits of any script as figures from 0 to 9."""

from __future__ import annotations

import unicodedata


def western(text: str) -> str:
    """The text with its decimal digits as 0 to 9, one character for one.

    >>> western("٦٧/١٣٨")
    '67/138'
    """
    return text if text.isascii() else "".join(str(unicodedata.decimal(char, char)) for char in text)


def figure(text: str | None, most: int = 9) -> int | None:
    """The number that a text is, in decimal digits of any script; None for other texts and for longer ones.

    Python refuses to read numbers of thousands of digits, and raised figures ("²") are digits that are no number.

    >>> figure("٦٧"), figure("²"), figure("9" * 5000), figure("")
    (67, None, None, None)
    """
    return int(text) if text and len(text) <= most and text.isdecimal() else None
