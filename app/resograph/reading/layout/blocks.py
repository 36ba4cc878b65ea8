"""Lines joined to paragraphs.

Whether a line begins a paragraph is weighed from what its setting and its words say. What the setting is worth is
learnt from each text: from lines that surely begin one (the next number) and lines that surely do not (a broken word).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from resograph.languages.profile import Profile, marks
from resograph.reading.compilation.labels import label_of
from resograph.reading.layout.clauses import clauses, is_relative, opening_at
from resograph.reading.layout.decimals import Decimals
from resograph.reading.layout.front import Front
from resograph.reading.layout.grammar import Grammar, grammar
from resograph.reading.layout.hyphens import Hyphens
from resograph.reading.layout.inline import words_of
from resograph.reading.layout.labels import relabelled
from resograph.reading.layout.pages import Block, Line
from resograph.reading.layout.quoted import unquoted
from resograph.reading.layout.setting import Setting
from resograph.symbols.roman import from_roman, to_roman
from resograph.text.digits import figure

_END = 400
"""Characters of a block's end that are looked at: more than any line that stands alone has."""
_LONE = 80
"""More characters than a formula or "Annex II" has."""
_BEGINS = 1.0
"""Weight from which a line begins a paragraph."""


@dataclass
class _Count:
    """Where the numbering stands: the last number, and the last point of each style."""

    paragraph: int = 0
    fresh: bool = True
    """Whether numbers may begin anew: at the start and behind a heading."""
    points: dict[int, str] = field(default_factory=dict)
    decimals: Decimals = field(default_factory=Decimals)


@dataclass
class _Growing:
    """A block that grows line by line. Only its ``end`` is handled with each line: long ones must not take long."""

    first: int = 0
    kept: list[str] = field(default_factory=list)
    end: str = ""
    length: int = 0

    def add(self, line: Line, end: str) -> None:
        """Take a line in; ``end`` is the block's end with it."""
        self.first = self.first or line.number
        self.length += len(end) - len(self.end)
        if len(end) > 4 * _END:
            self.kept.append(end[:-_END])
            end = end[-_END:]
        self.end = end

    @property
    def words(self) -> str:
        """Its words so far, of a long one the last."""
        return words_of(self.end[-_END:]).rstrip()

    def done(self) -> Block:
        """The block."""
        return Block("".join(self.kept) + self.end, self.first)


class BlockBuilder:
    """Joins the lines of one text; in a statement each paragraph is quoted, and begins with a quotation mark.

    ``front`` tells the formula of another body, and whether the text is a statement.
    """

    def __init__(self, lines: Sequence[Line], profile: Profile, front: Front) -> None:
        self._grammar = grammar(profile.code)
        self._lines = lines = _labelled(lines, self._grammar)
        self._words = [
            unquoted(relabelled(words_of(line.text).strip(), self._grammar), self._grammar) for line in lines
        ]
        self._profile = profile
        self._quoted = front.statement
        self._formula = front.formula
        self._organ = front.organ or ""
        self._setting = Setting(lines, self._words, self._grammar)
        self._hyphens = Hyphens([line.text for line in lines])
        self._count = _Count()
        self._titled = False

    def build(self) -> list[Block]:
        """The blocks of the body, in order."""
        blocks: list[Block] = []
        block = _Growing()
        for index, line in enumerate(self._lines):
            if index and self._begins(index, block):
                blocks.append(block.done())
                self._titled = block.length < 8 and bool(self._grammar.section.fullmatch(block.words))
                block = _Growing()
            if block.length:
                block.add(line, self._joined(block.end, line.text))
            else:
                block.add(line, line.text)
                self._take(self._words[index])
        if block.length:
            blocks.append(block.done())
        return blocks

    def _begins(self, index: int, block: _Growing) -> bool:
        rules, setting = self._grammar, self._setting
        line, previous = self._lines[index], self._lines[index - 1]
        bare, last = self._words[index], self._words[index - 1]
        if label_of(line.text):
            return True
        if setting.goes_on(line, previous, last, bare) and not self._both_close(last, bare):
            return False
        if " | " in bare or " | " in last:
            return True
        before = block.words
        closed = rules.is_closing(before) and not self._number_follows(index)
        if (closed or before.endswith(rules.strong)) and rules.is_closing(bare) and not self._number_follows(index + 1):
            return True
        if self._stands_alone(before, closed):
            return True
        weight = setting.weight(line, previous)
        numbered = rules.is_numbered(bare)
        weight += self._closed(rules.without_joining(before) if numbered else before, bare)
        weight += self._opened(bare, block, setting.apart(line, previous))
        weight += 0.0 if rules.is_numbered(last) else setting.centred(line, previous)
        short = setting.short(last, bare) if last == previous.text.rstrip() else 0.0  # a mark may have broken it
        weight += short
        if before.endswith(rules.strong) and self._heads(index):
            weight += 3.0
        if self._titled and block.length < 200 and rules.opens(bare):
            return True  # the heading of a section, then its preamble
        if len(before) < 160 and (before[-1:].isalnum() or before.endswith(")")) and self._is_point(before):
            apart = setting.apart(line, previous)
            titled = self._may_begin(bare) and (short > 0 or apart)
            weight += 2.6 if self._first_point(bare) or (titled and apart) else 1.6 if titled else 0.0
        elif setting.apart(line, previous) and self._may_head(before, bare):
            weight += 1.5
        return weight >= _BEGINS

    def _both_close(self, last: str, bare: str) -> bool:
        """Whether two short lines are closing lines, which never go on with one another."""
        short = len(last) < _LONE and len(bare) < _LONE
        return short and self._grammar.is_closing(bare) and self._grammar.is_closing(last)

    def _number_follows(self, index: int) -> bool:
        """Whether the next numbered paragraph stands near: then a date alone on its line ends no text."""
        found = (self._grammar.paragraph.match(words) for words in self._words[index : index + 3])
        expected = str(self._count.paragraph + 1)
        return bool(self._count.paragraph) and any(
            match is not None and self._profile.fold(match["number"]) == expected for match in found
        )

    def _may_head(self, before: str, bare: str) -> bool:
        """Whether what is read so far may be a heading above another: open-ended, both with capitals."""
        return len(before) < 120 and before[:1].isupper() and before[-1:].isalnum() and bare[:1].isupper()

    def _may_begin(self, bare: str) -> bool:
        return not self._grammar.cased or bare[:1].isupper()

    def _first_point(self, bare: str) -> bool:
        """Whether a line begins the first point of a list."""
        folds = (found["number"] for pattern in self._grammar.points if (found := pattern.match(bare)))
        return self._grammar.profile.fold(next(folds, "")).lower() in ("a", "i", "1")

    def _is_point(self, before: str) -> bool:
        """Whether the words so far begin with the number of a point."""
        return any(pattern.match(before) for pattern in self._grammar.points)

    def _joined(self, text: str, line: str) -> str:
        """Two lines as one; a hyphen that only broke a word goes."""
        if self._hyphens.only_break(text, line):
            return text[:-1] + line
        return self._profile.join(f"{text[:-1]}-" if text.endswith("\u00ad") else text, line)

    def _stands_alone(self, before: str, closed: bool) -> bool:
        """Whether what is read so far is whole on its line: a formula, a closing line, "Annex", a section's numeral."""
        rules = self._grammar
        if len(before) < _LONE and (self._is_formula(before) or rules.annex.fullmatch(before)):
            return True
        if closed:
            return not rules.closing_line.match(before.strip("[]() ")) or before.endswith((*rules.strong, ")", "]"))
        return len(before) < 8 and bool(rules.section.fullmatch(before))

    def _is_formula(self, text: str) -> bool:
        found = self._grammar.formula(text) or self._grammar.bare_formula(text)
        return text == self._formula or (found is not None and found[1] == len(text))

    def _heads(self, index: int) -> bool:
        """Whether a line is a heading: open-ended, and behind it a paragraph begins."""
        rules, bare = self._grammar, self._words[index]
        if bare.endswith((*rules.strong, *rules.weak, ":")) or (rules.cased and not bare[:1].isupper()):
            return False
        found = rules.paragraph.match(self._words[index + 1]) if index + 1 < len(self._words) else None
        return found is not None and rules.profile.fold(found["number"]) in (str(self._count.paragraph + 1), "1")

    def _closed(self, before: str, bare: str) -> float:
        tail = before.rstrip("”\"’'»)）》」 ")
        if before.endswith(self._grammar.strong) or tail.endswith(self._grammar.strong):
            return 1.6 if before.endswith(self._grammar.clause) and self._may_begin(bare) else 1.0
        if before.endswith(self._grammar.weak) or tail.endswith(self._grammar.weak):
            return 0.3
        if before.endswith((":", "：")):
            return 1.0
        return -2.6

    def _opened(self, bare: str, block: _Growing, apart: bool) -> float:
        rules, count, before = self._grammar, self._count, block.words
        if count.decimals.match(bare, count.paragraph):
            return 3.8
        if found := rules.paragraph.match(bare):
            number = rules.profile.fold(found["number"])
            read = figure(number)
            if read == count.paragraph + 1:
                return 3.8
            if number == "1" and count.fresh:
                return 3.2
            return 1.0 if number == "1" or (read or 0) in range(count.paragraph, count.paragraph + 4) else -1.0
        for pattern in rules.points:
            if found := pattern.match(bare):
                follows = self._follows(rules.profile.fold(found["number"]))
                return (3.4 if before.endswith((*rules.strong, ":", "：")) else 2.8) if follows else 0.2
        if self._quoted and bare[:1] in marks("quotation"):
            return 2.5
        if rules.formula(bare):
            return 3.5
        if rules.is_bullet(bare):
            return 2.0
        if rules.annex.fullmatch(bare) or rules.annex_title.fullmatch(bare):
            return 3.5
        if rules.titled_section.match(bare) and not rules.opens(bare):
            return 1.8 if apart else 1.0
        if rules.section.fullmatch(bare) and len(bare) < 12:
            return 2.2 if apart or len(bare) > 1 else 1.0
        if not count.paragraph and rules.may_open(bare):
            if self._setting.silent and before.endswith(rules.weak) and clauses(rules.profile.code).counted:
                return 2.4 if self._clause_begins(bare, block) else 0.2
            alone = rules.cased or self._setting.silent
            if alone and before.endswith(rules.weak) and rules.opens_preamble(bare):
                return 2.4  # a verb of the body behind a comma: nothing else begins so
            return 1.6 if rules.opens(bare) else 1.2
        if rules.opens(bare):
            return 0.4
        if rules.cased and bare[:1].islower():
            return -2.0
        return 0.0

    def _clause_begins(self, bare: str, block: _Growing) -> bool:
        """Whether a verb behind a comma begins a paragraph of the preamble, where nothing but it and its line tell."""
        rules = self._grammar
        opening = opening_at(bare, rules)
        relative = is_relative(block.words, rules)
        known = clauses(rules.profile.code)
        return opening is not None and known.begins(opening, block.length, self._organ, relative, line=True)

    def _follows(self, folded: str) -> bool:
        """Whether a point begins a list or follows one that is open."""
        lowered = folded.lower()
        return lowered in ("a", "i", "1") or any(lowered in _successors(last) for last in self._count.points.values())

    def _take(self, bare: str) -> None:
        rules, count = self._grammar, self._count
        if " | " in bare:  # a table's row
            return
        if rules.formula(bare):  # of a quoted draft
            count.paragraph, count.fresh, count.points = 0, True, {}
            return
        if found := count.decimals.match(bare, count.paragraph):
            count.decimals.take(found)
            return
        if found := rules.paragraph.match(bare):
            number = rules.profile.fold(found["number"])
            if (read := figure(number)) is not None:
                count.paragraph, count.fresh, count.points = read, False, {}
            return
        for style, pattern in enumerate(rules.points):
            if found := pattern.match(bare):
                count.points[style] = rules.profile.fold(found["number"]).lower()
                return
        if len(bare) < 120 and not bare.endswith((*rules.strong, *rules.weak)):
            count.fresh = True


def _labelled(lines: Sequence[Line], rules: Grammar) -> list[Line]:
    """The lines; one that holds nothing but the number of what follows is set before it."""
    found: list[Line] = []
    label: Line | None = None
    for line in lines:
        if label is not None:
            whole = f"{label.text} {line.text}"
            joined = label._replace(text=whole) if label.page == line.page else None
            found += [joined] if joined else [label, line]
            label = None
        elif rules.is_label(line.text):
            label = line
        else:
            found.append(line)
    return [*found, label] if label else found


def _successors(last: str) -> set[str]:
    """What may follow a point: d after c; v after iv; i after h; one left out."""
    found: set[str] = set()
    if last.islower() and (roman := from_roman(last.upper())):
        found |= {to_roman(roman + 1).lower(), to_roman(roman + 2).lower()}
    if (number := figure(last)) is not None:
        found |= {str(number + 1), str(number + 2)}
    elif len(last) == 1:
        found |= {chr(ord(last) + 1), chr(ord(last) + 2)}
        if last in "yz":
            found.add("aa")
    elif len(last) == 2 and last[0] == last[1]:
        found.add(chr(ord(last[0]) + 1) * 2)
    elif len(last) == 2:
        found.add(last[0] + chr(ord(last[1]) + 1))
    return found
