"""The grammar's facts, from ``data/symbols.toml``, as patterns and tables. Each pattern takes linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from resograph.resources import table

Shapes = Mapping[str, tuple[re.Pattern[str], ...]]
"""Mark ("RES") → what may follow it, with the groups session, number and perhaps letters."""


@dataclass(frozen=True)
class Numbering:
    """How an organ numbers sessions and decisions; zeros where it does not tell.

    ``first_year`` of session 1, ``a_year`` sessions in one year, opening in month ``opens``; ``slack`` years that a
    session may lie beside; ``roman_to`` the last session in roman numerals; ``last`` the last that can be meant;
    ``most`` resolutions of one session; ``most_in_all``, a session on average, where they are numbered through.
    """

    first_year: int = 0
    a_year: int = 1
    opens: int = 1
    slack: int = 0
    roman_to: int = 0
    last: int = 0
    most: int = 0
    most_in_all: int = 0
    decisions: tuple[tuple[int, int], ...] = ()
    """(from session, first number), in order of sessions."""
    last_of_year: Mapping[str, int] = field(default_factory=dict)
    """Year → the last number of its resolutions, where these are numbered through; years in order."""


@dataclass(frozen=True)
class Organ:
    """A body that adopts: its prefix ("A/HRC"), its names in addresses and Akoma Ntoso, how its symbols go on."""

    prefix: str
    body: str
    akn: str
    akn_other: tuple[str, ...]
    shapes: Shapes
    examples: Mapping[str, str]
    numbering: Numbering


@cache
def data() -> Mapping[str, Any]:
    """The file's tables."""
    return table("data", "symbols.toml")


@cache
def heads() -> frozenset[str]:
    """What a symbol may begin with: "A", "CRC"."""
    return frozenset((*data()["organs"], *data()["series"]))


@cache
def organs() -> tuple[Organ, ...]:
    """The bodies that adopt."""
    return tuple(_organ(row) for row in data()["adopting"])


@cache
def organ_of(prefix: str) -> Organ | None:
    """The adopting body whose symbols begin so."""
    return next((organ for organ in organs() if organ.prefix == prefix), None)


@cache
def organ_named(body: str) -> Organ | None:
    """The adopting body of a name in addresses ("un-ga")."""
    return next((organ for organ in organs() if organ.body == body), None)


def _organ(row: Mapping[str, Any]) -> Organ:
    shapes = {mark: tuple(re.compile(_filled(shape)) for shape in written) for mark, written in row["shapes"].items()}
    decisions = tuple((since["since"], since["first"]) for since in row.get("decisions", ()))
    numbering = Numbering(**row.get("sessions", {}), decisions=decisions)
    names = (row["prefix"], row["body"], row["akn"], tuple(row["akn_other"]))
    return Organ(*names, shapes, row["examples"], numbering)


def _filled(shape: str) -> str:
    """A shape with its pieces in place; the braces of repetition are no pieces."""
    pieces: Mapping[str, str] = data()["pieces"]
    return re.sub(r"\{([a-z_]+)\}", lambda found: pieces[found[1]], shape)


@cache
def divisions() -> re.Pattern[str]:
    """A part in brackets, in capitals and without spaces: groups word, rest."""
    words = any_of(word.rstrip(".").upper() for word in data()["divisions"])
    return re.compile(rf"\((?P<word>{words})\.?(?P<rest>(?:[IVXLC]+|\d+[A-Z]?)(?:-(?:[IVXLC]+|\d+[A-Z]?))?)?\)")


@cache
def division_spelling() -> Mapping[str, str]:
    """The word of a division in capitals → as it is spelt."""
    return {word.rstrip(".").upper(): word for word in data()["divisions"]}


@cache
def mixed_case() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Words in capitals → as they are spelt: before a dot, and alone."""
    before_dot, alone = (data()[f"mixed_{place}"] for place in ("before_dot", "alone"))
    return {word.upper(): word for word in before_dot}, {word.upper(): word for word in alone}


@cache
def aliases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Other spellings of one document, and ours."""
    return tuple((re.compile(row["pattern"]), row["ours"]) for row in data()["aliases"])


@cache
def unstroked() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Symbols without strokes: what they begin with, their pattern, their kind."""
    return tuple((row["begins"], re.compile(row["pattern"]), row["kind"]) for row in data()["unstroked"])


@cache
def component() -> re.Pattern[str]:
    """What stands between two strokes: a word (HRC) with what is below it (CONF.157, C.I), or a session, year, number.

    Either may have brackets: a part (Vol.I), an old session (IV), a year.
    """
    suffix = rf"-(?:{any_of(data()['suffixes'])})"
    word = rf"[A-Za-z]{{1,12}}(?:-[A-Z]{{1,12}})*(?:\.(?:\d+[A-Z]?|[A-Za-z]{{1,12}}))*(?:{suffix})?"
    number = rf"(?:E?S-)?\d+(?:[A-Z]|-\d+|{suffix})?"
    return re.compile(rf"(?:{word}|{number})(?:\([A-Za-z0-9.\-]+\))*")


@cache
def head() -> re.Pattern[str]:
    """What a symbol begins with, perhaps with its number (IDB.45) or session (GC(60))."""
    return re.compile(rf"(?P<head>{any_of(heads())})(?:\.\d+|\(\d+\))?")


@cache
def modifier() -> re.Pattern[str]:
    """A mark of a document that changes another: Corr.1, Rev.1(Vol.I), Summary."""
    return re.compile(rf"(?:{any_of(data()['modifiers'])})\.\d+(?:\([A-Za-z]+\.?[A-Z0-9\-]+\))*|Summary")


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
