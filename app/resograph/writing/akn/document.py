"""A document as AKN4UN, valid against the OASIS schema (Akoma Ntoso 1.0, AKN4UN guidelines parts 1–3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import TypeVar

from lxml import etree

from resograph.annotating import Act, Annotations, Citation
from resograph.documents import Document, Note, Part, PartKind, Span
from resograph.languages.profile import profile
from resograph.symbols import Kind, akn_iri, un_addresses
from resograph.writing.akn.base import element
from resograph.writing.akn.front import write_cover, write_preface
from resograph.writing.akn.inline import Anchor, Inline, write_inline
from resograph.writing.akn.meta import Iris, write_meta
from resograph.writing.akn.variants import proponents_of, write_variants

Found = TypeVar("Found", Act, Citation)
_STATEMENT = {
    Kind.RESOLUTION: "resolution",
    Kind.DECISION: "decision",
    Kind.STATEMENT: "presidentialStatement",
    Kind.DRAFT: "draftResolution",
}
#: The class of a heading that stands above a preambular paragraph.
CAPTION = "caption"
#: How print sets the verb that heads a paragraph.
_EMPHASIS = {"zh": "bold", "ar": "bold italic"}


def write_akn(document: Document, annotations: Annotations | None = None) -> bytes:
    """The whole document as XML; with annotations, citations are ``ref`` and leading verbs are set apart."""
    root = element("akomaNtoso")
    append_statement(root, document, annotations)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def append_statement(parent: etree._Element, document: Document, annotations: Annotations | None) -> None:
    """The document's ``statement`` below an element."""
    _Writer(document, annotations or Annotations()).statement(parent)


def write_portion(document: Document, annotations: Annotations, parts: Sequence[Part | Note]) -> bytes:
    """Some parts alone, as ``portion`` (Akoma Ntoso naming convention, portions)."""
    writer = _Writer(document, annotations)
    root = element("akomaNtoso")
    portion = element("portion", root, includedIn=Iris.of(document).expression)
    write_meta(portion, document)
    body = element("portionBody", portion)
    if len(parts) > 1:  # a portion's body takes one element
        opening = all(isinstance(part, Part) and _in_preamble(part) for part in parts)
        body = element("container" if opening else "hcontainer", body, name="range")
    for part in parts:
        writer.append(body, part)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


class _Writer:
    def __init__(self, document: Document, annotations: Annotations) -> None:
        self._document = document
        self._rules = profile(document.language)
        self._proponents = proponents_of(document)
        self._notes = document.notes_borne()
        self._citations = _by_part(annotations.citations)
        self._acts = _by_part(annotations.acts)
        # a GUID is unique, which the eIds of official files are not always
        self._sources = {part.source_id for part in document.parts if part.role == "status"}

    def statement(self, parent: etree._Element) -> None:
        name = _STATEMENT.get(self._document.kind, "document")
        statement = element("statement", parent, name=name)
        write_meta(statement, self._document)
        parts = self._document.parts
        write_cover(statement, self._document)
        write_preface(statement, self._document)
        within = [
            part for part in parts if part.kind is not PartKind.ANNEX and part.role not in ("status", "conclusions")
        ]
        opening = list(takewhile(_in_preamble, within))
        self._preamble(statement, opening)
        body = within[len(opening) :]
        main = element("mainBody", statement)
        for part in body:
            self._hierarchy(main, part)
        if not body:
            element("p", element("content", element("paragraph", main, eId="empty")))
        self._conclusions(statement, [part for part in parts if part.role == "conclusions"])
        self._annexes(statement, [part for part in parts if part.kind is PartKind.ANNEX])

    def append(self, parent: etree._Element, part: Part | Note) -> None:
        """One part wherever it may stand."""
        if isinstance(part, Note):
            self._note(element("p", parent), part)
        elif _in_preamble(part):
            self._opening(parent, part)
        elif part.role in ("status", "conclusions"):
            paragraph = element("p", parent, part.text)
            self._mark(paragraph, part)
        else:
            self._hierarchy(parent, part)

    # ── around the text ─────────────────────────────────────────────────────────────────────────────────────────
    def _preamble(self, parent: etree._Element, parts: Sequence[Part]) -> None:
        if not parts:
            return
        preamble = element("preamble", parent, eId="preamble")
        for part in parts:
            self._opening(preamble, part)

    def _opening(self, parent: etree._Element, part: Part) -> None:
        if part.role == "formula":
            block = element("formula", parent, name="enactingFormula")
        else:
            block = element("container", parent, name=self._lead(part) or "preambularParagraph")
        self._mark(block, part)
        if part.number:
            block.set("title", part.number)
        if part.heading:
            element("p", block, part.heading, class_=CAPTION)
        self._words(element("p", block), part)
        if part.parts:
            self._items(block, part.parts)

    def _items(self, parent: etree._Element, parts: Sequence[Part]) -> None:
        """Points of a preambular paragraph, which holds blocks and no hierarchy."""
        block = element("blockList", parent)
        for part in parts:
            item = element("item", block)
            self._mark(item, part)
            if part.kind is not PartKind.SUBPARAGRAPH:
                item.set("class", part.role)
            if part.number:
                element("num", item, part.number)
            if part.heading:
                element("heading", item, part.heading)
            self._words(element("p", item), part)
            if part.parts:
                self._items(item, part.parts)

    def _lead(self, part: Part) -> str:
        """The words of the verb that heads a part."""
        if part.emphasis:
            return part.text[slice(*part.emphasis[0])]
        act = next(iter(self._acts.get(part.eid, ())), None)
        return part.text[slice(*act.verb_span)] if act else ""

    def _conclusions(self, parent: etree._Element, parts: Sequence[Part]) -> None:
        if not parts:
            return
        conclusions = element("conclusions", parent, eId="conclusions")
        adopted = self._document.cover.adopted
        for part in parts:
            paragraph = element("p", conclusions)
            self._mark(paragraph, part)
            if adopted and self._rules.find_date(part.text) == adopted and len(part.text) < 60:
                line = element("docDate", paragraph, date=adopted.isoformat(), refersTo="#dateOfAdoption")
            else:
                line = element("inline", paragraph, name="adoptionMeeting")
            self._words(line, part)

    def _annexes(self, parent: etree._Element, annexes: Sequence[Part]) -> None:
        if not annexes:
            return
        attachments = element("attachments", parent)
        for annex in annexes:
            attachment = element("attachment", attachments, eId=f"{annex.eid}__att")
            doc = element("doc", attachment, name="annex")
            write_meta(doc, self._document, annex.eid)
            self._annex_title(element("p", element("preface", doc)), annex)
            main = element("mainBody", doc)
            self._mark(main, annex)
            if annex.text or not annex.parts:
                own = element("paragraph", main, class_="ownWords")
                self._words(element("p", element("content", own)), annex)
            for part in annex.parts:
                self._hierarchy(main, part)

    def _annex_title(self, paragraph: etree._Element, annex: Part) -> None:
        if annex.number:
            element("docNumber", paragraph, annex.number)
        title = element("docTitle", paragraph, annex.heading or "")
        if not annex.text and annex.parts:
            self._words(title, annex)

    # ── the text ────────────────────────────────────────────────────────────────────────────────────────────────
    def _hierarchy(self, parent: etree._Element, part: Part) -> None:
        names = {PartKind.SECTION: "section", PartKind.OPERATIVE: "paragraph", PartKind.SUBPARAGRAPH: "point"}
        if part.kind is PartKind.DRAFT:
            self._draft(parent, part)
            return
        made = element(names.get(part.kind, "paragraph"), parent)
        self._mark(made, part)
        if part.kind not in names:
            made.set("class", part.role if part.kind is PartKind.PLAIN else part.kind.value)
        if part.number:
            element("num", made, part.number)
        if part.heading:
            heading = element("heading", made, part.heading)
            if part.parts and not part.text:
                self._words(heading, part)
        if part.parts and all(row.cells for row in part.parts):
            self._table(element("table", element("content", made)), part.parts)
        elif not part.parts:
            self._words(element("p", element("content", made, eId=f"{part.eid}__content")), part)
        elif part.kind is PartKind.SECTION:
            if part.text or (not part.heading and self._bears(part)):
                self._words(element("p", element("intro", made)), part)
            for child in part.parts:
                self._hierarchy(made, child)
        else:
            self._lists(made, part)

    def _table(self, table: etree._Element, rows: Sequence[Part]) -> None:
        """Rows of cells, each with its share of the row's words."""
        for row in rows:
            made = element("tr", table)
            self._mark(made, row)
            for cell in row.cells:
                self._words(element("p", element("td", made)), row, cell)

    def _draft(self, parent: etree._Element, part: Part) -> None:
        """A quoted draft as what its paragraph embeds."""
        made = element("paragraph", parent, class_=part.kind.value)
        self._mark(made, part)
        if part.number:
            element("num", made, part.number)
        if part.heading:
            element("heading", made, part.heading)
        quoted = element("embeddedStructure", element("p", element("content", made)))
        opening = list(takewhile(_in_preamble, part.parts))
        for child in opening:
            self._opening(quoted, child)
        for child in part.parts[len(opening) :]:
            self._hierarchy(quoted, child)

    def _lists(self, parent: etree._Element, part: Part) -> None:
        """Sub-paragraphs in lists, the part's own words as the first list's introduction."""
        holder: etree._Element | None = None
        intro = bool(part.text) or (not part.heading and self._bears(part))
        for child in part.parts:
            if child.kind is PartKind.SUBPARAGRAPH:
                if holder is None:
                    name = child.eid.rpartition("__")[0]
                    holder = element("list", parent, eId=name if name != part.eid else f"{child.eid}__list")
                    if intro:
                        self._words(element("p", element("intro", holder)), part)
                        intro = False
                self._hierarchy(holder, child)
            elif child.role == "wrap" and holder is not None:
                wrap = element("wrapUp", holder)
                self._mark(wrap, child)
                self._words(element("p", wrap), child)
                holder = None
            else:
                if intro:
                    self._words(element("p", element("intro", parent)), part)
                    intro = False
                holder = None
                self._hierarchy(parent, child)

    def _mark(self, made: etree._Element, part: Part | Note) -> None:
        made.set("eId", part.own_eid or part.eid)
        made.set("wId", part.eid)
        if part.source_id and part.source_id not in self._sources and " " not in part.source_id:
            made.set("GUID", part.source_id)
            self._sources.add(part.source_id)

    def _bears(self, part: Part) -> bool:
        """Whether it bears the mark of a note."""
        return part.eid in self._notes

    def _words(self, paragraph: etree._Element, part: Part, within: Span | None = None) -> None:
        """The words of a part, or those at a place in it, with what is set in them."""
        place = within or Span(0, len(part.text))
        anchors = [
            Anchor(note.anchor - place.start, partial(self._note, note=note))
            for note in self._notes.get(part.eid, ())
            if _holds(place, note.anchor)
        ]
        inlines = [
            replace(inline, span=Span(inline.span.start - place.start, inline.span.end - place.start))
            for inline in [*self._refs(part), *self._emphasis(part)]
            if place.start <= inline.span.start and inline.span.end <= place.end
        ]
        if part.variants and within is None:
            write_variants(paragraph, part.text, part.variants, self._proponents, inlines, anchors)
        else:
            write_inline(paragraph, part.text[slice(*place)], inlines, anchors)

    def _note(self, parent: etree._Element, note: Note) -> etree._Element:
        made = element("authorialNote", parent, marker=note.mark, placement="bottom")
        self._mark(made, note)
        write_inline(element("p", made), note.text, self._refs(note), [])
        return made

    def _refs(self, part: Part | Note) -> list[Inline]:
        """Citations; in a document without annotations the links that its own file carries."""
        if not self._citations:
            return [Inline(link.span, "ref", (("href", link.href),)) for link in part.links]
        return [
            Inline(citation.span, "ref", (("href", self._href(citation)),))
            for citation in self._citations.get(part.eid, ())
            if not citation.by_name  # a reference's words are to name its target
        ]

    def _href(self, citation: Citation) -> str:
        """The Akoma Ntoso IRI where the citation gives the date that it needs, else the UN's own page."""
        iri = akn_iri(citation.symbol, citation.date)
        return iri or un_addresses(citation.symbol, self._document.language)["docs"]

    def _emphasis(self, part: Part) -> list[Inline]:
        style = (("class", _EMPHASIS.get(self._document.language, "italic")),)
        spans = part.emphasis or tuple(act.verb_span for act in self._acts.get(part.eid, ()) if act.position == 1)
        return [Inline(span, "span", style) for span in spans]


def _by_part(found: Iterable[Found]) -> dict[str, list[Found]]:
    """What was found in each part, by the part's id."""
    held: dict[str, list[Found]] = {}
    for one in found:
        held.setdefault(one.part, []).append(one)
    return held


def _holds(place: Span, anchor: int) -> bool:
    """Whether a note's mark stands at a place: behind one of its words, or at the very start."""
    return place.start < anchor <= place.end or (anchor == place.start == 0)


def _in_preamble(part: Part) -> bool:
    return part.kind is PartKind.PREAMBULAR or part.role == "formula"
