"""Rules for paragraph numbers: in ``num`` and not among the words, each one behind the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from resograph.documents.xml import child, flat, local
from resograph.reading.akn.openings import leading_number
from resograph.reading.akn.words import is_layout
from resograph.text.digits import western
from resograph.validating.akn.file import AknFile
from resograph.validating.akn.flaws import Hit

_INSIDE = ("point", "list", "sublist", "item", "quotedStructure", "table")
_TABULAR = ("row", "table")
_FRESH = ("section", "attachment", "component", "preamble")


def numbering(file: AknFile) -> Iterator[Hit]:
    """Numbers among the words; numbers that skip, go back or stand twice. They may begin anew at 1."""
    last: int | None = None
    for element in file.body:
        name = local(element)
        if name in _FRESH or _opens_annex(element, file):
            last = None
        elif name == "paragraph" and not _is_inside(element):
            inside = child(element, "num") is None
            number = _inside(element, file, last) if inside else _figure(flat(child(element, "num")))
            if number is None:
                continue
            if inside:
                yield Hit("text.number-in-words", element, _words(element)[:60], {"number": str(number)})
            if last is not None and number not in (last + 1, 1):
                kind = "twice" if number == last else "skip" if number > last else "back"
                values = {"number": str(number), "last": str(last)}
                yield Hit(f"order.{kind}", element, f"{last} → {number} {_words(element)[:60]}".rstrip(), values)
            last = number


def _is_inside(paragraph: etree._Element) -> bool:
    """Whether it is a point of another paragraph, or a row of a table."""
    if paragraph.get("class") in _TABULAR:
        return True
    return any(local(above) in _INSIDE for above in paragraph.iterancestors())


def _opens_annex(element: etree._Element, file: AknFile) -> bool:
    heading = local(element) in ("heading", "subheading", "crossHeading")
    return heading and file.rules.numbering.annex.re.match(flat(element)) is not None


def _inside(paragraph: etree._Element, file: AknFile, last: int | None) -> int | None:
    """The number at the head of the words; one without a full stop counts where it is the next."""
    words = _words(paragraph)
    if found := leading_number(words, file.rules):
        return int(found["number"])
    bare = re.match(r"(\d{1,3})\s", words)
    return int(bare[1]) if bare and last is not None and int(bare[1]) == last + 1 else None


def _words(paragraph: etree._Element) -> str:
    content = child(paragraph, "content")
    words = flat(content if content is not None else paragraph)
    return "".join(char for char in words if not is_layout(char))


def _figure(printed: str) -> int | None:
    """The number of "12.", "١٢ -"; None for (a), a dash and the like."""
    plain = western("".join(char for char in printed if not is_layout(char)))
    found = re.fullmatch(r"(\d{1,3})\s?[.\-–—．、]?", plain)
    return int(found[1]) if found else None


RULES = (numbering,)
