"""Prose set in columns: the rows of a page as stretches in reading order, one for each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from resograph.reading.pdf.columns import tabular
from resograph.reading.pdf.drawing import Glyph
from resograph.reading.pdf.rows import Row

_GAP = 0.9
"""Narrowest gutter, in ems."""
_LEAST = 5
"""Rows in each column of a stretch of columns."""
_FULL = 0.55
"""Share of its column's width that a row of prose has on average."""
_NARROW = 8.0
"""Width of the narrowest column, in ems."""
_DEEPEST = 2
"""How often columns are looked for within columns: two gutters make three columns."""


def stretches(rows: Sequence[Row], size: float, rtl: bool) -> list[list[Row]]:
    """The rows of a page in reading order, those of each column together and moved to the first column's margin.

    Args:
        rows: from top to bottom, without furniture.
        size: of the body, in points.
        rtl: whether columns follow one another from right to left.
    """
    return [stretch for stretch in _parted(list(rows), size, rtl, 0) if stretch]


def _parted(rows: list[Row], size: float, rtl: bool, depth: int) -> Iterator[list[Row]]:
    gutter = _gutter(rows, size) if depth < _DEEPEST and len(rows) >= 2 * _LEAST else None
    if gutter is None:
        yield rows
        return
    first, end, x = gutter
    yield from _parted(rows[:first], size, rtl, depth)
    left, right = _cut(rows[first:end], x)
    order = (right, left) if rtl else (left, right)
    edge = max(row.x1 for row in order[0]) if rtl else min(row.x0 for row in order[0])
    other = max(row.x1 for row in order[1]) if rtl else min(row.x0 for row in order[1])
    yield from _parted(order[0], size, rtl, depth + 1)
    yield from _parted([_moved(row, edge - other) for row in order[1]], size, rtl, depth + 1)
    yield from _parted(rows[end:], size, rtl, depth)


def _gutter(rows: Sequence[Row], size: float) -> tuple[int, int, float] | None:
    """The rows that stand in columns (first, end) and where the gutter is; None for none."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    gaps = [_gaps(row, _GAP * size, left, right) for row in rows]
    middles = Counter(
        round(place)
        for spans in gaps
        for start, end in spans
        for place in (start + 0.3 * size, end - 0.3 * size, (start + end) / 2)
        if left + _NARROW * size < place < right - _NARROW * size
    )
    best: tuple[int, tuple[int, int, float]] | None = None
    for place, _ in middles.most_common(12):
        for first, end in _runs(gaps, float(place)):
            sides = _cut(rows[first:end], float(place))
            least = min(map(len, sides))
            if least >= _LEAST and all(_is_prose(side, size) for side in sides) and (not best or least > best[0]):
                best = (least, (first, end, float(place)))
    return best[1] if best else None


def _gaps(row: Row, least: float, left: float, right: float) -> list[tuple[float, float]]:
    """Where a row leaves room, the room beside it too."""
    glyphs = sorted((glyph for glyph in row.glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.x0)
    spans: list[tuple[float, float]] = []
    end = left - least
    for glyph in glyphs:
        if glyph.x0 - end >= least:
            spans.append((end, glyph.x0))
        end = max(end, glyph.x1)
    return [*spans, (end, right + least)] if right + least - end >= least else spans


def _runs(gaps: Sequence[Sequence[tuple[float, float]]], x: float) -> Iterator[tuple[int, int]]:
    """Stretches of rows all of which leave room at a place."""
    start = None
    for index, spans in enumerate([*gaps, []]):
        if any(first < x < last for first, last in spans):
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None


def _cut(rows: Sequence[Row], x: float) -> tuple[list[Row], list[Row]]:
    """The parts of rows on either side of a place."""
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        for side, is_right in zip(sides, (False, True), strict=True):
            cells = [[glyph for glyph in cell if (glyph.x0 >= x) == is_right] for cell in row.cells]
            cells = [cell for cell in cells if any(not glyph.text.isspace() for glyph in cell)]
            if cells:
                side.append(replace(row, cells=cells))
    return sides


def _is_prose(rows: Sequence[Row], size: float) -> bool:
    """Whether rows fill their column as lines of sentences do, and are no cells of a table.

    Justified lines of long words have gaps as wide as those between cells, but not below one another.
    """
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    parted = sum(len(row.cells) > 1 for row in rows)
    in_cells = parted > 0.5 * len(rows) or (parted >= 0.2 * len(rows) and len(tabular(rows)) > 0.1 * len(rows))
    return width > _NARROW * size and not in_cells and _mean(rows) > _FULL * width


def _mean(rows: Sequence[Row]) -> float:
    return sum(row.x1 - row.x0 for row in rows) / len(rows)


def _moved(row: Row, by: float) -> Row:
    return replace(row, cells=[[_shifted(glyph, by) for glyph in cell] for cell in row.cells])


def _shifted(glyph: Glyph, by: float) -> Glyph:
    return replace(glyph, x0=glyph.x0 + by, x1=glyph.x1 + by)
