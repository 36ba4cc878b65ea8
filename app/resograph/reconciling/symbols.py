"""Documents and sessions as people write them: "GA res. 67/138", "UNSCR 1325", 第67/138号决议, "HRC 55th session"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from resograph.languages.profile import profile
from resograph.resources import table
from resograph.symbols import SymbolError, parse
from resograph.symbols.address import LANGUAGES
from resograph.symbols.elsewhere import from_un_address

_LONGEST = 300
_MOST_BESIDE = 3
"""Further words beside a number; more make it a title in which a document is cited."""
_DASHES = dict.fromkeys(range(0x2010, 0x2016), "-")
_APART = r"[\s/._\-|\\]+"
_WRITTEN = re.compile(
    rf"""(?<![\w/])(?P<organ>A{_APART}HRC|[ASE]){_APART}?(?P<mark>RES|DEC|PRST){_APART}
    (?: (?P<session>(?:E?S-)?\d{{1,4}}){_APART}(?P<number>\d{{1,4}})\s?(?P<letters>\[?[A-Z]\]?(?=\s*(?:$|[,;.)])))?
      | (?P<through>\d{{1,4}})\s?(?P<part>[A-Z])?(?:\s?\(\s*(?P<in>\d{{4}}|(?:E?S-)?[IVXLC]+)\s*\))?
    )(?![\w/])""",
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE = re.compile(r"(?<![\w/])[A-Za-z]{1,6}(?:/[A-Za-z0-9.()\-\[\]]+)+")
_NUMBER = re.compile(
    r"""(?<![A-Za-z\d/.\-])(?:
        (?P<session>(?:E?S-)?\d{1,4})\s?/\s?(?P<number>\d{1,4})(?:\s?(?P<letters>[A-Z])(?![A-Za-z\d’']))?(?![\d/])
      | (?P<through>\d{1,4})\s?(?P<part>[A-Z])?\s?\(\s?(?P<in>\d{4}|(?:E?S-)?[IVXLC]+)\s?\)
      | (?P<alone>\d{1,4})(?![\d/])
    )""",
    re.VERBOSE,
)
_YEAR = re.compile(r"(?<!\d)(?:19[4-9]|20[0-9])\d(?!\d)")
_SYMBOL_ASKED = re.compile(r"[?&]s=(?P<symbol>[^&]+)")


@dataclass(frozen=True)
class Reading:
    """What a text may name: a path, whole or without the session in brackets; whether the words leave no doubt."""

    path: str
    sure: bool


def readings(text: str) -> list[Reading]:
    """The documents, sessions and goals that a text can name, the likelier first.

    >>> [reading.path for reading in readings("UNSCR 1325")]
    ['S/RES/1325']
    """
    if len(text) > _LONGEST:
        return []
    view = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    view = re.sub(r"\s+", " ", view.translate(_DASHES)).strip()
    view = "".join(str(unicodedata.decimal(char, char)) for char in view)
    found = _addressed(view) or _spelled(view) or _patterned(view) or _named(view)
    return list(dict.fromkeys(found))


def _addressed(text: str) -> list[Reading]:
    """An address at the UN, or a symbol alone."""
    if asked := _SYMBOL_ASKED.search(text):
        text = asked["symbol"]
    elif re.match(r"(?:https?://)?(?:www\.)?(?:undocs\.org|docs\.un\.org)/|/?akn/|https?://\S+/akn/", text):
        text = from_un_address(text if "/akn/" in text or "://" in text else f"https://{text}") or text
    return _parsed(re.split(r"[?#]", text.rstrip(".,;: "))[0])


def _parsed(text: str) -> list[Reading]:
    try:
        return [Reading(parse(text).text, True)]
    except SymbolError:
        return []


def _spelled(text: str) -> list[Reading]:
    """A symbol with other marks between its parts, or in other words."""
    if found := _WRITTEN.search(text):
        organ = "A/HRC" if len(found["organ"]) > 1 else found["organ"].upper()
        mark = found["mark"].upper()
        sure = _beside(text, found) <= _MOST_BESIDE
        if found["session"] and organ == "S" and mark == "RES":
            return [Reading(path, sure) for path in _in_year(found["session"], found["number"])]
        if found["session"]:
            letters = (found["letters"] or "").strip("[]").upper()
            return [Reading(f"{organ}/{mark}/{found['session'].upper()}/{found['number']}{letters}", sure)]
        session = f"({found['in'].upper()})" if found["in"] else ""
        return [Reading(f"{organ}/{mark}/{found['through']}{(found['part'] or '').upper()}{session}", sure)]
    for whole in _WHOLE.finditer(text):
        if parsed := _parsed(whole[0].rstrip(".,;:")):
            return [Reading(parsed[0].path, _beside(text, whole) <= _MOST_BESIDE)]
    return []


def _in_year(number: str, year: str) -> Iterator[str]:
    if _YEAR.fullmatch(year):
        yield f"S/RES/{number}({year})"


def _patterned(text: str) -> list[Reading]:
    for row in table("data", "reconciling.toml")["patterns"]:
        if found := re.fullmatch(row["pattern"], text, re.IGNORECASE):
            return [Reading(row["path"].format(**found.groupdict()), True)]
    return []


def _named(text: str) -> list[Reading]:
    """A number with the organ, with "resolution" or "session" from the words around it."""
    text = re.sub(r"(?<=[A-Za-z]{2})/(?=\d)", " ", text)
    small = text.casefold()
    organ, organ_span = _first(_organs(), small)
    mark, mark_span = _first(_nouns(), small)
    session = _session_noun().search(small)
    found = _number_of(text, bool(mark), organ)
    if found is None:
        return []
    spans = [span for span in (organ_span, mark_span) if span]
    if found["alone"]:
        if session or (organ not in ("S", "") and not mark):
            return _sessions(small, organ, found["alone"], found, [*spans, *([session.span()] if session else [])])
        if not mark and organ != "S":
            return []
    if not organ and not mark and _words_left(text, found.span(), []):
        return []
    sure = bool(organ or mark) and _words_left(small, found.span(), spans) <= _MOST_BESIDE
    return [Reading(path, sure) for path in _paths(found, organ, mark or "RES", text)]


def _number_of(text: str, noun: bool, organ: str) -> re.Match[str] | None:
    """The number that counts: one with a session or year before a bare one, and no year before another."""
    numbers = list(_NUMBER.finditer(text))
    whole = [found for found in numbers if not found["alone"]]
    bare = [found for found in numbers if found["alone"]]
    bare.sort(key=lambda found: _YEAR.fullmatch(found["alone"]) is not None)
    return next(iter([*whole, *(bare if noun or organ else [])]), None)


def _paths(found: re.Match[str], organ: str, mark: str, text: str) -> Iterator[str]:
    """The symbols that a number can stand for."""
    if found["session"]:
        session, number = found["session"], found["number"] + (found["letters"] or "")
        year = re.fullmatch(r"\d{4}", session) is not None
        usual = (["S"] if mark == "PRST" else ["E", "S"]) if year else ["A", "A/HRC"]
        for prefix in [organ] if organ else usual:
            if prefix == "S" and mark == "RES":
                yield from _in_year(session, number) if not year else _in_year(number, session)
            else:
                yield f"{prefix}/{mark}/{session}/{number}"
        return
    if found["through"]:
        inner, part = found["in"].upper(), found["part"] or ""
        prefix = organ or ("S" if inner.isdigit() else "A")
        yield f"{prefix}/{mark}/{found['through']}{part}({inner})"
        return
    number = found["alone"]
    years = [year[0] for year in _YEAR.finditer(text) if year[0] != number]
    for prefix in [organ] if organ else ["S", "A"]:
        if prefix == "S":
            yield from (f"S/{mark}/{number}({year})" for year in years)
        yield f"{prefix}/{mark}/{number}"


def _sessions(text: str, organ: str, number: str, found: re.Match[str], spans: list[tuple[int, int]]) -> list[Reading]:
    body = next((row["body"] for row in table("data", "symbols.toml")["adopting"] if row["prefix"] == organ), None)
    if body is None:
        return []
    special = _special().search(text)
    sign = "" if special is None else "ES-" if special["emergency"] else "S-"
    return [Reading(f"session/{body}/{sign}{number}", _words_left(text, found.span(), spans) <= _MOST_BESIDE)]


def _first(patterns: dict[str, re.Pattern[str]], text: str) -> tuple[str, tuple[int, int] | None]:
    """The key whose pattern comes first in a text, the longest of those that begin together."""
    hits = [(found.start(), -found.end(), key) for key, pattern in patterns.items() if (found := pattern.search(text))]
    if not hits:
        return "", None
    start, end, key = min(hits)
    return key, (start, -end)


def _beside(text: str, found: re.Match[str]) -> int:
    nouns = [span for patterns in (_organs(), _nouns()) if (span := _first(patterns, text.casefold())[1])]
    return _words_left(text, found.span(), nouns)


def _words_left(text: str, number: tuple[int, int], spans: list[tuple[int, int]]) -> int:
    """How many words beside those at the spans say something else; a date says nothing else."""
    kept = list(text)
    for start, end in (number, *spans):
        kept[start:end] = " " * (end - start)
    rest = "".join(kept)
    for language in LANGUAGES:
        rest = profile(language).date_pattern.sub(" ", rest)
    words = re.findall(r"[^\W\d_]+", rest.casefold())
    data = table("data", "reconciling.toml")
    none = {*data["names"]["small"], *data["symbols"]["beside"]}
    return sum((len(word) + 1) // 2 if word > "\u3000" else 1 for word in words if word not in none)


@cache
def _organs() -> dict[str, re.Pattern[str]]:
    return _by_key("organs", ("A", "S", "E", "A/HRC"))


@cache
def _nouns() -> dict[str, re.Pattern[str]]:
    return _by_key("nouns", ("RES", "DEC", "PRST"))


def _by_key(section: str, keys: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """Key → what its names look like in any language, short ones too."""
    short = table("data", "reconciling.toml")["symbols"][section]
    found: dict[str, list[str]] = {key: [short[key]] if key in short else [] for key in keys}
    for language in LANGUAGES:
        for pattern, key in profile(language)["citations"].get(section, {}).items():
            if key in found:
                found[key].append(pattern)
    return {key: re.compile("|".join(f"(?:{pattern})" for pattern in all_)) for key, all_ in found.items()}


@cache
def _session_noun() -> re.Pattern[str]:
    return re.compile(table("data", "reconciling.toml")["symbols"]["sessions"]["noun"])


@cache
def _special() -> re.Pattern[str]:
    return re.compile(table("data", "reconciling.toml")["symbols"]["sessions"]["special"])
