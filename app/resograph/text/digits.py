"""Digits of any script as figures from 0 to 9."""

from __future__ import annotations

import unicodedata


def western(text: str) -> str:
    """The text with its decimal digits as 0 to 9, one character for one.

    >>> western("٦٧/١٣٨")
    '67/138'
    """
    return text if text.isascii() else "".join(str(unicodedata.decimal(char, char)) for char in text)
