"""Symbols as values: every spelling in, one spelling out (``parse(str(symbol)) == symbol``; DESIGN §2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from resograph.errors import ReportedError
from resograph.symbols import grammar
from resograph.symbols.roman import from_roman
from resograph.text.lookalikes import latin
from resograph.text.normal import as_typed

LONGEST = 200
"""No text is read as a symbol that is longer, in characters: it is measured before any pattern sees it."""


class SymbolError(ReportedError, ValueError):
    """The text is no UN document symbol; the message says why and shows one that is."""


class Kind(StrEnum):
    """What a symbol names; each value is the ontology's class."""

    RESOLUTION = "Resolution"
    DECISION = "Decision"
    STATEMENT = "PresidentialStatement"
    REPORT = "Report"
    DRAFT = "Draft"
    RECORD = "Record"


@dataclass(frozen=True, order=True)
class Symbol:
    """A document symbol in its one spelling.

    ``prefix`` is the organ or series ("A", "A/HRC", "CRC"); ``session`` its session or year as printed ("67",
    "S-10", "III", "2012"); ``number`` the number in it; ``letters`` the part of a resolution in parts ("A", "A-B");
    ``modifiers`` the marks of a document that changes another ("Corr.1").
    """

    text: str
    prefix: str
    kind: Kind
    session: str | None = None
    number: str | None = None
    letters: str = ""
    modifiers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text

    @property
    def body(self) -> str | None:
        """The adopting body's name in addresses ("un-ga"), for what an organ adopts."""
        if self.kind not in (Kind.RESOLUTION, Kind.DECISION, Kind.STATEMENT):
            return None
        organ = grammar.organ_of(self.prefix)
        return organ.body if organ else None

    @property
    def figure(self) -> int:
        """The figure that its number begins with: 201 of "201D"; 0 where it begins with none."""
        found = re.match("[0-9]+", self.number or "")
        return int(found[0]) if found else 0

    @property
    def session_number(self) -> str | None:
        """The session as it stands in addresses: "67", "S-10", "ES-11"; roman numerals as numbers ("III" → "3")."""
        if self.session is None or self.prefix == "S":
            return None
        mark, _, numeral = self.session.rpartition("-")
        value = from_roman(numeral)
        return (f"{mark}-" if mark else "") + (str(value) if value else numeral)

    @property
    def whole(self) -> Symbol | None:
        """The resolution of which this one is a part: ``A/RES/217A(III)`` → ``A/RES/217(III)``."""
        if not self.letters:
            return None
        return parse(self.text.replace(f"{self.number}{self.letters}", self.number or "", 1))

    @property
    def changes(self) -> tuple[str, Symbol] | None:
        """What a corrigendum corrects or a revision revises: the ontology property and the symbol."""
        if not self.modifiers:
            return None
        relation = {"Corr": "corrects", "Rev": "revises"}.get(self.modifiers[-1].split(".")[0])
        return (relation, parse(self.text.rpartition("/")[0])) if relation else None

    @property
    def printed_number(self) -> str:
        """The number as the text prints it: "67/138", "1325 (2000)", "217 A (III)"."""
        letters = f" {self.letters}" if self.letters else ""
        if self.session is None or self.number is None:
            return self.text
        if "(" in self.text.split("/")[-1 - len(self.modifiers)]:
            return f"{self.number}{letters} ({self.session})"
        return f"{self.session}/{self.number}{letters}"


_MARKS = {"RES": Kind.RESOLUTION, "DEC": Kind.DECISION, "PRST": Kind.STATEMENT}
_ADOPTED = re.compile(rf"(?P<organ>A/HRC|[A-Z])/(?P<mark>{'|'.join(_MARKS)})/(?P<tail>.+)")
_JOINED = re.compile(r"(\([^()]{1,30}[IVXLC0-9]) (?:&|[^\W\d_]{1,3}) (?=[IVXLC0-9]+\))")
_PART_IN_BRACKETS = re.compile(r"\[([A-Z](?:-[A-Z])?)\]")
_PART_BEHIND = re.compile(r"/(\d+)(\((?:E?S-)?[IVXLC]+\))([A-Z](?:-[A-Z])?)(?=/|$)")
_YEAR_BEHIND = re.compile(r"\(\d{4}\)$")
_SESSION = re.compile(r"(?:E?S-)?\d+")
_FIRST_YEAR, _LAST_YEAR = 1946, 2100


@lru_cache(maxsize=65536)
def parse(text: str) -> Symbol:
    """The symbol in a text, whatever its case, spaces and brackets.

    >>> str(parse("a/res/217 (III) [A]")), str(parse("S/RES/1325 (2000)*")), str(parse("A/CONF.157/24 (Part I)"))
    ('A/RES/217A(III)', 'S/RES/1325(2000)', 'A/CONF.157/24(PartI)')

    Raises:
        SymbolError: it is none; the message says what is missing.
    """
    if len(text) > LONGEST:
        raise SymbolError(f"“{text[:80]}…” is no UN document symbol: it is longer than {LONGEST} characters.")
    spelled = _spelled(text)
    if not spelled:
        raise SymbolError("An empty text is no UN document symbol; write one such as A/RES/67/138.")
    if "/" not in spelled and (symbol := _unstroked(spelled)):
        return symbol
    first, stroke, _ = spelled.partition("/")
    head = grammar.head().fullmatch(first)
    if len(spelled) > LONGEST or not stroke or not head:
        raise SymbolError(
            f"“{text[:80]}” is no UN document symbol: it must begin with an organ (A, S, E, T, ST) or a series "
            "such as CRC, and have parts separated by “/”, as in A/RES/67/138."
        )
    if found := _ADOPTED.fullmatch(spelled):
        organ = grammar.organ_of(found["organ"])
        if organ and found["mark"] in organ.shapes:
            return _adopted(spelled, organ, found["mark"], found["tail"])
    return _other(spelled, head["head"], text)


def _spelled(text: str) -> str:
    """One case, no spaces, plain hyphens, no reissue asterisk; part letters before the session's parenthesis."""
    plain = _JOINED.sub(r"\1-", latin(as_typed(text))).replace(" ", "").rstrip("*").strip("/").upper()
    plain = _PART_BEHIND.sub(r"/\1\3\2", _PART_IN_BRACKETS.sub(r"\1", plain))
    for pattern, ours in grammar.aliases():
        if found := pattern.match(plain):
            plain = found.expand(ours) + plain[found.end() :]
            break
    return _cased(plain)


def _cased(plain: str) -> str:
    """Words that are not written in capitals, as they are written."""
    before_dot, alone = grammar.mixed_case()

    def word(found: re.Match[str]) -> str:
        known = before_dot if plain[found.end() : found.end() + 1] == "." else alone
        return known.get(found[0], found[0])

    cased = re.sub(r"[A-Z]+", word, plain)
    spelling = grammar.division_spelling()
    return grammar.divisions().sub(lambda found: f"({spelling[found['word']]}{found['rest'] or ''})", cased)


def _unstroked(spelled: str) -> Symbol | None:
    for begins, pattern, kind in grammar.unstroked():
        if found := pattern.fullmatch(spelled):
            return Symbol(spelled, begins, Kind(kind), found["session"], found["number"])
    return None


def _adopted(spelled: str, organ: grammar.Organ, mark: str, tail: str) -> Symbol:
    tail, modifiers = _split_modifiers(tail)
    for shape in organ.shapes[mark]:
        found = shape.fullmatch(tail)
        if not found:
            continue
        session, number = found["session"], found["number"]
        letters = found.groupdict().get("letters") or ""
        _check_session(spelled, organ, mark, session, "(" in tail)
        if number.startswith("0"):
            raise SymbolError(f"{spelled}: a number does not begin with 0.")
        return Symbol(spelled, organ.prefix, _MARKS[mark], session, number, letters, modifiers)
    raise SymbolError(f"{spelled} lacks its session, year or number; a right one looks like {organ.examples[mark]}.")


def _check_session(spelled: str, organ: grammar.Organ, mark: str, session: str, bracketed: bool) -> None:
    numbering, numeral = organ.numbering, session.rpartition("-")[2]
    if bracketed and numbering.roman_to:
        value = from_roman(numeral)
        if value is None or value > numbering.roman_to:
            raise SymbolError(f"{spelled}: ({session}) is no session that was numbered in roman numerals.")
    elif mark == "RES" and numbering.last and "-" not in session and int(session) <= numbering.roman_to:
        raise SymbolError(
            f"{spelled}: before the thirty-first session resolutions are numbered through, with the session in "
            "roman numerals, as in A/RES/217(III)."
        )
    if numbering.last and numeral.isdigit() and int(numeral) > numbering.last:
        raise SymbolError(f"{spelled}: there has been no session {numeral}; session and number may be swapped.")
    if numeral.isdigit() and len(numeral) == 4 and not _FIRST_YEAR <= int(numeral) <= _LAST_YEAR:
        raise SymbolError(f"{spelled}: {numeral} is no year of the United Nations.")


def _split_modifiers(tail: str) -> tuple[str, tuple[str, ...]]:
    parts = tail.split("/")
    count = 0
    while count < len(parts) - 1 and grammar.modifier().fullmatch(parts[-1 - count]):
        count += 1
    return ("/".join(parts[:-count]), tuple(parts[-count:])) if count else (tail, ())


def _other(spelled: str, head: str, text: str) -> Symbol:
    tail, modifiers = _split_modifiers(spelled)
    parts = tail.split("/")
    for part in parts[1:]:
        if not grammar.component().fullmatch(part):
            raise SymbolError(f"“{text[:80]}” is no UN document symbol: its part “{part[:40]}” has no known shape.")
    numbered = any(char.isdigit() for char in parts[-1]) or (len(parts) > 2 and parts[-2].endswith(")"))
    if len(parts) < 2 or not numbered:
        raise SymbolError(f"“{text[:80]}” is no whole UN document symbol: its number is missing.")
    session = next((part for part in parts[1:-1] if _SESSION.fullmatch(part)), None)
    if session and _YEAR_BEHIND.search(parts[-1]):
        raise SymbolError(f"“{text[:80]}” has a year in brackets beside its session; write it without.")
    return Symbol(spelled, head, _kind(parts), session, parts[-1], "", modifiers)


def _kind(parts: list[str]) -> Kind:
    """What the last component's word tells, or a mark among the others."""
    kinds = grammar.data()["kinds"]
    marks = [parts[-1].partition(".")[0], *(part for part in parts[1:] if part in _MARKS)]
    return next((Kind(kinds[mark]) for mark in marks if mark in kinds), Kind.REPORT)
