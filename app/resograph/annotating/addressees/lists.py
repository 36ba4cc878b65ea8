"""Lists of those asked whose end is known: noun phrases between separators, and what neighbours share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resograph.annotating.addressees.names import ActorNames, AskedActor
from resograph.annotating.facts import EntityMention
from resograph.documents import Span
from resograph.languages.pattern import Pattern


class Lists:
    """The lists that stand in one text."""

    def __init__(self, names: ActorNames) -> None:
        self._names = names
        self._text = names.text
        self._patterns = names.patterns

    def listed(self, start: int, end: int) -> tuple[AskedActor, ...]:
        """The actors that the words between two places name, without remarks about them."""
        pieces = list(self._pieces(start, end))
        found: list[AskedActor] = []
        waiting: list[Span] = []
        resuming: Pattern | None = None
        narrowing = cut = False
        rules = self._patterns.data
        for index, (separator, piece) in enumerate(pieces):
            words = self._text[slice(*piece)]
            if not words or (resuming and not resuming.re.search(separator)):
                continue
            resuming = None
            if found and not waiting:
                goes_on = narrowing and not rules.parted.re.search(separator)
                narrowing = goes_on or bool(rules.narrowing.re.match(words))
                if goes_on and (pair := rules.paired.re.match(found[-1].words + separator + words)):
                    found.append(replace(found[-1], span=piece, words=pair["head"] + words, target=None))
                    continue
                if narrowing:
                    found[-1] = found[-1] if cut else self._narrowed(found[-1], piece.end)
                    continue
            if rules.aside.re.match(words):
                cut = True
                begun = index > 0 and not self._text[slice(*pieces[index - 1][1])]
                resuming = rules.parted if begun or rules.brief.re.fullmatch(words) else rules.resuming
                continue
            if found and self._is_apposition(pieces, index):
                break
            if (one := self._complement(found, piece) or self._names.actor(piece)) is not None:
                found += [*self._sharing(waiting, one), self._shared(waiting, one)]
                waiting = []
                remark = rules.lasting.re.match(self._text, piece.end, end)
                cut = remark is not None
                if remark:
                    brief = rules.brief.re.fullmatch(remark[0].strip())
                    resuming = rules.parted if brief else rules.resuming
            elif rules.adjectives.re.fullmatch(words):
                if found and self._names.head_first:
                    found.append(self._after(found[-1], piece))
                else:
                    waiting.append(piece)
            elif found and not waiting and (cut or " " in self._text[slice(*found[-1].span)]):
                found[-1] = found[-1] if cut else self._longer(found[-1], piece.end)
                cut = cut or rules.lasting.re.match(self._text, piece.end, end) is not None
            elif not found and not waiting and rules.merging and index + 1 < len(pieces):
                pieces[index + 1] = (separator, Span(piece.start, pieces[index + 1][1].end))
            else:
                break
        return tuple(found)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[str, Span]]:
        """What stands between separators, outside names that hold one, each with the separator before it.

        What follows a relative pronoun is no piece of the list up to a separator that closes the clause.
        """
        whole = [Span(*found.span()) for found in self._patterns.data.whole.re.finditer(self._text, start, end)]
        ends = {mention.span.end for mention in self._names.at.values()}
        separator, begin = "", start
        for found in self._patterns.data.separators.re.finditer(self._text, start, end):
            place = found.start()
            over = [] if place in ends else self._names.over(place)
            inside = over or (place not in ends and any(span.start < place < span.end for span in whole))
            if inside and not self._shares(self._names.trimmed(begin, place), Span(found.end(), end), over):
                continue
            relative = self._patterns.data.relative.re.search(self._text, begin, place)
            if relative and not self._patterns.data.closed.re.search(found[0]):
                continue
            yield separator, self._names.trimmed(begin, place)
            separator, begin = found[0], found.end()
        yield separator, self._names.trimmed(begin, end)

    def _shares(self, before: Span, behind: Span, over: Sequence[EntityMention]) -> bool:
        """Whether words inside a name share its noun, each then a name: "regional and subregional organizations"."""
        if self._patterns.data.adjectives.re.fullmatch(self._text[slice(*before)]):
            return True
        are_groups = bool(over) and all(self._names.is_of(mention.target, {"ActorGroup"}) for mention in over)
        return (
            self._names.head_first and are_groups and bool(self._patterns.data.adjectives.re.match(self._text, *behind))
        )

    def _is_apposition(self, pieces: Sequence[tuple[str, Span]], index: int) -> bool:
        """Whether nothing joins a piece to the actor before it: "Israel, the occupying Power, …"."""
        return index > 0 and not any(self._patterns.data.joining.re.search(separator) for separator, _ in pieces[1:])

    def _complement(self, found: Sequence[AskedActor], piece: Span) -> AskedActor | None:
        """A further complement of a plural noun: "South Sudan" in "the Governments of the Sudan and South Sudan"."""
        plural = self._patterns.data.each.re.match(found[-1].words) if found else None
        mention = self._names.at.get(piece.start)
        if plural is None or mention is None or mention.span.end != piece.end:
            return None
        own = mention.target if mention.target.startswith("state/") else None
        article = self._patterns.determined.search(self._text, 0, piece.start)
        words = f"{plural[0]}{article[0] if article else ''}{self._text[slice(*piece)]}"
        return replace(found[-1], span=piece, words=words, target=own)

    def _sharing(self, waiting: Sequence[Span], one: AskedActor) -> list[AskedActor]:
        """Adjectives that wait for their noun, each with it: "flag" of "flag and port States"."""
        head = self._names.head(one.words)
        if head is None:
            return []
        shared = self._shared_qualifier(waiting)
        found = []
        for index, piece in enumerate(waiting):
            words = f"{shared if index else ''}{self._text[slice(*piece)]}{self._names.glue}{one.words[head.start() :]}"
            found.append(self._names.known(piece, words, one.of_un))
        return found

    def _shared(self, waiting: Sequence[Span], one: AskedActor) -> AskedActor:
        """An actor with the qualifier that stands before the first of its neighbours."""
        shared = self._shared_qualifier(waiting)
        return replace(one, words=shared + one.words) if shared else one

    def _shared_qualifier(self, waiting: Sequence[Span]) -> str:
        first = self._text[slice(*waiting[0])] if waiting else ""
        found = self._patterns.data.shared.re.match(first)
        return found[0] if found else ""

    def _after(self, one: AskedActor, piece: Span) -> AskedActor:
        """An adjective behind a noun that stands before its first neighbour: "régionales"."""
        head = self._names.head(one.words)
        words = f"{one.words[: head.end()] if head else one.words} {self._text[slice(*piece)]}"
        return self._names.known(piece, words, one.of_un)

    def _longer(self, one: AskedActor, end: int) -> AskedActor:
        """An actor whose name goes on behind an "and" that parts no actors."""
        span = Span(one.span.start, end)
        return replace(one, span=span, words=self._text[slice(*span)])

    def _narrowed(self, one: AskedActor, end: int) -> AskedActor:
        """A group with what tells which of it is meant; of one that is named this tells nothing."""
        known = one.target is not None and not self._names.is_of(one.target, {"ActorGroup"})
        return one if known else self._longer(one, end)
