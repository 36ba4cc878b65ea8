"""Words with lines under them that mark spans, each with a number: aligned by the width of terminal cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text


@dataclass(frozen=True)
class Mark:
    """A span of the text, the number under it, and the style of its line."""

    start: int
    end: int
    number: int
    style: str


def underlined(text: str, marks: Sequence[Mark], width: int) -> list[Text]:
    """The text in lines no wider than ``width`` cells, each followed by the lines that mark its spans."""
    found: list[Text] = []
    for start, end in _lines(text, width):
        found.append(Text(text[start:end].rstrip()))
        rows: list[tuple[Text, int]] = []
        for mark in marks:
            first, last = max(mark.start, start), min(mark.end, end)
            if first < last:
                _draw(rows, mark, cell_len(text[start:first]), cell_len(text[first:last].rstrip()))
        found += [row for row, _ in rows]
    return found


def _draw(rows: list[tuple[Text, int]], mark: Mark, column: int, cells: int) -> None:
    """Put a line into the first row that has room for it."""
    label = str(mark.number)
    line = f"└{label.center(cells - 2, '─')}┘" if cells >= len(label) + 2 else label.ljust(cells, "─")
    for place, (row, reach) in enumerate(rows):
        if reach <= column:
            row.append(" " * (column - row.cell_len)).append(line, style=mark.style)
            rows[place] = row, column + len(line) + (len(line) > cells)
            return
    row = Text(" " * column).append(line, style=mark.style)
    rows.append((row, column + len(line) + (len(line) > cells)))


def _lines(text: str, width: int) -> list[tuple[int, int]]:
    """Where lines begin and end: behind a space where there is one, else behind any character."""
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end, cells, space = start, 0, 0
        while end < len(text) and cells + (size := cell_len(text[end])) <= width:
            cells += size
            end += 1
            space = end if text[end - 1] == " " else space
        if end < len(text) and space > start and text[end] != " ":
            end = space
        lines.append((start, max(end, start + 1)))
        start = lines[-1][1]
    return lines
