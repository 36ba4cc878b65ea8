"""Rules for the text: numbers in their place and in order, nothing missing, nothing empty, nothing astray."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from resograph.reading.akn.openings import leading_number
from resograph.reading.akn.xml import child, flat, local
from resograph.symbols import Kind, SymbolError, parse
from resograph.validating.akn_file import AknFile, front
from resograph.validating.akn_flaws import Hit

_INSIDE = ("point", "list", "sublist", "item")
_BREAKS = ("section", "heading", "subheading", "crossHeading", "attachments", "attachment", "preamble", "component")
#: Empty without harm: breaks, pictures, cells of tables, pointers, figures of votes.
_EMPTY = ("eol", "img", "td", "th", "documentRef", "quorum", "count", "br", "col", "componentRef", "marker", "tocItem")
_CHILDREN = {
    "statement": (
        "meta", "coverPage", "preface", "preamble", "mainBody", "conclusions", "attachments", "components", "annexes",
    ),
}  # fmt: skip


def numbers_in_words(file: AknFile) -> Iterator[Hit]:
    """Paragraphs whose number stands in ``p`` and not in ``num``."""
    for paragraph in file.all("paragraph"):
        if child(paragraph, "num") is None and (number := _inside(paragraph, file)):
            yield Hit("text.number-in-words", paragraph, f"{number} … {_words(paragraph)[:60]}", {"number": number})


def _inside(paragraph: etree._Element, file: AknFile) -> str | None:
    found = leading_number(_words(paragraph), file.rules)
    return found[0].strip() if found else None


def _words(paragraph: etree._Element) -> str:
    content = child(paragraph, "content")
    return flat(content if content is not None else paragraph)


def order(file: AknFile) -> Iterator[Hit]:
    """Numbers of paragraphs that skip, go back or stand twice; they may begin anew at 1."""
    last: int | None = None
    for element in file.body:
        name = local(element)
        if name == "paragraph" and not _is_point(element):
            number = _number(element, file)
            if number is None:
                continue
            if last is not None and number not in (last + 1, 1):
                kind = "twice" if number == last else "skip" if number > last else "back"
                values = {"number": str(number), "last": str(last)}
                yield Hit(f"order.{kind}", element, f"{last} → {number} {_words(element)[:60]}", values)
            last = number
        elif name in _BREAKS and element.getparent() is not None:
            last = None if name in ("section", "attachment", "component") else last


def _is_point(element: etree._Element) -> bool:
    return any(local(above) in (*_INSIDE, "quotedStructure", "table") for above in element.iterancestors())


def _number(element: etree._Element, file: AknFile) -> int | None:
    number = child(element, "num")
    printed = flat(number) if number is not None else _inside(element, file) or ""
    plain = "".join(str(unicodedata.decimal(char, char)) for char in printed)
    found = re.fullmatch(r"(\d{1,3})\s?[.\-–—．、]?", plain)
    return int(found[1]) if found else None


def missing_front(file: AknFile) -> Iterator[Hit]:
    """Title, symbol, session and date of adoption, which a document must show."""
    for document in file.statements:
        kind = _kind(document)
        within = local(document.getparent()) == "component" if document.getparent() is not None else False
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
        if not any((date.get("refersTo") or "").lower().find("adoption") >= 0 for date in dates):
            yield Hit("front.no-date", document)


def _kind(document: etree._Element) -> str | None:
    """Whether an organ adopted it that meets in sessions."""
    for number in front(document, "coverPage", "docNumber"):
        try:
            symbol = parse(flat(number))
        except SymbolError:
            continue
        return "session" if symbol.body and symbol.prefix != "S" and symbol.kind is not Kind.STATEMENT else None
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
            if name not in _CHILDREN["statement"] or name in seen:
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


RULES = (numbers_in_words, order, missing_front, empty, stray)
