"""Lines set side by side: columns of prose, read one after the other, and tables, read row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_WIDE = re.compile(r"(?<=\S)(?: {3,}|\t+ *)(?=\S)")
_TAB = re.compile(r" *\t+ *")
_LEAD = re.compile(r"\s*(?:[(\[]?[^\W_]{1,4}[)\].:]|\d{1,3}|[^\W_]|[-–—•*])\s*$")
"""A cell that only numbers what stands beside it."""
_LEAST = 4
"""Lines with words on both sides of a gutter that make columns."""
_FULL = 0.5
"""Share of its column's width that a line of prose has on average; cells of a table have less."""
_NARROW = 12
"""Characters of the narrowest column of prose."""
_CELL = 60
"""Characters of the longest cell of a table without rules."""
_ROWS = {"tab": 2, "space": 3}
"""Rows that make a table, by what parts their cells."""


class ColumnLine(NamedTuple):
    """A line of a page, or the part of one that stands in a column; ``number`` counts from 0 in the page."""

    number: int
    text: str
    column: int = 0


def in_columns(lines: Sequence[str]) -> list[ColumnLine]:
    """The lines of a page in reading order: of prose set in columns, one column after the other.

    Args:
        lines: of one page, tabs expanded, the empty ones too.
    """
    pieces = [ColumnLine(number, line.rstrip()) for number, line in enumerate(lines)]
    gapped = sum("  " in piece.text.lstrip() for piece in pieces)
    return list(_parted(pieces, 0)) if gapped >= _LEAST else pieces


def _parted(pieces: Sequence[ColumnLine], depth: int) -> Iterator[ColumnLine]:
    gutter = _gutter([piece.text for piece in pieces]) if depth < 3 else None
    if gutter is None:
        yield from pieces
        return
    start, end, at = gutter
    yield from _parted(pieces[:start], depth + 1)
    left = [piece._replace(text=piece.text[:at].rstrip()) for piece in pieces[start:end]]
    right = [ColumnLine(piece.number, piece.text[at:].rstrip(), piece.column + 1) for piece in pieces[start:end]]
    yield from _parted(left, depth + 1)
    yield from _parted(right, depth + 1)
    yield from _parted(pieces[end:], depth + 1)


def _gutter(texts: Sequence[str]) -> tuple[int, int, int] | None:
    """The lines that stand in columns (first, end) and the character at which the right one begins; None for none."""
    gaps = [[found.span() for found in _GAP.finditer(text)] if "  " in text else [] for text in texts]
    begins = Counter(end for spans in gaps for _, end in spans)
    best: tuple[int, tuple[int, int, int]] | None = None
    for at in dict.fromkeys(at - less for at, _ in begins.most_common(6) for less in (0, 1)):
        for start, end in _runs(texts, gaps, at):
            both = [index for index in range(start, end) if any(first < at <= last for first, last in gaps[index])]
            if len(both) >= _LEAST and _is_prose(texts, both, at) and (best is None or len(both) > best[0]):
                best = (len(both), (start, end, at))
    return best[1] if best else None


def _runs(texts: Sequence[str], gaps: Sequence[Sequence[tuple[int, int]]], at: int) -> Iterator[tuple[int, int]]:
    """Stretches of lines none of which has words across a character, without the empty ones around them."""
    start = None
    for index, text in enumerate([*texts, "x" * (at + 1)]):
        crosses = len(text) > at and bool(text[max(0, at - 2) : at].strip())
        if index < len(texts) and not crosses:
            start = index if start is None and text.strip() else start
        elif start is not None:
            end = index
            while end > start and not texts[end - 1].strip():
                end -= 1
            yield start, end
            start = None


def _is_prose(texts: Sequence[str], both: Sequence[int], at: int) -> bool:
    left = [texts[index][:at].strip() for index in both]
    right = [texts[index][at:].strip() for index in both]
    margin = min(len(texts[index]) - len(texts[index].lstrip()) for index in both)
    widest = max(len(text) for text in right)
    full = all(
        sum(map(len, side)) > _FULL * width * len(both) for side, width in ((left, at - margin), (right, widest))
    )
    words = sum(" " in one and " " in other for one, other in zip(left, right, strict=True))
    return full and at - margin > _NARROW and widest > _NARROW and words > 0.6 * len(both)


def with_rows(lines: Sequence[str], is_paragraph: Callable[[str], bool]) -> list[str]:
    """The lines, those that are rows of a table with " | " between their cells.

    Args:
        lines: of one page, tabs as they are.
        is_paragraph: whether words begin a numbered paragraph or point, which a tab or spaces set in.
    """
    found = list(lines)
    run: list[tuple[int, list[str]]] = []
    kind = ""
    for index, line in enumerate([*lines, "\0"]):
        cells, parted = _cells(line)
        if not line.strip() and run:
            continue
        alike = bool(run) and parted == kind and (len(cells) == len(run[-1][1]) or kind == "space")
        if len(cells) > 1 and not is_paragraph(line.strip()) and (alike or not run):
            kind = parted
            run.append((index, cells))
            continue
        _write(found, run, lines, kind)
        run = [(index, cells)] if len(cells) > 1 and not is_paragraph(line.strip()) else []
        kind = parted
    return found


def _cells(line: str) -> tuple[list[str], str]:
    """The cells of a line that may be a table's row, and what parts them; one for another line."""
    stripped = line.strip()
    if "\t" not in stripped and "   " not in stripped:
        return [stripped], ""
    tabbed = "\t" in stripped
    cells = [cell.strip() for cell in (_TAB.split(stripped) if tabbed else _WIDE.split(stripped))]
    only_numbered = len(cells) == 2 and bool(_LEAD.match(cells[0]))
    if len(cells) < 2 or only_numbered or any(len(cell) > _CELL for cell in cells):
        return [stripped], ""
    return cells, "tab" if tabbed else "space"


def _write(found: list[str], run: Sequence[tuple[int, list[str]]], lines: Sequence[str], kind: str) -> None:
    if not run or len(run) < _ROWS[kind] or (kind == "space" and not _aligned([lines[index] for index, _ in run])):
        return
    for index, cells in run:
        found[index] = " | ".join(cells)


def _aligned(lines: Sequence[str]) -> bool:
    """Whether the cells of most lines begin, or end, below one another."""
    for side in (0, 1):
        edges = Counter(edge for line in lines for edge in {span[side] for span in _spans(line)})
        if edges and edges.most_common(1)[0][1] > 0.7 * len(lines):
            return True
    return False


def _spans(line: str) -> list[tuple[int, int]]:
    """Where the cells of a line behind its first begin and end."""
    gaps = [found.span() for found in _WIDE.finditer(line)]
    ends = [*(start for start, _ in gaps[1:]), len(line.rstrip())]
    return [(gap[1], end) for gap, end in zip(gaps, ends, strict=True)]
