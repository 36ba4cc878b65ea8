"""``resograph match``: a list of symbols, titles or names comes back with addresses."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import UsageError, note, write_out
from resograph.cli.options import StoreOption, settings_for
from resograph.reading import UnreadableError
from resograph.reading.tables import cell, is_date_made, opened
from resograph.reconciling import Matcher
from resograph.reconciling.known import GraphFacts, names_of
from resograph.reconciling.lists import COLUMNS, ListMatcher, Wanted, column_of, is_symbol, types_of
from resograph.releases import open_current
from resograph.releases.reader import ReleaseGraph
from resograph.resources import table
from resograph.settings import default_store
from resograph.symbols.address import LANGUAGES

_MIB = 1024 * 1024
_LINES = (".txt", ".text", ".lst", "")


def match(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, Excel, or a text with one name a line.", metavar="FILE")],
    column: Annotated[str, typer.Option(help="Name of the column that is matched, or its number from 1.")] = "",
    kind: Annotated[str, typer.Option(help="Only such: symbol, title, entity, or a type such as State.")] = "",
    output: Annotated[Path | None, typer.Option(help="Where the table goes; .xlsx for Excel.", metavar="FILE")] = None,
    lang: Annotated[str, typer.Option(help="Language of the names that are added.")] = "en",
    store: StoreOption = None,
) -> None:
    """Match a list of symbols, titles or names with what a release knows; it comes back with addresses.

    Columns are added: address, name, kind, score, certain, candidates. The rows stay as they are and in their order.
    What may be meant is told; "certain" is yes only where nothing else can be, as at /reconcile.
    Example: resograph match list.csv --column Symbol --output matched.csv
    """
    if lang not in LANGUAGES:
        raise UsageError(f"--lang {lang} is no official language; there are {', '.join(LANGUAGES)}.")
    try:
        types_of(kind)
    except UnreadableError as error:
        raise UsageError(str(error)) from None
    header, rows, place = _read(file, column, settings_for(None).table_mb * _MIB)
    graph = ReleaseGraph(open_current(store or default_store()))
    matcher = Matcher(names_of(graph), GraphFacts(graph))
    lists = ListMatcher(matcher, Wanted(kind, lang, graph.base))
    found = [(row, lists.row(cell(row, place))) for row in rows]
    added = [name if name not in header else f"matched {name}" for name in COLUMNS]
    width = max([len(header), *(len(row) for row, _ in found)])
    header = [*header, *[""] * (width - len(header)), *added]
    out = [header, *([*row, *[""] * (width - len(row)), *cells] for row, cells in found)]
    write_out(_excel(out) if output and output.suffix.lower() == ".xlsx" else _csv(out), output)
    certain = sum(cells[COLUMNS.index("certain")] == "yes" for _, cells in found)
    likely = sum(cells[COLUMNS.index("certain")] == "no" for _, cells in found)
    damaged = sum(is_date_made(cell(row, place)) for row, _ in found)
    if damaged:
        note(f"{damaged} cells are dates that a program for tables made of symbols; write the symbols there as text.")
    note(f"{len(found)} rows: {certain} certain, {likely} to be looked at, {len(found) - certain - likely} not found.")


def _read(file: Path, column: str, most: int) -> tuple[list[str], list[Sequence[str]], int]:
    """Names of the columns, rows, and where the column stands that is matched."""
    name: str = table("data", "columns.toml")["match"]["name"]
    if file.suffix.lower() in _LINES and not column:
        rows = list(_lines(file, most))
        return [name], rows, 0
    with opened(file, most) as found:
        if found.is_guess:
            note(table("data", "columns.toml")["summaries"]["guessed"].format(name=file.name))
        header = list(found.header)
        if not column and any(map(is_symbol, header)):
            first = next(place for place, text in enumerate(header) if is_symbol(text))
            names = [name if place == first else f"column {place + 1}" for place in range(len(header))]
            return names, [header, *(row for _, row in found.rows)], first
        try:
            place = column_of(header, column)
        except UnreadableError as error:
            raise UsageError(f"{file.name}: {error}") from None
        return header, [row for _, row in found.rows], place


def _lines(file: Path, most: int) -> Iterator[Sequence[str]]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror or error}.") from None
    if len(content) > most:
        raise UnreadableError(f"{file.name} is too large; at most {most:,} bytes are read. Cut it up.")
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(f"{file.name} is no right UTF-8; save it as UTF-8 and try again.") from None
    if not text.strip():
        raise UnreadableError(f"{file.name} is empty; give one symbol, title or name a line.")
    return ([line] for line in text.splitlines() if line.strip())


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _excel(rows: Sequence[Sequence[str]]) -> bytes:
    from openpyxl import Workbook  # slow to load
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("matched")
    for row in rows:
        cells = [WriteOnlyCell(sheet, "".join(char for char in text if char >= " " or char in "\t\n")) for text in row]
        for one in cells:
            one.data_type = "s"  # words stay words, also those that begin with "="
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
