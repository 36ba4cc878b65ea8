"""A line of documents through time, one below the other, arcs where one recalls another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resograph.pictures.svg import Frame, cut, linked, text

_WIDTH, _ROW, _ARCS, _DATE, _SYMBOL, _LONGEST = 760.0, 34.0, 90.0, 60.0, 130.0, 62


@dataclass(frozen=True)
class Stop:
    """A document of the line."""

    key: str
    name: str
    title: str
    when: str
    link: str
    here: bool = False


def chain(frame: Frame, links: Sequence[Stop], arcs: Sequence[tuple[str, str]]) -> str:
    """The drawing.

    Args:
        frame: what is said of it.
        links: documents in order.
        arcs: keys of a document and of one that it recalls.
    """
    rows = {link.key: place * _ROW + _ROW / 2 for place, link in enumerate(links)}
    side = frame.across(_ARCS, 0, _WIDTH)

    def at(x: float) -> float:
        return frame.across(_ARCS + x, 0, _WIDTH)

    inner = ""
    if links:
        inner += (
            f'<path class="line" d="M{side:g} {_ROW / 2:g}V{len(links) * _ROW - _ROW / 2:g}" '
            'stroke="currentColor" stroke-opacity=".3"/>'
        )
    for source, target in arcs:
        y1, y2 = sorted((rows[source], rows[target]))
        reach = min(_ARCS - 6, 14 + (y2 - y1) / _ROW * 9)
        bend = frame.across(_ARCS - reach, 0, _WIDTH)
        inner += (
            f'<path class="edge" d="M{side:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {side:g} {y2:g}" '
            'fill="none" stroke="currentColor" stroke-opacity=".45"/>'
        )
    for link in links:
        y = rows[link.key]
        dot = f'<circle cx="{side:g}" cy="{y:g}" r="{5 if link.here else 3.5:g}" fill="currentColor"/>'

        words = (
            text(link.when, at(14), y + 4.5, 'class="when" font-size="12"')
            + text(link.name, at(14 + _DATE), y + 4.5, f'class="name" font-weight="{650 if link.here else 400}"')
            + text(cut(link.title, _LONGEST), at(14 + _DATE + _SYMBOL), y + 4.5, 'class="of"')
        )
        inner += f'<g class="link {"here" if link.here else "other"}">{linked(dot + words, link.link, link.title)}</g>'
    return frame.svg("chain", _WIDTH, len(links) * _ROW, inner, links=True)
