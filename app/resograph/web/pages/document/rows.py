"""Tables of a text: where the cells of a row stand in its words, and rows set together as one table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from resograph.documents import Document, Span
from resograph.symbols import Address
from resograph.web.pages.document.values import PartView

_ROW = re.compile(r"(?P<table>.+)__row_\d+(?:__\d+|__p_\d+)*")


def has_rows(eids: Iterable[str]) -> bool:
    """Whether there is a row of a table among some parts."""
    return any(_ROW.fullmatch(eid) for eid in eids)


def cells_of(document: Document) -> Mapping[str, Sequence[Span]]:
    """The places of the cells in the words of each row."""
    return {part.eid: part.cells for part in document.walk() if part.cells}


def in_tables(parts: Sequence[PartView], address: Address) -> list[PartView]:
    """The parts with the rows of each table as one part, which has their notes."""
    found: list[PartView] = []
    for table, run in groupby(parts, key=_table_of):
        some = list(run)
        if not table:
            found += some
            continue
        found.append(
            PartView(
                eid=table,
                path=str(address.work().part(table)),
                kind=some[0].kind,
                number="",
                heading="",
                text="",
                depth=some[0].depth,
                acts=tuple(act for row in some for act in row.acts),
                themes=tuple(dict.fromkeys(theme for row in some for theme in row.themes)),
                more_themes=max(row.more_themes for row in some),
                notes=tuple(note for row in some for note in row.notes),
                cited_by=sum(row.cited_by for row in some),
                variants=tuple(variant for row in some for variant in row.variants),
                rows=tuple(some),
            )
        )
    return found


def _table_of(part: PartView) -> str:
    row = _ROW.fullmatch(part.eid)
    return row["table"] if row and part.cells else ""
