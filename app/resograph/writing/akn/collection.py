"""The parts of a resolution in parts (A, B, …) in one file, as ``documentCollection`` with its components."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from resograph.annotating import Annotations
from resograph.documents import Document
from resograph.writing.akn.base import element
from resograph.writing.akn.document import append_statement, write_akn
from resograph.writing.akn.meta import write_meta


def write_collection(documents: Sequence[tuple[Document, Annotations | None]]) -> bytes:
    """One document as it is; several as a collection of statements."""
    if len(documents) == 1:
        return write_akn(*documents[0])
    root = element("akomaNtoso")
    collection = element("documentCollection", root, name="resolution")
    first = documents[0][0]
    write_meta(collection, replace(first, symbol=first.symbol.whole or first.symbol, parts=(), notes=(), registry=None))
    body = element("collectionBody", collection)
    components = element("components", root)
    for number, (document, found) in enumerate(documents, start=1):
        held = element("component", body, eId=f"ref_{number}")
        element("documentRef", held, eId=f"ref_{number}__doc", href=f"#comp_{number}", showAs=document.symbol.text)
        component = element("component", components, eId=f"comp_{number}")
        append_statement(component, document, found)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
