"""What blank lines, indents and lengths of lines are worth in one text, learnt from its own lines.

Some lines surely begin a paragraph (those with the next number), some surely do not (those that go on with a sentence
broken at the end of a full line): what the first have and the others lack tells of the rest.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from resograph.reading.layout.grammar import Grammar
from resograph.reading.layout.pages import Line

_ENOUGH = 3
"""Lines of a kind from which a setting is learnt."""
_CLEAR = 3.6
"""Weight of a blank line where none stands inside paragraphs."""
_WORD = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+")
"""What is not parted at a line's end."""


@dataclass
class _Seen:
    """The features of lines of one kind."""

    lines: int = 0
    counts: Counter[tuple[str, object]] = field(default_factory=Counter)

    def add(self, features: Sequence[tuple[str, object]]) -> None:
        self.lines += 1
        self.counts.update(features)

    def share(self, feature: tuple[str, object]) -> float:
        """The share of the lines that have it, never 0."""
        return (self.counts[feature] + 0.5) / (self.lines + 1)


class Setting:
    """Weighs the setting of each line against what the lines of its text have taught."""

    def __init__(self, lines: Sequence[Line], words: Sequence[str], rules: Grammar) -> None:
        """Learn from the lines and their bare words.

        ``unwrapped`` says that lines are whole paragraphs, ``silent`` that neither blank lines nor indents tell any.
        """
        pairs = list(pairwise(lines))
        within = Counter(second.gap for first, second in pairs if first.page == second.page)
        enough = 0.2 * sum(within.values())
        self._gap = min((gap for gap, count in within.items() if count >= enough), default=0)
        ended = sum(text.endswith((*rules.strong, *rules.weak, ":", "：")) for text in words)
        if ended > 0.6 * len(words):  # lines are whole paragraphs, and blank ones stand between them
            self._gap = 0
        self._gaps_tell = sum(count for gap, count in within.items() if gap > self._gap) >= 2
        lengths = sorted(len(line.text) + max(line.indent, 0) for line in lines)
        self._width = lengths[int(len(lengths) * 0.8)] if lengths else 0
        self._step = 1 if max((line.indent for line in lines), default=0) < 4 else 2
        margin = min((line.indent for line in lines if line.indent >= 0), default=0)
        self._indents_tell = 3 <= sum(line.indent > margin for line in lines) < 0.6 * len(lines)
        self.unwrapped = self._width > 120 and ended > 0.6 * len(words)
        apart = sum(count for gap, count in within.items() if gap > self._gap)
        set_in = sum(line.indent > margin for line in lines)
        self.silent = max(set_in, apart) < 0.06 * len(pairs)
        begin, verbs, inside = _Seen(), _Seen(), _Seen()
        expected, following = 1, "a"
        for (first, second), (before, text) in zip(pairs, pairwise(words), strict=True):
            found = rules.paragraph.match(text)
            number = rules.profile.fold(found["number"]) if found else ""
            following = "a" if number else following
            point = self._point(text, rules)
            if (number and number == str(expected)) or (point and point == following):
                expected += bool(number)
                following = chr(ord(point) + 1) if point else following
                begin.add(self._features(second, first))
            elif expected == 1 and before.endswith(rules.weak) and rules.opens(text):
                verbs.add(self._features(second, first))
            elif before[-1:].isalnum() and not found and len(before) > 0.75 * self._width and not rules.opens(text):
                inside.add(self._features(second, first))
        begin = begin if begin.lines >= _ENOUGH else verbs  # where few have numbers
        self._taught = min(begin.lines, inside.lines) >= _ENOUGH and not self.unwrapped
        self._worth = {
            feature: _bounded(feature, begin.share(feature), inside.share(feature))
            for feature in {*begin.counts, *inside.counts}
        }
        self._clear = inside.lines > 2 * _ENOUGH and not inside.counts["gap", True]

    def _point(self, text: str, rules: Grammar) -> str:
        """The letter of a point such as (b), else nothing."""
        if text[:1] not in "(（" or not (found := rules.points[0].match(text)):
            return ""
        folded = rules.profile.fold(found["number"]).lower()
        return folded if len(folded) == 1 and folded.isalpha() else ""

    def _features(self, line: Line, previous: Line) -> list[tuple[str, object]]:
        found: list[tuple[str, object]] = []
        if line.page == previous.page:
            found.append(("gap", line.gap > self._gap))
            if line.indent >= 0 and previous.indent >= 0:
                step = line.indent - previous.indent
                found.append(("step", 0 if abs(step) < self._step else 1 if step > 0 else -1))
        if line.indent >= 0:
            found.append(("indent", line.indent // self._step))
        return found

    def goes_on(self, line: Line, previous: Line, last: str, bare: str) -> bool:
        """Whether a line surely goes on with the one above: that is full and broken in a sentence, this not set in."""
        return (
            last[-1:].isalnum()
            and bare[:1].isalpha()
            and bare[1:2].isalpha()
            and line.page == previous.page
            and line.gap <= self._gap
            and abs(line.indent - previous.indent) < self._step
            and len(last) + max(previous.indent, 0) > 0.8 * self._width
        )

    def apart(self, line: Line, previous: Line) -> bool:
        """Whether a line stands apart from the one before it."""
        return line.page == previous.page and line.gap > self._gap

    def centred(self, line: Line, previous: Line) -> float:
        """What it says that a line, or the one before it, stands far in, as headings do."""
        if line.indent < 0 or previous.indent < 0:
            return 0.0
        step = line.indent - previous.indent
        if step >= 10:
            return 2.0 if line.indent >= 14 else 0.5
        return 2.0 if step <= -10 and previous.indent >= 14 else 0.0

    def weight(self, line: Line, previous: Line) -> float:
        """What the setting says for a paragraph's beginning (above 0) or against it."""
        features = self._features(line, previous)
        if self._taught:
            total = sum(self._worth.get(feature, 0.0) for feature in features)
            return max(total, _CLEAR) if self._clear and ("gap", True) in features else total
        if self.unwrapped:
            return 2.5
        total = 0.0
        told = {name for name, _ in features}
        if "gap" in told and self._gaps_tell:
            total += 2.2 if line.gap > self._gap else -1.2
        if "step" in told and self._indents_tell:
            total += 1.4 if line.indent - previous.indent >= self._step else -1.0
        return total

    def short(self, last: str, bare: str) -> float:
        """What the length of the line before says: one that ends early ended a paragraph."""
        if not self._width:
            return 0.0
        first = _WORD.match(bare)
        room = self._width - len(last) - (len(first[0]) if first else 0)
        if room > 0.25 * self._width:
            return 1.4
        return 0.6 if room > 0.12 * self._width else -0.8 if room < 0.05 * self._width else -0.3


def _bounded(feature: tuple[str, object], share: float, other: float) -> float:
    """What a feature tells that this share of paragraphs' first lines has, and this of the others."""
    bound = 2.6 if feature[0] == "gap" else 1.6
    return max(-bound, min(bound, math.log(share / other)))
