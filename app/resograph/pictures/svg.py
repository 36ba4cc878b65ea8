"""What all drawings share. Colours are the text's own (``currentColor``); classes let a style sheet choose others."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold (XML 1.0 §2.2)."""


@dataclass(frozen=True)
class Frame:
    """What is said of a drawing, and how its language is written."""

    name: str
    """Unique in the page; ids begin with it."""
    title: str
    description: str
    language: str
    direction: str = "ltr"

    def svg(self, kind: str, width: float, height: float, inner: str, *, links: bool) -> str:
        """The whole drawing; one with links in it is a group, for all inside an image is hidden from who cannot see."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="drawn {kind}" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}" role="{"group" if links else "img"}" '
            f'lang="{self.language}" xml:lang="{self.language}" direction="{self.direction}" '
            f'aria-labelledby="{self.name}-title {self.name}-desc" color="currentColor" '
            f'font-family="system-ui, sans-serif" font-size="13">'
            f'<title id="{self.name}-title">{escape(self.title)}</title>'
            f'<desc id="{self.name}-desc">{escape(self.description)}</desc>{inner}</svg>'
        )

    def across(self, x: float, width: float, whole: float) -> float:
        """The left edge of what begins at x from the side where reading begins."""
        return whole - x - width if self.direction == "rtl" else x


def escape(words: str) -> str:
    """Words as they stand in XML, each character that XML cannot hold as U+FFFD."""
    return html.escape(_FORBIDDEN.sub("\ufffd", words))


def text(words: str, x: float, y: float, attributes: str = "") -> str:
    """Words that begin at a place, or as ``text-anchor`` has it."""
    return f'<text x="{x:g}" y="{y:g}" fill="currentColor" {attributes}>{escape(words)}</text>'


def linked(inner: str, address: str, name: str) -> str:
    """Shapes as a link, with a name to show over it."""
    return f'<a href="{escape(address)}"><title>{escape(name)}</title>{inner}</a>'


def cut(words: str, most: int) -> str:
    """Words that are about as wide as a number of Latin letters; a Chinese character counts for two."""
    room = most
    for place, sign in enumerate(words):
        room -= 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if room < 0:
            return f"{words[:place].rstrip()}…"
    return words
