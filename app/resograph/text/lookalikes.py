"""Letters typed for others (``data/characters.toml``): Cyrillic and Greek ones that look Latin, and ё for е."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from resograph.resources import table


def latin(text: str) -> str:
    """The text with the letters that look Latin as Latin ones, one character for one.

    >>> latin("А/RЕS/67/138") == "A/RES/67/138"
    True
    """
    return text if text.isascii() else text.translate(looking_latin())


@cache
def looking_latin() -> Mapping[int, str]:
    """Code point of a letter that looks Latin → the Latin letter."""
    return _table("lookalikes")


@cache
def alike() -> Mapping[int, str]:
    """Code point of a letter that is written for another of its script → that other."""
    return _table("alike")


def _table(name: str) -> dict[int, str]:
    rows = table("data", "characters.toml")[name]
    return {ord(written): read for written, read in zip(rows["written"], rows["read_as"], strict=True)}
