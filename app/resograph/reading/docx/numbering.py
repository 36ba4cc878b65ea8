"""Automatic numbers of paragraphs, counted as Word counts them (ECMA-376, Part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from resograph.reading.docx.numerals import numeral
from resograph.reading.docx.package import w
from resograph.reading.docx.styles import Styles, is_on, value
from resograph.reading.layout.signs import of_symbol_font
from resograph.text.digits import figure

_LEVELS = 9
_DASHES = "-–—"


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered; ``restart`` is the level, from 1, behind which it begins anew."""

    start: int = 1
    style: str = "decimal"
    shape: str = ""
    restart: int | None = None
    figures: bool = False
    joined: bool = False
    paragraph_style: str | None = None


@dataclass
class _List:
    """A list in use: its levels, and where each stands."""

    levels: list[Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(frozen=True)
class _Use:
    """A ``w:num``: a list, with levels begun anew or set otherwise."""

    base: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """Counts through a document: each paragraph is to be asked once, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._bases = (
            {} if root is None else {base.get(w("abstractNumId"), ""): base for base in root.iter(w("abstractNum"))}
        )
        self._uses = {} if root is None else {use.get(w("numId"), ""): _use(use) for use in root.iter(w("num"))}
        self._lists: dict[str, _List] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word shows before a paragraph, with the space behind it; "" where it has none."""
        use_id, level = self._numbered(paragraph)
        use = self._uses.get(use_id or "")
        if use_id is None or use is None or not 0 <= level < _LEVELS:
            return ""
        counted = self._lists.setdefault(use.base, _List(self._levels(use.base)))
        levels = [use.levels.get(index, known) for index, known in enumerate(counted.levels)]
        self._count(use_id, use, counted, levels, level)
        told = levels[level]
        if told.style == "bullet":
            sign = of_symbol_font(told.shape)
            text = "–" if sign and sign in _DASHES else "•" if sign else ""
        else:
            text = re.sub(r"%([1-9])", lambda found: self._part(int(found[1]) - 1, told, levels, counted), told.shape)
        return text + ("" if told.joined or not text else " ")

    def _count(self, use_id: str, use: _Use, counted: _List, levels: Sequence[Level], level: int) -> None:
        if (use_id, level) not in self._begun:
            self._begun.add((use_id, level))
            if level in use.starts:
                counted.counts[level] = use.starts[level] - 1
        last = counted.counts[level]
        counted.counts[level] = levels[level].start if last is None else last + 1
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart
            if restart is None or level < restart:
                counted.counts[deeper] = None
                self._begun.discard((use_id, deeper))

    @staticmethod
    def _part(index: int, told: Level, levels: Sequence[Level], counted: _List) -> str:
        number = counted.counts[index]
        style = "decimal" if told.figures else levels[index].style
        return numeral(levels[index].start if number is None else number, style)

    def _numbered(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The ``w:num`` and level of a paragraph, its own or by its style; (None, 0) where it has none."""
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        use, level = value(own, "numId"), value(own, "ilvl")
        for style in self._styles.of_paragraph(paragraph):
            if use is not None and level is not None:
                break
            by_style = style.find(f"{w('pPr')}/{w('numPr')}")
            found = value(by_style, "numId")
            if use is None and found is not None:
                use = found
                level = level or value(by_style, "ilvl") or self._level_of(found, style.get(w("styleId"), ""))
        if use in (None, "0"):
            return None, 0
        return use, figure(level) or 0

    def _level_of(self, use_id: str, style: str) -> str | None:
        """The level that is tied to a style."""
        use = self._uses.get(use_id)
        levels = self._levels(use.base) if use else []
        return next((str(index) for index, level in enumerate(levels) if level.paragraph_style == style), None)

    def _levels(self, base: str, followed: int = 0) -> list[Level]:
        root = self._bases.get(base)
        link = value(root, "numStyleLink")
        if link and followed < 5:  # the list is that of a style
            use = self._uses.get(value(self._styles.numbering(link), "numId") or "")
            if use and use.base != base:
                return self._levels(use.base, followed + 1)
        levels = [Level() for _ in range(_LEVELS)]
        for element in root.iterchildren(w("lvl")) if root is not None else ():
            index = figure(element.get(w("ilvl")))
            if index is not None and index < _LEVELS:
                levels[index] = _level(element)
        return levels


def _level(element: etree._Element) -> Level:
    restart = value(element, "lvlRestart")
    return Level(
        start=_number(value(element, "start"), 1),
        style=value(element, "numFmt") or _alternative(element) or "decimal",
        shape=value(element, "lvlText") or "",
        restart=None if restart is None else _number(restart, 0),
        figures=element.find(w("isLgl")) is not None and is_on(value(element, "isLgl"), True),
        joined=value(element, "suff") == "nothing",
        paragraph_style=value(element, "pStyle"),
    )


def _alternative(element: etree._Element) -> str | None:
    """The style of numbers inside ``mc:AlternateContent``, where newer ones are kept."""
    found = next(element.iter(w("numFmt")), None)
    return None if found is None else found.get(w("val"))


def _use(element: etree._Element) -> _Use:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.iterchildren(w("lvlOverride")):
        index = _number(override.get(w("ilvl")), -1)
        if (start := value(override, "startOverride")) is not None:
            starts[index] = _number(start, 1)
        if (level := override.find(w("lvl"))) is not None:
            levels[index] = _level(level)
    return _Use(value(element, "abstractNumId") or "", starts, levels)


def _number(text: str | None, absent: int) -> int:
    number = figure(text, 6)
    return absent if number is None else number
