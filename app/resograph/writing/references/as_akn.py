"""A text as an Akoma Ntoso document in which citations are references."""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from resograph.documents import Span
from resograph.symbols.akn import LANGUAGES
from resograph.writing.akn.base import UNKNOWN_DATE, element
from resograph.writing.akn.inline import Inline, write_inline
from resograph.writing.references.referred import Referred

_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no way to write."""


def references_akn(referred: Referred) -> bytes:
    """A ``doc``, a paragraph a line; actors and themes are not marked, since its references are to documents."""
    root = element("akomaNtoso")
    doc = element("doc", root, name="text")
    _write_meta(doc, referred)
    body = element("mainBody", doc)
    lines = _PARAGRAPH.finditer(referred.text)
    cited = [one for one in referred.apart if one.kind == "document"]
    place = 0
    for number, line in enumerate(lines, 1):
        inlines: list[Inline] = []
        while place < len(cited) and cited[place].span.start < line.end():
            one = cited[place]
            span = Span(one.span.start - line.start(), min(one.span.end, line.end()) - line.start())
            inlines.append(Inline(span, "ref", (("href", referred.targets(one)[0].address),)))
            place += 1
        paragraph = element("p", body, eId=f"p_{number}")
        write_inline(paragraph, _UNWRITABLE.sub("\ufffd", line[0]), inlines, ())
    if len(body) == 0:
        element("p", body, eId="p_1")
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _write_meta(doc: etree._Element, referred: Referred) -> None:
    """What the schema asks for; the text is named by its own characters, since nothing more is known of it."""
    work = f"/akn/un/doc/{UNKNOWN_DATE}/{hashlib.sha256(referred.text.encode()).hexdigest()[:16]}"
    language = LANGUAGES[referred.language]
    meta = element("meta", doc)
    identification = element("identification", meta, source="#resograph")
    for level, iri in (
        ("FRBRWork", work),
        ("FRBRExpression", f"{work}/{language}@"),
        ("FRBRManifestation", f"{work}/{language}@.xml"),
    ):
        made = element(level, identification)
        element("FRBRthis", made, value=iri)
        element("FRBRuri", made, value=iri)
        element("FRBRdate", made, date=str(UNKNOWN_DATE), name="unknown")
        element("FRBRauthor", made, href="#resograph")
        if level == "FRBRWork":
            element("FRBRcountry", made, value="un")
        if level == "FRBRExpression":
            element("FRBRlanguage", made, language=language)
    references = element("references", meta, source="#resograph")
    organization = "/akn/ontology/organization/un/resograph"
    element("TLCOrganization", references, eId="resograph", href=organization, showAs="resograph")
