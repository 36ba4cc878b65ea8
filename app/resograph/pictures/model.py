"""A drawing of classes and properties as SVG: text that can be selected, links that the keyboard reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

_SIDES = {"n": (0.0, 0.0, 1, 0), "s": (0.0, 1.0, 1, 0), "w": (0.0, 0.0, 0, 1), "e": (1.0, 0.0, 0, 1)}
"""Side → its corner in parts of width and height, and the direction along it."""


def draw(
    layout: Mapping[str, Any],
    name_of: Callable[[str], str],
    link_of: Callable[[str], str],
    *,
    title: str,
    description: str,
    language: str,
    comma: str = ", ",
) -> str:
    """The drawing of a layout (``data/model-drawing.toml``).

    Colours are the text's own (``currentColor``), and classes let a style sheet choose others.

    Args:
        layout: boxes and arrows.
        name_of: the name of a term in the language of the drawing.
        link_of: the address of a term's page, "" where it has none.
        title: of the drawing.
        description: for those who do not see it.
        language: of all names.
        comma: what stands between names.
    """
    width, height = layout["width"], layout["height"]
    boxes = {box["class"]: {**layout["box"], **box} for box in layout["boxes"]}
    arrows = "".join(_arrow(arrow, boxes, name_of, link_of) for arrow in layout["arrows"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="model" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" lang="{language}" xml:lang="{language}" direction="ltr" role="group" '
        f'aria-labelledby="model-title model-description" color="currentColor" '
        f'font-family="system-ui, sans-serif" font-size="14">\n'
        f'<title id="model-title">{escape(title)}</title>\n<desc id="model-description">{escape(description)}</desc>\n'
        '<defs><marker id="model-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 1 9 5 0 9" fill="none" stroke="currentColor" stroke-width="1.4"/></marker></defs>\n'
        f"{arrows}{''.join(_box(box, name_of, link_of, comma) for box in boxes.values())}</svg>\n"
    )


def _box(box: Mapping[str, Any], name_of: Callable[[str], str], link_of: Callable[[str], str], comma: str) -> str:
    x, y, width, height = box["x"], box["y"], box["width"], box["height"]
    kinds = comma.join(map(name_of, box.get("kinds", ()))) + (f"{comma}…" if box.get("more") else "")
    middle = x + width / 2
    lines = [
        _text(name_of(box["class"]), middle, y + (25 if kinds else 34), "middle", 'class="name" font-weight="650"'),
        _text(f"reso:{box['class']}", middle, y + (44 if kinds else 53), "middle", 'class="term" font-size="12"'),
    ]
    if kinds:
        lines.append(_text(kinds, middle, y + 63, "middle", 'class="kinds" font-size="12"'))
    frame = (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="none" stroke="currentColor" '
        'pointer-events="all"/>'
    )
    return f'<g class="box">{_linked(frame + "".join(lines), link_of(box["class"]))}</g>\n'


def _arrow(
    arrow: Mapping[str, Any],
    boxes: Mapping[str, Mapping[str, Any]],
    name_of: Callable[[str], str],
    link_of: Callable[[str], str],
) -> str:
    points = [_port(boxes, arrow["from"]), *arrow.get("via", ()), _port(boxes, arrow["to"])]
    path = "M" + " ".join(f"{x:g} {y:g}" for x, y in points)
    x, y, anchor = arrow["label"]
    label = _text(name_of(arrow["property"]), x, y, anchor, 'font-size="13"')
    return (
        f'<g class="arrow"><path d="{path}" fill="none" stroke="currentColor" marker-end="url(#model-head)"/>'
        f"{_linked(label, link_of(arrow['property']))}</g>\n"
    )


def _port(boxes: Mapping[str, Mapping[str, Any]], end: tuple[str, str, float]) -> tuple[float, float]:
    """Where an arrow touches a box."""
    name, side, along = end
    box = boxes[name]
    right, down, across, along_down = _SIDES[side]
    return (
        box["x"] + box["width"] * (right + across * along),
        box["y"] + box["height"] * (down + along_down * along),
    )


def _text(words: str, x: float, y: float, anchor: str, attributes: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="currentColor" {attributes}>{escape(words)}</text>'


def _linked(inner: str, address: str) -> str:
    return f'<a href="{escape(address)}">{inner}</a>' if address else inner
