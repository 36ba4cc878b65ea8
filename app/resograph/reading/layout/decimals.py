"""Paragraphs numbered "1.1", "1.2", "2.1" or "1 bis": told from figures by the numbers before them."""

from __future__ import annotations

import re

_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=\W?[^\W\d_])")
_INSERTED = re.compile(r"(?P<number>(?P<after>\d{1,3})\s?(?:bis|ter|quater|quinquies|sexies|alt))\s?[.)]?\s+", re.I)


class Decimals:
    """Where the numbering of one text stands."""

    def __init__(self) -> None:
        self._last: tuple[int, ...] = ()

    def match(self, text: str, paragraph: int) -> re.Match[str] | None:
        """The number at the beginning of a text, where it goes on with the numbering.

        Args:
            text: of a line or block.
            paragraph: the number of the last paragraph whose number is whole.
        """
        if not text[:1].isdigit():
            return None
        if found := _INSERTED.match(text):
            return found if int(found["after"]) == paragraph else None
        found = _DECIMAL.match(text)
        return found if found and self._follows(_parts(found), paragraph) else None

    def take(self, found: re.Match[str]) -> None:
        """Go on behind a number that was matched."""
        if "." in found["number"]:
            self._last = _parts(found)

    def _follows(self, number: tuple[int, ...], paragraph: int) -> bool:
        if number[-1] == 1 and (number[:-1] == self._last or (len(number) == 2 and number[0] in (1, paragraph))):
            return True
        for size in range(1, len(self._last) + 1):
            stepped = (*self._last[: size - 1], self._last[size - 1] + 1)
            if number == stepped or number == (*stepped, 1):
                return True
        return False


def _parts(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(map(int, found["number"].split(".")))
