"""A held document as its pages show it, in one language: read by look-ups around each part, not as a whole graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from resograph.symbols import Address, Symbol
from resograph.web.graph import Node, ReleaseGraph
from resograph.web.views.links import Link, link_to
from resograph.writing.terms import DCT, OA, RESO, TYPE

_SPAN = re.compile(r"#char=(\d+),(\d+)$")
_DOCUMENT = re.compile(r"[A-Z][^~]*")


@dataclass(frozen=True)
class Piece:
    """Words of a text: plain, or naming something, or the mark of a note (its id)."""

    text: str
    kind: str = ""
    """entity, citation or note; "" for plain words."""
    link: Link | None = None


@dataclass(frozen=True)
class ActView:
    """An act as a page shows it."""

    path: str
    verb: Link
    force: Link
    addressees: tuple[Link, ...]
    due: tuple[Link, ...]
    """Sessions, years and dates at which something is due."""
    kind: str
    """Act, Request, Mandate or ReportingMandate."""
    words: str


@dataclass(frozen=True)
class PartView:
    """A part in one language."""

    eid: str
    path: str
    kind: str
    number: str
    heading: str
    text: str
    depth: int
    pieces: tuple[Piece, ...] = ()
    acts: tuple[ActView, ...] = ()
    themes: tuple[Link, ...] = ()
    notes: tuple[PartView, ...] = ()
    """The notes whose marks stand in its text."""
    cited_by: int = 0


@dataclass(frozen=True)
class Cited:
    """A document cited here, as its card tells: by which verbs, and whether it is held."""

    link: Link
    title: str
    adopted: str
    verbs: tuple[Link, ...]
    is_held: bool


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    iri: str
    body: str


@dataclass
class WorkView:
    """A held document in one language; names of things come in the language of the interface."""

    graph: ReleaseGraph
    symbol: Symbol
    language: str
    interface: str
    _verbs_of: dict[str, set[str]] = field(default_factory=dict)
    """Cited document → verbs that govern its citations, as parts are read."""

    @cached_property
    def me(self) -> Node:
        """The work's own node."""
        node = self.graph.node(self.graph.iri(self.symbol.text))
        assert node is not None
        return node

    def link(self, iri: str) -> Link:
        """A node as a link, named in the interface's language."""
        return link_to(self.graph, iri, self.interface)

    def links(self, name: str) -> list[Link]:
        """Values of one of the document's own properties."""
        return [self.link(iri) for iri in self.me.links(RESO + name)]

    @property
    def title(self) -> str:
        """The title in the language shown."""
        return self.me.texts(f"{DCT}title").get(self.language, self.symbol.text)

    @property
    def adopted(self) -> str:
        """Date of adoption as ISO 8601, "" where it is unknown."""
        return self.me.text(f"{RESO}adoptedOn")

    @property
    def vote(self) -> Node | None:
        """How the text was adopted."""
        iri = self.me.text(f"{RESO}vote")
        return self.graph.node(iri) if iri else None

    @property
    def issued(self) -> str:
        """Date of the latest issue of this version."""
        node = self.graph.node(self.graph.iri(f"{self.language}/{self.symbol}"))
        return (node.text(f"{RESO}reissuedOn") or node.text(f"{DCT}issued")) if node else ""

    @property
    def themes(self) -> list[Link]:
        """The document's themes, the most fitting first."""
        ranked = [self.graph.node(iri) for iri in self.me.links(f"{RESO}themeRank")]
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
        found: list[PartView] = []
        shown: set[str] = set()
        for eid in order:
            if eid not in shown and (part := self.part(eid)):
                found.append(part)
                shown |= {note.eid for note in part.notes}
        return found

    def part(self, eid: str) -> PartView | None:
        """A part; None where this language does not have it."""
        iri = self.graph.iri(Address(self.symbol).part(eid))
        node = self.graph.node(iri)
        texts, headings = (node.texts(f"{RESO}text"), node.texts(f"{RESO}heading")) if node else ({}, {})
        if node is None or (self.language not in texts and self.language not in headings):
            return None
        text = texts.get(self.language, "")
        acts, mentions = self._read_in(iri)
        anchors = self._anchors(iri) if "Footnote" not in node.classes else {}
        notes = [part for _, note in sorted(anchors.items()) if (part := self.part(note))]
        return PartView(
            eid=eid,
            path=str(Address(self.symbol).part(eid)),
            kind=_kind(node),
            number=node.texts(f"{RESO}number").get(self.language, ""),
            heading=headings.get(self.language, ""),
            text=text,
            depth=eid.count("__point_"),
            pieces=tuple(self._pieces(text, mentions, anchors)),
            acts=tuple(acts),
            themes=tuple(self.link(theme) for theme in node.links(f"{RESO}theme")),
            notes=tuple(notes),
            cited_by=self.graph.count(None, f"{RESO}citedPart", iri),
        )

    def _read_in(self, part: str) -> tuple[list[ActView], list[_Mention]]:
        """The acts of a part, and its mentions in this language."""
        prefix = f"{self.graph.base}{self.language}/"
        acts: list[tuple[int, ActView]] = []
        mentions: list[_Mention] = []
        for iri in self.graph.pointing_at(part, f"{RESO}inPart"):
            if "#char=" not in iri:
                if (node := self.graph.node(iri)) and "Act" in node.classes:
                    acts.append((int(node.text(f"{RESO}position")), self._act(node)))
            elif iri.startswith(prefix) and (span := _SPAN.search(iri)):
                for body in self.graph.objects(iri, f"{OA}hasBody"):
                    mentions.append(_Mention(int(span[1]), int(span[2]), iri, body))
        return [act for _, act in sorted(acts, key=lambda pair: pair[0])], mentions

    def _act(self, node: Node) -> ActView:
        kinds = [name for name in ("ReportingMandate", "Mandate", "Request") if name in node.classes]
        due = [self.link(iri) for iri in node.links(f"{RESO}dueSession")]
        if not due:
            dates = node.all(f"{RESO}dueDate") or node.all(f"{RESO}dueYear")
            due = [Link(str(getattr(value, "value", "")), "") for value in dates]
        return ActView(
            path=self.graph.path(node.iri),
            verb=self.link(node.text(f"{RESO}verb")),
            force=self.link(node.text(f"{RESO}force")),
            addressees=tuple(self.link(iri) for iri in node.links(f"{RESO}addressee")),
            due=tuple(due),
            kind=kinds[0] if kinds else "Act",
            words=node.texts(f"{RESO}text").get(self.language, ""),
        )

    def _anchors(self, part: str) -> dict[int, str]:
        """Offset → id of the notes whose marks stand in a part."""
        found: dict[int, str] = {}
        for note in self.graph.pointing_at(part, f"{RESO}noteTo"):
            path = self.graph.path(note)
            here = self.graph.node(self.graph.iri(f"{self.language}/{path}"))
            if here:
                found[int(here.text(f"{RESO}anchor") or 0)] = path.rpartition("~")[2]
        return found

    # ── words ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _pieces(self, text: str, mentions: list[_Mention], notes: dict[int, str]) -> Iterator[Piece]:
        """The text in pieces: names and citations as links (of those that overlap the first, longest), note marks."""
        yield from (_mark(note) for offset, note in notes.items() if offset == 0)
        place = 0
        for mention in sorted(mentions, key=lambda one: (one.start, -one.end, one.body)):
            kind = self._kind_of(mention)
            if not kind or mention.start < place:
                continue
            yield from _plain(text, place, mention.start, notes)
            yield Piece(text[mention.start : mention.end], kind, self.link(mention.body))
            yield from (_mark(notes[offset]) for offset in sorted(notes) if mention.start < offset <= mention.end)
            place = mention.end
        yield from _plain(text, place, len(text), notes)

    def _kind_of(self, mention: _Mention) -> str:
        path = self.graph.path(mention.body)
        if path.startswith(("theme/", "verb/")) or "__act_" in path:
            return ""
        if not _DOCUMENT.fullmatch(path):
            return "entity"
        verbs = self.graph.objects(mention.iri, f"{RESO}governedBy")
        self._verbs_of.setdefault(mention.body, set()).update(verbs)
        return "citation"

    def cited(self) -> list[Cited]:
        """The documents cited in the parts read so far."""
        found: list[Cited] = []
        for iri, verbs in sorted(self._verbs_of.items()):
            node = self.graph.node(iri)
            titles = node.texts(f"{DCT}title") if node else {}
            path = self.graph.path(iri)
            found.append(
                Cited(
                    Link(path, path),
                    titles.get(self.interface) or titles.get("en") or next(iter(titles.values()), ""),
                    node.text(f"{RESO}adoptedOn") if node else "",
                    tuple(self.link(verb) for verb in sorted(verbs)),
                    bool(titles),
                )
            )
        return found


def _plain(text: str, start: int, end: int, notes: dict[int, str]) -> Iterator[Piece]:
    """Words that name nothing, each mark behind the words that bear it."""
    place = start
    for offset in sorted(offset for offset in notes if start < offset <= end):
        yield Piece(text[place:offset])
        yield _mark(notes[offset])
        place = offset
    if text[place:end]:
        yield Piece(text[place:end])


def _mark(note: str) -> Piece:
    return Piece(note.rpartition("_")[2], "note", Link(note, f"#{note}"))


def _kind(node: Node) -> str:
    """The class that tells most: Footnote, OperativeParagraph … or Part."""
    classes = {iri.removeprefix(RESO) for iri in node.links(TYPE.value) if iri.startswith(RESO)}
    return next(iter(sorted(classes - {"Part"})), "Part")
