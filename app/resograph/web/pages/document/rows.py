"""Tables of a text: where the cells of a row stand in its words, and rows set together as one table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
        notes = tuple(note for row in some for note in row.notes)
        path = str(address.work().part(table))
        bare = replace(some[0], number="", text="", pieces=(), acts=(), themes=(), more_themes=0)
        found.append(replace(bare, eid=table, path=path, rows=tuple(some), notes=notes))
    return found


def _table_of(part: PartView) -> str:
    row = _ROW.fullmatch(part.eid)
    return row["table"] if row and part.cells else ""
