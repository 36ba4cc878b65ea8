"""A work in simple Dublin Core, as OAI-PMH has it (``oai_dc``)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from resograph.resources import table
from resograph.symbols import mint, parse
from resograph.symbols.elsewhere import un_addresses
from resograph.writing.entry import Entry
from resograph.writing.terms import UN_TERMS

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def dublin_core(entry: Entry, base: str) -> etree._Element:
    """The ``oai_dc:dc`` element."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
    for name, text, language in _values(entry, base):
        if text:
            element = etree.SubElement(root, f"{{{DC}}}{name}")
            element.text = text
            if language:
                element.set(_LANGUAGE, language)
    return root


def _values(entry: Entry, base: str) -> Iterator[tuple[str, str, str]]:
    """Element, text and language ("" for none), in the order in which they stand."""
    symbol = parse(entry.symbol)
    organ = table("data", "marc.toml")["organs"].get(entry.body, {})
    for language, title in entry.titles.items():
        yield "title", title, language
    yield "title", entry.catalogue_title, "en"
    yield "creator", organ.get("heading", ""), "en"
    for sponsor in (*entry.sponsors, *entry.additional_sponsors):
        yield "contributor", sponsor.name, "en"
    for subject in entry.subjects:
        yield "subject", subject.name, "en"
    yield "publisher", "United Nations", "en"
    yield "date", entry.adopted or entry.issued, ""
    yield "type", entry.kind, "en"
    yield "identifier", mint(base, entry.symbol), ""
    yield "identifier", entry.symbol, ""
    for language in entry.titles:
        yield "identifier", un_addresses(symbol, language)["docs"], ""
        yield "language", language, ""
    for related in (*entry.drafts, *entry.reports, *entry.records):
        yield "relation", related, ""
    yield "rights", UN_TERMS, ""
