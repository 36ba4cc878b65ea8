"""Effects from an act's verb, the words behind it and the citations of its clause.

"Decides to renew until 31 August 2023 the measures as set out in paragraphs 1 to 7 of resolution 2374 (2017)" extends
these paragraphs. Only the texts that the object itself names count: those by which it was changed before, to which it
is to conform or which it serves are named behind other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resograph.annotating.facts import Act, Citation, Effect
from resograph.documents import Span
from resograph.languages.profile import Profile
from resograph.languages.sections.effects import EffectWords
from resograph.resources import table
from resograph.symbols import Kind, Symbol

_JOINT = 200
"""Characters between two texts that are meant together, at most."""
_ADOPTED = (Kind.RESOLUTION, Kind.DECISION, Kind.STATEMENT)


def effects_of(text: str, act: Act, citations: Sequence[Citation], own: Symbol, rules: Profile) -> tuple[Effect, ...]:
    """The effects of an act of constitutive force.

    Args:
        text: of the act's part.
        act: of that part.
        citations: of its clause.
        own: the text that acts, which does nothing to itself.
        rules: of the text's language.
    """
    verbs = table("data", "effects.toml")
    if act.force != verbs["force"]:
        return ()
    cited = [
        one
        for one in citations
        if one.symbol.kind in _ADOPTED
        and one.symbol != own
        and not one.by_name
        and act.verb_span.end <= one.span.start < act.clause.end
    ]
    if not cited:
        return ()
    reader = _Reader(text, act, sorted(cited, key=lambda one: one.span), rules)
    found: dict[tuple[str, Symbol], Effect] = {}
    for effect in reader.read(verbs["verbs"].get(act.verb)):
        found.setdefault((effect.kind, effect.symbol), effect)
    return tuple(found.values())


class _Reader:
    def __init__(self, text: str, act: Act, cited: Sequence[Citation], rules: Profile) -> None:
        self._text = text
        self._act = act
        self._cited = cited
        self._words = rules.effects
        self._code = rules.code

    def read(self, kind: str | None) -> Iterator[Effect]:
        """Effects of the act's own verb, which is of the kind given, else of the words behind it."""
        verb, end = self._act.verb_span, self._act.clause.end
        if kind:
            yield from self._meant(kind, verb.start, verb.end, self._cited)
            return
        for row in self._words.words:
            if row.object_first:
                yield from self._behind(row)
            elif found := row.pattern.re.match(self._text, verb.end, end):
                yield from self._meant(row.kind, verb.start, found.end(), self._cited)

    def _behind(self, row: EffectWords) -> Iterator[Effect]:
        """Effects on what stands before the words that tell them."""
        verb, end = self._act.verb_span, self._act.clause.end
        found = row.pattern.re.search(self._text, verb.end, end)
        before = [one for one in self._cited if found and one.span.end <= found.start()]
        if found and before:
            yield from self._meant(row.kind, verb.start, verb.end, before, found.end())

    def _meant(
        self, kind: str, begin: int, head: int, cited: Sequence[Citation], last: int | None = None
    ) -> Iterator[Effect]:
        """The first text cited behind a place, if words lead to it, and those joined to it."""
        following = [one for one in cited if one.span.start >= head]
        end = head
        for place, one in enumerate(following):
            between = self._text[end : one.span.start]
            if place and one.span.start < end:
                joined = one.span.end <= end  # one of a range
            elif place:
                joined = len(between) <= _JOINT and self._words.joint.re.fullmatch(between) is not None
            else:
                joined = self._leads(between)
            if not joined:
                return
            end = max(end, one.span.end)
            span = Span(begin, max(end, last or 0))
            yield Effect(kind, one.symbol, one.paragraphs, span, f"{self._code}.effect.{kind}")

    def _leads(self, head: str) -> bool:
        return self._words.link.re.search(head) is not None and self._words.other.re.search(head) is None
