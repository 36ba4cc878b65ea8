"""The table of a session as files: JSON, CSV, Word."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from resograph.web.components.links import Link
from resograph.web.interface import Interface
from resograph.web.pages.mandates.files import as_cell
from resograph.web.pages.sessions.view import SIDES, Row, SessionTable, VotingChart

COLUMNS = ("symbol", "number", "item", "committee", "draft", "meeting", "date", "vote", "title")


def table_json(table: SessionTable, base: str) -> dict[str, Any]:
    """The table, its gaps and its index of subjects."""
    return {
        "session": _thing(table.session, base),
        "documents": [_record(row, base) for row in table.rows],
        "gaps": [{"series": gap.stem, "first": gap.first, "last": gap.last} for gap in table.gaps],
        "subjects": [
            {**_thing(theme, base), "documents": [row.symbol for row in rows]} for theme, rows in table.subjects
        ],
    }


def _record(row: Row, base: str) -> dict[str, Any]:
    vote = row.vote
    return {
        "address": base + row.symbol,
        "symbol": row.symbol,
        "number": row.number,
        "items": [_thing(link, base) for link in row.items],
        "committees": [_thing(link, base) for link in row.committees],
        "drafts": [base + link.path for link in row.drafts],
        "meetings": [_thing(link, base) for link in row.meetings],
        "date": row.adopted or None,
        "vote": {"address": base + vote.path, "outcome": vote.outcome, **dict(zip(SIDES, vote.counts, strict=True))}
        if vote
        else None,
        "title": row.title.text,
        "language": row.title.language,
    }


def _thing(link: Link, base: str) -> dict[str, str]:
    return {"address": base + link.path, "name": link.name}


def vote_said(row: Row, words: Interface) -> str:
    """A vote in words: the counts, else the outcome, "" where neither is told."""
    if row.vote is None:
        return ""
    yes, no, abstained, _ = row.vote.counts
    if yes is not None:
        number = [words.number(count or 0) for count in (yes, no, abstained)]
        return words("document.counts", yes=number[0], no=number[1], abstained=number[2])
    key = f"document.{row.vote.outcome}"
    return words(key) if words.has(key) else row.vote.outcome


def _cells(row: Row, words: Interface) -> tuple[str, ...]:
    lists = (row.items, row.committees, row.drafts, row.meetings)
    said = ["; ".join(link.name for link in links) for links in lists]
    return row.symbol, row.number, *said, row.adopted, vote_said(row, words), row.title.text


def table_csv(table: SessionTable, words: Interface) -> bytes:
    """A row a document, with a byte order mark."""
    return _csv(COLUMNS, (_cells(row, words) for row in table.rows))


def votes_csv(chart: VotingChart, words: Interface) -> bytes:
    """A row a State, a column a document."""
    names = {side: words(f"thing.{side}") for side in SIDES} | {"": ""}
    head = (words("thing.State"), *(row.symbol for row in chart.rows))
    return _csv(head, ((state.name, *(names[side] for side in sides)) for state, sides in chart.states))


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([as_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def table_docx(table: SessionTable, words: Interface) -> bytes:
    """The table, the index of subjects and the gaps as a Word file."""
    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.styles["Normal"].font.size = Pt(9)
    document.core_properties.author = words("site.name")
    document.core_properties.title = table.session.name
    document.add_heading(table.session.name, 1)
    document.add_heading(words("sessions.table"), 2)
    grid = document.add_table(rows=1, cols=len(COLUMNS), style="Light Grid")
    for cell, name in zip(grid.rows[0].cells, COLUMNS, strict=True):
        cell.text = words(f"sessions.{name}")
    for row in table.rows:
        for cell, value in zip(grid.add_row().cells, _cells(row, words), strict=True):
            cell.text = value
    if table.subjects:
        document.add_heading(words("sessions.subjects"), 2)
        for theme, rows in table.subjects:
            listed = words("site.comma").join(row.symbol for row in rows)
            document.add_paragraph(f"{theme.name}{words('site.colon')}{listed}")
    document.add_heading(words("sessions.gaps"), 2)
    for gap in table.gaps:
        document.add_paragraph(f"{gap.stem}{gap.first}" + (f"–{gap.last}" if gap.last > gap.first else ""))
    if not table.gaps:
        document.add_paragraph(words("sessions.no_gaps"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
