"""Words with lines under them that mark spans, each with a number: aligned by the width of terminal cells."""

from __future__ import annotations

import unicodedata
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
    for start, end in lines_of(text, width):
        found.append(Text(text[start:end].rstrip()))
        rows: list[tuple[Text, int]] = []
        for mark in marks:
            first, last = max(mark.start, start), min(mark.end, end)
            if first < last:
                _draw(rows, mark, cell_len(text[start:first]), cell_len(text[first:last].rstrip()))
        found += [row for row, _ in rows]
    return found


def numbered(text: str, marks: Sequence[Mark]) -> Text:
    """The text with the number of each span behind its words: for scripts that a terminal may turn or not."""
    found = Text()
    start = 0
    for mark in sorted(marks, key=lambda mark: (mark.end, mark.number)):
        found.append(text[start : mark.end]).append(f"[{mark.number}]", style=mark.style)
        start = mark.end
    return found.append(text[start:])


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


def lines_of(text: str, width: int) -> list[tuple[int, int]]:
    """Where lines begin and end: behind a space, beside a wide character, or else behind any."""
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end, cells, stop = start, 0, start
        while end < len(text) and cells + (size := cell_len(text[end])) <= width:
            cells += size
            end += 1
            stop = end if _may_end(text, end) else stop
        if end < len(text):
            # A space that has no room ends the line all the same: none begins with one.
            end = end + 1 if text[end] == " " else stop if stop > start else end
        lines.append((start, max(end, start + 1)))
        start = lines[-1][1]
    return lines


def _may_end(text: str, end: int) -> bool:
    if end == len(text) or text[end - 1] == " ":
        return True
    closes = unicodedata.category(text[end]) in ("Po", "Pe", "Pf", "Mn", "Me")
    opens = unicodedata.category(text[end - 1]) in ("Ps", "Pi")
    return not closes and not opens and 2 in (cell_len(text[end - 1]), cell_len(text[end]))
