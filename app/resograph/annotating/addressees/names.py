"""One actor at a place in the words: by a name of the vocabularies, or by the noun that heads its phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from resograph.annotating.addressees.patterns import patterns
from resograph.annotating.facts import EntityMention
from resograph.annotating.gazetteer import entity_gazetteer
from resograph.annotating.unknown import is_unknown
from resograph.documents import Span
from resograph.languages.profile import Profile, marks
from resograph.resources import table
from resograph.symbols.named import is_named
from resograph.vocabularies.concepts import Vocabulary


@dataclass(frozen=True)
class AskedActor:
    """An actor in the place of whom is asked; ``target`` is None where no vocabulary has it.

    ``words`` name it alone, with what it shares with its neighbours: "regional organizations" for "regional" in
    "regional and subregional organizations". ``of_un``: a body of the United Nations, as far as the words tell.
    """

    span: Span
    words: str
    target: str | None
    of_un: bool


_NESTED = 8
"""Mentions that may begin between one and its end."""


@lru_cache(maxsize=1)
def actor_classes() -> frozenset[str]:
    """Classes of concepts that can be asked."""
    return frozenset(table("data", "acts.toml")["actors"]["classes"])


class ActorNames:
    """The actors that the words of one text can name; ``at`` has those of the vocabularies by where they begin."""

    def __init__(self, text: str, mentions: Sequence[EntityMention], rules: Profile, vocabulary: Vocabulary) -> None:
        self.text = text
        self.rules = rules
        self.vocabulary = vocabulary
        self.patterns = patterns(rules.code)
        self.mentions = sorted(mentions, key=lambda mention: mention.span)
        self._begun = [mention.span.start for mention in self.mentions]
        self.at = {
            place: mention
            for mention in self.mentions
            if self.is_of(mention.target, actor_classes())
            for place in self._starts(mention.span)
        }

    def _starts(self, name: Span) -> Iterator[int]:
        """Where a name may begin: also behind "and" or a preposition that is written together with it."""
        attached = self.patterns.data.attached.re.match(self.text, *name)
        yield from range(name.start, (attached.end() if attached else name.start) + 1)

    def next(self, place: int, end: int) -> AskedActor | None:
        """The actor that begins at a place, behind determiners (dropped) and qualifiers (kept)."""
        lead = self.patterns.lead.match(self.text, place, end)
        begin = self.undetermined(lead.end() if lead else place, end)
        place = begin
        for _ in range(3):
            if mention := self.at.get(place):
                return self.asked(Span(begin, mention.span.end), mention)
            qualifier = self.patterns.qualifiers.match(self.text, place, end)
            if not qualifier or qualifier.end() == place:
                break
            place = qualifier.end()
        if unknown := self.patterns.data.unknown.re.match(self.text, begin, end):
            return self.asked(Span(*unknown.span("name")), None)
        return None

    def actor(self, piece: Span) -> AskedActor | None:
        """The actor that a piece names: by a name behind qualifiers, or by its head noun."""
        place = piece.start
        if state := self.patterns.data.government.re.match(self.text, *piece):
            mention = self.at.get(state.end())
            if mention and mention.target.startswith("state/"):
                return self.asked(piece, mention)
        for _ in range(4):
            mention = self.at.get(place)
            if mention and mention.span.end <= piece.end:
                if self.patterns.data.after.re.match(self.text, mention.span.end, piece.end):
                    return self.asked(piece, mention)
                break
            qualifier = self.patterns.qualifiers.match(self.text, place, piece.end)
            if not qualifier or qualifier.end() == place:
                break
            place = qualifier.end()
        words = self.text[slice(*piece)]
        is_actor = self.patterns.data.headed.re.match(words) or self.patterns.data.name.re.fullmatch(words)
        return self.asked(piece, None) if is_actor else None

    def undetermined(self, place: int, end: int) -> int:
        """Where the words behind determiners begin: "the", "all"."""
        determiners = self.patterns.determiners.match(self.text, place, end)
        return determiners.end() if determiners else place

    def trimmed(self, start: int, end: int) -> Span:
        """A piece without determiners before it, commas and words in brackets behind it."""
        start = self.undetermined(start, end)
        remarks = self.patterns.data.remark.re.finditer(self.text, start, end)
        end = next((remark.start() for remark in remarks if not self.is_named(remark.start())), end)
        words = self.text[start:end].rstrip(marks("closing"))
        words = re.sub(r"\s*\((?!\d{4}\))[^()]*\)$", "", words).rstrip(marks("closing") + marks("quotation"))
        gap = len(words) - len(words.lstrip())
        return Span(start + gap, start + max(gap, len(words)))

    def asked(self, span: Span, mention: EntityMention | None) -> AskedActor:
        """The actor at a span, which a mention inside it names, if one does."""
        words = self.text[slice(*span)]
        if mention and not self._is_another(span, mention):
            owned = self.patterns.data.owned.re.match(self.text, mention.span.end, span.end)
            of_un = self.vocabulary.is_un_entity(mention.target) or bool(owned)
            return AskedActor(span, words, mention.target, of_un or self._is_named_of_un(mention.target, span, words))
        return AskedActor(span, self.patterns.data.inner.re.sub("", words), None, self._is_of_un(span, words))

    def _is_another(self, span: Span, mention: EntityMention) -> bool:
        """Whether a qualifier with a capital makes another group of a group: "Mediterranean countries"."""
        before = self.text[span.start : mention.span.start].strip()
        return before[:1].isupper() and before != "" and self.is_of(mention.target, {"ActorGroup"})

    def _is_named_of_un(self, target: str, span: Span, words: str) -> bool:
        return is_named(target) and self._is_of_un(span, words)

    def over(self, place: int) -> list[EntityMention]:
        """The mentions in which a place stands."""
        last = bisect_left(self._begun, place)
        return [one for one in self.mentions[max(0, last - _NESTED) : last] if place < one.span.end]

    def _is_of_un(self, span: Span, words: str) -> bool:
        among = self.mentions[bisect_left(self._begun, span.start) : bisect_left(self._begun, span.end)]
        inside = [one.target for one in among if one.span.end <= span.end]
        if any(target.startswith("state/") for target in inside):
            return False
        return any(self.vocabulary.is_un_entity(target) for target in inside) or bool(
            self.patterns.data.of_un.re.search(words)
        )

    def known(self, piece: Span, words: str, of_un: bool) -> AskedActor:
        """The actor at a span by words made of its own and its neighbour's."""
        names = entity_gazetteer(self.vocabulary, self.rules.code).find(words)
        whole = [path for span, path in names if len(words) - (span.end - span.start) < 2]
        return AskedActor(piece, words, whole[0] if whole else None, of_un)

    def head(self, words: str) -> re.Match[str] | None:
        """The noun that a phrase is about: the last, or the first, before what follows nouns."""
        found = list(self.patterns.head.finditer(words))
        ends = [one for one in found if self.patterns.data.after.re.match(words, one.end())]
        return next(iter(found if self.head_first else ends), None)

    @property
    def head_first(self) -> bool:
        """Whether the noun stands before what tells which is meant."""
        return self.patterns.data.head_first

    @property
    def glue(self) -> str:
        """What stands between two words."""
        return self.rules.spacing.glue

    def is_of(self, target: str | None, classes: Set[str]) -> bool:
        """Whether a target of the vocabularies is of one of some classes."""
        if target is None or is_unknown(target) or is_named(target):
            return target is not None and "Office" in classes
        concept = self.vocabulary.get(target)
        return concept is not None and bool(concept.classes & classes)

    def is_named(self, place: int) -> bool:
        """Whether a place is inside a name."""
        return any(one.span.start <= place < one.span.end for one in self.mentions)
