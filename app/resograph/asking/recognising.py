"""What a question names: documents, things, sessions, years, days; each with where it stands in the words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from resograph.languages.naming import typed_words
from resograph.languages.profile import profile
from resograph.reconciling import KnownEntity, Names
from resograph.reconciling.phrases import NAMED, PhraseIndex, Place
from resograph.reconciling.storing import words_in
from resograph.symbols import parse
from resograph.symbols.address import LANGUAGES
from resograph.symbols.finding import symbols_in
from resograph.symbols.grammar import organs
from resograph.symbols.sessions import is_plausible
from resograph.symbols.typing import LONGEST_TYPED, readings

LONGEST = LONGEST_TYPED
"""Characters of a question that are looked at; nobody asks a longer one."""
_NUMBER = re.compile(
    r"(?<![A-Za-z\d/.\-])(?:\d{1,4}\s?/\s?\d{1,4}(?:\s?[A-Z](?![A-Za-z\d’']))?|\d{1,4}\s?[A-Z]?\s?\(\s?(?:\d{4}|(?:E?S-)?[IVXLC]{1,8})\s?\))"
)
_YEAR = re.compile(r"(?<!\d)(?:19[4-9]|20[0-9])\d(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


@dataclass(frozen=True)
class Thing:
    """What may be meant: a value as queries take it, its classes, how much is held of it, whether that is sure."""

    value: str
    classes: frozenset[str]
    weight: int = 0
    sure: bool = True


@dataclass(frozen=True)
class NamedInText:
    """Something named in a text: where, and what may be meant, the likelier first."""

    start: int
    end: int
    things: tuple[Thing, ...]

    def of(self, wanted: str) -> list[Thing]:
        """What may be meant of a class."""
        return [thing for thing in self.things if wanted in thing.classes]


class Recogniser:
    """Finds what questions name.

    Args:
        names: of all that is known.
        is_known: whether anything is said of a document, by its symbol.
    """

    def __init__(self, names: Names, is_known: Callable[[str], bool]) -> None:
        self._names = names
        self._is_known = is_known
        self._bodies = [organ.body for organ in organs()]
        self._phrases = PhraseIndex(self._starting, self._coded)

    def _starting(self, language: str, word: str) -> Iterator[tuple[list[str], int]]:
        rows = self._names.rows("SELECT keys, owner FROM phrase WHERE language = ? AND start = ?", [language, word])
        return ((words_in(keys), owner) for keys, owner in rows)

    def _coded(self, word: str) -> Iterator[int]:
        return (owner for (owner,) in self._names.rows("SELECT owner FROM code WHERE text = ?", [word]))

    def found_in(self, text: str) -> list[NamedInText]:
        """What a text of at most LONGEST characters names, in order, nothing twice."""
        found = list(self._documents(text)) + list(_days(text))
        named = sorted(self._named(text), key=lambda one: (one.start - one.end, one.start))
        for one in (*named, *_years(text)):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
        return self._in_its_body(sorted(found, key=lambda one: one.start))

    def entity(self, path: str) -> KnownEntity | None:
        """The entity of a path, where it is one that can be named."""
        number = self._names.number(path)
        return None if number is None or not self._names.types(number) & NAMED else self._names.entity(number)

    def name_of(self, value: str, language: str) -> str:
        """What a value is called in a language; itself where it is no entity's."""
        entry = self.entity(value)
        return entry.shown(language) if entry else value

    # ── documents and times ──────────────────────────────────────────────────────────────────────────────────────────
    def _documents(self, text: str) -> Iterator[NamedInText]:
        spans = [(place.start, place.end) for place in symbols_in(text)]
        whole = list(spans)
        numbers = (one.span() for one in _NUMBER.finditer(text))
        spans += [span for span in numbers if not any(span[0] < end and start < span[1] for start, end in whole)]
        for start, end in sorted(spans):
            before = max((other for _, other in spans if other <= start), default=0)
            paths = dict.fromkeys(reading.path for reading in readings(text[before:end], typed_words()))
            likely = [path for path in paths if _can_be(path)]
            known = [path for path in likely if self._is_known(path)] or likely
            things = [Thing(path, frozenset({"Document"}), sure=len(known) == 1) for path in known]
            if things:
                yield NamedInText(start, end, tuple(things))

    # ── things ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def _named(self, text: str) -> Iterator[NamedInText]:
        for place in (*self._phrases.places(text), *self._sessions(text)):
            things = [self._thing(number) for number in place.owners]
            things.sort(key=lambda thing: (-thing.weight, self._place_of_body(thing.value), thing.value))
            yield NamedInText(place.start, place.end, tuple(things))

    def _thing(self, number: int) -> Thing:
        return Thing(self._names.entity(number).path, self._names.types(number), self._names.weight(number))

    def _place_of_body(self, path: str) -> int:
        body = path.split("/")[1] if path.startswith("session/") else ""
        return self._bodies.index(body) if body in self._bodies else len(self._bodies)

    def _sessions(self, text: str) -> Iterator[Place]:
        """Sessions by their numbers in figures: "80th session", 第80届会议."""
        small = text.lower()
        for one in _numbered().finditer(small if len(small) == len(text) else text):
            number = one["before"] or one["after"]
            owners = [self._names.number(f"session/{body}/{number}") for body in self._bodies]
            if known := frozenset(owner for owner in owners if owner is not None):
                yield Place(one.start(), one.end(), known)

    def _in_its_body(self, found: Sequence[NamedInText]) -> list[NamedInText]:
        """The same, sessions of the body that is named too; the body, which says no more then, joined to them."""
        bodies = {thing.value.rpartition("/")[2]: one for one in found for thing in one.of("Body")}
        kept: list[NamedInText] = []
        spent: set[NamedInText] = set()
        for one in found:
            sessions = one.of("Session")
            mine = [thing for thing in sessions if thing.value.split("/")[1] in bodies]
            if mine:
                spent.add(bodies[mine[0].value.split("/")[1]])
                kept.append(NamedInText(one.start, one.end, tuple(mine)))
            elif len(sessions) > 1:
                sure = not any(thing.weight for thing in sessions[1:])
                kept.append(NamedInText(one.start, one.end, tuple(
                    Thing(thing.value, thing.classes, thing.weight, sure) for thing in sessions)))  # fmt: skip
            else:
                kept.append(one)
        return [NamedInText(one.start, one.end, ()) if one in spent else one for one in kept]


def _can_be(path: str) -> bool:
    return is_plausible(parse(path), None, None)


def _days(text: str) -> Iterator[NamedInText]:
    for one in _DAY.finditer(text):
        try:
            datetime.date.fromisoformat(one[0])
        except ValueError:
            continue
        yield NamedInText(*one.span(), (Thing(one[0], frozenset({"date"})),))
    for language in LANGUAGES:
        for one in profile(language).date_pattern.finditer(text):
            day = profile(language).date(one)
            if day:
                yield NamedInText(*one.span(), (Thing(day.isoformat(), frozenset({"date"})),))


def _years(text: str) -> Iterator[NamedInText]:
    for one in _YEAR.finditer(text):
        yield NamedInText(*one.span(), (Thing(one[0], frozenset({"year"})),))


@cache
def _numbered() -> re.Pattern[str]:
    """A session by its number in figures, before or after what a session is called."""
    noun = typed_words().sessions.pattern
    mark = r"[^\w\s]?(?:[^\W\d_]{1,3}(?![^\W\d_]))?\s?"
    return re.compile(rf"(?<!\d)(?P<before>\d{{1,3}}){mark}(?:{noun})|(?:{noun})\s(?P<after>\d{{1,3}})(?!\d)")


__all__ = ["LONGEST", "NamedInText", "Recogniser", "Thing"]
