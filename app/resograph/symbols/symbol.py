"""The grammar of symbols: every spelling in, one spelling out (``parse(str(symbol)) == symbol``).

Reference: the Dag Hammarskjöld Library's account of document symbols; DESIGN §2, "One spelling".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from resograph.resources import table
from resograph.symbols.roman import from_roman

LONGEST = 200
"""No text is read as a symbol that is longer, in characters: it is measured before any pattern sees it."""


class SymbolError(ValueError):
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
        return next(
            (row["body"] for row in table("data", "symbols.toml")["adopting"] if row["prefix"] == self.prefix), None
        )

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


_EXAMPLES = {"A": "A/RES/67/138 or A/67/153", "S": "S/RES/1325(2000)", "E": "E/RES/2012/7"}

_LETTERS = r"(?P<letters>[A-Z](?:-[A-Z])?)?"
_ROMAN_SESSION = r"(?P<session>(?:E?S-)?[IVXLC]+)"
#: By organ: the tail behind RES, DEC, PRST; one line a shape.
_TAILS = {
    ("A", "RES"): (
        rf"(?P<number>\d+){_LETTERS}\({_ROMAN_SESSION}\)",
        rf"(?P<session>(?:E?S-)?\d+)/(?P<number>\d+){_LETTERS}",
    ),
    ("A", "DEC"): (rf"(?P<session>(?:E?S-)?\d+)/(?P<number>\d+){_LETTERS}",),
    ("A/HRC", "RES"): (r"(?P<session>(?:S-)?\d+)/(?P<number>\d+)",),
    ("A/HRC", "DEC"): (r"(?P<session>(?:S-|OM/)?\d+)/(?P<number>\d+)",),
    ("A/HRC", "PRST"): (r"(?P<session>(?:S-|OM/)?\d+)/(?P<number>\d+)",),
    ("S", "RES"): (r"(?P<number>\d+)\((?P<session>\d{4})\)",),
    ("S", "PRST"): (r"(?P<session>\d{4})/(?P<number>\d+)",),
    ("E", "RES"): (
        rf"(?P<number>\d+){_LETTERS}\((?P<session>[IVXLC]+)\)",
        rf"(?P<session>(?:S-)?\d{{4}})/(?P<number>\d+){_LETTERS}",
    ),
    ("E", "DEC"): (rf"(?P<session>(?:S-)?\d{{4}})/(?P<number>\d+){_LETTERS}",),
}
_KINDS = {"RES": Kind.RESOLUTION, "DEC": Kind.DECISION, "PRST": Kind.STATEMENT}
#: Only canonical letters may be part of a composed address.
_LEGAL = re.compile(r"[A-Za-z0-9./()\-]+")


@lru_cache(maxsize=65536)
def parse(text: str) -> Symbol:
    """The symbol in a text, whatever its case, spaces and brackets.

    >>> str(parse("a/res/217 (III) [A]")), str(parse("S/RES/1325 (2000)*"))
    ('A/RES/217A(III)', 'S/RES/1325(2000)')

    Raises:
        SymbolError: it is none; the message says what is missing.
    """
    if len(text) > LONGEST:
        raise SymbolError(f"“{text[:80]}…” is no UN document symbol: it is longer than {LONGEST} characters.")
    spelled = _fold(text)
    if not spelled:
        raise SymbolError("An empty text is no UN document symbol; write one such as A/RES/67/138.")
    words = _words()
    parts = spelled.split("/")
    if len(spelled) > LONGEST or len(parts) < 2 or parts[0] not in words["first"]:
        raise SymbolError(
            f"“{text[:80]}” is no UN document symbol: it must begin with an organ (A, S, E, T, ST) or a series "
            "such as CRC, and have parts separated by “/”, as in A/RES/67/138."
        )
    if not _LEGAL.fullmatch(spelled):
        raise SymbolError(f"“{text[:80]}” holds characters that no UN document symbol has.")
    for organ in ("A/HRC", parts[0]):
        for mark in _KINDS:
            head = f"{organ}/{mark}/"
            if spelled.startswith(head) and (organ, mark) in _TAILS:
                return _adopted(spelled, organ, mark, spelled[len(head) :])
    return _other(spelled, text)


def _fold(text: str) -> str:
    """One case, no spaces, plain hyphens, no reissue asterisk; part letters before the session's parenthesis."""
    plain = unicodedata.normalize("NFKC", text).translate({0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-"})
    plain = re.sub(r"[\s\u200b-\u200f\u2060\ufeff]+", "", plain).rstrip("*").strip("/").upper()
    plain = re.sub(r"\[([A-Z](?:-[A-Z])?)\]", r"\1", plain)
    plain = re.sub(r"/(\d+)(\((?:E?S-)?[IVXLC]+\))([A-Z](?:-[A-Z])?)(?=/|$)", r"/\1\3\2", plain)
    return re.sub(
        r"[A-Z]+(?=[.)])|SUMMARY", lambda found: _words()["case"].get(found[0], found[0]), _parenthesised(plain)
    )


def _parenthesised(plain: str) -> str:
    return re.sub(
        r"\(([A-Z]+)(\.?)([A-Z0-9\-]*)\)",
        lambda found: f"({_words()['case'].get(found[1], found[1])}{found[2]}{found[3]})",
        plain,
    )


@cache
def _words() -> dict[str, dict[str, str]]:
    data = table("data", "symbols.toml")
    mixed = [*data["modifiers"], *data["divisions"], *data["numbered_bodies"], *data["natures"]]
    return {
        "first": {word: word for word in (*data["organs"], *data["series"])},
        "case": {word.upper(): word for word in mixed},
    }


def _adopted(spelled: str, organ: str, mark: str, tail: str) -> Symbol:
    tail, modifiers = _split_modifiers(tail)
    for shape in _TAILS[(organ, mark)]:
        found = re.fullmatch(shape, tail)
        if not found:
            continue
        session, number = found["session"], found["number"]
        letters = found.groupdict().get("letters") or ""
        _check_session(spelled, organ, mark, session, "(" in tail)
        if number.startswith("0"):
            raise SymbolError(f"{spelled}: a number does not begin with 0.")
        return Symbol(spelled, organ, _KINDS[mark], session, number, letters, modifiers)
    example = {"RES": _EXAMPLES.get(organ, "A/HRC/RES/35/12"), "DEC": "A/DEC/76/402", "PRST": "S/PRST/2000/13"}[mark]
    raise SymbolError(f"{spelled} lacks its session, year or number; a right one looks like {example}.")


def _check_session(spelled: str, organ: str, mark: str, session: str, bracketed: bool) -> None:
    numeral = session.rpartition("-")[2]
    if organ == "A" and mark == "RES":
        if bracketed:
            value = from_roman(numeral)
            if value is None or value > 30:
                raise SymbolError(f"{spelled}: ({session}) is no session of the Assembly up to the thirtieth.")
        elif "-" not in session and int(session) < 31:
            raise SymbolError(
                f"{spelled}: before the thirty-first session resolutions are numbered through, with the session in "
                "roman numerals, as in A/RES/217(III)."
            )
    if organ == "A" and numeral.isdigit() and int(numeral) > 150:
        raise SymbolError(f"{spelled}: the Assembly has had no session {numeral}; session and number may be swapped.")
    if organ == "E" and bracketed and from_roman(numeral) is None:
        raise SymbolError(f"{spelled}: ({session}) is no roman numeral.")
    if numeral.isdigit() and len(numeral) == 4 and not 1946 <= int(numeral) <= 2100:
        raise SymbolError(f"{spelled}: {numeral} is no year of the United Nations.")


def _split_modifiers(tail: str) -> tuple[str, tuple[str, ...]]:
    parts = tail.split("/")
    count = 0
    while count < len(parts) - 1 and _is_modifier(parts[-1 - count]):
        count += 1
    return ("/".join(parts[:-count]), tuple(parts[-count:])) if count else (tail, ())


def _is_modifier(part: str) -> bool:
    word, _, number = part.partition(".")
    known = table("data", "symbols.toml")["modifiers"]
    return word in known and (
        part == "Summary" or re.fullmatch(r"\d+(\([A-Za-z]+\.?[A-Z0-9\-]+\))*", number) is not None
    )


@cache
def _component() -> re.Pattern[str]:
    data = table("data", "symbols.toml")
    dotted = "|".join(dict.fromkeys([*data["numbered_bodies"], *data["natures"]]))
    names = "|".join(data["named_bodies"])
    division = "|".join(data["divisions"])
    return re.compile(
        rf"""(?: (?:{dotted})\.\d+[A-Z]?            # a body or a nature: C.3, L.15, Sub.2
        | (?:{names})                               # a body or a series by name: HRC, NGO
        | (?:E?S-)?\d+[A-Z]?                        # session, year, number
        | [A-Z]{{2,5}}                              # a State or programme code, as in CRC/C/FRA
        | \d+-\d+                                   # two numbers in one: CRC/C/FRA/5-6
        ) (?: \((?:{division})\.?[A-Z0-9\-]+\) )*   # a part of it: (Vol.I)
        (?: \([IVXLC]+\) )?                         # an old session: 36(IV)
        """,
        re.VERBOSE,
    )


def _other(spelled: str, text: str) -> Symbol:
    tail, modifiers = _split_modifiers(spelled)
    parts = tail.split("/")
    for part in parts[1:]:
        if not _component().fullmatch(part):
            raise SymbolError(f"“{text[:80]}” is no UN document symbol: its part “{part[:40]}” has no known shape.")
    if not any(char.isdigit() for char in parts[-1]):
        raise SymbolError(f"“{text[:80]}” is no whole UN document symbol: its number is missing.")
    last = parts[-1].split(".")[0]
    kind = {"L": Kind.DRAFT, "PV": Kind.RECORD, "SR": Kind.RECORD}.get(last, Kind.REPORT)
    if "RES" in parts or last == "Res":
        kind = Kind.RESOLUTION
    elif "DEC" in parts:
        kind = Kind.DECISION
    session = next((part for part in parts[1:] if re.fullmatch(r"(?:E?S-)?\d+", part)), None)
    return Symbol(spelled, parts[0], kind, session if session != parts[-1] else None, parts[-1], "", modifiers)
