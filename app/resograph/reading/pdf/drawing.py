"""A PDF's glyphs, from a process of their own with bounds on time and memory (``drawn``)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from resograph.documents.errors import UnreadableError
from resograph.reading.layout.inline import cleaned
from resograph.reading.layout.signs import of_symbol_font

SECONDS = 125
"""Longest processor time where the reader is told of no other: a page takes a quarter of one."""
MAX_PAGES = 500
"""More are refused: Security Council resolution 2231 (2015), long for its annexes, has 104."""
MAX_GLYPHS = 5_000_000
"""More are refused: a page of small print has 6,000."""
MAX_MEBIBYTES = 2048
"""Memory of the process: a full 500 pages take a third of it."""

_REFUSALS = {
    "locked": "is locked with a password; save it without one and read it again.",
    "broken": "is a broken PDF; fetch it anew, or give the Word file or the text.",
    "pages": f"has more than {MAX_PAGES} pages; split it into its documents.",
    "glyphs": f"draws more than {MAX_GLYPHS:,} characters; split it into its documents.",
    "memory": f"needs more than {MAX_MEBIBYTES} MiB to read; give the Word file or the text.",
    "time": "takes longer to read than it may (RESOGRAPH_PDF_SECONDS); give the Word file or the text.",
}


@dataclass(frozen=True)
class Font:
    """A font by its name: family, and style."""

    family: str
    italic: bool
    bold: bool


@dataclass(slots=True)
class Glyph:
    """A character as drawn: ``y`` is that of its baseline, from the page's top, in points as all lengths."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: Font
    raised: bool = False


@dataclass
class Sheet:
    """A page: upright glyphs first, text turned by right angles in sheets of its own behind it.

    ``rules`` are (left, right, y) of ruled lines; ``pictured`` says that a picture covers much of it.
    """

    page: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    pictured: bool = False
    broken: bool = False


def sheets_of(content: bytes, name: str, seconds: int = SECONDS) -> list[Sheet]:
    """What is drawn on each page; it may take so many seconds of the processor's time.

    Raises:
        UnreadableError: it is locked, broken, or beyond a bound.
    """
    shown = name or "The input"
    answer = _ask(content, seconds)
    if "refused" in answer:
        raise UnreadableError(f"{shown} {_REFUSALS[answer['refused']]}")
    fonts = [_font(*font) for font in answer["fonts"]]
    sheets: list[Sheet] = []
    for page, drawn in enumerate(answer["sheets"], start=1):
        width, height = drawn["width"], drawn["height"]
        upright = Sheet(page, width, height, rules=[tuple(rule) for rule in drawn["rules"]])
        upright.pictured, upright.broken = drawn["pictured"], drawn["broken"]
        turned: dict[int, Sheet] = {}
        for (turn, font, size, y), texts, starts, ends in drawn["runs"]:
            if size < 1:
                continue  # invisible
            other = (width, height) if turn == 2 else (height, width)
            sheet = upright if turn == 0 else turned.setdefault(turn, Sheet(page, *other))
            for text, x0, x1 in zip(texts, starts, ends, strict=True):
                if text := cleaned(_spelt(text)):
                    sheet.glyphs.append(Glyph(text, x0, x1, y, size, fonts[font]))
        sheets += [upright, *turned.values()]
    return sheets


def _ask(content: bytes, seconds: int) -> dict[str, Any]:
    program = [sys.executable, "-P", str(Path(__file__).with_name("drawn.py"))]
    bounds = map(str, (seconds, MAX_MEBIBYTES, MAX_PAGES, MAX_GLYPHS))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            [*program, *bounds],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=4 * seconds,  # on a busy machine
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refused": "time"}
    if done.returncode:
        return {"refused": "time" if done.returncode < 0 else "memory"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _font(name: str, italic: bool) -> Font:
    bare = re.sub(r"^[A-Z]{6}\+", "", name)
    return Font(
        family=re.split(r"[-,]|(?:Bold|Italic)", bare)[0],
        italic=italic or bool(re.search("Italic|Oblique|Slanted", bare, re.IGNORECASE)),
        bold=bool(re.search("Bold|Black|Heavy", bare, re.IGNORECASE)),
    )


def _spelt(text: str) -> str:
    """A glyph's text with ligatures such as "ﬁ" spelt out, and a hyphen where a word is broken."""
    if "\ufb00" <= text <= "\ufb06":
        return unicodedata.normalize("NFKC", text)
    return "-" if text == "\u00ad" else of_symbol_font(text)
