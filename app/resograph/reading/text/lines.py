"""Lines of a page text, with what their setting says: indent, blank lines before, page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from resograph.reading.layout.grammar import Grammar
from resograph.reading.layout.inline import cleaned
from resograph.reading.layout.pages import Line
from resograph.reading.text.columns import in_columns, with_rows
from resograph.reading.text.markdown import Markdown, is_markdown, unmarked

_BREAK = re.compile(r"\r\n?")


@dataclass
class Lines:
    """The lines that hold words, in reading order, and the words that were struck out."""

    lines: list[Line] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


def split_lines(text: str, rules: Grammar) -> Lines:
    """The lines of a text in a language; a form feed begins a page."""
    found = Lines()
    sheets = [cleaned(sheet).split("\n") for sheet in _BREAK.sub("\n", text).split("\f")]
    marked = is_markdown([line for sheet in sheets for line in sheet])
    gap, above, column = 0, 1, 0
    for page, raw in enumerate(sheets, start=1):
        bare = unmarked(raw) if marked else Markdown(raw)
        found.struck += bare.struck
        rows = with_rows(bare.lines, rules.is_numbered)
        for number, line, side in in_columns([row.expandtabs(4) for row in rows]):
            gap = 1 if side != column and not gap else gap
            column = side
            if words := " ".join(line.split()):
                gap = max(gap, 1) if number in bare.apart else gap
                found.lines.append(Line(above + number, words, len(line) - len(line.lstrip()), gap, page))
                gap = 0
            else:
                gap += 1
        gap -= not raw[-1].strip()  # a form feed ends no line
        above += len(raw) - 1
    return found
