"""Rows that stand side by side: the two columns of a cover, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from resograph.reading.pdf.rows import Row

_ALIGNED = 4.0
"""How far, in points, the cells of one column may stand apart."""


def with_cover_columns(rows: list[Row], rtl: bool) -> list[Row]:
    """The rows of a first page, its masthead's columns one after the other, each cell a row of its own.

    The columns begin with the first row of two cells; they end before a row that goes across both, or behind the last
    row that has words in the second column.
    """
    first: list[Row] = []
    second: list[Row] = []
    waiting: list[Row] = []
    inner, outer = float("-inf"), float("inf")  # the first column's end so far, the second's beginning
    end = 0
    for index, row in enumerate(rows):
        cells = [replace(row, cells=[cell]) for cell in (reversed(row.cells) if rtl else row.cells)]
        spans = [(-cell.x1, -cell.x0) if rtl else (cell.x0, cell.x1) for cell in cells]
        if len(cells) == 2 and spans[0][1] < outer and spans[1][0] > inner:
            inner, outer = max(inner, spans[0][1]), min(outer, spans[1][0])
            first += [*waiting, cells[0]]
            second.append(cells[1])
        elif second and spans[0][0] > inner + row.size:
            outer = min(outer, spans[0][0])
            first += waiting
            second += cells
        elif len(cells) == 1 and spans[0][1] < outer:
            inner = max(inner, spans[0][1]) if not second else inner
            waiting.append(row)
            continue
        else:
            break
        waiting, end = [], index + 1
    return [*first, *second, *rows[end:]]


def tabular(rows: Sequence[Row]) -> set[int]:
    """The indices of rows that are rows of a table: three or more that have cells below one another."""
    matches = [_match(first, second) for first, second in pairwise(rows)]
    found: set[int] = set()
    for index in range(len(matches) - 1):
        if matches[index] and matches[index + 1]:
            found |= {index, index + 1, index + 2}
    return found


def _match(first: Row, second: Row) -> bool:
    """Whether cells of two rows, their first apart, begin or end below one another."""
    edges = [[(cell[0].x0, cell[-1].x1) for cell in row.cells[1:]] for row in (first, second)]
    return any(
        abs(one[0] - other[0]) < _ALIGNED or abs(one[1] - other[1]) < _ALIGNED for one in edges[0] for other in edges[1]
    )
