"""The words beside a document's number: whether they are all of that document, or may be of another that cites it.

"Resolution 2640 (2022) on Mali, adopted at the 9082nd meeting" is that resolution; "Corrigendum to resolution 75/291",
"resolution 67/138 of the World Health Assembly" and "resolution 76/12 of 9 December 2014" are something else. A word is
of the document where it says nothing (``data/reconciling/{code}.toml``), stands in its title, names something that it
mentions, or is a date, meeting, session or place of it; one word that is not leaves a doubt.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from resograph.languages.naming import typed_words
from resograph.languages.profile import profile
from resograph.reconciling.entries import KnownEntity, NameKind
from resograph.reconciling.folding import HAN, folded, plain
from resograph.reconciling.properties import Facts, Property
from resograph.resources import table
from resograph.symbols import SymbolError, parse
from resograph.symbols.address import LANGUAGES
from resograph.symbols.sessions import is_plausible, years
from resograph.symbols.typing import Reading
from resograph.writing.terms import RESO

_APART = re.compile(r"[:;,.()\[\]{}«»\"“”„‘’،؛、。]|\s[-–—/|]\s")
"""Marks between a number and words that do not govern it."""
_BRACKETS = re.compile(r"\s*[(（\[][^)）\]]*[)）\]]")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)\d\d)?")
_SEGMENTS = re.compile(r"\s*[:：]\s+|\s+[:/|]\s+")
_NUMERAL = re.compile(r"\d+|[ivxlc]+|[a-z]")
_MOST_IN_NAME = 8
"""Words of a name that is looked for among those beside a number."""
_FEWEST_TOLD = 2
"""Words of its title that make a number without a noun a document's."""
_DAY, _MEETING, _SESSION, _MENTIONED = (
    Property(name, RESO + name, kind, {}, ())
    for name, kind in (("adoptedOn", "date"), ("adoptedAt", "entity"), ("session", "entity"), ("mentions", "entity"))
)
_TOLD = frozenset({"State", "Event", "Office", "Instrument", "AgendaItem"})
"""Classes of what a document can be told by: not organs, which number documents of their own."""


@dataclass(frozen=True)
class _Words:
    """Words beside numbers, of all languages."""

    silent: frozenset[str]
    """What says nothing of another document."""
    places: frozenset[str]
    """What a place in a document is called."""


@dataclass(frozen=True)
class _About:
    """What is known of a document, to compare with words."""

    titles: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    """Of its titles, without what makes another document."""
    run_on: str
    """Its titles in Han, without spaces."""
    numbers: frozenset[str]
    """Its meeting, session and years."""
    day: datetime.date | None

    def tells(self, word: str) -> bool:
        """Whether a word is of its titles."""
        return word in self.words or (HAN.match(word) is not None and word in self.run_on)


class Beside:
    """Judges words beside numbers.

    Args:
        facts: what is known of documents.
        named: the entities with just this name.
    """

    def __init__(self, facts: Facts, named: Callable[[str], Iterable[KnownEntity]]) -> None:
        self._facts = facts
        self._named = named
        self._about = lru_cache(maxsize=512)(self._known_of)

    def is_all_of(self, entry: KnownEntity, reading: Reading) -> bool:
        """Whether all words beside a document's number are of it."""
        if reading.outright and not any(map(str.isalnum, reading.before + reading.after)):
            return True
        about = self._about(entry)
        before = _without_dates(reading.before, entry, about)
        after = _without_dates(reading.after, entry, about)
        if before is None or after is None:
            return False
        head = set(_tokens(_APART.split(before)[-1]))
        tokens = _without_places(_tokens(f"{before} : {after}"))
        whole = max((title for title in about.titles if _holds(tokens, title)), key=len, default=())
        if not whole and _tokens(_joined(_APART.split(after)[0])):
            return False
        silent = _words().silent | about.numbers | set(_tokens(" ".join(reading.own))) | (_words().places - head)
        governing = {word for word in head if not HAN.match(word)}  # in Chinese the subject stands before the number
        left = self._unnamed(entry, [word for word in tokens if word not in silent], _TOLD, governing)
        told = {word for word in left if word in whole or (word not in head and about.tells(word))}
        left = [word for word in left if word not in told]
        if whole or len(told) >= _FEWEST_TOLD:
            return not self._unnamed(entry, left, None, governing)
        return not left and reading.outright

    def _unnamed(
        self, entry: KnownEntity, words: Sequence[str], types: frozenset[str] | None, never: Collection[str]
    ) -> list[str]:
        """The words that are no name of anything of some classes, or of any, which the document mentions."""
        left: list[str] = []
        place = 0
        while place < len(words):
            most = 0 if words[place] in never else _MOST_IN_NAME
            ends = range(min(len(words), place + most), place, -1)
            found = next((end for end in ends if self._mentions(entry, " ".join(words[place:end]), types)), None)
            left += [words[place]] if found is None else []
            place = found or place + 1
        return left

    def _mentions(self, entry: KnownEntity, name: str, types: frozenset[str] | None) -> bool:
        return any(
            (types is None or one.types & types) and self._facts.has(entry.path, _MENTIONED, one.path)
            for one in self._named(name)
        )

    def _known_of(self, entry: KnownEntity) -> _About:
        named = [name for name in entry.names if name.kind is not NameKind.SYMBOL]
        titles = [_tokens(name.text) for name in named]
        days = [value.text for value in self._facts.values(entry.path, _DAY)]
        day = datetime.date.fromisoformat(days[0]) if days else None
        shared = [value.text for known in (_MEETING, _SESSION) for value in self._facts.values(entry.path, known)]
        numbers = {path.rpartition("/")[2] for path in shared}
        numbers |= {str(day.year)} if day else set(_possible_years(entry.path))
        words = frozenset(
            word
            for name, title in zip(named, titles, strict=True)
            for word in title
            if word not in _others(name.language)
        )
        run_on = " ".join("".join(title) for title in titles if any(map(HAN.match, title)))
        return _About(tuple(map(tuple, titles)), words, run_on, frozenset(numbers), day)


def shorter_forms(text: str) -> Iterator[str]:
    """A name as it is written, without what stands in brackets, and without who adopted it.

    >>> list(shorter_forms("Oceans and the law of the sea : resolution / adopted by the General Assembly"))[1:]
    ['Oceans and the law of the sea']
    """
    yield text
    forms = [_BRACKETS.sub(_kept, text).strip()]
    first, *others = _SEGMENTS.split(forms[0])
    forms.append(" : ".join([first, *(part for part in others if not _only_adopts(part))]))
    yield from (form for form in dict.fromkeys(forms) if form and form != text)


def _kept(found: re.Match[str]) -> str:
    """Words in brackets are left out; a number there is not, unless it is a year."""
    inner = found[0].strip()[1:-1]
    return found[0] if any(map(str.isdecimal, inner)) and not _YEARS.fullmatch(inner.strip()) else " "


def _only_adopts(part: str) -> bool:
    """Whether a part of a title says no more than what kind of text it is and who adopted it."""
    small = plain(part)
    for pattern in (*typed_words().organs.values(), *typed_words().nouns.values()):
        small = pattern.sub(" ", small)
    return all(word in _words().silent for word in _tokens(small))


def _tokens(text: str) -> list[str]:
    """The words of a text, made comparable; Han cut at what is silent and at what makes another document."""
    return [piece for word in folded(text).text.split() for piece in (_cut(word) if HAN.match(word) else (word,))]


def _cut(word: str) -> Iterator[str]:
    """The pieces of words in Han."""
    yield from (piece for piece in _han().split(word) if piece)


def _holds(tokens: Sequence[str], title: Sequence[str]) -> bool:
    """Whether all telling words of a title are there."""
    telling = [word for word in title if word not in _words().silent]
    return bool(telling) and set(telling) <= set(tokens)


def _joined(after: str) -> str:
    """The words behind a number that the number is of: 第76/7号决议的会议."""
    found = _joint().search(after)
    return after[found.end() :] if found else ""


def _without_places(tokens: Sequence[str]) -> list[str]:
    """The words without those that name places in the document: "paras. 12 and 13", 12段."""
    words = _words()
    kept: list[str] = []
    is_in_place = False
    for place, word in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        is_number = _NUMERAL.fullmatch(word) is not None
        if is_in_place and (is_number or (word in words.silent and _NUMERAL.fullmatch(after))):
            continue
        is_in_place = word in words.places and _NUMERAL.fullmatch(after) is not None
        ends_place = word in words.places and bool(kept) and HAN.match(word) is not None and kept[-1].isdecimal()
        if ends_place:
            kept.pop()
        elif not is_in_place:
            kept.append(word)
    return kept


def _without_dates(text: str, entry: KnownEntity, about: _About) -> str | None:
    """A text without the dates of a document; None where a date is of another."""
    for code in LANGUAGES:
        rules = profile(code)
        for found in rules.date_pattern.finditer(text):
            day = rules.date(found)
            if day is None or all(about.tells(word) for word in _tokens(found[0])):
                continue
            if about.day != day if about.day else not _may_be_of(entry.path, day):
                return None
        text = rules.date_pattern.sub(" ", text)
    return text


def _may_be_of(path: str, day: datetime.date) -> bool:
    try:
        return is_plausible(parse(path), day, None)
    except SymbolError:
        return True


def _possible_years(path: str) -> Iterator[str]:
    try:
        first, last = years(parse(path))
    except SymbolError:
        return
    yield from map(str, range(first, last + 1) if first else ())


@cache
def _words() -> _Words:
    rows = [table("data", "reconciling", f"{code}.toml") for code in LANGUAGES]
    silent, places = (frozenset(plain(word) for row in rows for word in row[key]) for key in ("silent", "places"))
    small = frozenset(map(plain, table("data", "reconciling.toml")["names"]["small"]))
    return _Words(silent | small, places)


@cache
def _joint() -> re.Pattern[str]:
    joints = [joint for code in LANGUAGES for joint in table("data", "reconciling", f"{code}.toml")["after"]]
    return re.compile("|".join(map(re.escape, joints)))


@cache
def _others(language: str) -> frozenset[str]:
    """What makes another document of it, in a language."""
    codes = [language] if language in LANGUAGES else LANGUAGES
    return frozenset(plain(word) for code in codes for word in table("data", "reconciling", f"{code}.toml")["others"])


@cache
def _han() -> re.Pattern[str]:
    """Matches the words in Han that are pieces of their own."""
    known = {word for kind in (_words().silent, _words().places, _others("zh")) for word in kind if HAN.match(word)}
    return re.compile("(" + "|".join(sorted(map(re.escape, known), key=lambda word: (-len(word), word))) + ")")
