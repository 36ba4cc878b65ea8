"""Rules for the document's pieces: nothing missing, nothing empty, nothing astray."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from resograph.documents.xml import flat, local
from resograph.symbols import Kind, SymbolError, parse
from resograph.validating.akn.file import AknFile, front
from resograph.validating.akn.flaws import Hit

#: Empty without harm: breaks, pictures, cells of tables, pointers, figures of votes.
_EMPTY = ("eol", "img", "td", "th", "documentRef", "quorum", "count", "br", "col", "componentRef", "marker", "tocItem")
_STATEMENT = (
    "meta",
    "coverPage",
    "preface",
    "preamble",
    "mainBody",
    "conclusions",
    "attachments",
    "components",
)


def missing_front(file: AknFile) -> Iterator[Hit]:
    """Title, symbol, session and date of adoption, which a document must show."""
    for document in file.statements:
        kind = _kind(document)
        parent = document.getparent()
        within = parent is not None and local(parent) == "component"
        titles = [*front(document, "preface", "docTitle"), *front(document, "coverPage", "docTitle")]
        if not any(flat(title) for title in [*titles, *front(document, "mainBody", "docTitle")]):
            yield Hit("front.no-title", document)
        if within:
            continue
        if not any(flat(number) for number in front(document, "coverPage", "docNumber")):
            yield Hit("front.no-symbol", document)
        sessions = front(document, "coverPage", "session")
        if kind == "session" and not any(flat(session) or session.get("value") for session in sessions):
            yield Hit("front.no-session", sessions[0] if sessions else document)
        dates = [*front(document, "conclusions", "docDate"), *front(document, "coverPage", "docDate")]
        if kind != "statement" and not any("adoption" in (date.get("refersTo") or "").lower() for date in dates):
            yield Hit("front.no-date", document)


def _kind(document: etree._Element) -> str | None:
    """Whether an organ adopted it that meets in sessions, or it is a statement, which has no lines of adoption."""
    for number in front(document, "coverPage", "docNumber"):
        try:
            symbol = parse(flat(number))
        except SymbolError:
            continue
        if symbol.kind is Kind.STATEMENT:
            return "statement"
        return "session" if symbol.body and symbol.prefix != "S" else None
    return None


def empty(file: AknFile) -> Iterator[Hit]:
    """Elements that hold nothing."""
    for element in [*file.body, *file.all("docketNumber")]:
        if len(element) == 0 and not (element.text or "").strip() and local(element) not in _EMPTY:
            parent = element.getparent()
            name = local(element)
            inside = local(parent) if parent is not None else ""
            yield Hit("text.empty", element, f"<{name}> in <{inside}>", {"name": name})


def stray(file: AknFile) -> Iterator[Hit]:
    """Elements where the schema has no place for them."""
    for document in file.statements:
        if local(document) != "statement":
            continue
        seen: set[str] = set()
        for part in document:
            name = local(part)
            if name not in _STATEMENT or name in seen:
                yield Hit("text.stray", part, f"<{name}> in <statement>", {"name": name, "parent": "statement"})
            seen.add(name)
    for body in file.all("mainBody"):
        for element in body.iter():
            parent = element.getparent()
            name, inside = local(element), local(parent) if parent is not None else ""
            if name in ("preamble", "formula", "preface", "coverPage") or (
                name in ("subheading", "heading", "num") and inside == "mainBody"
            ):
                yield Hit("text.stray", element, f"<{name}> in <{inside}>", {"name": name, "parent": inside})


RULES = (missing_front, empty, stray)
