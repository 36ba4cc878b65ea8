"""The gazetteer: finds the labels of a vocabulary in a text, longest first (DESIGN §3, "Entities")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import ahocorasick

from resograph.annotating.units import Unit, plain_key, units
from resograph.documents import Span
from resograph.languages.profile import Profile, marks, profile
from resograph.resources import table
from resograph.vocabularies.concepts import Concept, Label, Vocabulary

_SEPARATOR = "\x1f"


class Gazetteer:
    """An automaton over the labels of one language."""

    def __init__(self, vocabulary: Vocabulary, rules: Profile, wanted: Callable[[Concept], bool]) -> None:
        self._rules = rules
        self._automaton = ahocorasick.Automaton()
        self._glue = glue_of(rules)
        self._is_name = lru_cache(maxsize=1 << 16)(self._confirms)  # names come again and again
        self._groups = frozenset(one.path for one in vocabulary if "ActorGroup" in one.classes)
        for concept in vocabulary:
            if wanted(concept) and "deprecated" not in concept.values:
                self._add(concept)
        self._add_no_names()
        if len(self._automaton):
            self._automaton.make_automaton()

    def _add(self, concept: Concept) -> None:
        for label in concept.labels:
            if label.language != self._rules.code:
                continue
            for form in _forms(concept, label):
                key = _joined(units(form, self._rules), self._glue)
                if key:
                    entry, held = _Entry(len(key), concept.path, label.text), self._automaton.get(key, ())
                    self._automaton.add_word(key, (entry, *held) if label.kind == "preferred" else (*held, entry))

    def _add_no_names(self) -> None:
        """Words that hold a name by chance (其中国家 is no 中国): found, so that nothing inside them is."""
        for text in self._rules.names.none:
            key = _joined(units(text, self._rules), self._glue)
            self._automaton.add_word(key, (_Entry(len(key), "", text),))

    def find(self, text: str) -> list[tuple[Span, str]]:
        """Spans and paths of the labels found, in order; of overlapping ones the longest that begins first."""
        found: list[tuple[Span, str]] = []
        if not len(self._automaton) or not text:
            return found
        pieces, haystack, starts = searched(text, self._rules.code)
        hits: dict[int, tuple[int, _Entry]] = {}
        for last, entries in self._automaton.iter(haystack):
            size = entries[0].size
            begin = last - size + 1
            first = starts.get(begin + len(self._glue))
            if first is None or (begin in hits and hits[begin][1].size >= size):
                continue
            end = starts.get(begin + size, len(pieces))
            words = text[pieces[first].start : pieces[end - 1].end]
            if confirmed := next((entry for entry in entries if self._is_name(entry, words)), None):
                hits[begin] = (end, confirmed)
        reach = -1
        for begin in sorted(hits):
            end, entry = hits[begin]
            first = starts[begin + len(self._glue)]
            if first < reach:
                continue
            reach = end
            if entry.path:
                found.append((Span(pieces[first].start, pieces[end - 1].end), entry.path))
        return found

    def _confirms(self, entry: _Entry, words: str) -> bool:
        """Whether words whose stems are a label's may be that name.

        A name of one capitalised word wants its capital (Того, not того). A State's name wants its own letters, since
        its stem is also that of its people and language (France, français), but in Russian, which declines it; and so
        does any name of one word in Arabic, where stems of three letters mean many things, and a group's name of one
        word where its letters tell number and gender (homme, niños).
        """
        if self._rules.spacing.unspaced or not entry.path:
            return True
        if _comma().search(words) and not _comma().search(entry.label):
            return False  # of two neighbours in a list
        if self._joins(words) != self._joins(entry.label):
            return False  # "States and parties" are no "States parties"
        if entry.path.startswith("theme/"):
            return self._inflects(words, entry.label)
        single = " " not in entry.label
        if single and entry.label[0].isupper() and not words[0].isupper():
            return False
        names = self._rules.names
        if single and names.exact_groups and entry.path in self._groups:
            return plain_key(words) == plain_key(entry.label)
        takes_article = single and entry.path.startswith("state/") and names.article.re.match(words) is not None
        if takes_article and names.article.re.match(entry.label) is None:
            return False
        if (names.exact_states and entry.path.startswith("state/")) or (names.exact_words and single):
            plain = plain_key(words)
            return self._bare(plain) == self._bare(plain_key(entry.label))
        return True

    def _inflects(self, words: str, label: str) -> bool:
        """Whether words are a theme's name but for its number (others share its stem: national, nationalization)."""
        if self._rules.themes.endings is None:
            return True
        if words.istitle() and " " not in label and words.lower() != label.lower():
            return False  # of a name: African, the Panel of Experts' Expert
        return _uninflected(words, self._rules.code) == _uninflected(re.sub(r"\(.*?\)", "", label), self._rules.code)

    def _joins(self, words: str) -> int:
        """How often an "and" that is written together with the word behind it stands inside words."""
        conjunction = self._rules.names.conjunction
        return sum(bool(conjunction.re.match(word)) for word in words.split()[1:]) if conjunction else 0

    def _bare(self, word: str) -> str:
        """A word without what is written together with it: articles, prepositions, conjunctions, endings of case."""
        names = self._rules.names
        return names.endings.re.sub("", names.proclitics.re.sub("", word))


@lru_cache(maxsize=1)
def _comma() -> re.Pattern[str]:
    return re.compile(rf"[{marks('comma')}]")


class _Entry(NamedTuple):
    """A label of a key: length of the key, path of the label's concept ("" for words that are no name), text."""

    size: int
    path: str
    label: str


def glue_of(rules: Profile) -> str:
    """What stands between the keys of units, and around them, where they are searched."""
    return "" if rules.spacing.unspaced else _SEPARATOR


def _joined(pieces: Sequence[Unit], glue: str) -> str:
    return glue + glue.join([piece.key for piece in pieces]) + glue if pieces else ""


@lru_cache(maxsize=32)  # several gazetteers look at one paragraph
def searched(text: str, code: str) -> tuple[Sequence[Unit], str, dict[int, int]]:
    """The units of a text, their keys joined, and offset in these → index of the unit that begins there."""
    pieces, glue = units(text, profile(code)), glue_of(profile(code))
    sizes = (len(piece.key) + len(glue) for piece in pieces)
    starts = {offset: index for index, offset in enumerate(accumulate(sizes, initial=len(glue)))}
    return pieces, _joined(pieces, glue), starts


@lru_cache(maxsize=65536)
def _uninflected(text: str, code: str) -> tuple[str, ...]:
    """The longer words without endings of number, in order; none where a language tells no endings."""
    rules = profile(code)
    endings = rules.themes.endings
    if endings is None:
        return ()
    pieces = units(text.lower(), rules, stemmed=False)
    return tuple(sorted(endings.re.sub("", piece.key) for piece in pieces if len(piece.key) > 3))


def _forms(concept: Concept, label: Label) -> list[str]:
    """The label; a theme's, which the thesaurus has in capitals, in small letters too."""
    small = label.text.lower()
    return [label.text, small] if concept.path.startswith("theme/") and small != label.text else [label.text]


@lru_cache(maxsize=32)
def entity_gazetteer(vocabulary: Vocabulary, code: str) -> Gazetteer:
    """Labels of entities: everything but themes, verbs and forces."""
    excluded = ("theme/", "verb/", "force/", "session/")
    return Gazetteer(vocabulary, profile(code), lambda concept: not concept.path.startswith(excluded))


@lru_cache(maxsize=32)
def theme_gazetteer(vocabulary: Vocabulary, code: str) -> Gazetteer:
    """Labels of themes, but of those that are everyday words."""
    unspoken = {f"theme/{number}" for number in table("data", "themes.toml")["unspoken"]}
    return Gazetteer(
        vocabulary, profile(code), lambda concept: concept.path.startswith("theme/") and concept.path not in unspoken
    )
