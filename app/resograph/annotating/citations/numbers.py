"""Which document a number names: by the organ from the words around it, by its own shape, by its date.

A number alone is shared by many bodies: 48/2 is a resolution of the Assembly, of the Human Rights Council and of a
regional commission. Sessions and years tell them apart (``symbols/sessions.py``): the Assembly's forty-eighth began in
1993.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from resograph.languages.profile import Profile
from resograph.symbols import Symbol
from resograph.symbols.finding import read_symbol
from resograph.symbols.roman import to_roman
from resograph.symbols.sessions import is_plausible

_ANY_COUNCIL = "?"
"""An organ's short name, the Council: which one, the number's shape tells."""


def read_number(number: str, rules: Profile) -> tuple[str, tuple[str, ...]]:
    """A printed number as a symbol has it, and further parts of it: 181 A and B (II) → 181A(II), and B."""
    plain = _in_latin(number, rules).replace("–", "-")
    letters: tuple[str, ...] = ()
    if both := re.fullmatch(r"(\d+[A-Z])[^A-Z\d(-]+([A-Z])(\(.+)", plain):
        plain, letters = both[1] + both[3], (both[2],)
    plain = re.sub(r"\((E?S-)?(\d{1,2})\)", lambda found: f"({found[1] or ''}{to_roman(int(found[2]))})", plain)
    return plain.upper(), letters


def read_letters(written: str, rules: Profile) -> tuple[str, ...]:
    """The part letters of a list: "and B" → B."""
    return tuple(re.findall(r"[A-Z]", _in_latin(written, rules)))


def _in_latin(written: str, rules: Profile) -> str:
    plain = re.sub(r"\s", "", written)
    for mark, letters in rules.citations.marks.items():
        plain = plain.replace(mark, letters)
    return plain


def named_symbol(
    number: str,
    mark: str,
    own: Symbol | None,
    attached: str | None = None,
    nearby: str | None = None,
    date: datetime.date | None = None,
) -> Symbol | None:
    """The document of a number, in the text ``own`` (None: in no UN text); None where it is of a body without symbols.

    Args:
        number: as ``read_number`` gives it.
        mark: "RES", "DEC" or "PRST".
        attached: prefix of the organ that the words tie to the number, or the shape of its resolutions' symbols
            ("UNEP/EA.{session}/Res.{number}"); "" where it has none.
        nearby: prefix of an organ named before it.
        date: the date that the text gives it.
    """
    if attached == "":
        return None
    if attached and "{" in attached:
        return _shaped(number, mark, attached)
    if attached in ("A", "A/HRC") and not has_year(number) and not _begins_with_year(number):
        certain = _parsed(number, mark, attached)
        if certain and is_plausible(certain, None, own):
            return certain
    for organ in _organs(number, own, (attached, nearby), date):
        symbol = _parsed(number, mark, organ)
        if symbol and is_plausible(symbol, date, own):
            return symbol
    return _shaped(number, mark, nearby) if nearby and "{" in nearby else None


def _shaped(number: str, mark: str, shape: str) -> Symbol | None:
    """The resolution of a body that has a series of its own: UNEP/EA.4/Res.1; its decisions have no symbols."""
    session, _, rest = number.partition("/")
    return read_symbol(shape.format(session=session, number=rest)) if mark == "RES" and rest else None


def fits_its_date(number: str, mark: str, date: datetime.date | None) -> bool:
    """Whether some organ can have adopted a text of this number on this day."""
    if date is None:
        return False
    found = (_parsed(number, mark, organ) for organ in ("A", "A/HRC", "S", "E"))
    return any(symbol is not None and is_plausible(symbol, date, None) for symbol in found)


def has_year(number: str) -> bool:
    """Whether it is numbered as the Security Council does: 1325(2000)."""
    return re.fullmatch(r"\d+\((?:19[4-9]\d|20\d\d)\)", number) is not None


def _begins_with_year(number: str) -> bool:
    """Whether it is numbered as the Economic and Social Council does: 2005/234."""
    return re.fullmatch(r"(?:19[4-9]\d|20\d\d)/\d+[A-Z]?", number) is not None


def _organs(
    number: str, own: Symbol | None, named: tuple[str | None, str | None], date: datetime.date | None
) -> Iterator[str]:
    """The organs whose number it can be, the likeliest first."""
    if has_year(number):
        yield "S"
    elif _begins_with_year(number):
        yield "E"
    elif "(" in number:
        yield from ("E", "A") if "E" in named or (own and own.prefix == "E" and "A" not in named) else ("A", "E")
    else:
        for organ in named:
            if organ in ("A", "A/HRC"):
                yield organ
            elif organ == _ANY_COUNCIL:
                yield "A/HRC"
        home = "A/HRC" if own and own.prefix == "A/HRC" else "A"
        yield home
        if date or home != "A":
            yield "A/HRC" if home == "A" else "A"


def _parsed(number: str, mark: str, organ: str) -> Symbol | None:
    return read_symbol(f"{organ}/{mark}/{number}")
