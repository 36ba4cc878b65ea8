"""Where in lines the marks of notes may stand, and how likely each place is."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from resograph.reading.layout.pages import Line
from resograph.resources import table

_FIGURES = re.compile(
    r"(?P<high>[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3})"
    r"|(?<=[^\s(\[])[(\[](?P<bracketed>\d{1,3})[)\]]"
    r"|(?<![\w/.-])(?P<stroke>\d{1,3}/)(?=[\s,.;:)]|$)"
    r"|(?P<figures>\d+)(?P<year>\s?年)?"
)
_FIGURE = re.compile(r"[\d\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")
_SIGN = re.compile(r"(?<=\S)(?:\*{1,3}|(?<![A-Za-z])[a-z])(?!\S)")
_ALONE = re.compile(r"(?<=\s)\d{1,3}(?!\S)(?!\s[^\W\d_]+\s\d{4})")
_APART = re.compile(r"[^\W\d_][,;.:]?\s$|[)\]”\"][,;.:]?\s$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
CERTAIN = 4.0
"""Weight of a mark that is raised, in brackets, or followed by a stroke, as volumes of the past have them: "1/"."""
_NEAR = 80
"""Characters that are looked at on either side of a mark."""
_LONGEST = 3
"""Figures of the longest mark."""


class Place(NamedTuple):
    """A place where a mark may stand: line, characters, and how likely it is one."""

    line: int
    start: int
    end: int
    weight: float


class Places:
    """The places of some marks in some lines, found in one reading of them."""

    def __init__(self, lines: Sequence[Line], near: Sequence[int], marks: Collection[str]) -> None:
        """Find those of the marks in the lines with these indices."""
        self._lines, self._near, self._marks = lines, near, set(marks)
        self._close: dict[str, list[Place]] = defaultdict(list)
        signs = {mark for mark in self._marks if not mark.isdecimal()}
        for index in near:
            text = lines[index].text
            if _FIGURE.search(text):
                above = lines[index - 1].text if index else ""
                for mark, place in _in_line(index, text, above, self._marks):
                    self._close[mark].append(place)
            for found in _SIGN.finditer(text) if signs else ():
                self._close[found[0]].append(Place(index, found.start(), found.end(), 1.0))

    def of(self, mark: str) -> list[Place]:
        """Those of one mark; set apart from a word, as in some scans, only where it stands nowhere else."""
        return self._close.get(mark) or self._apart.get(mark) or []

    @cached_property
    def _apart(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for index in self._near:
            for mark, place in _set_apart(index, self._lines[index].text):
                found[mark].append(place)
        return found


def plain(mark: str) -> str:
    """A mark without brackets and strokes, in plain figures."""
    return unicodedata.normalize("NFKC", mark).strip("()[]/")


def _in_line(index: int, text: str, above: str, marks: set[str]) -> Iterator[tuple[str, Place]]:
    if text.isdecimal() and len(text) <= _LONGEST:
        yield text, Place(index, 0, len(text), 3.0)
        return
    for found in _FIGURES.finditer(text):
        start, end = found.span()
        if found["high"] or found["bracketed"] or found["stroke"]:
            yield plain(found[0]), Place(index, start, end, CERTAIN)
            continue
        figures, end = found["figures"], found.end("figures")
        ends = any(figures[-length:] in marks for length in range(1, _LONGEST + 1))
        if ends or (found["year"] and figures[:-4] in marks):
            before = text[max(0, start - _NEAR) : start] or above[-_NEAR:]
            yield from _plain_figures(index, found, before, text[end : end + _NEAR], start == 0)


def _plain_figures(
    index: int, found: re.Match[str], before: str, after: str, begins: bool
) -> Iterator[tuple[str, Place]]:
    """The marks that a run of figures may be, or may end in ("2020" + "3"), or begin with before a year in Chinese."""
    figures, (start, end) = found["figures"], found.span("figures")
    if len(figures) <= _LONGEST and (weight := _at_start(before, after) if begins else weight_between(before, after)):
        yield figures, Place(index, start, end, weight)
    if found["year"] and _YEAR.fullmatch(figures[-4:]) and 0 < len(figures) - 4 <= _LONGEST:
        end -= 4
        if weight := weight_between(before, figures[-4:] + after) if not begins else 0.0:
            yield figures[:-4], Place(index, start, end, weight)
        return
    if begins and not _YEAR.match(figures):
        return
    for length in range(1, min(_LONGEST, len(figures) - 1) + 1):
        if weight := _behind_figures(before + figures[:-length], after[:1]):
            yield figures[-length:], Place(index, end - length, end, weight)


def _set_apart(index: int, text: str) -> Iterator[tuple[str, Place]]:
    for found in _ALONE.finditer(text):
        if _APART.search(text[max(0, found.start() - 3) : found.start()]):
            yield found[0], Place(index, found.start(), found.end(), 0.8)


def _at_start(above: str, after: str) -> float:
    """A mark that a break has parted from its word; a paragraph's number stands there more often."""
    return 0.0 if re.match(r"\s?[.．、)\-–]|\s", after) else 0.4 * weight_between(above, after)


def weight_between(before: str, after: str) -> float:
    """How likely a figure between these words is a mark."""
    last, following = before[-1:], after[:1]
    if not after and re.fullmatch(r"\(?[^\W\d_]{1,5}\)?\*?", before):
        return 3.5  # a part's letter, alone on its line with the mark
    if not last or last.isspace():
        return 0.0
    if last in ".," and (figures := re.search(r"[\d/]+(?=[.,]$)", before[-24:])):
        return 2.4 if "/" in figures[0] or _YEAR.fullmatch(figures[0]) else 0.3  # "21/11,7" and not "3,7 per cent"
    if last in "“«":  # closes a quotation in Arabic, opens one elsewhere
        return 0.0 if following.isalnum() else 1.6
    if last in "/-‑–([{<《（’‘'#$€№" or following in ("/", "-", "‑", "%", "_"):
        return 0.0
    if following in (".", ",") and after[1:2].isdecimal():
        return 0.0
    if last == "." and "/" in before[-80:].rsplit(" ", 1)[-1]:
        return 0.0  # "A/76/418/Add.1"
    if last in ',;.，；。،؛”»）)：:、》’"':
        return 3.0
    if not last.isalpha():
        return 0.5
    han = "CJK" in unicodedata.name(last, "")
    if han:
        at_figures = table("data", "characters.toml")["figures"]
        return 0.0 if last in at_figures["before"] or (following and following in at_figures["behind"]) else 1.2
    if not (following == "" or following.isspace() or following in ",;.:)،؛”»]"):
        return 0.2
    return 2.0 if not last.isupper() or before[-2:-1].isalpha() else 0.6


def _behind_figures(before: str, following: str) -> float:
    """A mark set close to a figure: likely behind a year, possible behind a number such as 70/1, else not."""
    if following.isalnum() or following in ("/", "-", "–", "‑", "%"):
        return 0.0
    figures = re.search(r"(?P<slash>/)?(?P<run>\d+)$", before[-24:])
    if not figures:
        return 0.0
    if _YEAR.fullmatch(figures["run"]):
        return 1.8
    if re.search(r"[.\-‑]\d+$", before[-24:]) and len(figures["run"]) < 3:
        return 0.3  # "1/CP.21" or "COVID-19" before a mark
    return (0.7 if following in (".", ",", ";", "؛", "،") else 0.5) if figures["slash"] else 0.0
