"""Glyphs to rows: those of one baseline, with the small raised ones above it, in cells that wide gaps part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from resograph.reading.pdf.drawing import Glyph, Sheet
from resograph.reading.pdf.setting import is_accent

_CELL = 2.0
"""Widest gap within a cell, in ems."""
_SAME, _RAISED = 0.3, 0.7
"""How far, in ems of the row, a glyph may stand from its baseline; and how far above where it is smaller."""
_MARK, _WORD, _MARKS = 4, 10, 60
"""Glyphs of the longest mark of a note, of the longest word that is raised, and of all that stand on one height."""
_SMALL = 0.86
"""Size of the largest raised glyph, in that of its row; browsers raise figures of 83 %."""


@dataclass
class Row:
    """Glyphs on one baseline, from left to right; ``size`` is that of most."""

    page: int
    y: float
    size: float
    cells: list[list[Glyph]]

    @property
    def glyphs(self) -> list[Glyph]:
        """All of them."""
        return [glyph for cell in self.cells for glyph in cell]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.cells[0][0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(glyph.x1 for glyph in self.cells[-1])


def rows_of(sheet: Sheet) -> list[Row]:
    """The rows of a page from top to bottom; spaces stay, rows of spaces only do not."""
    strips: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in _accented(sheet.glyphs):
        if -glyph.size < glyph.y < sheet.height + glyph.size:
            strips[round(glyph.y, 1)].append(glyph)
    lines: dict[int, list[tuple[float, float, list[Glyph]]]] = defaultdict(list)
    pieces = ((y, piece) for y, strip in strips.items() for piece in _without_marks(strip))
    ordered = sorted(((y, _size(piece), piece) for y, piece in pieces), key=lambda s: (-s[1], -len(s[2])))
    for y, size, strip in ordered:
        if all(glyph.text.isspace() for glyph in strip):
            continue
        host = _host(lines, y, size, strip)
        if host is None:
            lines[int(y)].append((y, size, list(strip)))
            continue
        if size <= _SMALL * host[1] and y < host[0] - 0.08 * host[1]:
            for glyph in strip:
                glyph.raised = True
        host[2].extend(strip)
    found = sorted(line for bucket in lines.values() for line in bucket)
    rows = [Row(sheet.page, y, _size(glyphs), _cells(glyphs)) for y, _, glyphs in found]
    return [row for row in rows if row.cells]


def _accented(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs in the order they are drawn, accents of Arabic joined to their letters.

    Where an accent is drawn does not tell to which letter it belongs; when it is drawn does: before its letter where
    letters come from left to right, else behind it.
    """
    if not any(is_accent(glyph.text) for glyph in glyphs):
        return list(glyphs)
    bare = [glyph for glyph in glyphs if not is_accent(glyph.text)]
    at = 0
    for glyph in glyphs:
        if not is_accent(glyph.text):
            at += 1
            continue
        before = bare[at - 1] if at and _beside(bare[at - 1], glyph) else None
        behind = bare[at] if at < len(bare) and _beside(bare[at], glyph) else None
        letter = behind if behind and (before is None or behind.x0 > before.x0) else before
        if letter:
            letter.text += glyph.text
    return bare


def _beside(letter: Glyph, accent: Glyph) -> bool:
    return abs(letter.y - accent.y) < letter.size and abs(letter.x0 - accent.x0) < 1.5 * letter.size


def _size(glyphs: Sequence[Glyph]) -> float:
    words = [glyph for glyph in glyphs if not glyph.text.isspace()] or glyphs
    return Counter(glyph.size for glyph in words).most_common(1)[0][0]


def _without_marks(strip: list[Glyph]) -> list[list[Glyph]]:
    """A strip without marks that belong to lines of other columns, and each such mark: few, small, beside no word."""
    size = max(glyph.size for glyph in strip)
    words = [glyph for glyph in strip if not glyph.text.isspace()]
    small = [glyph for glyph in words if glyph.size <= _SMALL * size]
    if len(small) == len(words):
        small = words
    if not small or len(small) > _MARKS:
        return [strip]
    marks = _clusters(small)
    large = [glyph for glyph in words if glyph not in small]
    apart = [mark for mark in marks if len(mark) <= _MARK and not _touches(large, mark)]
    if len(marks) == 1 and not large:
        return [strip]
    taken = {id(glyph) for mark in apart for glyph in mark}
    rest = [glyph for glyph in strip if id(glyph) not in taken]
    return [*apart, rest] if any(not glyph.text.isspace() for glyph in rest) else apart


def _clusters(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs from left to right, parted at gaps of an em."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.x0):
        if found and glyph.x0 - found[-1][-1].x1 < glyph.size:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _touches(glyphs: Sequence[Glyph], mark: Sequence[Glyph]) -> bool:
    """Whether a glyph stands right beside a mark."""
    reach = 0.6 * mark[0].size
    return any(g.x0 - reach <= mark[-1].x1 and mark[0].x0 <= g.x1 + reach for g in glyphs)


def _host(
    lines: dict[int, list[tuple[float, float, list[Glyph]]]], y: float, size: float, strip: Sequence[Glyph]
) -> tuple[float, float, list[Glyph]] | None:
    """The line, set in the same size or a larger one, to which a strip of glyphs belongs."""
    left, right = min(glyph.x0 for glyph in strip), max(glyph.x1 for glyph in strip)
    raised = len(strip) <= _MARKS and all(len(one) <= _WORD for one in _clusters(strip))
    best, nearest = None, 1.0
    for bucket in range(int(y) - 12, int(y) + 25):
        for line in lines.get(bucket, ()):
            away = (line[0] - y) / line[1]  # above 0 where the strip stands higher
            bound = _RAISED if raised and size <= _SMALL * line[1] and away > 0 else _SAME
            if abs(away) > bound or abs(away) >= nearest:
                continue
            if abs(away) > 0.15 and not _near(line[2], left, right, 2 * line[1]):
                continue
            if len(strip) <= _MARK and size <= _SMALL * line[1] and not _touches(line[2], strip):
                continue
            best, nearest = line, abs(away)
    return best


def _near(glyphs: Sequence[Glyph], left: float, right: float, reach: float) -> bool:
    return min(g.x0 for g in glyphs) - reach <= right and left <= max(g.x1 for g in glyphs) + reach


def _cells(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The glyphs from left to right, doubled ones once, parted at wide gaps."""
    glyphs.sort(key=lambda glyph: (glyph.x0, glyph.x1))
    cells: list[list[Glyph]] = []
    end = 0.0
    spaces: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            spaces.append(glyph)
            continue
        last = cells[-1][-1] if cells else None
        if last and last.text == glyph.text and abs(last.x0 - glyph.x0) < 0.1 * glyph.size:
            continue  # drawn twice, to look bold
        if last is None or glyph.x0 - end > _CELL * max(glyph.size, last.size):
            cells.append([])
        elif spaces:
            cells[-1].append(spaces[0])
        cells[-1].append(glyph)
        end = max(end, glyph.x1) if cells[-1][:-1] else glyph.x1
        spaces.clear()
    return cells
