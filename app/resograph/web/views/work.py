"""A held document as its page shows it, in one language."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field

from resograph.symbols import Address, Symbol
from resograph.web.graph import Node, ReleaseGraph, parts_in_order
from resograph.web.views.links import Link
from resograph.writing.terms import DCT, OA, RESO


@dataclass(frozen=True)
class MentionView:
    """Where words of a text name something; ``kind`` is entity, citation, theme, verb or act."""

    start: int
    end: int
    kind: str
    link: Link


@dataclass(frozen=True)
class ActView:
    """An act as a page shows it."""

    path: str
    verb: Link
    force: Link
    addressees: list[Link]
    due: list[str]
    is_mandate: bool
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
    acts: list[ActView] = field(default_factory=list)
    mentions: list[MentionView] = field(default_factory=list)
    themes: list[Link] = field(default_factory=list)

    def marked(self, root: str, notes: Mapping[int, str]) -> str:
        """The text as HTML: citations and entities as links, note marks where they stand."""
        shown = [mention for mention in self.mentions if mention.kind in ("entity", "citation")]
        apart: list[MentionView] = []
        for mention in sorted(shown, key=lambda mention: (mention.start, -mention.end)):
            if not apart or mention.start >= apart[-1].end:
                apart.append(mention)
        out, place = "", 0
        for mention in apart:
            out += self._words(place, mention.start, root, notes)
            href = html.escape(root + mention.link.path, quote=True)
            title = html.escape(mention.link.name, quote=True)
            out += f'<a class="{mention.kind}" href="{href}" title="{title}">'
            out += self._words(mention.start, mention.end, root, {}) + "</a>"
            place = mention.end
        return out + self._words(place, len(self.text) + 1, root, notes)

    def _words(self, start: int, end: int, root: str, notes: Mapping[int, str]) -> str:
        out, place = "", start
        for offset in sorted(offset for offset in notes if start < offset <= end):
            out += html.escape(self.text[place:offset])
            eid = html.escape(notes[offset], quote=True)
            out += f'<sup><a href="#{eid}">{html.escape(notes[offset].rpartition("_")[2])}</a></sup>'
            place = offset
        return out + html.escape(self.text[place:end])


class WorkView:
    """A held document in one language."""

    def __init__(self, graph: ReleaseGraph, symbol: Symbol, language: str, interface: str = "en") -> None:
        self._graph = graph
        self._interface = interface
        self._nodes = graph.work(symbol)
        self.symbol = symbol
        self.language = language
        self.address = Address(symbol)
        self.me = self._nodes[graph.iri(self.address)]
        self._by_part = self._sort_nodes()
        self.parts = [view for node in parts_in_order(self._nodes) if (view := self._part(node))]
        self.notes = [part for part in self.parts if part.kind == "Footnote"]

    def _sort_nodes(self) -> dict[tuple[str, str], list[Node]]:
        """Acts and mentions by the part that they stand in."""
        found: dict[tuple[str, str], list[Node]] = {}
        for node in self._nodes.values():
            part = node.text(f"{RESO}inPart")
            if part:
                found.setdefault((part, "act" if "Act" in node.classes else "mention"), []).append(node)
        return found

    def link(self, iri: str) -> Link:
        """A node as a link, named in the interface's language."""
        return Link(self._graph.label(iri, self._interface), self._graph.path(iri))

    @property
    def title(self) -> str:
        """The title in the language shown."""
        return self.me.texts(f"{DCT}title").get(self.language, self.symbol.text)

    @property
    def status(self) -> list[tuple[str, Link]]:
        """Facts of the document: what, and the value."""
        rows: list[tuple[str, Link]] = []
        for name in ("adoptedBy", "adoptedOn", "adoptedAt", "session", "agendaItem", "onReportOf"):
            for value in self.me.all(RESO + name):
                text = getattr(value, "value", "")
                rows.append((name, self.link(text) if text.startswith(self._graph.base) else Link(text, "")))
        return rows

    def anchors(self, part: PartView) -> dict[int, str]:
        """Offset → note id of the marks in a part."""
        found: dict[int, str] = {}
        bearer = self._graph.iri(self.address.part(part.eid))
        for note in self.notes:
            node = self._nodes[self._graph.iri(self.address.part(note.eid))]
            if bearer in node.links(f"{RESO}noteTo"):
                here = self._nodes.get(self._graph.iri(self.address.part(note.eid).within(self.language)))
                found[int(here.text(f"{RESO}anchor") or 0) if here else 0] = note.eid
        return found

    def _part(self, node: Node) -> PartView | None:
        texts = node.texts(f"{RESO}text")
        headings = node.texts(f"{RESO}heading")
        if self.language not in texts and self.language not in headings:
            return None
        eid = node.text(f"{RESO}eId")
        kind = (
            next(iter(sorted(node.classes - {"Part", "Footnote"})), "Part")
            if "Footnote" not in node.classes
            else "Footnote"
        )
        return PartView(
            eid=eid,
            path=str(self.address.part(eid)),
            kind=kind,
            number=node.texts(f"{RESO}number").get(self.language, ""),
            heading=headings.get(self.language, ""),
            text=texts.get(self.language, ""),
            depth=eid.count("__point_"),
            acts=self._acts(node.iri),
            mentions=self._mentions(node.iri),
            themes=[self.link(iri) for iri in node.links(f"{RESO}theme")],
        )

    def _acts(self, part: str) -> list[ActView]:
        nodes = sorted(self._by_part.get((part, "act"), ()), key=lambda node: int(node.text(f"{RESO}position")))
        return [
            ActView(
                path=self._graph.path(node.iri),
                verb=self.link(node.text(f"{RESO}verb")),
                force=self.link(node.text(f"{RESO}force")),
                addressees=[self.link(iri) for iri in node.links(f"{RESO}addressee")],
                due=[self.link(iri).name for iri in node.links(f"{RESO}dueSession")],
                is_mandate="Mandate" in node.classes,
                words=node.texts(f"{RESO}text").get(self.language, ""),
            )
            for node in nodes
        ]

    def _mentions(self, part: str) -> list[MentionView]:
        prefix = f"{self._graph.base}{self.language}/"
        found: list[MentionView] = []
        for node in self._by_part.get((part, "mention"), ()):
            if not node.iri.startswith(prefix):
                continue
            target = self._nodes.get(node.text(f"{OA}hasTarget"))
            selector = self._nodes.get(target.text(f"{OA}hasSelector")) if target else None
            if selector is None:
                continue
            for body in node.links(f"{OA}hasBody"):
                found.append(
                    MentionView(
                        int(selector.text(f"{OA}start")),
                        int(selector.text(f"{OA}end")),
                        _kind(self._graph.path(body), "Citation" in node.classes),
                        self.link(body),
                    )
                )
        return sorted(found, key=lambda mention: (mention.start, -mention.end, mention.kind))


def _kind(path: str, cites: bool) -> str:
    for prefix, kind in (("theme/", "theme"), ("verb/", "verb")):
        if path.startswith(prefix):
            return kind
    if "__act_" in path:
        return "act"
    return "citation" if cites and path[:1].isupper() and "~" not in path else "entity"
