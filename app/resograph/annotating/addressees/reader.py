"""Whom an act asks.

Where the words that end the list of those asked can be told ("to …", "que …"), all that stands before them is split
into its noun phrases, each an actor by its name or by its head noun; elsewhere names are read as far as they go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from resograph.annotating.addressees.lists import Lists
from resograph.annotating.addressees.names import ActorNames, AskedActor, actor_classes
from resograph.annotating.facts import Addressee, EntityMention
from resograph.annotating.unknown import is_unknown
from resograph.documents import Span
from resograph.languages.profile import Profile, leads_in
from resograph.resources import table
from resograph.vocabularies.concepts import Vocabulary

_PROCLITIC = 40
"""Characters within which a pronoun before the verb must stand: "le solicita"."""
_LIST = 300
"""Characters within which a further list of those asked must end."""


class AddresseeReader:
    """Reads the actors that an act asks, coordinated ones each."""

    def __init__(self, text: str, mentions: Sequence[EntityMention], rules: Profile, vocabulary: Vocabulary) -> None:
        self._text = text
        self._names = ActorNames(text, mentions, rules, vocabulary)
        self._lists = Lists(self._names)
        self._patterns = self._names.patterns

    def read(self, verb: str, force: str, place: Span, before: Sequence[Addressee] = ()) -> tuple[AskedActor, ...]:
        """Whom the words at a place, from the end of the verb to the end of its clause, ask.

        ``before``: whom the act before it in the paragraph asks, whom "them" means.
        """
        for row in self._patterns.data.objects:
            found = verb in row.verbs and row.pattern.re.match(self._text, *place)
            if found:
                ender = row.ends.re.search(self._text, found.end(), place.end)
                if ender is None and row.needs_end:
                    continue
                limit = ender.start() if ender else place.end
                asked = (self._running if row.running else self._lists.listed)(found.end(), limit)
                if not asked and (resumed := self._patterns.data.resumed.re.fullmatch(self._text, found.end(), limit)):
                    asked = self._meant(Span(*resumed.span("pronoun")), before)
                if not asked and row.needs_actor:
                    continue
                return tuple(replace(one, of_un=True) for one in asked) if row.body else asked
        if force == "constitutive" and verb not in table("data", "acts.toml")["empowering"]:
            return ()
        pronoun = self._patterns.data.pronoun.re.match(self._text, *place) or self._patterns.data.proclitic.re.search(
            self._text, max(0, place.start - _PROCLITIC), place.start
        )
        if pronoun:
            return self._meant(Span(*pronoun.span("pronoun")), before)
        clause = self._patterns.data.clause.re.match(self._text, *place)
        if clause and (until := self._finite(clause.end(), place.end)):
            return self._lists.listed(clause.end(), until) or self._lists.listed(
                self._last_named(clause.end(), until), until
            )
        lead = self._patterns.lead.match(self._text, *place)
        start = lead.end() if lead else place.start
        end = self._end(start, place.end)
        if end is not None and end <= start:  # the verb's complement follows at once
            return self._agents(start, place.end)
        if clause or end is None:
            return self._running(start, place.end) or self._agents(start, place.end)
        asked = (*self._lists.listed(start, end), *self._further(end, place.end))
        if not asked or self._patterns.data.merging:
            asked = max(asked, self._running(start, place.end), key=len)
        return asked or self._agents(start, end)

    def _meant(self, pronoun: Span, before: Sequence[Addressee]) -> tuple[AskedActor, ...]:
        """Whom a pronoun means: those of its kind whom the act before asks, else the last that is named before.

        The kind is told by the classes that a language gives the pronoun, none for "them", who may be anybody; only
        what can be a group means several.
        """
        classes = set(self._patterns.data.pronouns[self._text[slice(*pronoun)].strip().lower()])
        known = [None if is_unknown(one.target) else one.target for one in before]
        asked = [AskedActor(pronoun, one.words, path, one.of_un) for one, path in zip(before, known, strict=True)]
        if classes:
            asked = [one for one in asked if one.target is None or self._names.is_of(one.target, classes)]
        if classes and "ActorGroup" not in classes:
            asked = asked[-1:]
        if asked:
            return tuple(asked)
        for mention in reversed(self._names.mentions):
            if mention.span.end <= pronoun.start and self._names.is_of(mention.target, classes or actor_classes()):
                return (replace(self._names.asked(mention.span, mention), span=pronoun),)
        return ()

    def _further(self, start: int, limit: int) -> tuple[AskedActor, ...]:
        """Who is asked in a second list with an infinitive of its own: "… to cooperate, and all States to assist"."""
        for place in self._patterns.data.further.re.finditer(self._text, start, limit):
            end = self._end(place.end(), min(limit, place.end() + _LIST))
            found = self._lists.listed(place.end(), end) if end is not None else ()
            if found and end is not None and end - found[-1].span.end < 3:  # all words before the verb name somebody
                return found
        return ()

    def _running(self, place: int, end: int) -> tuple[AskedActor, ...]:
        found: list[AskedActor] = []
        connector = ""
        while (one := self._names.next(place, end)) is not None:
            follows = self._patterns.data.companion.re.match(self._text, one.span.end, end)
            if found and follows and connector.strip() in self._patterns.data.companion_connectors:
                break
            found.append(one)
            link = self._patterns.connectors.match(self._text, one.span.end, end)
            if not link:
                break
            connector, place = link[0], link.end()
        return tuple(found)

    def _agents(self, start: int, end: int) -> tuple[AskedActor, ...]:
        """The agents of a deed that is asked for: "encourages the efforts of …", "cooperation between … and …"."""
        found = self._patterns.data.agents.re.match(self._text, start, end)
        return self._running(found.end(), end) if found else ()

    def _finite(self, start: int, limit: int) -> int | None:
        """Where the verb of a clause stands, or the colon before the points that have it."""
        found = self._patterns.data.finite.re.search(self._text, start, limit)
        return found.start() if found else limit if self._goes_on(limit) else None

    def _goes_on(self, limit: int) -> bool:
        """Whether the points of a list follow."""
        return leads_in(self._text[limit:])

    def _last_named(self, start: int, end: int) -> int:
        """Where the last actor begins whose name stands at an end: behind a remark that no comma parts from it."""
        return max(
            (one.span.start for one in self._names.at.values() if start < one.span.start and one.span.end == end),
            default=end,
        )

    def _end(self, start: int, limit: int) -> int | None:
        restricted = self._patterns.data.restricted.re.match(self._text, start, limit)
        for ender in self._patterns.data.ends.re.finditer(self._text, restricted.end() if restricted else start, limit):
            place = ender.start(ender.lastgroup or 0)
            if not self._names.is_named(place):
                return place
        return limit if self._goes_on(limit) else None
