"""Run-on text: many paragraphs on one line, as data sets and copies from web pages have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resograph.reading.layout.clauses import clauses, is_relative, opening_at
from resograph.reading.layout.grammar import NUMBERED, Grammar
from resograph.reading.layout.pages import Line
from resograph.reading.points import follows
from resograph.text.digits import figure

_LONG = 120
"""Characters from which a line may hold several paragraphs."""
_POINT = 8
"""Characters of the longest number of a point, brackets included."""
_MARKED = re.compile(r"(?<=[^\s\d])(?:[\[(]?\d{1,3}[\])]?|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3})?\s*$")
_WORD = re.compile(r"\S+\s*")
_WITHIN = re.compile(r"[a-zà-ÿа-яё]{5,}")
"""A word in small letters, longer than any number of a point: nothing begins with it."""
_CLOSING = 80
"""Characters of the longest closing line that is parted from the words before it."""
_HEADING = 200
"""Characters of the longest heading above a paragraph."""
_BULLET = "•"
"""Stands for the number of a point that has none."""
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


def candidates(text: str, rules: Grammar) -> Iterator[int]:
    """Places where a word begins; in Chinese those behind a mark of punctuation."""
    if rules.spaced:
        yield from (found.start() for found in _WORD.finditer(text))
        return
    marks = (*rules.strong, *rules.weak, ":", "：", " ")
    yield from (at for at in range(len(text)) if not at or text[at - 1] in marks)


class _Parter:
    """Finds where paragraphs begin inside one line, from left to right."""

    def __init__(self, text: str, rules: Grammar, opened: bool) -> None:
        self._text = text
        self._rules = rules
        self._number = 0
        self._points: list[str] = []
        self._closed = False
        self._organ = ""
        self._taken = 0
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
        behind = -1
        """The place up to which a formula or a closing line goes."""
        for at in candidates(text, rules):
            if self.opened and at not in (title, behind) and rules.cased and _WITHIN.match(text, at):
                continue
            ahead = text[at : at + _AHEAD]
            if at and at == title:
                yield at
            if not self.opened:
                if (found := rules.formula(ahead)) and self._starts(text[at + found[1] :][:_AHEAD].lstrip()):
                    self.opened, self._organ = True, found[0]
                    behind = at + found[1]
                    behind += len(text[behind : behind + _AHEAD]) - len(text[behind : behind + _AHEAD].lstrip())
                    yield from (place for place in (at, behind) if place)
                    self._taken = behind
                    self._take(text[behind : behind + _AHEAD])
            elif at < behind:
                continue
            elif end := self._closing(at, ahead):
                self._number, self._points, behind = 0, [], end
                self._closed = True
                yield at
            elif self._closed and at == behind:
                yield at
                annexed = rules.annex.match(ahead)
                behind = at + annexed.end() if annexed else behind
                if annexed:
                    yield behind
            elif self._begins(at, ahead):
                self.numbered += rules.paragraph.match(ahead) is not None
                heading = self._heading(at)
                if heading < at:
                    yield heading
                self._take(ahead)
                self._taken = at
                yield at

    def _before(self, at: int) -> str:
        """The end of what stands before a place, without the mark of a note."""
        before = self._text[max(0, at - 12) : at].rstrip()
        return before if before[-1:].isalpha() else _MARKED.sub("", before)

    def _starts(self, rest: str) -> bool:
        rules = self._rules
        return rules.opens(rest) or rules.is_numbered(rest) or (rules.cased and rest[:1].isupper())

    def _closing(self, at: int, ahead: str) -> int:
        """Where a closing line that begins at a place ends; 0 for none."""
        rules = self._rules
        before = self._before(at)
        if not before.endswith(rules.strong) and not self._closed:
            return 0
        date = rules.profile.date_pattern.match(ahead)
        if date is None and not (rules.meeting.match(ahead) or rules.profile.meeting_in(ahead[:_CLOSING])):
            return 0
        for end in range(min(len(ahead), _CLOSING), 3, -1):
            whole = at + end == len(self._text) or ahead[end - 1 : end].isspace() or not rules.spaced
            if whole and rules.is_closing(ahead[:end].strip()):
                return at + end
        return 0

    def _heading(self, at: int) -> int:
        """Where the heading above a paragraph begins: behind the last whole sentence, where that is near."""
        text, start = self._text, max(self._taken, at - _HEADING)
        if self._before(at).endswith((*self._rules.strong, *self._rules.weak, ":", "：")):
            return at
        ends = [place for place in range(start, at) if text[place] in self._rules.strong]
        place = ends[-1] + 1 if ends else at
        return place + len(text[place:at]) - len(text[place:at].lstrip())

    def _title(self) -> int:
        """Where the number and title of a resolution stand behind its cover; -1 where they do not."""
        text, rules = self._text, self._rules
        formula = next((at for at in candidates(text, rules) if rules.formula(text[at : at + _AHEAD])), 0)
        if self._rules.council_title.search(self._text, 0, formula):
            return -1
        found = -1
        for word in _WORD.finditer(self._text, 0, formula):
            if self._text[word.start()].isdigit() and NUMBERED.match(self._text, word.start(), formula):
                found = word.start()
        return found

    def _begins(self, at: int, ahead: str) -> bool:
        rules = self._rules
        before = self._before(at)
        ended, led = before.endswith(rules.strong), before.endswith((":", "："))
        paused = before.endswith(rules.weak)
        if found := rules.paragraph.match(ahead):
            folded = rules.profile.fold(found["number"])
            whole = ended or led or paused or self._closed or before[-1:].isalpha() or rules.opens(ahead[found.end() :])
            return whole and folded in (str(self._number + 1), "1" if self._closed else "")
        if (ended or led or paused) and (number := self._point(ahead)):
            first = led and number in ("a", "i", "1")
            return first or any(self._after(last, number) for last in self._points)
        if rules.is_bullet(ahead):
            return led or ((ended or paused) and self._points[-1:] == [_BULLET])
        if self._number or self._closed or not paused:
            return False
        known = clauses(rules.profile.code)
        opening = opening_at(ahead, rules) if known.counted else rules.preamble_opening(ahead)
        if opening is None:
            return rules.cased and rules.opens(ahead)
        since = self._text[self._taken : at].rstrip()
        return known.begins(opening, len(since), self._organ, is_relative(since, rules))

    def _point(self, ahead: str) -> str:
        """The number of a point at the beginning, in its English form; "" for none."""
        for pattern in self._rules.points:
            if (found := pattern.match(ahead)) and found.end() - len(found["number"]) <= _POINT:
                return self._rules.profile.fold(found["number"]).lower()
        return ""

    @staticmethod
    def _after(last: str, number: str) -> bool:
        if last == _BULLET:
            return False
        if last.isdecimal():
            before = figure(last)
            return before is not None and number == str(before + 1)
        return follows(last, number, True) or follows(last, number, False)

    def _take(self, ahead: str) -> None:
        if found := self._rules.paragraph.match(ahead):
            folded = self._rules.profile.fold(found["number"])
            read = figure(folded)
            self._number, self._points = self._number if read is None else read, []
        elif self._rules.is_bullet(ahead):
            self._points = [*self._points, _BULLET] if self._points[-1:] != [_BULLET] else self._points
        elif number := self._point(ahead):
            kept = next((index for index, last in enumerate(self._points) if self._after(last, number)), None)
            self._points = [*self._points, number] if kept is None else [*self._points[:kept], number]
