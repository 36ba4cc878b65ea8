"""A draft with all that the desk tells of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from resograph.documents import Part, PartKind, Variant, VariantKind
from resograph.drafting.citations import CitationChecker
from resograph.drafting.held import HeldTexts, SaidBefore
from resograph.drafting.lookups import LookUps
from resograph.drafting.misdated import dated
from resograph.drafting.reading import Draft, read_draft
from resograph.drafting.remarks import remarks_on
from resograph.drafting.series import renewed_by
from resograph.drafting.values import (
    CheckedDraft,
    CheckedParagraph,
    Earlier,
    Limits,
    OpenVariant,
)
from resograph.merging.merge import merge
from resograph.symbols import Symbol
from resograph.vocabularies.concepts import Vocabulary
from resograph.wording import Change, ComparedParagraph, Comparison, Text, acts_of, compare, text_of

_USUAL = Limits()
_SAME_MANDATE = 0.8
"""How alike a paragraph elsewhere must be to ask the same."""
_SHOWN = 5
"""Earlier words of one paragraph that are told."""
_MOST_VARIANTS = 200
"""Variants that are looked up."""


class _OfPart(Protocol):
    @property
    def part(self) -> str: ...


_One = TypeVar("_One", bound="_OfPart")


def check_draft(
    content: bytes | str,
    language: str | None,
    vocabulary: Vocabulary,
    held: HeldTexts | None,
    limits: Limits = _USUAL,
    name: str = "",
) -> CheckedDraft:
    """All that is told of a draft; nothing of it is kept.

    Args:
        content: its text, or a file: text, Word, PDF, HTML, Akoma Ntoso, a compilation text.
        language: ISO 639-1; None where its words are to tell.
        vocabulary: what names things in it.
        held: the documents beside which it is looked at; None where there are none.
        limits: on its length and on time.
        name: of the file, for messages.

    Raises:
        UnreadableError: it is no draft that can be read, or too long; the message says what to do.
    """
    bytes_ = content.encode(errors="replace") if isinstance(content, str) else content
    draft = read_draft(bytes_, name, language, limits, vocabulary)
    limits.go_on()
    return _Desk(draft, held, limits).checked()


class _Desk:
    """One draft being looked at."""

    def __init__(self, draft: Draft, held: HeldTexts | None, limits: Limits) -> None:
        self._draft = draft
        self._held = held
        self._limits = limits
        self._work = merge([draft.version])
        self._own = draft.document.symbol
        self._text = text_of(draft.version.document, acts_of(self._work))
        self._acts = _by_part(draft.version.annotations.acts)
        self._look_ups = LookUps(held, self._text.language, self._own.text, limits) if held else None

    def checked(self) -> CheckedDraft:
        """All of it."""
        look_ups, language = self._look_ups, self._text.language
        renews = renewed_by(self._work, self._text, self._own, look_ups) if look_ups else ()
        before = self._held.text(renews[0], language) if self._held and renews else None
        compared = compare(before.paragraphs, self._text.paragraphs) if before else None
        taken_up = self._taken_up(before, compared) if before and compared else {}
        earlier = {one.eid: self._earlier(one, taken_up.get(one.eid, [])) for one in self._text.paragraphs}
        paragraphs = tuple(self._paragraphs(earlier))
        elsewhere = self._elsewhere(paragraphs, renews)
        return CheckedDraft(
            document=self._draft.document,
            version=self._draft.version,
            paragraphs=paragraphs,
            remarks=remarks_on(language, paragraphs, elsewhere),
            renews=renews,
            before=before,
            text=self._text,
            compared=compared,
            is_beside_held=self._held is not None,
        )

    def _paragraphs(self, earlier: dict[str, tuple[Earlier, ...]]) -> Iterator[CheckedParagraph]:
        annotations, language = self._draft.version.annotations, self._text.language
        citations, themes = _by_part(annotations.citations), _by_part(annotations.themes)
        if self._held is not None:
            for one in self._text.paragraphs:
                citations[one.eid] = dated(one.eid, one.words, language, citations[one.eid], self._held)
        cited = frozenset(citation.symbol for some in citations.values() for citation in some)
        checker = CitationChecker(self._held, language, cited)
        read = {part.eid: part for part in self._draft.document.walk()}
        for one in self._text.paragraphs:
            part = read[one.eid]
            yield CheckedParagraph(
                part=part,
                acts=tuple(self._acts[one.eid]),
                themes=tuple(dict.fromkeys(theme.target for theme in themes[one.eid])),
                earlier=earlier[one.eid],
                citations=tuple(checker.check(citation, part.text) for citation in citations[one.eid]),
                variants=tuple(self._variants(part)),
            )

    def _earlier(self, paragraph: ComparedParagraph, taken_up: list[Earlier]) -> tuple[Earlier, ...]:
        """What it takes up in its series, then other earlier words.

        Of a paragraph that stays as it was others are looked for only where it asks something: that may be asked twice.
        """
        found = list(taken_up)
        is_same = any(one.change[:1] == (Change.SAME,) for one in taken_up)
        if self._look_ups and not (is_same and not any(act.is_mandate for act in self._acts[paragraph.eid])):
            known = {one.path for one in found}
            found += [self._said(one) for one in self._look_ups.before(paragraph) if one.path not in known]
        return tuple(found[: max(_SHOWN, len(taken_up))])

    def _taken_up(self, before: Text, compared: Comparison) -> dict[str, list[Earlier]]:
        """Id of a paragraph → what of the series' last text it takes up."""
        document = self._held.document(before.symbol) if self._held else None
        day = document.adopted.isoformat() if document and document.adopted else ""
        vote = self._held.voted(before.symbol) if self._held else None
        found: dict[str, list[Earlier]] = defaultdict(list)
        for row in compared.rows:
            if row.a and row.b:
                path, similarity = f"{before.symbol}~{row.a.eid}", round(row.similarity, 3)
                earlier = Earlier(path, before.symbol, similarity, row.change, row.a.words, day, True, vote)
                found[row.b.eid].append(earlier)
        return found

    def _said(self, one: SaidBefore) -> Earlier:
        change = Change.SAME if one.similarity == 1 else Change.EDITED
        voted = self._held.voted(one.symbol) if self._held else None
        return Earlier(one.path, one.symbol, one.similarity, (change,), one.text, one.adopted, voted=voted)

    def _variants(self, part: Part) -> Iterator[OpenVariant]:
        for variant in part.variants[:_MOST_VARIANTS]:
            yield OpenVariant(part.eid, variant, tuple(self._before(part, variant)))

    def _before(self, part: Part, variant: Variant) -> Iterator[Earlier]:
        """Where the words of a variant, which stand alone, were agreed before."""
        if self._look_ups is None or variant.kind in (VariantKind.COMMENT, VariantKind.RESERVATION):
            return
        words = part.text[slice(*variant.span)] if variant.taken else variant.text
        asked = ComparedParagraph(part.eid, PartKind.PLAIN, words, self._text.language)
        yield from (self._said(one) for one in self._look_ups.before(asked)[:_SHOWN])

    def _elsewhere(self, paragraphs: Sequence[CheckedParagraph], renews: Sequence[Symbol]) -> dict[str, str]:
        """Id of a paragraph → the path of one of another series, in force, that asks the same of the same."""
        if self._held is None:
            return {}
        series = {symbol for one in renews for symbol in self._held.series(one)}
        alike = [
            (one, earlier)
            for one in paragraphs
            if any(act.is_mandate for act in one.acts)
            for earlier in one.earlier
            if earlier.similarity >= _SAME_MANDATE and earlier.symbol not in series
        ]
        asked = self._held.asked([earlier.path for _, earlier in alike])
        found: dict[str, str] = {}
        for one, earlier in alike:
            mine = {addressee.target for act in one.acts if act.is_mandate for addressee in act.addressees}
            if mine & asked.get(earlier.path, frozenset()) and not self._held.later(earlier.symbol):
                found.setdefault(one.part.eid, earlier.path)
        return found


def _by_part(found: Sequence[_One]) -> dict[str, list[_One]]:
    grouped: dict[str, list[_One]] = defaultdict(list)
    for one in found:
        grouped[one.part].append(one)
    return grouped
