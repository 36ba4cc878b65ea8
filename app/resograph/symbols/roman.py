"""Roman numerals, as sessions to the thirtieth and sub-paragraphs are numbered."""

from __future__ import annotations

_VALUES = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]

_MOST_LETTERS = len("CCCLXXXVIII")


def to_roman(number: int) -> str:
    """The numeral of a number from 1 to 399.

    >>> to_roman(29)
    'XXIX'
    """
    letters = ""
    for value, letter in _VALUES:
        while number >= value:
            letters += letter
            number -= value
    return letters


def from_roman(letters: str) -> int | None:
    """The number, or None where the letters are no well-formed numeral.

    >>> from_roman("XXIX"), from_roman("IIX")
    (29, None)
    """
    if len(letters) > _MOST_LETTERS:
        return None
    rest, number = letters, 0
    for value, letter in _VALUES:
        while rest.startswith(letter):
            number += value
            rest = rest[len(letter) :]
    return number if letters and not rest and to_roman(number) == letters else None
