"""Normal forms: texts that differ in nothing that one reads become the same text."""

from __future__ import annotations

import re
import unicodedata

from resograph.text.arabic import LENGTHENING
from resograph.text.digits import western

INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Marks of direction and of no width: ranges, as they stand in the brackets of a pattern."""

_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_SPACES = re.compile(r"\s+")


def single_spaced(text: str) -> str:
    """The text with single spaces between its words, none around them."""
    return _SPACES.sub(" ", text).strip()


def caseless(text: str) -> str:
    """The text in compatible forms (NFKC), whose letters differ no more in case.

    >>> caseless("ＷＨＯ"), caseless("Straße")
    ('who', 'strasse')
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def is_mark(char: str) -> bool:
    """Whether a character only marks others or the line: accents, joiners, marks of direction, lengthening."""
    return char == LENGTHENING or unicodedata.category(char) in ("Mn", "Me", "Cf")


def unmarked(text: str) -> str:
    """The text without marks that are characters of their own, its digits as 0 to 9."""
    return text if text.isascii() else western("".join(char for char in text if not is_mark(char)))


def as_typed(text: str) -> str:
    """The text as a plain keyboard writes it: compatible forms, plain hyphens, western digits, single spaces.

    >>> as_typed("Ａ/RES/S‑10/٢ ")
    'A/RES/S-10/2'
    """
    if text.isascii():
        return single_spaced(text)
    plain = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return single_spaced(western("".join(char for char in plain if unicodedata.category(char) != "Cf")))
