"""Vowel signs: rules are written without them and read texts without them; facts keep their places as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TypeVar

from resograph.annotating.facts import Act, Annotations, Citation, EntityMention, LocalEntity, Reporting
from resograph.documents import Document, Hyperlink, Note, Part, Span

_Fact = TypeVar("_Fact", EntityMention, Citation)


class Unmarked:
    """A document without the signs that a pattern matches, and the way back to the text as written."""

    def __init__(self, document: Document, signs: re.Pattern[str]) -> None:
        texts = {one.eid: one.text for one in document.in_order()}
        self._texts = {eid: _Text(text, signs) for eid, text in texts.items() if signs.search(text)}
        self.document = document
        if self._texts:
            notes = tuple(map(self._note, document.notes))
            self.document = replace(document, parts=tuple(map(self._part, document.parts)), notes=notes)

    def _part(self, part: Part) -> Part:
        part = replace(part, parts=tuple(map(self._part, part.parts)))
        text = self._texts.get(part.eid)
        return replace(part, text=text.bare, links=text.links(part.links)) if text else part

    def _note(self, note: Note) -> Note:
        text, bearer = self._texts.get(note.eid), self._texts.get(note.bearer)
        note = replace(note, anchor=bearer.forth(note.anchor)) if bearer else note
        return replace(note, text=text.bare, links=text.links(note.links)) if text else note

    def restored(self, found: Annotations) -> Annotations:
        """What was found in the document without signs, on the words as written."""
        if not self._texts:
            return found
        return Annotations(
            tuple(map(self._spanned, found.mentions)),
            tuple(map(self._spanned, found.themes)),
            tuple(map(self._spanned, found.citations)),
            tuple(map(self._act, found.acts)),
            tuple(map(self._entity, found.entities)),
            spoken=found.spoken,
        )

    def _spanned(self, fact: _Fact) -> _Fact:
        text = self._texts.get(fact.part)
        return replace(fact, span=text.back(fact.span)) if text else fact

    def _entity(self, entity: LocalEntity) -> LocalEntity:
        text = self._texts.get(entity.part)
        return replace(entity, label=text.words(entity.label)) if text else entity

    def _act(self, act: Act) -> Act:
        if act.reporting:
            act = replace(act, reporting=tuple(map(self._report, act.reporting)))
        text = self._texts.get(act.part)
        if text is None:
            return act
        asked = tuple(
            replace(one, span=text.back(one.span), words=text.words(one.words, one.span)) for one in act.addressees
        )
        return replace(
            act,
            clause=text.back(act.clause),
            verb_span=text.back(act.verb_span),
            addressees=asked,
            term=text.back(act.term) if act.term else None,
        )

    def _report(self, report: Reporting) -> Reporting:
        text = self._texts.get(report.part)
        if text is None:
            return report
        return replace(
            report,
            span=text.back(report.span) if report.span else None,
            when=text.words(report.when) if report.when else None,
            item=text.words(report.item) if report.item else None,
            parent_item=text.words(report.parent_item) if report.parent_item else None,
        )


class _Text:
    """One text with and without signs; a sign belongs to the letter before it."""

    def __init__(self, written: str, signs: re.Pattern[str]) -> None:
        self._written = written
        gone = {place for found in signs.finditer(written) for place in range(*found.span())}
        self._places = [place for place in range(len(written) + 1) if place not in gone]
        self.bare = signs.sub("", written)

    def forth(self, place: int) -> int:
        return bisect_left(self._places, place)

    def links(self, links: tuple[Hyperlink, ...]) -> tuple[Hyperlink, ...]:
        spans = [Span(self.forth(link.span.start), self.forth(link.span.end)) for link in links]
        return tuple(replace(link, span=span) for link, span in zip(links, spans, strict=True))

    def back(self, span: Span) -> Span:
        return Span(self._places[span.start], self._places[span.end])

    def words(self, words: str, span: Span | None = None) -> str:
        """Words as written, at a span or where they stand first; made-up ones as they are."""
        place = span.start if span else self.bare.find(words)
        if place < 0 or not self.bare.startswith(words, place):
            return words
        return self._written[slice(*self.back(Span(place, place + len(words))))]
