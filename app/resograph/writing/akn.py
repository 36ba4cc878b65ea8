"""A document as AKN4UN, valid against the OASIS schema (Akoma Ntoso 1.0, AKN4UN guidelines parts 1–3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from lxml import etree

from resograph.annotating import Annotations, Citation
from resograph.documents import Document, Note, Part, PartKind
from resograph.symbols import akn_iri, un_addresses
from resograph.writing.akn_inline import Anchor, Inline, write_inline
from resograph.writing.akn_meta import element, write_meta

_STATEMENT = {"Resolution": "resolution", "Decision": "decision", "PresidentialStatement": "presidentialStatement"}
#: How print sets the verb that heads a paragraph.
_EMPHASIS = {"zh": "bold", "ar": "bold italic"}


def write_akn(document: Document, annotations: Annotations | None = None) -> bytes:
    """The whole document as XML; with annotations, citations are ``ref`` and leading verbs are set apart."""
    return etree.tostring(
        _Writer(document, annotations or Annotations()).root(), xml_declaration=True, encoding="UTF-8", pretty_print=False
    )


class _Writer:
    def __init__(self, document: Document, annotations: Annotations) -> None:
        self._document = document
        self._found = annotations
        self._notes = {note.eid: note for note in document.notes}

    def root(self) -> etree._Element:
        root = element("akomaNtoso")
        name = _STATEMENT.get(self._document.symbol.kind.value, "document")
        statement = element("statement", root, name=name)
        write_meta(statement, self._document)
        parts = self._document.parts
        self._cover(statement)
        self._preface(statement)
        self._preamble(statement, [part for part in parts if _in_preamble(part)])
        body = [part for part in parts if not _in_preamble(part) and part.kind is not PartKind.ANNEX and part.role not in ("status", "conclusions")]
        main = element("mainBody", statement)
        for part in body:
            self._hierarchy(main, part)
        if not body:
            element("p", element("content", element("paragraph", main, eId="empty")))
        self._conclusions(statement, [part for part in parts if part.role == "conclusions"])
        self._annexes(statement, [part for part in parts if part.kind is PartKind.ANNEX])
        return root

    # ── around the text ─────────────────────────────────────────────────────────────────────────────────────────
    def _cover(self, parent: etree._Element) -> None:
        document, cover = self._document, self._document.cover
        page = element("coverPage", parent, eId="coverPage")
        element("docNumber", element("p", page), document.symbol.text, refersTo="#symbol")
        if cover.issued:
            element("docDate", element("p", page), cover.issued.isoformat(), date=str(cover.issued), refersTo="#dateOfIssuance")
        if cover.session:
            element("session", element("p", page), cover.session, value=cover.session)
        for number, title in cover.agenda_items:
            paragraph = element("p", page)
            element("inline", paragraph, number, name="agendaItem")
            element("inline", paragraph, title, name="agendaItemName")
        if cover.committee or cover.report:
            proponent = element("docProponent", element("p", page), cover.committee or "")
            for symbol in cover.report:
                element("inline", proponent, symbol, name="originatingDocument")
        if cover.job_number:
            element("docketNumber", element("p", page), cover.job_number)
        for part in document.parts:
            if part.role == "status":
                paragraph = element("p", page)
                status = element("docStatus", paragraph, part.text, eId=part.eid, refersTo="#dateOfReissue")
                self._mark(status, part)

    def _preface(self, parent: etree._Element) -> None:
        if not self._document.title and not self._document.number:
            return
        paragraph = element("p", element("preface", parent, eId="preface"))
        if self._document.number:
            element("docNumber", paragraph, f"{self._document.number}.").tail = " "
        if self._document.title:
            element("docTitle", paragraph, self._document.title, refersTo="#title")

    def _preamble(self, parent: etree._Element, parts: Sequence[Part]) -> None:
        if not parts:
            return
        preamble = element("preamble", parent, eId="preamble")
        for part in parts:
            if part.role == "formula":
                block = element("formula", preamble, name="enactingFormula")
            else:
                block = element("container", preamble, name=self._lead(part) or "preambularParagraph")
            self._mark(block, part)
            self._words(element("p", block), part)

    def _lead(self, part: Part) -> str:
        """The words of the verb that heads a part."""
        if part.emphasis:
            return part.text[slice(*part.emphasis[0])]
        act = next((act for act in self._found.acts if act.part == part.eid), None)
        return part.text[slice(*act.verb_span)] if act else ""

    def _conclusions(self, parent: etree._Element, parts: Sequence[Part]) -> None:
        if not parts:
            return
        conclusions = element("conclusions", parent, eId="conclusions")
        adopted = self._document.cover.adopted
        for part in parts:
            paragraph = element("p", conclusions)
            self._mark(paragraph, part)
            if adopted and str(adopted.year) in part.text:
                element("docDate", paragraph, part.text, date=adopted.isoformat(), refersTo="#dateOfAdoption")
            else:
                element("inline", paragraph, part.text, name="adoptionMeeting")

    def _annexes(self, parent: etree._Element, annexes: Sequence[Part]) -> None:
        if not annexes:
            return
        attachments = element("attachments", parent)
        for annex in annexes:
            attachment = element("attachment", attachments, eId=f"{annex.eid}__att")
            doc = element("doc", attachment, name="annex")
            write_meta(doc, self._document, annex.eid)
            preface = element("preface", doc)
            element("docTitle", element("p", preface), annex.heading or annex.number or "")
            main = element("mainBody", doc)
            self._mark(main, annex)
            for part in annex.parts:
                self._hierarchy(main, part)
            if not annex.parts:
                self._words(element("p", element("content", element("paragraph", main))), annex)

    # ── the text ────────────────────────────────────────────────────────────────────────────────────────────────
    def _hierarchy(self, parent: etree._Element, part: Part) -> None:
        names = {PartKind.SECTION: "section", PartKind.OPERATIVE: "paragraph", PartKind.SUBPARAGRAPH: "point"}
        made = element(names.get(part.kind, "paragraph"), parent)
        self._mark(made, part)
        if part.kind not in names:
            made.set("class", part.role if part.kind is PartKind.PLAIN else part.kind.value)
        if part.number:
            element("num", made, part.number)
        if part.heading:
            element("heading", made, part.heading)
        if not part.parts:
            self._words(element("p", element("content", made, eId=f"{part.eid}__content")), part)
        elif part.kind is PartKind.SECTION:
            if part.text:
                self._words(element("p", element("intro", made)), part)
            for child in part.parts:
                self._hierarchy(made, child)
        else:
            self._lists(made, part)

    def _lists(self, parent: etree._Element, part: Part) -> None:
        """Sub-paragraphs in lists, the part's own words as the first list's introduction."""
        holder: etree._Element | None = None
        intro = part.text
        for child in part.parts:
            if child.kind is PartKind.SUBPARAGRAPH:
                if holder is None:
                    holder = element("list", parent, eId=child.eid.rpartition("__")[0])
                    if intro:
                        self._words(element("p", element("intro", holder)), part)
                        intro = ""
                self._hierarchy(holder, child)
            elif child.role == "wrap" and holder is not None:
                wrap = element("wrapUp", holder)
                self._mark(wrap, child)
                self._words(element("p", wrap), child)
                holder = None
            else:
                if intro:
                    self._words(element("p", element("intro", parent)), part)
                    intro = ""
                holder = None
                self._hierarchy(parent, child)

    def _mark(self, made: etree._Element, part: Part | Note) -> None:
        made.set("eId", part.eid)
        made.set("wId", part.eid)

    def _words(self, paragraph: etree._Element, part: Part) -> None:
        anchors = [
            Anchor(note.anchor, partial(self._note, note=note))
            for note in self._document.notes
            if note.bearer == part.eid
        ]
        write_inline(paragraph, part.text, [*self._refs(part.eid), *self._emphasis(part)], anchors)

    def _note(self, parent: etree._Element, note: Note) -> etree._Element:
        made = element("authorialNote", parent, marker=note.mark, placement="bottom")
        self._mark(made, note)
        write_inline(element("p", made), note.text, self._refs(note.eid), [])
        return made

    def _refs(self, eid: str) -> list[Inline]:
        return [
            Inline(citation.span, "ref", (("href", self._href(citation)),))
            for citation in self._found.citations
            if citation.part == eid
        ]

    def _href(self, citation: Citation) -> str:
        """The Akoma Ntoso IRI where the citation gives the date that it needs, else the UN's own page."""
        iri = akn_iri(citation.symbol, citation.date)
        return iri or un_addresses(citation.symbol, self._document.language)["docs"]

    def _emphasis(self, part: Part) -> list[Inline]:
        style = (("class", _EMPHASIS.get(self._document.language, "italic")),)
        spans = part.emphasis or tuple(
            act.verb_span for act in self._found.acts if act.part == part.eid and act.position == 1
        )
        return [Inline(span, "span", style) for span in spans]


def _in_preamble(part: Part) -> bool:
    return part.kind is PartKind.PREAMBULAR or part.role == "formula"

