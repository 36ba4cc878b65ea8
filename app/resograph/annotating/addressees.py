"""Addressees: whom an act asks, read from the words behind its verb (reference conventions, "Addressees").

Where the words that end the list of those asked can be told ("to …", "que …"), all that stands before them is split
into its noun phrases, each an actor by its name or by its head noun; elsewhere names are read as far as they go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from resograph.annotating.facts import Addressee, EntityMention
from resograph.annotating.gazetteer import entity_gazetteer
from resograph.annotating.unknown import is_unknown
from resograph.documents import Span
from resograph.languages import Profile, leads_in, marks, profile
from resograph.resources import table
from resograph.vocabularies import Vocabulary


@dataclass(frozen=True)
class Asked:
    """An actor in the place of whom is asked; ``target`` is None where no vocabulary has it.

    ``words`` name it alone, with what it shares with its neighbours: "regional organizations" for "regional" in
    "regional and subregional organizations". ``of_un``: a body of the United Nations, as far as the words tell.
    """

    span: Span
    words: str
    target: str | None
    of_un: bool


class AddresseeReader:
    """Reads the actors that an act asks, coordinated ones each."""

    def __init__(self, text: str, mentions: Sequence[EntityMention], rules: Profile, vocabulary: Vocabulary) -> None:
        self._text = text
        self._rules = rules
        self._vocabulary = vocabulary
        self._patterns = _patterns(rules.code)
        self._mentions = sorted(mentions, key=lambda mention: mention.span)
        self._at = {
            place: mention
            for mention in self._mentions
            if self._is_of(mention.target, actor_classes())
            for place in self._starts(mention.span)
        }

    def read(self, verb: str, force: str, place: Span, before: Sequence[Addressee] = ()) -> tuple[Asked, ...]:
        """Whom the words at a place, from the end of the verb to the end of its clause, ask.

        ``before``: whom the act before it in the paragraph asks, whom "them" means.
        """
        if not self._patterns:
            return ()
        for row in self._rules.get("addressees").get("objects", ()):
            found = verb in row["verbs"] and _compiled(row["pattern"]).match(self._text, *place)
            if found:
                ender = _compiled(row["ends"]).search(self._text, found.end(), place.end)
                if ender is None and row.get("needs_end"):
                    continue
                limit = ender.start() if ender else place.end
                asked = (self._running if row.get("running") else self._listed)(found.end(), limit)
                if not asked and (resumed := self._patterns["resumed"].fullmatch(self._text, found.end(), limit)):
                    asked = self._meant(Span(*resumed.span("pronoun")), before)
                if not asked and row.get("needs_actor"):
                    continue
                return tuple(replace(one, of_un=True) for one in asked) if row.get("body") else asked
        if force == "constitutive" and verb not in table("data", "acts.toml")["empowering"]:
            return ()
        pronoun = self._patterns["pronoun"].match(self._text, *place) or self._patterns["proclitic"].search(
            self._text, max(0, place.start - _PROCLITIC), place.start
        )
        if pronoun:
            return self._meant(Span(*pronoun.span("pronoun")), before)
        clause = self._patterns["clause"].match(self._text, *place)
        if clause and (until := self._finite(clause.end(), place.end)):
            return self._listed(clause.end(), until) or self._listed(self._last_named(clause.end(), until), until)
        lead = self._patterns["lead"].match(self._text, *place)
        start = lead.end() if lead else place.start
        end = self._end(start, place.end)
        if end is not None and end <= start:  # the verb's complement follows at once
            return self._agents(start, place.end)
        if clause or end is None:
            return self._running(start, place.end) or self._agents(start, place.end)
        asked = (*self._listed(start, end), *self._further(end, place.end))
        if not asked or self._rules["addressees"].get("merging"):
            asked = max(asked, self._running(start, place.end), key=len)
        return asked or self._agents(start, end)

    def _meant(self, pronoun: Span, before: Sequence[Addressee]) -> tuple[Asked, ...]:
        """Whom a pronoun means: those of its kind whom the act before asks, else the last that is named before.

        The kind is told by the classes that a language gives the pronoun, none for "them", who may be anybody; only
        what can be a group means several.
        """
        classes = set(self._rules["addressees"]["pronouns"][self._text[slice(*pronoun)].strip().lower()])
        known = [None if is_unknown(one.target) else one.target for one in before]
        asked = [Asked(pronoun, one.words, path, one.of_un) for one, path in zip(before, known, strict=True)]
        if classes:
            asked = [one for one in asked if one.target is None or self._is_of(one.target, classes)]
        if classes and "ActorGroup" not in classes:
            asked = asked[-1:]
        if asked:
            return tuple(asked)
        for mention in reversed(self._mentions):
            if mention.span.end <= pronoun.start and self._is_of(mention.target, classes or actor_classes()):
                return (replace(self._asked(mention.span, mention), span=pronoun),)
        return ()

    def _further(self, start: int, limit: int) -> tuple[Asked, ...]:
        """Who is asked in a second list with an infinitive of its own: "… to cooperate, and all States to assist"."""
        for place in self._patterns["further"].finditer(self._text, start, limit):
            end = self._end(place.end(), min(limit, place.end() + _LIST))
            found = self._listed(place.end(), end) if end is not None else ()
            if found and end is not None and end - found[-1].span.end < 3:  # all words before the verb name somebody
                return found
        return ()

    def _starts(self, name: Span) -> Iterator[int]:
        """Where a name may begin: also behind "and" or a preposition that is written together with it."""
        attached = self._patterns["attached"].match(self._text, *name) if self._patterns else None
        yield from range(name.start, (attached.end() if attached else name.start) + 1)

    # ── actors one by one, where nothing tells the end of the list ──────────────────────────────────────────────
    def _running(self, place: int, end: int) -> tuple[Asked, ...]:
        found: list[Asked] = []
        connector = ""
        while (one := self._next(place, end)) is not None:
            follows = self._patterns["companion"].match(self._text, one.span.end, end)
            if found and follows and connector.strip() in self._rules["addressees"].get("companion_connectors", ()):
                break
            found.append(one)
            link = self._patterns["connectors"].match(self._text, one.span.end, end)
            if not link:
                break
            connector, place = link[0], link.end()
        return tuple(found)

    def _next(self, place: int, end: int) -> Asked | None:
        """The actor that begins at a place, behind determiners (dropped) and qualifiers (kept)."""
        lead = self._patterns["lead"].match(self._text, place, end)
        begin = self._undetermined(lead.end() if lead else place, end)
        place = begin
        for _ in range(3):
            if mention := self._at.get(place):
                return self._asked(Span(begin, mention.span.end), mention)
            qualifier = self._patterns["qualifiers"].match(self._text, place, end)
            if not qualifier or qualifier.end() == place:
                break
            place = qualifier.end()
        if unknown := self._patterns["unknown"].match(self._text, begin, end):
            return self._asked(Span(*unknown.span("name")), None)
        return None

    def _undetermined(self, place: int, end: int) -> int:
        determiners = self._patterns["determiners"].match(self._text, place, end)
        return determiners.end() if determiners else place

    # ── lists with a known end ──────────────────────────────────────────────────────────────────────────────────
    def _finite(self, start: int, limit: int) -> int | None:
        """Where the verb of a clause stands, or the colon before the points that have it."""
        found = self._patterns["finite"].search(self._text, start, limit)
        return found.start() if found else limit if self._goes_on(limit) else None

    def _goes_on(self, limit: int) -> bool:
        """Whether the points of a list follow."""
        return leads_in(self._text[limit:])

    def _last_named(self, start: int, end: int) -> int:
        """Where the last actor begins whose name stands at an end: behind a remark that no comma parts from it."""
        return max(
            (one.span.start for one in self._at.values() if start < one.span.start and one.span.end == end), default=end
        )

    def _end(self, start: int, limit: int) -> int | None:
        restricted = self._patterns["restricted"].match(self._text, start, limit)
        for ender in self._patterns["ends"].finditer(self._text, restricted.end() if restricted else start, limit):
            place = ender.start(ender.lastgroup or 0)
            if not self._is_named(place):
                return place
        return limit if self._goes_on(limit) else None

    def _is_named(self, place: int) -> bool:
        """Whether a place is inside a name."""
        return any(one.span.start <= place < one.span.end for one in self._mentions)

    def _listed(self, start: int, end: int) -> tuple[Asked, ...]:
        pieces = list(self._pieces(start, end))
        found: list[Asked] = []
        waiting: list[Span] = []
        resuming: str | None = None
        narrowing = cut = False
        for index, (separator, piece) in enumerate(pieces):
            words = self._text[slice(*piece)]
            if not words or (resuming and not self._patterns[resuming].search(separator)):
                continue
            resuming = None
            if found and not waiting:
                goes_on = narrowing and not self._patterns["parted"].search(separator)
                narrowing = goes_on or bool(self._patterns["narrowing"].match(words))
                if goes_on and (pair := self._patterns["paired"].match(found[-1].words + separator + words)):
                    found.append(replace(found[-1], span=piece, words=pair["head"] + words, target=None))
                    continue
                if narrowing:
                    found[-1] = found[-1] if cut else self._narrowed(found[-1], piece.end)
                    continue
            if self._patterns["aside"].match(words):
                cut = True
                begun = index > 0 and not self._text[slice(*pieces[index - 1][1])]
                resuming = "parted" if begun or self._patterns["brief"].fullmatch(words) else "resuming"
                continue
            if found and self._is_apposition(pieces, index):
                break
            if (one := self._complement(found, piece) or self._actor(piece)) is not None:
                found += [*self._sharing(waiting, one), self._shared(waiting, one)]
                waiting = []
                remark = self._patterns["lasting"].match(self._text, piece.end, end)
                cut = remark is not None
                if remark:
                    brief = self._patterns["brief"].fullmatch(remark[0].strip())
                    resuming = "parted" if brief else "resuming"
            elif self._patterns["adjectives"].fullmatch(words):
                if found and self._head_first:
                    found.append(self._after(found[-1], piece))
                else:
                    waiting.append(piece)
            elif found and not waiting and (cut or " " in self._text[slice(*found[-1].span)]):
                found[-1] = found[-1] if cut else self._longer(found[-1], piece.end)
                cut = cut or self._patterns["lasting"].match(self._text, piece.end, end) is not None
            elif not found and not waiting and self._rules["addressees"].get("merging") and index + 1 < len(pieces):
                pieces[index + 1] = (separator, Span(piece.start, pieces[index + 1][1].end))
            else:
                break
        return tuple(found)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[str, Span]]:
        """What stands between separators, outside names that hold one, each with the separator before it.

        What follows a relative pronoun is no piece of the list up to a separator that closes the clause.
        """
        whole = [Span(*found.span()) for found in self._patterns["whole"].finditer(self._text, start, end)]
        ends = {mention.span.end for mention in self._at.values()}
        separator, begin = "", start
        for found in self._patterns["separators"].finditer(self._text, start, end):
            place = found.start()
            over = [one for one in self._mentions if one.span.start < place < one.span.end and place not in ends]
            inside = over or any(span.start < place < span.end for span in whole)
            if inside and not self._shares(self._trimmed(begin, place), Span(found.end(), end), over):
                continue
            relative = self._patterns["relative"].search(self._text, begin, place)
            if relative and not self._patterns["closed"].search(found[0]):
                continue
            yield separator, self._trimmed(begin, place)
            separator, begin = found[0], found.end()
        yield separator, self._trimmed(begin, end)

    def _shares(self, before: Span, behind: Span, over: Sequence[EntityMention]) -> bool:
        """Whether words inside a name share its noun, each then a name: "regional and subregional organizations"."""
        if self._patterns["adjectives"].fullmatch(self._text[slice(*before)]):
            return True
        are_groups = bool(over) and all(self._is_of(mention.target, {"ActorGroup"}) for mention in over)
        return self._head_first and are_groups and bool(self._patterns["adjectives"].match(self._text, *behind))

    def _trimmed(self, start: int, end: int) -> Span:
        """A piece without determiners before it, commas and words in brackets behind it."""
        start = self._undetermined(start, end)
        remarks = self._patterns["remark"].finditer(self._text, start, end)
        end = next((remark.start() for remark in remarks if not self._is_named(remark.start())), end)
        words = self._text[start:end].rstrip(marks("closing"))
        words = re.sub(r"\s*\((?!\d{4}\))[^()]*\)$", "", words).rstrip(marks("closing") + marks("quotation"))
        gap = len(words) - len(words.lstrip())
        return Span(start + gap, start + max(gap, len(words)))

    def _is_apposition(self, pieces: Sequence[tuple[str, Span]], index: int) -> bool:
        """Whether nothing joins a piece to the actor before it: "Israel, the occupying Power, …"."""
        return index > 0 and not any(self._patterns["joining"].search(separator) for separator, _ in pieces[1:])

    def _actor(self, piece: Span) -> Asked | None:
        """The actor that a piece names: by a name behind qualifiers, or by its head noun."""
        place = piece.start
        if state := self._patterns["government"].match(self._text, *piece):
            mention = self._at.get(state.end())
            if mention and mention.target.startswith("state/"):
                return self._asked(piece, mention)
        for _ in range(4):
            mention = self._at.get(place)
            if mention and mention.span.end <= piece.end:
                if self._patterns["after"].match(self._text, mention.span.end, piece.end):
                    return self._asked(piece, mention)
                break
            qualifier = self._patterns["qualifiers"].match(self._text, place, piece.end)
            if not qualifier or qualifier.end() == place:
                break
            place = qualifier.end()
        words = self._text[slice(*piece)]
        is_actor = self._patterns["headed"].match(words) or self._patterns["name"].fullmatch(words)
        return self._asked(piece, None) if is_actor else None

    def _complement(self, found: Sequence[Asked], piece: Span) -> Asked | None:
        """A further complement of a plural noun: "South Sudan" in "the Governments of the Sudan and South Sudan"."""
        plural = self._patterns["each"].match(found[-1].words) if found else None
        mention = self._at.get(piece.start)
        if plural is None or mention is None or mention.span.end != piece.end:
            return None
        own = mention.target if mention.target.startswith("state/") else None
        article = self._patterns["determined"].search(self._text, 0, piece.start)
        words = f"{plural[0]}{article[0] if article else ''}{self._text[slice(*piece)]}"
        return replace(found[-1], span=piece, words=words, target=own)

    def _asked(self, span: Span, mention: EntityMention | None) -> Asked:
        words = self._text[slice(*span)]
        if mention:
            owned = self._patterns["owned"].match(self._text, mention.span.end, span.end)
            return Asked(span, words, mention.target, self._vocabulary.is_un_entity(mention.target) or bool(owned))
        return Asked(span, self._patterns["inner"].sub("", words), None, self._is_of_un(span, words))

    def _is_of_un(self, span: Span, words: str) -> bool:
        inside = [one.target for one in self._mentions if span.start <= one.span.start and one.span.end <= span.end]
        if any(target.startswith("state/") for target in inside):
            return False
        return any(self._vocabulary.is_un_entity(target) for target in inside) or bool(
            self._patterns["of_un"].search(words)
        )

    # ── what neighbours share ───────────────────────────────────────────────────────────────────────────────────
    @property
    def _head_first(self) -> bool:
        return bool(self._rules["addressees"].get("head_first"))

    @property
    def _glue(self) -> str:
        return "" if self._rules.code == "zh" else " "

    def _sharing(self, waiting: Sequence[Span], one: Asked) -> list[Asked]:
        """Adjectives that wait for their noun, each with it: "flag" of "flag and port States"."""
        head = self._head(one.words)
        if head is None:
            return []
        shared = self._shared_qualifier(waiting)
        found = []
        for index, piece in enumerate(waiting):
            words = f"{shared if index else ''}{self._text[slice(*piece)]}{self._glue}{one.words[head.start() :]}"
            found.append(self._known(piece, words, one.of_un))
        return found

    def _shared(self, waiting: Sequence[Span], one: Asked) -> Asked:
        """An actor with the qualifier that stands before the first of its neighbours."""
        shared = self._shared_qualifier(waiting)
        return replace(one, words=shared + one.words) if shared else one

    def _shared_qualifier(self, waiting: Sequence[Span]) -> str:
        first = self._text[slice(*waiting[0])] if waiting else ""
        found = self._patterns["shared"].match(first)
        return found[0] if found else ""

    def _after(self, one: Asked, piece: Span) -> Asked:
        """An adjective behind a noun that stands before its first neighbour: "régionales"."""
        head = self._head(one.words)
        words = f"{one.words[: head.end()] if head else one.words} {self._text[slice(*piece)]}"
        return self._known(piece, words, one.of_un)

    def _head(self, words: str) -> re.Match[str] | None:
        """The noun that a phrase is about: the last, or the first, before what follows nouns."""
        found = list(self._patterns["head"].finditer(words))
        ends = [one for one in found if self._patterns["after"].match(words, one.end())]
        return next(iter(found if self._head_first else ends), None)

    def _known(self, piece: Span, words: str, of_un: bool) -> Asked:
        names = entity_gazetteer(self._vocabulary, self._rules.code).find(words)
        whole = [path for span, path in names if len(words) - len(span) < 2]
        return Asked(piece, words, whole[0] if whole else None, of_un)

    def _longer(self, one: Asked, end: int) -> Asked:
        """An actor whose name goes on behind an "and" that parts no actors."""
        span = Span(one.span.start, end)
        return replace(one, span=span, words=self._text[slice(*span)])

    def _narrowed(self, one: Asked, end: int) -> Asked:
        """A group with what tells which of it is meant; of one that is named this tells nothing."""
        known = one.target is not None and not self._is_of(one.target, {"ActorGroup"})
        return one if known else self._longer(one, end)

    # ── who does what is asked for without an addressee ─────────────────────────────────────────────────────────
    def _agents(self, start: int, end: int) -> tuple[Asked, ...]:
        """The agents of a deed that is asked for: "encourages the efforts of …", "cooperation between … and …"."""
        found = self._patterns["agents"].match(self._text, start, end)
        return self._running(found.end(), end) if found else ()

    def _is_of(self, target: str | None, classes: Set[str]) -> bool:
        concept = self._vocabulary.get(target) if target else None
        return concept is not None and bool(concept.classes & classes)


_PROCLITIC = 40
"""Characters within which a pronoun before the verb must stand: "le solicita"."""
_LIST = 300
"""Characters within which a further list of those asked must end."""


@lru_cache(maxsize=1)
def actor_classes() -> frozenset[str]:
    """Classes of concepts that can be asked."""
    return frozenset(table("data", "acts.toml")["actors"]["classes"])


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE if "\n" in pattern else 0)


@lru_cache(maxsize=16)
def _patterns(code: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of a language; what a language does not tell matches nothing."""
    rules: Mapping[str, Any] = profile(code).get("addressees")
    if not rules:
        return {}
    glue = "" if code == "zh" else r"\s*"
    heads = rules.get("heads", "(?!)")
    made = {
        "lead": glue + rules.get("lead", ""),
        "determiners": rf"(?:(?:{rules['determiners']}){glue})*",
        "determined": rf"(?:{rules['determiners']}){glue}$",
        "inner": rules.get("inner", "(?!)"),
        "qualifiers": rf"(?:(?:{rules['qualifiers']}){glue})",
        "connectors": rf"{glue}(?:{rules['connectors']}){glue}",
        "head": rf"(?:{heads})(?!\w)",
        "after": rules.get("after", "$"),
    }
    keys = (
        "companion", "unknown", "ends", "separators", "joining", "resuming", "parted", "aside", "brief", "relative",
        "whole", "name", "adjectives", "government", "headed", "shared", "each", "agents", "of_un", "owned",
        "pronoun", "proclitic", "resumed", "clause", "finite", "closed", "further", "remark", "lasting", "narrowing",
        "paired", "restricted", "attached",
    )  # fmt: skip
    for key in keys:
        made[key] = rules.get(key, "(?!)").replace("{heads}", heads)
    as_written = {
        "of_un", "adjectives", "unknown", "ends", "headed", "government", "each", "agents", "whole", "name", "aside",
        "finite", "narrowing",
    }  # fmt: skip
    return {key: re.compile(pattern, 0 if key in as_written else re.IGNORECASE) for key, pattern in made.items()}
