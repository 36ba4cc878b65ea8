"""Rows of the body to lines with their indent, in characters, and the blank lines before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from resograph.reading.layout.pages import Line
from resograph.reading.pdf.rows import Row
from resograph.reading.pdf.setting import Setting

_CHARACTER = 0.5
"""Mean width of a character, in ems."""


class Placing:
    """Margin and leading of a file and of its pages."""

    def __init__(self, pages: Sequence[Sequence[Row]], setting: Setting) -> None:
        self._setting = setting
        rows = [row for page in pages for row in page]
        self._margin = _most([self._edge(row) for row in rows])
        steps = [_steps(page, setting) for page in pages]
        self._leading = _least([step for page in steps for step in page]) or 1.2 * setting.size
        self._leadings = [_least(page) if len(page) >= 8 else self._leading for page in steps]
        self._margins = [self._page_margin(page) for page in pages]

    def line(self, row: Row, above: Row | None, number: int, text: str) -> Line:
        """A row as a line.

        Args:
            row: of the body.
            above: the row before it on its page.
            number: of the line in the file, from 1.
            text: its words.
        """
        page = row.page - 1
        away = self._edge(row) - self._margins[page]
        indent = max(0, round((-away if self._setting.rtl else away) / (_CHARACTER * self._setting.size)))
        gap = 0
        if above is not None:
            leading = max(self._leadings[page], 1.05 * row.size if not self._setting.small(row.size) else 0.0)
            blank = (row.y - above.y) / leading - 1
            gap = max(1, round(blank)) if blank > 0.25 else 0
        return Line(number, text, indent, gap, row.page)

    def _edge(self, row: Row) -> float:
        return row.x1 if self._setting.rtl else row.x0

    def _page_margin(self, page: Sequence[Row]) -> float:
        """The file's margin, or the page's own where none of its rows stands there, as on facing pages."""
        edges = [self._edge(row) for row in page]
        if not edges or any(abs(edge - self._margin) < self._setting.size / 2 for edge in edges):
            return self._margin
        return _most(edges)


def _steps(page: Sequence[Row], setting: Setting) -> list[float]:
    """Distances between rows in the body's size."""
    body = [row for row in page if abs(row.size - setting.size) < 1]
    return [second.y - first.y for first, second in pairwise(body) if second.y > first.y]


def _least(steps: Sequence[float]) -> float:
    """The smallest step that is common: that between lines of one paragraph."""
    counts = Counter(round(step) for step in steps)
    common = max(counts.values(), default=0) / 5
    return float(min((step for step, count in counts.items() if count >= common), default=0.0))


def _most(values: Sequence[float]) -> float:
    counts = Counter(round(value) for value in values)
    if not counts:
        return 0.0
    best = counts.most_common(1)[0][0]
    near = [value for value in values if abs(value - best) <= 1]
    return sum(near) / len(near)
