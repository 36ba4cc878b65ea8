"""Run-on text: many paragraphs on one line, as data sets and copies from web pages have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resograph.reading.layout.grammar import NUMBERED, Grammar
from resograph.reading.layout.pages import Line
from resograph.reading.points import follows

_LONG = 120
"""Characters from which a line may hold several paragraphs."""
_POINT = 8
"""Characters of the longest number of a point, brackets included."""
_WORD = re.compile(r"\S+\s*")
_AHEAD = 120
"""Characters behind a place that tell whether a paragraph begins there."""


def whole_lines(lines: Sequence[Line], rules: Grammar) -> list[Line]:
    """The lines, those of several paragraphs parted.

    Such a line holds a formula and its paragraphs; or, behind a formula, two and more numbered paragraphs.
    """
    found: list[Line] = []
    opened = running = False
    for line in lines:
        if len(line.text) < _LONG:
            opened = opened or rules.formula(line.text) is not None
            found.append(line)
            continue
        parter = _Parter(line.text, rules, opened)
        pieces = list(parter.pieces())
        running = running or (parter.opened and not opened)
        opened = opened or parter.opened
        if not running and parter.numbered < 2:
            found.append(line)
            continue
        found += [
            line._replace(text=piece, gap=line.gap if not index else 1, indent=line.indent if not index else 0)
            for index, piece in enumerate(pieces)
        ]
    return found


class _Parter:
    """Finds where paragraphs begin inside one line, from left to right."""

    def __init__(self, text: str, rules: Grammar, opened: bool) -> None:
        self._text = text
        self._rules = rules
        self._number = 0
        self._points: list[str] = []
        self.numbered = 0
        """Numbered paragraphs that begin inside the line."""
        self.opened = opened
        """Whether a formula was read, here or in a line before."""

    def pieces(self) -> Iterator[str]:
        places = list(self._places())
        if not self.opened:
            yield self._text
            return
        for start, end in zip([0, *places], [*places, len(self._text)], strict=True):
            if piece := self._text[start:end].strip():
                yield piece

    def _places(self) -> Iterator[int]:
        text, rules = self._text, self._rules
        title = self._title()
        behind_formula = -1
        for at in self._candidates():
            if at and at == title:
                yield at
            ahead = text[at : at + _AHEAD]
            if not self.opened and (found := rules.formula(ahead)):
                rest = text[at + found[1] :].lstrip()
                if not rules.opens(rest[:_AHEAD]) and not rules.is_numbered(rest[:_AHEAD]):
                    continue
                self.opened = True
                behind_formula = len(text) - len(rest)
                if at:
                    yield at
                yield behind_formula
                self._take(text[behind_formula : behind_formula + _AHEAD])
            elif self.opened and at > behind_formula and self._begins(at, ahead):
                self.numbered += rules.paragraph.match(ahead) is not None
                self._take(ahead)
                yield at

    def _candidates(self) -> Iterator[int]:
        """Places where a word begins; in Chinese also those behind a mark of punctuation."""
        if self._rules.spaced:
            yield from (found.start() for found in _WORD.finditer(self._text))
            return
        marks = (*self._rules.strong, *self._rules.weak, ":", "：", " ")
        yield from (at for at in range(len(self._text)) if not at or self._text[at - 1] in marks)

    def _title(self) -> int:
        """Where the number and title of a resolution stand behind its cover; -1 where they do not."""
        formula = next((at for at in self._candidates() if self._rules.formula(self._text[at : at + _AHEAD])), 0)
        if self._rules.council_title.search(self._text, 0, formula):
            return -1
        found = -1
        for word in _WORD.finditer(self._text, 0, formula):
            if self._text[word.start()].isdigit() and NUMBERED.match(self._text, word.start(), formula):
                found = word.start()
        return found

    def _begins(self, at: int, ahead: str) -> bool:
        rules = self._rules
        before = self._text[max(0, at - 3) : at].rstrip()
        ended, led = before.endswith(rules.strong), before.endswith((":", "："))
        paused = before.endswith(rules.weak)
        if found := rules.paragraph.match(ahead):
            folded = rules.profile.fold(found["number"])
            return (ended or led or paused) and folded == str(self._number + 1)
        if (ended or led or paused) and (number := self._point(ahead)):
            first = led and number in ("a", "i", "1")
            return first or any(self._after(last, number) for last in self._points)
        if not self._number and paused:
            return rules.opens(ahead)
        return ended and rules.is_closing(self._text[at:]) if len(self._text) - at < 200 else False

    def _point(self, ahead: str) -> str:
        """The number of a point at the beginning, in its English form; "" for none."""
        for pattern in self._rules.points:
            if (found := pattern.match(ahead)) and found.end() - len(found["number"]) <= _POINT:
                return self._rules.profile.fold(found["number"]).lower()
        return ""

    @staticmethod
    def _after(last: str, number: str) -> bool:
        if last.isdecimal():
            return number == str(int(last) + 1)
        return follows(last, number, True) or follows(last, number, False)

    def _take(self, ahead: str) -> None:
        if found := self._rules.paragraph.match(ahead):
            folded = self._rules.profile.fold(found["number"])
            self._number, self._points = int(folded) if folded.isdecimal() else self._number, []
        elif number := self._point(ahead):
            kept = next((index for index, last in enumerate(self._points) if self._after(last, number)), None)
            self._points = [*self._points, number] if kept is None else [*self._points[:kept], number]
