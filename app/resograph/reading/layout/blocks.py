"""Lines joined to paragraphs.

Whether a line begins a paragraph is weighed from what its setting and its words say. What the setting is worth is
learnt from each text: from lines that surely begin one (the next number) and lines that surely do not (a broken word).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from resograph.languages import Profile, marks
from resograph.reading.layout.grammar import Grammar, grammar
from resograph.reading.layout.inline import words_of
from resograph.reading.layout.pages import Block, Line

_BEGINS = 1.0
"""Weight from which a line begins a paragraph."""


@dataclass
class _Count:
    """Where the numbering stands: the last number, and the last point of each style."""

    paragraph: int = 0
    fresh: bool = True
    """Whether numbers may begin anew: at the start and behind a heading."""
    points: dict[int, str] | None = None


class BlockBuilder:
    """Joins the lines of one text; in a statement each paragraph is quoted, and begins with a quotation mark."""

    def __init__(self, profile: Profile, quoted: bool = False) -> None:
        self._profile = profile
        self._quoted = quoted
        self._grammar = grammar(profile.code)
        self._titled = False

    def build(self, lines: list[Line]) -> list[Block]:
        """The blocks of the body, in order."""
        setting = _Setting(lines, self._grammar)
        known = _known_words(lines)
        blocks: list[Block] = []
        count = _Count(points={})
        text, first = "", 0
        previous: Line | None = None
        words = [words_of(line.text).strip() for line in lines]
        for index, line in enumerate(lines):
            bare = words[index]
            behind = words[index + 1] if index + 1 < len(lines) else ""
            if previous is None or self._begins(line, bare, previous, text, count, setting, behind):
                if text:
                    blocks.append(Block(text, first))
                self._titled = bool(text) and len(text) < 8 and bool(self._grammar.section.fullmatch(words_of(text)))
                text, first = line.text, line.number
                self._take(bare, count)
            else:
                text = self._joined(text, line.text, known)
            previous = line
        if text:
            blocks.append(Block(text, first))
        return blocks

    def _begins(
        self, line: Line, bare: str, previous: Line, text: str, count: _Count, setting: _Setting, behind: str
    ) -> bool:
        rules = self._grammar
        last = words_of(previous.text).rstrip()
        if setting.goes_on(line, previous, last, bare):
            return False
        if " | " in bare:
            return True
        before = words_of(text).rstrip()
        if rules.is_closing(bare) and (before.endswith(rules.strong) or rules.is_closing(before)):
            return True
        if self._stands_alone(before):
            return True
        weight = setting.weight(line, previous)
        weight += self._closed(before)
        weight += self._opened(bare, count, before, setting.apart(line, previous))
        weight += setting.centred(line, previous)
        weight += setting.short(last, bare) if last == previous.text.rstrip() else 0.0  # a mark may have broken it
        if before.endswith(rules.strong) and self._heads(bare, behind, count):
            weight += 3.0
        if self._titled and len(text) < 200 and rules.opens(bare):
            return True  # the heading of a section, then its preamble
        if len(before) < 120 and before[-1:].isalpha() and self._first_point(bare) and self._first_or_next(before):
            weight += 2.6  # a point that is only a title, then its own points
        return weight >= _BEGINS

    def _first_point(self, bare: str) -> bool:
        """Whether a line begins the first point of a list."""
        folds = (found["number"] for pattern in self._grammar.points if (found := pattern.match(bare)))
        return self._grammar.profile.fold(next(folds, "")).lower() in ("a", "i", "1")

    def _first_or_next(self, before: str) -> bool:
        """Whether the words so far begin with the number of a point."""
        return any(pattern.match(before) for pattern in self._grammar.points)

    def _joined(self, text: str, line: str, known: set[str]) -> str:
        """Two lines as one; a hyphen that only broke the word goes, where the text has the whole word elsewhere."""
        if text.endswith("-") and line[:1].islower():
            head = re.search(r"[^\W\d_]+(?=-$)", text)
            tail = re.match(r"[^\W\d_]+", line)
            whole = f"{head[0]}{tail[0]}".lower() if head and tail else ""
            if head and tail and whole in known and f"{head[0]}-{tail[0]}".lower() not in known:
                return text[:-1] + line
        return self._profile.join(text, line)

    def _stands_alone(self, before: str) -> bool:
        """Whether what is read so far is whole on its line: a formula, a closing line, "Annex", a section's numeral."""
        rules = self._grammar
        if _is_formula(before, rules) or rules.annex.fullmatch(before):
            return True
        if rules.is_closing(before):
            return not rules.closing_line.match(before.strip("[]() ")) or before.endswith((*rules.strong, ")", "]"))
        return len(before) < 8 and bool(rules.section.fullmatch(before))

    def _heads(self, bare: str, behind: str, count: _Count) -> bool:
        """Whether a line is a heading: open-ended, and behind it a paragraph begins."""
        rules = self._grammar
        if bare.endswith((*rules.strong, *rules.weak, ":")) or (rules.cased and not bare[:1].isupper()):
            return False
        found = rules.paragraph.match(behind)
        return found is not None and rules.profile.fold(found["number"]) in (str(count.paragraph + 1), "1")

    def _closed(self, before: str) -> float:
        tail = before.rstrip("”\"’'»)）》」 ")
        if before.endswith(self._grammar.strong) or tail.endswith(self._grammar.strong):
            return 1.0
        if before.endswith(self._grammar.weak) or tail.endswith(self._grammar.weak):
            return 0.3
        if before.endswith((":", "：")):
            return 1.0
        return -2.6

    def _opened(self, bare: str, count: _Count, before: str, apart: bool) -> float:
        rules = self._grammar
        if found := rules.paragraph.match(bare):
            number = rules.profile.fold(found["number"])
            if number.isdecimal() and int(number) == count.paragraph + 1:
                return 3.8
            if number == "1" and count.fresh:
                return 3.2
            return 1.0 if number == "1" or int(number or 0) in range(count.paragraph, count.paragraph + 4) else -1.0
        for pattern in rules.points:
            if found := pattern.match(bare):
                follows = self._follows(rules.profile.fold(found["number"]), count)
                return (3.4 if before.endswith((*rules.strong, ":", "：")) else 2.8) if follows else 0.2
        if self._quoted and bare[:1] in marks("quotation"):
            return 2.5
        if rules.is_bullet(bare):
            return 2.0
        if rules.annex.fullmatch(bare) or rules.annex_title.fullmatch(bare):
            return 3.5
        if rules.section.fullmatch(bare) and len(bare) < 12:
            return 2.2 if apart or len(bare) > 1 else 1.0
        if not count.paragraph and rules.may_open(bare):
            return 1.6 if rules.opens(bare) else 1.2
        if rules.opens(bare):
            return 0.4
        if rules.cased and bare[:1].islower():
            return -2.0
        return 0.0

    def _follows(self, folded: str, count: _Count) -> bool:
        """Whether a point begins a list or follows one that is open."""
        lowered = folded.lower()
        return lowered in ("a", "i", "1") or any(lowered in _successors(last) for last in (count.points or {}).values())

    def _take(self, bare: str, count: _Count) -> None:
        rules = self._grammar
        if found := rules.paragraph.match(bare):
            number = rules.profile.fold(found["number"])
            if number.isdecimal():
                count.paragraph, count.fresh, count.points = int(number), False, {}
            return
        for style, pattern in enumerate(rules.points):
            if found := pattern.match(bare):
                assert count.points is not None
                count.points[style] = rules.profile.fold(found["number"]).lower()
                return
        if len(bare) < 120 and not bare.endswith((*rules.strong, *rules.weak)):
            count.fresh = True


def _known_words(lines: list[Line]) -> set[str]:
    """The words of a text, hyphenated ones too, where a line ends in a hyphen at all."""
    if not any(line.text.endswith("-") for line in lines):
        return set()
    return {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)}


def _is_formula(text: str, rules: Grammar) -> bool:
    found = rules.formula(text) or rules.bare_formula(text)
    return found is not None and found[1] == len(text)


def _successors(last: str) -> set[str]:
    """What may follow a point: d after c; v after iv; i after h; one left out."""
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"]
    found: set[str] = set()
    if last in romans[:-2]:
        at = romans.index(last)
        found |= {romans[at + 1], romans[at + 2]}
    if last.isdecimal():
        found |= {str(int(last) + 1), str(int(last) + 2)}
    elif len(last) == 1:
        found |= {chr(ord(last) + 1), chr(ord(last) + 2)}
        if last in "yz":
            found.add("aa")
    elif len(last) == 2 and last[0] == last[1]:
        found.add(chr(ord(last[0]) + 1) * 2)
    elif len(last) == 2:
        found.add(last[0] + chr(ord(last[1]) + 1))
    return found


class _Setting:
    """What blank lines, indents and lengths of lines are worth in one text."""

    def __init__(self, lines: list[Line], rules: Grammar) -> None:
        pairs = list(pairwise(lines))
        within = Counter(second.gap for first, second in pairs if first.page == second.page)
        enough = 0.2 * sum(within.values())
        self._gap = min((gap for gap, count in within.items() if count >= enough), default=0)
        self._gaps_tell = sum(count for gap, count in within.items() if gap > self._gap) >= 2
        lengths = sorted(len(line.text) + max(line.indent, 0) for line in lines)
        self._width = lengths[int(len(lengths) * 0.8)] if lengths else 0
        self._step = 1 if max((line.indent for line in lines), default=0) < 4 else 2
        margin = min((line.indent for line in lines if line.indent >= 0), default=0)
        self._indents_tell = 3 <= sum(line.indent > margin for line in lines) < 0.6 * len(lines)
        begin: Counter[tuple[str, object]] = Counter()
        inside: Counter[tuple[str, object]] = Counter()
        begins = insides = 0
        expected, following = 1, "a"
        for first, second in pairs:
            text, before = words_of(second.text), words_of(first.text)
            found = rules.paragraph.match(text)
            number = rules.profile.fold(found["number"]) if found else ""
            following = "a" if number else following
            point = self._point(text, rules)
            if (number and number == str(expected)) or (point and point == following):
                expected += bool(number)
                following = chr(ord(point) + 1) if point else following
                begins += 1
                begin.update(self._features(second, first))
            elif before[-1:].isalnum() and not found and len(before) > 0.75 * self._width and not rules.opens(text):
                insides += 1
                inside.update(self._features(second, first))
        self._begin, self._inside, self._begins, self._insides = begin, inside, begins, insides

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
        total = 0.0
        told = {name for name, _ in self._features(line, previous)}
        if self._begins >= 3 and self._insides >= 3:
            for feature in self._features(line, previous):
                share = (self._begin[feature] + 0.5) / (self._begins + 1)
                other = (self._inside[feature] + 0.5) / (self._insides + 1)
                weight = math.log(share / other)
                seen = self._begin[feature] + self._inside[feature]
                bound = 2.6 if feature[0] == "gap" else 1.6
                total += max(-bound, min(bound, weight)) if seen else 0.0
            return total
        if "gap" in told and self._gaps_tell:
            total += 2.2 if line.gap > self._gap else -1.2
        if "step" in told and self._indents_tell:
            total += 1.4 if line.indent - previous.indent >= self._step else -1.0
        return total

    def short(self, last: str, bare: str) -> float:
        """What the length of the line before says: one that ends early ended a paragraph."""
        if not self._width:
            return 0.0
        first = re.match(r"\S+", bare)
        room = self._width - len(last) - (len(first[0]) if first else 0)
        if room > 0.25 * self._width:
            return 1.4
        return 0.6 if room > 0.12 * self._width else -0.8 if room < 0.05 * self._width else -0.3
