"""Tables: rows of cells, each row one text with its cells marked in it."""

from __future__ import annotations

from lxml import etree

from resograph.documents import PartKind, Span
from resograph.documents.xml import below, local
from resograph.languages.profile import Profile
from resograph.reading.akn.nodes import OpenPart, cell_joint
from resograph.reading.akn.words import Words, read_words


def read_rows(table: etree._Element, rules: Profile) -> list[OpenPart]:
    """The rows of a table that hold words, in order."""
    rows = [_row(row, rules) for row in below(table, "tr")]
    return [row for row in rows if row.words]


def _row(row: etree._Element, rules: Profile) -> OpenPart:
    words, cells = Words(), []
    for cell in row:
        if local(cell) not in ("td", "th"):
            continue
        own = read_words(cell, rules)
        words = words.then(own, cell_joint(rules)) if words else own
        cells.append(Span(len(words.text) - len(own.text), len(words.text)))
    return OpenPart(
        PartKind.PLAIN,
        words,
        role="row",
        cells=tuple(cells),
        source_id=row.get("GUID"),
        line=row.sourceline or 0,
        eid=row.get("eId") or "",
    )
