"""The page around the text of an Akoma Ntoso file: cover and title."""

from __future__ import annotations

from lxml import etree

from resograph.documents import Document
from resograph.writing.akn.base import element


def write_cover(parent: etree._Element, document: Document) -> None:
    """Append ``coverPage``: symbol, dates, session, items, committee, and notes on this issue."""
    cover = document.cover
    page = element("coverPage", parent, eId="coverPage")
    if document.symbol.text:
        element("docNumber", element("p", page), document.symbol.text, refersTo="#symbol")
    if cover.issued:
        element(
            "docDate",
            element("p", page),
            cover.issued.isoformat(),
            date=str(cover.issued),
            refersTo="#dateOfIssuance",
        )
    if cover.adopted and not any(part.role == "conclusions" for part in document.parts):
        day = cover.adopted.isoformat()
        element("docDate", element("p", page), day, date=day, refersTo="#dateOfAdoption")
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
    if cover.meeting:
        element("inline", element("p", page), cover.meeting, name="meeting")
    if cover.job_number:
        element("docketNumber", element("p", page), cover.job_number)
    for part in document.parts:
        if part.role == "status":
            paragraph = element("p", page)
            status = element("docStatus", paragraph, part.text, eId=part.eid, refersTo="#dateOfReissue")
            status.set("wId", part.eid)
            if part.source_id:
                status.set("GUID", part.source_id)
    if not len(page):  # a draft may have nothing to stand on it
        parent.remove(page)


def write_preface(parent: etree._Element, document: Document) -> None:
    """Append ``preface``: number and title, where there are any."""
    if not document.title and not document.number:
        return
    paragraph = element("p", element("preface", parent, eId="preface"))
    if document.number:
        element("docNumber", paragraph, f"{document.number}.").tail = " "
    if document.title:
        element("docTitle", paragraph, document.title, refersTo="#title")
