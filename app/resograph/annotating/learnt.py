"""What a document is about by words that speak for a theme without naming it, learnt from cataloguers' subjects.

The phrases of a language stand in ``data/themes/``, each with the theme it speaks for and how much; how they are
learnt is in docs/vocabularies.md. A theme is as likely as its base and the weights of its phrases that stand in the
document add up to; one that is likely enough is stated, with the places of the words that spoke for it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import ahocorasick

from resograph.annotating.gazetteer import glue_of, searched
from resograph.documents import Span
from resograph.languages.profile import profile
from resograph.resources import resource, table

RULE = "theme.learnt"
"""The rule of a theme's words that were learnt, behind the language."""


class Voice(NamedTuple):
    """What a phrase says for a theme: the phrase's number, how much in a title, how much in the text of parts.

    ``share``: of the works learnt from in which the phrase stands, those that are given the theme.
    """

    phrase: int
    title: float
    text: float
    share: float


@dataclass(frozen=True)
class LearntWords:
    """The phrases of a language, how rare each is, and by theme the base and what each phrase says."""

    phrases: tuple[str, ...]
    rarity: tuple[float, ...]
    """Logarithm of the works learnt from beside those with the phrase."""
    bases: dict[str, float]
    voices: dict[str, list[Voice]]


class Spoken(NamedTuple):
    """A theme that words speak for: how likely a cataloguer gives it (0 to 1), and its words, best first."""

    path: str
    likely: float
    places: tuple[tuple[str, Span], ...]
    """Part and span; none for a theme that is not likely enough to be stated."""


class LearntThemes:
    """Hears a document part by part, and says what it is about."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._words = learnt_words(code)
        self._automaton = _automaton(code)
        self._glue = len(glue_of(profile(code)))
        self._settings = table("data", "themes.toml")["learnt"]
        self._counts: dict[int, int] = defaultdict(int)
        self._places: dict[int, dict[str, Span]] = defaultdict(dict)

    def hear(self, part: str, text: str) -> None:
        """Take the words of a part in."""
        for phrase, span in self._heard(text):
            self._counts[phrase] += 1
            self._places[phrase].setdefault(part, span)

    def _heard(self, text: str) -> list[tuple[int, Span]]:
        if not text or not len(self._automaton):
            return []
        pieces, haystack, starts = searched(text, self._code)
        found = []
        for last, (size, phrase) in self._automaton.iter(haystack):
            begin = last - size + 1
            first = starts.get(begin + self._glue)
            if first is not None:
                end = starts.get(begin + size, len(pieces))
                found.append((phrase, Span(pieces[first].start, pieces[end - 1].end)))
        return found

    def spoken(self, title: str) -> tuple[Spoken, ...]:
        """The themes that the words heard so far and a title speak for, likeliest first."""
        rarity = self._words.rarity
        said = {phrase: math.log1p(count) * rarity[phrase] for phrase, count in self._counts.items()}
        values = _of_length_one(said, self._settings["least_text"])
        in_title = {phrase: rarity[phrase] for phrase, _ in self._heard(title)}
        titled = _of_length_one(in_title, self._settings["least_title"])
        sums: dict[str, float] = {}
        for phrase in dict.fromkeys(chain(values, titled)):
            for path, voice in _said_by(self._code).get(phrase, ()):
                added = voice.text * values.get(phrase, 0.0) + voice.title * titled.get(phrase, 0.0)
                sums[path] = sums.get(path, self._words.bases[path]) + added
        likely = {path: min(1.0, one) for path, one in sums.items() if one >= self._settings["least"]}
        ranked = sorted(likely, key=lambda path: (-round(likely[path], 6), path))
        return tuple(Spoken(path, likely[path], self._told(path, likely[path])) for path in ranked)

    def _told(self, path: str, likely: float) -> tuple[tuple[str, Span], ...]:
        """The parts whose words say most for a theme, with the words that say most there."""
        if likely < self._settings["stated"]:
            return ()
        sums: dict[str, float] = defaultdict(float)
        best: dict[str, tuple[float, int, Span]] = {}
        for voice in self._words.voices[path]:
            weight = max(voice.text, voice.title)
            if voice.share >= self._settings["telling"]:
                for part, span in self._places.get(voice.phrase, {}).items():
                    sums[part] += weight
                    mine = (weight, span.end - span.start, span)
                    best[part] = max(best.get(part, mine), mine)
        order = {part: place for place, part in enumerate(sums)}
        parts = sorted(sums, key=lambda part: (-round(sums[part], 6), order[part]))
        return tuple((part, best[part][2]) for part in parts[: self._settings["places"]])


def _of_length_one(values: dict[int, float], least: float) -> dict[int, float]:
    """The values divided by their length, so that long texts say no more than short ones.

    One shorter than ``least`` counts as that long: a few words say little.
    """
    length = max(least, math.sqrt(sum(value * value for value in values.values())))
    return {phrase: value / length for phrase, value in values.items()}


@lru_cache(maxsize=8)
def learnt_words(code: str) -> LearntWords:
    """The learnt phrases of a language; none where nothing was learnt."""
    path = resource("data", "themes") / f"{code}.tsv"
    numbers: dict[str, int] = {}
    rarity: list[float] = []
    bases: dict[str, float] = {}
    total = 1
    voices: dict[str, list[Voice]] = defaultdict(list)
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                number, phrase, title, text, given, works = line.split("\t")
                theme = f"theme/{number}"
                if phrase:
                    place = numbers.setdefault(phrase, len(numbers))
                    if place == len(rarity):
                        rarity.append(math.log(total / int(works)))
                    voices[theme].append(Voice(place, float(title or 0), float(text or 0), int(given) / int(works)))
                else:
                    bases[theme] = float(text)
                    total = int(works)
    return LearntWords(tuple(numbers), tuple(rarity), bases, dict(voices))


@lru_cache(maxsize=8)
def _said_by(code: str) -> dict[int, list[tuple[str, Voice]]]:
    """Phrase → the themes that it speaks for."""
    found: dict[int, list[tuple[str, Voice]]] = defaultdict(list)
    for path, voices in learnt_words(code).voices.items():
        for voice in voices:
            found[voice.phrase].append((path, voice))
    return dict(found)


@lru_cache(maxsize=8)
def _automaton(code: str) -> ahocorasick.Automaton:
    """Finds the phrases in keys of units as they stand side by side."""
    glue = glue_of(profile(code))
    automaton = ahocorasick.Automaton()
    for number, phrase in enumerate(learnt_words(code).phrases):
        key = f"{glue}{phrase.replace(' ', glue)}{glue}"
        automaton.add_word(key, (len(key), number))
    if len(automaton):
        automaton.make_automaton()
    return automaton
