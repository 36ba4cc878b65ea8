"""Verb phrases: which verb concepts the words at a place can mean, adverbs taken apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from resograph.annotating.units import Unit, units
from resograph.documents import Span
from resograph.languages.profile import Profile, profile


@dataclass(frozen=True)
class VerbMatch:
    """``end`` is the index of the unit behind the phrase; ``verbs`` the concepts' slugs with their support."""

    span: Span
    end: int
    verbs: Mapping[str, int]
    adverbs: tuple[str, ...]
    sections: frozenset[str]
    """Sections of a text ("preambular", "operative") in which the phrase is used."""


class Lexicon:
    """The phrases of one language as a tree over units; adverbs may stand before, inside and behind a phrase."""

    def __init__(self, rules: Profile) -> None:
        self._rules = rules
        self._tree: dict[str, Any] = {}
        self._adverbs: dict[str, Any] = {}
        for phrase, sections in rules.verb_phrases.items():
            node = self._tree
            for unit in units(phrase, rules, stemmed=False):
                node = node.setdefault(unit.key, {})
            node.setdefault("\x00", {})
            node["\x00"] = (phrase, sections)
        for adverb in rules.adverbs:
            node = self._adverbs
            for unit in units(adverb, rules, stemmed=False):
                node = node.setdefault(unit.key, {})
            node["\x00"] = adverb

    def match(self, text: str, pieces: Sequence[Unit], start: int, section: str) -> VerbMatch | None:
        """The longest phrase that begins at a unit, an adverb before it included."""
        best = self._walk(pieces, start, start, self._tree, (), section)
        if best is None:
            return None
        end, phrase, verbs, adverbs = best
        while behind := self._adverb_at(pieces, end):
            if self._rules.acts.adverbs_before:
                break
            end, adverb = behind
            adverbs = (*adverbs, adverb)
        sections = frozenset(self._rules.verb_phrases[phrase])
        return VerbMatch(Span(pieces[start].start, pieces[end - 1].end), end, verbs, adverbs, sections)

    def _walk(
        self,
        pieces: Sequence[Unit],
        start: int,
        index: int,
        node: dict[str, Any],
        adverbs: tuple[str, ...],
        section: str,
        skipped: bool = False,
    ) -> tuple[int, str, Mapping[str, int], tuple[str, ...]] | None:
        best = None
        if "\x00" in node and index > start and not skipped:  # a phrase ends with a word of its own
            phrase, sections = node["\x00"]
            verbs = sections.get(section) or next(iter(sections.values()))
            best = (index, phrase, verbs, adverbs)
        if index < len(pieces) and (following := node.get(pieces[index].key)) is not None:
            longer = self._walk(pieces, start, index + 1, following, adverbs, section)
            best = longer or best
        if len(adverbs) < 3 and (best is None or best[0] == index) and (skip := self._adverb_at(pieces, index)):
            end, adverb = skip
            best = self._walk(pieces, start, end, node, (*adverbs, adverb), section, True) or best
        return best

    def _adverb_at(self, pieces: Sequence[Unit], index: int) -> tuple[int, str] | None:
        node, found = self._adverbs, None
        while index < len(pieces) and (node := node.get(pieces[index].key, {})):
            index += 1
            if "\x00" in node:
                found = (index, node["\x00"])
        return found


@lru_cache(maxsize=16)
def lexicon(code: str) -> Lexicon:
    """The lexicon of an official language."""
    return Lexicon(profile(code))
