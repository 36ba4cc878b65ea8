"""A held document as its pages show it, in one language: read by look-ups around each part, not as a whole graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from resograph.documents import Span
from resograph.releases.found import named_in
from resograph.releases.reader import Node, ReleaseGraph, value
from resograph.releases.register import Act, Register, Wanted
from resograph.releases.tables import Tables
from resograph.releases.tables.rows import is_left_out
from resograph.resources import query
from resograph.symbols import Address, Kind, Symbol
from resograph.web.components.links import Link, link_to
from resograph.web.pages.document.values import Cited, PartAct, PartView, Piece, VariantView
from resograph.writing.mentions import place_of
from resograph.writing.terms import DCT, RESO

_FEW = 8
"""Parts that are asked for one by one; of more, all are asked for at once."""
_THEMES = 4
"""Themes of a part that are shown."""
_MOST_ACTS = 1 << 20
_ACTS = ("Act", "Request", "Mandate", "ReportingMandate")
"""The classes of acts by ``kind`` in the register."""
_DOCUMENT = re.compile(r"[A-Z][^~]*")


class _Mention(NamedTuple):
    start: int
    end: int
    body: str
    """The path of what is named."""
    verb: str
    """The path of the verb that governs a citation, "" where none does."""


@dataclass(frozen=True)
class _Row:
    kind: str
    number: str
    heading: str
    text: str


@dataclass
class _Facts:
    """What was asked of the graph: by part."""

    is_whole: bool
    parts: dict[str, _Row] = field(default_factory=dict)
    acts: dict[str, dict[int, PartAct]] = field(default_factory=dict)
    themes: dict[str, list[str]] = field(default_factory=dict)
    mentions: dict[str, list[_Mention]] = field(default_factory=dict)
    anchors: dict[str, list[tuple[int, Piece]]] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    variants: dict[str, list[VariantView]] = field(default_factory=dict)


@dataclass
class WorkView:
    """A held document in one language; names of things come in the language of the interface."""

    graph: ReleaseGraph
    symbol: Symbol
    language: str
    interface: str
    tables: Tables | None = None
    """Of the release, where it has them."""
    cells: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    """Where the cells of rows stand in their words, by part."""
    _verbs_of: dict[str, set[str]] = field(default_factory=dict)
    """Cited document → verbs that govern its citations, as parts are read."""
    _links: dict[str, Link] = field(default_factory=dict)

    @cached_property
    def iri(self) -> str:
        """The work's own address."""
        return self.graph.iri(self.symbol.text)

    def link(self, iri: str) -> Link:
        """A node as a link, named in the interface's language."""
        if iri not in self._links:
            self._links[iri] = link_to(self.graph, iri, self.interface)
        return self._links[iri]

    def links(self, name: str) -> list[Link]:
        """Values of one of the document's own properties."""
        return [self.link(iri) for iri in self.graph.objects(self.iri, RESO + name)]

    @cached_property
    def title(self) -> str:
        """The title in the language shown."""
        return self.graph.texts(self.iri, f"{DCT}title").get(self.language, self.symbol.text)

    @cached_property
    def adopted(self) -> str:
        """Date of adoption as ISO 8601, "" where it is unknown."""
        return next(iter(self.graph.texts(self.iri, f"{RESO}adoptedOn").values()), "")

    @cached_property
    def subject(self) -> str:
        """What a text without a title is about, in the language shown or else in English; "" for all others."""
        told = self.graph.texts(self.iri, f"{RESO}subject")
        return told.get(self.language) or told.get("en") or next(iter(told.values()), "")

    @cached_property
    def draft_outcome(self) -> str:
        """What became of a draft, as a code, "" where it is unknown."""
        return next(iter(self.graph.texts(self.iri, f"{RESO}draftOutcome").values()), "")

    @cached_property
    def acted(self) -> str:
        """The day on which a draft was put to the vote, as ISO 8601, "" where it is unknown."""
        return next(iter(self.graph.texts(self.iri, f"{RESO}actedOn").values()), "")

    @cached_property
    def vote(self) -> Node | None:
        """How the text was adopted."""
        votes = self.graph.objects(self.iri, f"{RESO}vote")
        return self.graph.node(votes[0]) if votes else None

    @cached_property
    def issued(self) -> str:
        """Date of the latest issue of this version."""
        node = self.graph.node(self.graph.iri(f"{self.language}/{self.symbol}"))
        return (node.text(f"{RESO}reissuedOn") or node.text(f"{DCT}issued")) if node else ""

    @cached_property
    def themes(self) -> list[Link]:
        """The document's themes, the most fitting first."""
        ranked = [self.graph.node(iri) for iri in self.graph.objects(self.iri, f"{RESO}themeRank")]
        rows = sorted((int(node.text(f"{RESO}rank")), node.text(f"{RESO}rankedTheme")) for node in ranked if node)
        return [self.link(iri) for _, iri in rows]

    # ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────
    def parts(self, chosen: Iterable[str] = ()) -> list[PartView]:
        """Parts that this language shows, in document order: all, or those chosen with what stands in them.

        Notes stand with the part that bears their mark; one alone, or without a bearer, is a part itself.
        """
        wanted = tuple(chosen)
        order = [
            eid
            for eid in self.graph.part_order(self.symbol)
            if not wanted or any(eid == one or eid.startswith(f"{one}__") for one in wanted)
        ]
        facts = self._facts() if len(order) > _FEW else None
        found: list[PartView] = []
        shown: set[str] = set()
        for eid in order:
            if eid not in shown and (part := self.part(eid, facts)):
                found.append(part)
                shown |= {note.eid for note in part.notes}
        return found

    def some(self, eids: Sequence[str]) -> dict[str, PartView]:
        """Those of some parts that this language has, by id."""
        facts = self._facts() if len(eids) > _FEW else None
        return {eid: part for eid in eids if (part := self.part(eid, facts))}

    def part(self, eid: str, facts: _Facts | None = None) -> PartView | None:
        """A part; None where this language does not have it."""
        iri = self.graph.iri(Address(self.symbol).part(eid))
        facts = facts or self._facts(iri)
        row = facts.parts.get(iri)
        if row is None or not (row.text or row.heading):
            return None
        anchors = sorted(facts.anchors.get(iri, []), key=lambda pair: pair[0])
        of_notes = facts if facts.is_whole else None
        marks = [mark.link.name for _, mark in anchors if mark.link]
        notes = [note for one in marks if (note := self.part(one, of_notes))]
        themes = sorted(facts.themes.get(iri, ()))
        mentions = facts.mentions.get(iri, [])
        return PartView(
            eid=eid,
            path=str(Address(self.symbol).part(eid)),
            kind=row.kind,
            number=row.number,
            heading=row.heading,
            text=row.text,
            depth=eid.count("__point_"),
            pieces=tuple(self._pieces(row.text, mentions, anchors)),
            cells=tuple(self._cell(row.text, cell, mentions, anchors) for cell in self.cells.get(eid, ())),
            acts=tuple(act for _, act in sorted(facts.acts.get(iri, {}).items())),
            themes=tuple(self.link(theme) for theme in themes[:_THEMES]),
            more_themes=max(0, len(themes) - _THEMES),
            notes=tuple(notes),
            cited_by=facts.cited.get(iri, 0),
            variants=tuple(facts.variants.get(iri, ())),
        )

    def _facts(self, part: str | None = None) -> _Facts:
        """What the graph has of all parts, or of one."""
        given = {"document": self.iri}
        given |= {"part": part} if part else {}
        version = self.graph.iri(f"{self.language}/{self.symbol}")
        facts = _Facts(is_whole=part is None)
        for row in self._rows("parts", **given, language=self.language):
            kind = value(row, "class").removeprefix(RESO) or "Part"
            facts.parts[value(row, "part")] = _Row(kind, *(value(row, name) for name in ("number", "heading", "text")))
        for row in self._rows("themes", **given):
            facts.themes[value(row, "part")] = value(row, "themes").split(" ")
        facts.mentions = self._mentions(part)
        for row in self._rows("notes", **given, version=version, language=self.language):
            eid = self.graph.path(value(row, "note")).rpartition("~")[2]
            mark = Piece(value(row, "mark") or eid.rpartition("_")[2], "note", Link(eid, f"#{eid}"))
            facts.anchors.setdefault(value(row, "part"), []).append((int(value(row, "anchor")), mark))
        for row in self._rows("cited-parts", **given):
            facts.cited[value(row, "part")] = int(value(row, "times"))
        for row in self._rows("variants", **given, language=self.language) if self.symbol.kind is Kind.DRAFT else ():
            path, told = self.graph.path(value(row, "variant")), (value(row, n) for n in ("kind", "proponents", "text"))
            facts.variants.setdefault(value(row, "part"), []).append(VariantView(path, *told))
        for of, position, act in self._acts(part):
            facts.acts.setdefault(of, {})[position] = act
        return facts

    def _acts(self, part: str | None) -> Iterator[tuple[str, int, PartAct]]:
        """The acts, each with its part and its position there: of the whole document as its tables have them."""
        if self.tables and part is None:
            for one in Register(self.tables).acts(Wanted(document=self.symbol.text), most=_MOST_ACTS):
                yield self._iri(one.part), int(one.path.rpartition("_")[2]), self._registered(one)
            return
        rows: dict[str, list[ox.QuerySolution]] = {}
        for row in self._rows("acts", document=self.iri, **({"part": part} if part else {})):
            rows.setdefault(value(row, "act"), []).append(row)
        for act in rows.values():
            yield value(act[0], "part"), int(value(act[0], "position")), self._act(act)

    def _registered(self, act: Act) -> PartAct:
        """An act as the register has it; it is due at sessions, where none is named on days, else in years."""
        sessions = {self._iri(report.session) for report in act.reports if report.session}
        days = {report.day for report in act.reports if report.day}
        years = {str(report.year) for report in act.reports if report.year}
        return PartAct(
            path=act.path,
            verb=self.link(self._iri(act.verb)),
            force=self.link(self._iri(act.force)),
            addressees=tuple(self.link(iri) for iri in sorted(map(self._iri, act.addressees))),
            due=tuple(self._due(due) for due in sorted(sessions or days or years)),
            kind=_ACTS[act.kind],
        )

    def _mentions(self, part: str | None) -> dict[str, list[_Mention]]:
        """What the words name, by part: of the whole document as its tables have it, for the graph is slower."""
        found: dict[str, list[_Mention]] = defaultdict(list)
        if self.tables and part is None:
            for eid, rows in named_in(self.tables, self.symbol.text, self.language).items():
                found[f"{self.iri}~{eid}" if eid else self.iri] = [_Mention(*row[1:]) for row in rows]
            return found
        given = {"document": self.iri, "version": self.graph.iri(f"{self.language}/{self.symbol}")}
        for row in self._rows("mentions", **given, **({"part": part} if part else {})):
            body, verb = self.graph.path(value(row, "body")), self.graph.path(value(row, "verb"))
            place = place_of(value(row, "target"), self.graph.base)
            if place and not is_left_out(body):
                found[value(row, "part")].append(_Mention(place.start, place.end, body, verb))
        return found

    def _rows(self, name: str, **values: str) -> Iterator[ox.QuerySolution]:
        """The rows of a query of this folder."""
        return self.graph.ask(query("resograph.web.pages.document", name), **values)

    def _act(self, rows: list[ox.QuerySolution]) -> PartAct:
        """An act from its rows, one for each way to combine what there are several of."""
        first = rows[0]
        classes = {value(row, "class").removeprefix(RESO) for row in rows}
        return PartAct(
            path=self.graph.path(value(first, "act")),
            verb=self.link(value(first, "verb")),
            force=self.link(value(first, "force")),
            addressees=tuple(self.link(iri) for iri in sorted({value(row, "addressee") for row in rows} - {""})),
            due=tuple(self._due(due) for due in sorted({value(row, "due") for row in rows} - {""})),
            kind=next((name for name in reversed(_ACTS) if name in classes), "Act"),
        )

    def _due(self, due: str) -> Link:
        """A session as a link, a year or a date as it is."""
        return self.link(due) if due.startswith(self.graph.base) else Link(due, "")

    # ── words ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _pieces(self, text: str, mentions: list[_Mention], marks: list[tuple[int, Piece]]) -> Iterator[Piece]:
        """The text in pieces: names and citations as links (of those that overlap the first, longest), note marks."""
        yield from (mark for offset, mark in marks if offset == 0)
        place = 0
        for mention in sorted(mentions, key=lambda one: (one.start, -one.end, one.body)):
            kind = self._kind_of(mention)
            if mention.start < place:
                continue
            yield from _plain(text, place, mention.start, marks)
            yield Piece(text[mention.start : mention.end], kind, self._target(kind, mention.body))
            yield from (mark for offset, mark in marks if mention.start < offset <= mention.end)
            place = mention.end
        yield from _plain(text, place, len(text), marks)

    def _cell(
        self, text: str, cell: Span, mentions: list[_Mention], marks: list[tuple[int, Piece]]
    ) -> tuple[Piece, ...]:
        """The words of a cell in pieces."""
        start, end = cell
        inside = [one._replace(start=one.start - start, end=one.end - start) for one in mentions]
        borne = [(at - start, mark) for at, mark in marks if start < at <= end or at == start == 0]
        within = [one for one in inside if one.start >= 0 and one.end <= end - start]
        return tuple(self._pieces(text[start:end], within, borne))

    def _target(self, kind: str, path: str) -> Link:
        """Where words lead: a document goes by its symbol."""
        return Link(path, path) if kind == "citation" else self.link(self._iri(path))

    def _iri(self, path: str) -> str:
        """The IRI at a path, or the path itself where it is an IRI of others."""
        return path if "://" in path else f"{self.graph.base}{path}"

    def _kind_of(self, mention: _Mention) -> str:
        if mention.body.startswith("verb/"):
            return "verb"
        if not _DOCUMENT.fullmatch(mention.body):
            return "entity"
        self._verbs_of.setdefault(mention.body, set()).update([mention.verb] if mention.verb else [])
        return "citation"

    def cited(self) -> list[Cited]:
        """The documents cited in the parts read so far."""
        found: list[Cited] = []
        for path, verbs in sorted(self._verbs_of.items()):
            iri = self._iri(path)
            titles = self.graph.texts(iri, f"{DCT}title")
            found.append(
                Cited(
                    Link(path, path),
                    titles.get(self.interface) or titles.get("en") or next(iter(titles.values()), ""),
                    next(iter(self.graph.texts(iri, f"{RESO}adoptedOn").values()), ""),
                    tuple(self.link(self._iri(verb)) for verb in sorted(verbs)),
                    bool(titles),
                )
            )
        return found


def _plain(text: str, start: int, end: int, marks: list[tuple[int, Piece]]) -> Iterator[Piece]:
    """Words that name nothing, each mark behind the words that bear it."""
    place = start
    for offset, mark in marks:
        if start < offset <= end:
            yield Piece(text[place:offset])
            yield mark
            place = offset
    if text[place:end]:
        yield Piece(text[place:end])
