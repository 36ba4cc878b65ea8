"""Markdown to the text that it sets: what marks headings, emphasis, links and tables goes, the words stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>\S.*?)\s*#*\s*$")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]{1,400})\]\([^()\s]{1,400}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?\)")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_]{1,3})(?=\S)(?P<text>[^*_]{1,400}?)(?<=\S)\1(?![\w*_])")
_STRUCK = re.compile(r"~~(?=\S)(?P<text>[^~]{1,2000})~~")
_NOTE = re.compile(r"\[\^(?P<mark>\w{1,9})\](?P<colon>:\s*)?")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")
_ADDRESS = re.compile(r"<(?P<text>https?://[^<>\s]{1,400})>")
_RAISED = re.compile(r"<sup>\s*(?P<mark>\d{1,3})\s*</sup>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_QUOTED = re.compile(r"\s{0,3}(?:>\s?){1,9}")
_SEPARATOR = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*$")
_ROW = re.compile(r"\s*\|(?P<cells>.*)\|\s*$")
_BREAK = re.compile(r"\s{0,3}(?:[-*_]\s?){3}$")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)\w*\s*$")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BEGINS = re.compile(r"\s*(?:\d{1,3}\.\s+|[-*+]\s+)?([*_]{1,3})(?=\w)[^*_]{1,80}(?<=\w|[.,;:])\1(?=\W|$)")
"""Emphasised words at the beginning of a line or of a numbered paragraph, as verbs are."""


@dataclass
class Markdown:
    """The lines without marks, as many as there were; which of them stand apart; the words that were struck out."""

    lines: list[str] = field(default_factory=list)
    apart: set[int] = field(default_factory=set)
    struck: list[str] = field(default_factory=list)


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether lines are Markdown: a heading, link or note in its marks, or several lines that begin emphasised."""
    begins = 0
    for line in lines:
        if "#" in line[:9] and _HEADING.match(line):
            return True
        if "[^" in line or "](http" in line:
            return True
        if ("*" in line or "_" in line) and _BEGINS.match(line):
            begins += 1
    return begins > 1


def unmarked(lines: Sequence[str]) -> Markdown:
    """The text that Markdown sets."""
    found = Markdown()
    for index, line in enumerate(lines):
        found.lines.append(_line(line, index, found))
    return found


def _line(line: str, index: int, found: Markdown) -> str:
    if _FENCE.match(line) or _BREAK.match(line) or _SEPARATOR.match(line):
        return ""
    line = _QUOTED.sub("", line, count=1) if line.lstrip().startswith(">") else line
    if heading := _HEADING.match(line):
        line = heading["text"]
        found.apart |= {index, index + 1}
    if row := _ROW.match(line):
        line = " | ".join(cell.strip() for cell in row["cells"].split("|"))
        found.apart.add(index)
    if "~~" in line:
        found.struck += [struck["text"] for struck in _STRUCK.finditer(line)]
        line = re.sub(r"(?<=\s) ", "", _STRUCK.sub("", line))
    if "<" in line:
        line = _RAISED.sub(lambda raised: raised["mark"].translate(_RAISE), line)
        line = _TAG.sub("", _ADDRESS.sub(lambda address: address["text"], line))
    if "[" in line:
        line = _NOTE.sub(lambda note: f"[{note['mark']}]{' ' if note['colon'] else ''}", line)
        line = _LINK.sub(lambda link: link["text"], line)
    for _ in range(2):  # bold inside italics
        if "*" in line or "_" in line:
            line = _EMPHASIS.sub(lambda emphasis: emphasis["text"], line)
    return _ESCAPE.sub(r"\1", line) if "\\" in line else line
