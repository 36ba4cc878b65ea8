"""Themes of a part: the thesaurus' names in its words, and the Goals and targets that it gives by number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from resograph.annotating.facts import EntityMention
from resograph.annotating.gazetteer import theme_gazetteer
from resograph.annotating.units import Unit, units
from resograph.documents import Span
from resograph.languages.profile import Profile, profile
from resograph.resources import table
from resograph.symbols.named import is_named
from resograph.vocabularies.concepts import Vocabulary

FoundTheme = tuple[Span, str, str]
"""Span and path of a theme, and what told it."""


class ThemeReader:
    """Finds the themes of one language's texts."""

    def __init__(self, vocabulary: Vocabulary, rules: Profile) -> None:
        self._vocabulary = vocabulary
        self._rules = rules
        self._settings = table("data", "themes.toml")
        self._labels = theme_gazetteer(vocabulary, rules.code)
        self._words = word_index(vocabulary, rules.code)

    def read(self, part: str, spoken: Iterable[FoundTheme], mentions: list[EntityMention]) -> list[EntityMention]:
        """The first words of each theme that was found in a part, outside the names of offices and the like."""
        names = [mention.span for mention in mentions if self._is_name(mention)]
        seen: set[str] = set()
        found: list[EntityMention] = []
        for span, path, rule in spoken:
            inside = any(name.start <= span.start and span.end <= name.end for name in names)
            if path not in seen and not inside:
                seen.add(path)
                found.append(EntityMention(part, span, path, f"{self._rules.code}.theme.{rule}"))
        return found

    def find(self, text: str) -> Iterator[FoundTheme]:
        """Spans and paths of the themes in a text, with what told them: "number", "label", "words"."""
        for span, path in self._numbered(text):
            yield span, path, "number"
        for span, path in self._labels.find(text):
            if span.end - span.start >= self._settings["least_characters"]:
                yield span, path, "label"
        for span, path in self._words.find(text):
            yield span, path, "words"

    def _is_name(self, mention: EntityMention) -> bool:
        if is_named(mention.target):
            return True
        concept = self._vocabulary.get(mention.target)
        return concept is not None and bool(concept.classes & set(self._settings["names"]))

    def _numbered(self, text: str) -> Iterator[tuple[Span, str]]:
        """Goals and targets: "Goals 1, 2 and 4", "target 3.4"; only those that the vocabulary has."""
        for pattern in (self._rules.themes.goal, self._rules.themes.target):
            for match in pattern.re.finditer(text):
                offset = match.start("numbers")
                for number in re.finditer(r"\d+(?:[.-](?:\d+|[a-d]))?", match["numbers"]):
                    path = f"theme/sdg-{number[0].replace('-', '.')}"
                    if self._vocabulary.get(path):
                        yield Span(offset + number.start(), offset + number.end()), path


class WordIndex:
    """Names of several words, by the words: "use of nuclear weapons" is NUCLEAR WEAPONS USE."""

    def __init__(self, vocabulary: Vocabulary, rules: Profile) -> None:
        self._rules = rules
        self._small = frozenset(rules.themes.small)
        self._endings = rules.themes.endings.re if rules.themes.endings else None
        names: dict[frozenset[str], str] = {}
        for concept in vocabulary:
            if self._endings and concept.path.startswith("theme/") and "exactMatch" in concept.values:
                for label in concept.labels:
                    if label.language == rules.code and label.kind == "preferred":
                        names.setdefault(frozenset(key for key, _ in self._keys(label.text)), concept.path)
        counts: dict[str, int] = defaultdict(int)
        for words in names:
            for word in words:
                counts[word] += 1
        self._by_rarest: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for words, path in names.items():
            if 2 <= len(words) <= 5:
                self._by_rarest[min(words, key=lambda word: (counts[word], word))].append((words, path))

    def find(self, text: str) -> Iterator[tuple[Span, str]]:
        """Spans and paths of the names whose words, in any order, stand together but for small words."""
        pieces = self._keys(text)
        for index, (key, _) in enumerate(pieces):
            for words, path in self._by_rarest.get(key, ()):
                size = len(words)
                for start in range(max(0, index - size + 1), index + 1):
                    window = pieces[start : start + size]
                    if {word for word, _ in window} == words and not self._parted(text, window):
                        yield Span(window[0][1].start, window[-1][1].end), path
                        break

    def _keys(self, text: str) -> list[tuple[str, Unit]]:
        if self._endings is None:
            return []
        pieces = units(re.sub(r"(?i)[’']s\b", lambda found: " " * len(found[0]), text), self._rules, stemmed=False)
        return [(self._endings.sub("", piece.key), piece) for piece in pieces if piece.key not in self._small]

    @staticmethod
    def _parted(text: str, window: list[tuple[str, Unit]]) -> bool:
        return any(mark in text[window[0][1].start : window[-1][1].end] for mark in ",;:()")


@lru_cache(maxsize=32)
def word_index(vocabulary: Vocabulary, code: str) -> WordIndex:
    """The index of one language, made once."""
    return WordIndex(vocabulary, profile(code))
