"""Documents in columns: what one rests on before it, what rests on it behind it, lines for citations between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resograph.pictures.svg import Frame, cut, linked, text

_BOX, _ROW, _GAP, _HEAD, _LONGEST = 150.0, 30.0, 74.0, 30.0, 19


@dataclass(frozen=True)
class Circle:
    """A document: how many steps before (less than 0) or behind (more than 0) the one in the middle."""

    key: str
    name: str
    title: str
    link: str
    column: int
    held: bool = True


@dataclass(frozen=True)
class Edge:
    """One cites another."""

    source: str
    target: str


def network(frame: Frame, nodes: Sequence[Circle], edges: Sequence[Edge], heads: Mapping[int, str]) -> str:
    """The drawing.

    Args:
        frame: what is said of it.
        nodes: in the order wanted within their columns.
        edges: between them.
        heads: column → what stands above it.
    """
    columns = sorted({node.column for node in nodes})
    lists = {column: [node for node in nodes if node.column == column] for column in columns}
    tallest = max(len(found) for found in lists.values())
    width, height = len(columns) * (_BOX + _GAP) - _GAP, _HEAD + tallest * _ROW
    places: dict[str, tuple[float, float]] = {}
    for order, column in enumerate(columns):
        x = frame.across(order * (_BOX + _GAP), _BOX, width)
        top = _HEAD + (tallest - len(lists[column])) * _ROW / 2
        places.update({node.key: (x, top + place * _ROW) for place, node in enumerate(lists[column])})
    inner = "".join(_line(places[edge.source], places[edge.target]) for edge in edges)
    for order, column in enumerate(columns):
        middle = frame.across(order * (_BOX + _GAP), _BOX, width) + _BOX / 2
        if head := heads.get(column):
            inner += text(cut(head, 34), middle, 14, 'class="head" text-anchor="middle" font-size="12"')
    inner += "".join(_box(node, *places[node.key]) for node in nodes)
    return frame.svg("network", width, height, inner, links=True)


def _box(node: Circle, x: float, y: float) -> str:
    kind = "here" if node.column == 0 else "held" if node.held else "cited"
    dashes = "" if node.held else ' stroke-dasharray="3 2"'
    frame = (
        f'<rect x="{x:g}" y="{y + 3:g}" width="{_BOX:g}" height="{_ROW - 6:g}" rx="3" fill="none" '
        f'stroke="currentColor" pointer-events="all"{dashes}/>'
    )
    name = text(cut(node.name, _LONGEST), x + _BOX / 2, y + _ROW / 2 + 4.5, 'text-anchor="middle" direction="ltr"')
    return f'<g class="box {kind}">{linked(frame + name, node.link, node.title)}</g>'


def _line(source: tuple[float, float], target: tuple[float, float]) -> str:
    """A line from a side of one box to the near side of another."""
    (x1, y1), (x2, y2) = source, target
    if x1 == x2:
        start = end = x1 + _BOX
        bend = start + _GAP / 3
    else:
        start, end = (x1 + _BOX, x2) if x1 < x2 else (x1, x2 + _BOX)
        bend = (start + end) / 2
    from_y, to_y = y1 + _ROW / 2, y2 + _ROW / 2
    path = f"M{start:g} {from_y:g}C{bend:g} {from_y:g} {bend:g} {to_y:g} {end:g} {to_y:g}"
    return f'<path class="edge" d="{path}" fill="none" stroke="currentColor" stroke-opacity=".35"/>'
