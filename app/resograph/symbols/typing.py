"""Documents and sessions as people type them: "GA res. 67/138", "UNSCR 1325", 第67/138号决议, "ares67138".

``readings`` is the one parser of what is typed: reconciliation asks it which document or session is meant, and whether
the words leave no doubt; search asks it under which symbols to look, and compares with those it holds
(``compact_forms``, ``reads_as``). The names of organs come from outside (``Words``), since languages stand above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from resograph.symbols.elsewhere import from_un_address
from resograph.symbols.finding import read_symbol, symbols_in
from resograph.symbols.grammar import organ_of, organs
from resograph.symbols.sessions import is_decision_number, is_plausible
from resograph.symbols.symbol import LONGEST, Kind
from resograph.text.normal import as_typed, caseless

LONGEST_TYPED = 300
"""Nothing longer is read as a document's name: it is measured before any pattern sees it."""
_MOST_BESIDE = 3
"""Further words beside a number; more make it a title in which a document is cited."""
_APART = r"[\s/._\-|\\]+"
_ENDS = r"\s*(?:$|[,;.:)]|\s[^\Wa-z\d_])"
"""What follows a letter that parts a resolution: nothing, a mark, or words in another script."""
_WRITTEN = re.compile(
    rf"""(?<![\w/])(?P<organ>A{_APART}HRC|[ASE]){_APART}?(?P<mark>RES|DEC|PRST){_APART}
    (?: (?P<session>(?:E?S-)?\d{{1,4}}){_APART}(?P<number>\d{{1,4}})\s?(?P<letters>\[?[A-Z]\]?(?={_ENDS}))?
      | (?P<through>\d{{1,4}})\s?(?P<part>[A-Z])?(?:\s?\(\s*(?P<in>\d{{4}}|(?:E?S-)?[IVXLC]+)\s*\))?
    )(?![\w/])""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(
    r"""(?<![A-Za-z\d/.\-])(?:
        (?:(?P<year>19[4-7]\d)\s?/\s?)?(?P<through>\d{1,4})\s?(?P<part>[A-Z])?\s?\(\s?(?P<in>\d{4}|(?:E?S-)?[IVXLC]+)\s?\)
      | (?P<session>(?:E?S-)?\d{1,4})\s?/\s?(?P<number>\d{1,4})(?:\s?(?P<letters>[A-Z])(?![A-Za-z\d’']))?(?![\d/])
      | (?P<alone>\d{1,4})(?![\d/])
    )""",
    re.VERBOSE,
)
_BOTH = frozenset({"RES", "DEC"})
_LETTERED = re.compile(r"\s?([^\W\da-z_]+)(?!\w)")
_YEAR = re.compile(r"(?<!\d)(?:19[4-9]|20[0-9])\d(?!\d)")
_AT_THE_UN = re.compile(
    r"(?:https?://)?(?:www\.)?(?:undocs\.org|docs\.un\.org|documents\.un\.org)/|/?akn/|https?://\S+/akn/"
)
_RUN_TOGETHER = re.compile(r"(?P<words>[a-z]+)(?P<digits>\d{2,8})")


@dataclass(frozen=True)
class Words:
    """What organs and what they adopt are called in any language, as patterns for small letters."""

    organs: Mapping[str, re.Pattern[str]]
    """By the prefix of their symbols ("A")."""
    nouns: Mapping[str, re.Pattern[str]]
    """By the mark in symbols ("RES")."""
    short: Mapping[str, str]
    """Short names of organs in Latin letters → prefix."""
    sessions: re.Pattern[str]
    special: re.Pattern[str]
    """Marks of special sessions; the group emergency matches those of emergency ones."""
    dates: tuple[re.Pattern[str], ...]
    """What says nothing else beside a number."""
    beside: frozenset[str]
    """Words that say nothing else beside a number."""
    letters: Mapping[str, str]
    """Names of the letters that part resolutions ("باء") → the letter."""


@dataclass(frozen=True)
class Reading:
    """What a text may name: a path, whole or without the session in brackets; whether the words leave no doubt."""

    path: str
    sure: bool
    left: tuple[str, ...] = field(default=(), compare=False)
    """Words and numbers beside it that say something else: they may be of the title of another document."""
    outright: bool = field(default=True, compare=False)
    """Whether an organ, a noun or the symbol itself says that the number is a document's."""
    before: str = field(default="", compare=False)
    after: str = field(default="", compare=False)
    """What stands before and after its number, in small letters."""
    own: tuple[str, ...] = field(default=(), compare=False)
    """The organ and the noun of the number, as written there."""


def words_pattern(words: Iterable[str]) -> str:
    """A pattern of any of some words in small letters; a star stands for any ending, Han needs no space around.

    >>> bool(re.search(words_pattern(["ga", "сесси*", "大会"]), "в сессии"))
    True
    """
    spelled = sorted(words, key=lambda word: (-len(word), word))
    han = [re.escape(word) for word in spelled if word > "\u3000"]
    other = [re.escape(word).replace(r"\*", r"\w*") for word in spelled if word <= "\u3000"]
    return "|".join([*([rf"(?<!\w)(?:{'|'.join(other)})(?!\w)\.?"] if other else []), *han])


def readings(text: str, words: Words) -> list[Reading]:
    """The documents and sessions that a text can name, the likelier first; none of a text longer than LONGEST_TYPED."""
    if len(text) > LONGEST_TYPED:
        return []
    view = as_typed(text)
    found = _addressed(view) or _spelled(view, words) or list(_run_together(view, words)) or _named(view, words)
    return list(dict.fromkeys(found))


# ── what search compares ─────────────────────────────────────────────────────────────────────────────────────────────
def compact(text: str) -> str:
    """The letters and digits of a text, small: what is left of a symbol however it is typed.

    >>> compact("A/RES/67/138"), compact("s/res/1325 (2000)")
    ('ares67138', 'sres13252000')
    """
    return "".join(char for char in caseless(text) if char.isascii() and char.isalnum())


def compact_forms(symbol: str) -> tuple[str, str]:
    """A symbol and its number alone, as they are looked up.

    >>> compact_forms("A/RES/67/138")
    ('ares67138', '67138')
    """
    return compact(symbol), compact(_number(symbol))


def reads_as(typed: str, symbol: str) -> bool:
    """Whether a text is a symbol or its number, or the beginning of one up to a mark.

    >>> [reads_as(typed, "S/RES/1325(2000)") for typed in ("sres1325", "1325", "S/RES/13")]
    [True, True, False]
    """
    if len(typed) > LONGEST:
        return False
    letters = "[^a-z0-9]*".join(compact(typed))
    names = (symbol.casefold(), _number(symbol).casefold())
    return any(re.match(rf"{letters}(?![a-z0-9])", name) for name in names)


def may_be_symbol(text: str) -> bool:
    """Whether a text has only what symbols have.

    >>> may_be_symbol("67/138"), may_be_symbol("2030年")
    (True, False)
    """
    plain = as_typed(text) if len(text) <= LONGEST else ""
    return re.fullmatch(r"[\sA-Za-z0-9/().\-]+", plain) is not None and any(map(str.isdigit, plain))


def _number(symbol: str) -> str:
    parsed = read_symbol(symbol)
    return parsed.printed_number if parsed else symbol


# ── what a text names ────────────────────────────────────────────────────────────────────────────────────────────────
def _addressed(text: str) -> list[Reading]:
    """An address at the UN, or a symbol alone."""
    if _AT_THE_UN.match(text):
        text = from_un_address(text if "/akn/" in text or "://" in text else f"https://{text}") or text
    symbol = read_symbol(re.split(r"[?#]", text.rstrip(".,;: "))[0])
    return [Reading(symbol.text, True)] if symbol else []


def _spelled(text: str, words: Words) -> list[Reading]:
    """Symbols with other marks between their parts, or in other words."""
    if found := _WRITTEN.search(text):
        organ = "A/HRC" if len(found["organ"]) > 1 else found["organ"].upper()
        mark = found["mark"].upper()
        if found["session"] and organ == "S" and mark == "RES":
            paths = list(_in_year(found["session"], found["number"]))
        elif found["session"]:
            whole = f"{organ}/{mark}/{found['session'].upper()}/{found['number']}"
            letters = (found["letters"] or "").strip("[]").upper()
            paths = [whole + letters]
        else:
            session = f"({found['in'].upper()})" if found["in"] else ""
            paths = [f"{organ}/{mark}/{found['through']}{(found['part'] or '').upper()}{session}"]
        return [_spelled_at(path, text, found.span(), words) for path in paths]
    places = symbols_in(text.upper()) if len(text.upper()) == len(text) else symbols_in(text)
    return [_spelled_at(place.symbol.text, text, (place.start, place.end), words) for place in places]


def _spelled_at(path: str, text: str, span: tuple[int, int], words: Words) -> Reading:
    small = text.casefold() if len(text.casefold()) == len(text) else text
    nouns = [found for patterns in (words.organs, words.nouns) if (found := _first(patterns, small)[1])]
    left = _words_left(text, span, nouns, words)
    own = tuple(small[start:end] for start, end in nouns)
    return Reading(path, _weight(left) <= _MOST_BESIDE, left, True, small[: span[0]], small[span[1] :], own)


def _in_year(number: str, year: str) -> Iterator[str]:
    if _YEAR.fullmatch(year):
        yield f"S/RES/{number}({year})"


def _run_together(text: str, words: Words) -> Iterator[Reading]:
    """A symbol without any mark: sure where its figures can be parted in one way only."""
    found = _RUN_TOGETHER.fullmatch(compact(text)) if len(text.split()) == 1 else None
    if found is None:
        return
    for prefix, mark in _parted(found["words"], words):
        whole = set(_split(f"{prefix}/{mark}/", found["digits"]))
        if not whole and prefix == "S":
            whole = {f"{prefix}/{mark}/{found['digits']}"}
        yield from (Reading(path, len(whole) == 1) for path in sorted(whole))


def _parted(letters: str, words: Words) -> Iterator[tuple[str, str]]:
    """The organ and the mark that letters run together can mean: "ares", "gares", "unscr"."""
    names = {**words.short, **{compact(organ.prefix): organ.prefix for organ in organs()}}
    for name, prefix in names.items():
        rest = letters.removeprefix(name)
        for mark, noun in words.nouns.items():
            if letters.startswith(name) and (noun.fullmatch(rest or name) or rest == mark.lower()):
                yield prefix, mark


def _split(head: str, digits: str) -> Iterator[str]:
    for place in range(1, len(digits)):
        for shape in ("{}/{}", "{}({})"):
            symbol = read_symbol(head + shape.format(digits[:place], digits[place:]))
            if symbol and is_plausible(symbol, None, None):
                yield symbol.text


def _named(text: str, words: Words) -> list[Reading]:
    """Numbers with the organ, with "resolution" or "session" from the words around them."""
    text = re.sub(r"(?<=[A-Za-z]{2})/(?=\d)", " ", text)
    small = text.casefold() if len(text.casefold()) == len(text) else text
    numbers = list(_NUMBER.finditer(text))
    whole = [found for found in numbers if not found["alone"]]
    if len(whole) < 2:
        return _numbered(text, small, _number_of(numbers, small, words), _hits(words.organs, small), words)
    shares = _shares(_hits(words.organs, small), whole)
    return [reading for found in whole for reading in _numbered(text, small, found, shares[found.start()], words)]


def _numbered(
    text: str, small: str, found: re.Match[str] | None, organs: list[tuple[int, int, str]], words: Words
) -> list[Reading]:
    """What one number can stand for, with the organ that is named next to it."""
    if found is None:
        return []
    organ, organ_span = _nearest(organs, found)
    mark, mark_span = _nearest(_hits(words.nouns, small), found)
    session = words.sessions.search(small)
    spans = [span for span in (organ_span, mark_span) if span]
    if found["alone"]:
        if session or (organ not in ("S", "") and not mark):
            return _sessions(small, organ, found, [*spans, *([session.span()] if session else [])], words)
        if not mark and organ != "S":
            return []
    left = _words_left(small, found.span(), spans, words)
    outright = bool(organ or mark)
    sure = outright and _weight(left) <= _MOST_BESIDE
    lettered = _LETTERED.match(small, found.end())
    letter = words.letters.get(lettered[1], "") if lettered and found["session"] and not found["letters"] else ""
    number_end = lettered.end() if lettered and letter else found.end()
    before, after, own = small[: found.start()], small[number_end:], tuple(small[start:end] for start, end in spans)
    paths = [path for one in _marks(words, small, mark) for path in _paths(found, organ, one, text)]
    paths = sorted((path for path in paths if _is_plausible(path)), key=_is_by_number, reverse=True) or paths
    return [Reading(path + letter, sure, left, outright, before, after, own) for path in paths]


def _marks(words: Words, small: str, nearest: str) -> list[str]:
    """What the number can be of: "resolutions and decisions 71/312" is a resolution, by its number."""
    both = _BOTH.issubset(key for key, pattern in words.nouns.items() if pattern.search(small))
    return sorted(_BOTH, reverse=True) if both and nearest in _BOTH else [nearest or "RES"]


def _is_plausible(path: str) -> bool:
    symbol = read_symbol(path)
    return symbol is not None and is_plausible(symbol, None, None)


def _is_by_number(path: str) -> bool:
    """Whether a path is of a decision that only a decision's number can be of."""
    symbol = read_symbol(path)
    if symbol is None or symbol.kind is not Kind.DECISION or not (symbol.number or "").isdecimal():
        return False
    return is_decision_number(symbol.prefix, symbol.session or "", int(symbol.number or 0))


def _number_of(numbers: list[re.Match[str]], small: str, words: Words) -> re.Match[str] | None:
    """The number that counts: one with a session or year before a bare one, and no year before another."""
    whole = [found for found in numbers if not found["alone"]]
    bare = [found for found in numbers if found["alone"]]
    bare.sort(key=lambda found: _YEAR.fullmatch(found["alone"]) is not None)
    is_named = any(pattern.search(small) for patterns in (words.organs, words.nouns) for pattern in patterns.values())
    return next(iter([*whole, *(bare if is_named else [])]), None)


def _hits(patterns: Mapping[str, re.Pattern[str]], text: str) -> list[tuple[int, int, str]]:
    """Where organs or nouns are named: start, end, key; of those that begin together the longest."""
    hits = [(*found.span(), key) for key, pattern in patterns.items() for found in pattern.finditer(text)]
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    kept: list[tuple[int, int, str]] = []
    for hit in hits:
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def _shares(hits: list[tuple[int, int, str]], numbers: list[re.Match[str]]) -> dict[int, list[tuple[int, int, str]]]:
    """Number's place → the organs that stand nearer to it than to any other number."""
    shares: dict[int, list[tuple[int, int, str]]] = {found.start(): [] for found in numbers}
    for hit in hits:
        shares[min(numbers, key=lambda found: _distance(hit, found)).start()].append(hit)
    return shares


def _distance(hit: tuple[int, int, str], found: re.Match[str]) -> int:
    return found.start() - hit[1] if hit[1] <= found.start() else hit[0] - found.end()


def _nearest(hits: list[tuple[int, int, str]], found: re.Match[str]) -> tuple[str, tuple[int, int] | None]:
    if not hits:
        return "", None
    start, end, key = min(hits, key=lambda hit: _distance(hit, found))
    return key, (start, end)


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
        prefix = organ or ("S" if inner.isdigit() else "E" if found["year"] else "A")
        yield f"{prefix}/{mark}/{found['through']}{part}({inner})"
        return
    number = found["alone"]
    years = [year[0] for year in _YEAR.finditer(text) if year[0] != number]
    for prefix in [organ] if organ else ["S", "A"]:
        if prefix == "S":
            yield from (f"S/{mark}/{number}({year})" for year in years)
        yield f"{prefix}/{mark}/{number}"


def _sessions(text: str, organ: str, found: re.Match[str], spans: list[tuple[int, int]], words: Words) -> list[Reading]:
    known = organ_of(organ)
    if known is None:
        return []
    special = words.special.search(text)
    sign = "" if special is None else "ES-" if special["emergency"] else "S-"
    left = _words_left(text, found.span(), spans, words)
    return [Reading(f"session/{known.body}/{sign}{found['alone']}", _weight(left) <= _MOST_BESIDE, left)]


def _first(patterns: Mapping[str, re.Pattern[str]], text: str) -> tuple[str, tuple[int, int] | None]:
    """The key whose pattern comes first in a text, the longest of those that begin together."""
    hits = [(found.start(), -found.end(), key) for key, pattern in patterns.items() if (found := pattern.search(text))]
    if not hits:
        return "", None
    start, end, key = min(hits)
    return key, (start, -end)


def _words_left(text: str, number: tuple[int, int], spans: list[tuple[int, int]], words: Words) -> tuple[str, ...]:
    """The words and numbers beside those at the spans that say something else; a date or year says nothing else."""
    kept = list(text)
    for start, end in (number, *spans):
        kept[start:end] = " " * (end - start)
    rest = "".join(kept)
    for date in words.dates:
        rest = date.sub(" ", rest)
    left = re.findall(r"[^\W\d_]+|\d+", rest.casefold())
    return tuple(word for word in left if word not in words.beside and not _YEAR.fullmatch(word))


def _weight(left: Iterable[str]) -> int:
    """How many words there are; two Han signs count as one."""
    return sum((len(word) + 1) // 2 if word > "\u3000" else 1 for word in left if not word.isdecimal())
