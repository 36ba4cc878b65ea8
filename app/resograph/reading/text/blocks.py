"""Blocks: lines joined to paragraphs, with note marks held as private-use characters in the text.

A mark's character is U+E000 plus the index of its note; ``unmarked`` takes them out and says where they stood.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from resograph.languages import Profile
from resograph.reading.text.lines import Line

_FIRST_MARK = 0xE000


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or line of the cover; ``line`` is the number of its first line."""

    text: str
    line: int


def unmarked(text: str, profile: Profile) -> tuple[str, list[tuple[int, int]]]:
    """The tidy text, and (note index, offset) of each mark that it held."""
    marks: list[tuple[int, int]] = []
    plain = ""
    for char in text:
        if _FIRST_MARK <= ord(char) <= 0xF8FF:
            marks.append((ord(char) - _FIRST_MARK, len(profile.tidy(plain))))
        else:
            plain += char
    return profile.tidy(plain), marks


class BlockBuilder:
    """Joins lines, by what begins and what closes a paragraph in this language."""

    def __init__(self, profile: Profile, marks: list[str]) -> None:
        self._profile = profile
        self._marks = marks
        self._starts = _starts(profile)
        self._alone = _alone(profile)
        self._openings = _openings(profile)
        self._numbered = False
        self._indented = False

    def build(self, lines: list[Line]) -> list[Block]:
        """The blocks of the body."""
        usual_gap = Counter(line.gap for line in lines).most_common(1)[0][0] if lines else 0
        margin = Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0
        blocks: list[Block] = []
        text, first = "", 0
        placed = 0
        alone = False
        self._numbered = False
        self._indented = sum(line.indent > margin for line in lines) > len(lines) / 20
        for line in lines:
            if text and placed < len(self._marks) and line.text == self._marks[placed]:
                text += chr(_FIRST_MARK + placed)
                placed += 1
                continue
            if text and (alone or self._begins(line, text, line.gap > usual_gap, line.indent > margin)):
                blocks.append(Block(text, first))
                text = ""
            if not text:
                first = line.number
            text = self._profile.join(text, line.text) if text else line.text
            alone = bool(self._alone.fullmatch(self._profile.tidy(text)))
        if text:
            blocks.append(Block(text, first))
        return self._inline_marks(blocks, placed)

    def _begins(self, line: Line, before: str, apart: bool, indented: bool) -> bool:
        """Whether a line begins a paragraph behind the words before it."""
        tidy = self._profile.tidy(line.text)
        if self._alone.fullmatch(tidy):
            return True
        closed = re.sub(r"[\ue000-\uf8ff\s\d]+$", "", before)[-1:] in ".;:,،؛。；：，…؟?!"
        if self._starts.match(line.text):
            begins = closed or apart or indented
            self._numbered = self._numbered or begins
            return begins
        if not closed:
            return apart and not indented and before[-1:].isalnum() and len(before) < 200
        return apart or indented or (not self._numbered and not self._indented and self._opens(tidy))

    def _opens(self, text: str) -> bool:
        return bool(self._openings.match(text.lower()))

    def _inline_marks(self, blocks: list[Block], placed: int) -> list[Block]:
        """Find the marks that stand in a line: the next number, set close to a word or its punctuation."""
        result: list[Block] = []
        for block in blocks:
            text, start = block.text, 0
            while placed < len(self._marks):
                mark = re.escape(self._marks[placed])
                found = re.compile(
                    rf"(?<=[^\s\d/.,\-(])(?<!\d[.,]){mark}(?![\d/.%年月日])|(?<=[^\s\d][,;.，；。]){mark}(?![\d/%])"
                ).search(text, start)
                if not found or found.start() == 0:
                    break
                text = text[: found.start()] + chr(_FIRST_MARK + placed) + text[found.end() :]
                start = found.start() + 1
                placed += 1
            result.append(Block(text, block.line))
        return result


def _starts(profile: Profile) -> re.Pattern[str]:
    numbering = profile["numbering"]
    patterns = [numbering["paragraph"], *numbering["points"]]
    return re.compile("|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern in patterns))


def _alone(profile: Profile) -> re.Pattern[str]:
    """What always stands on a line of its own: formula, date of adoption, meeting."""
    formulas = [re.escape(text) for texts in profile["formulas"].values() for text in texts]
    date = re.sub(r"\?P<\w+>", "?:", profile.date_pattern.pattern)
    meeting = re.sub(r"\?P<\w+>", "?:", profile["closing"]["meeting"])
    return re.compile("|".join([*formulas, date, meeting]), re.IGNORECASE)


def _openings(profile: Profile) -> re.Pattern[str]:
    """Words with which a preambular paragraph begins."""
    phrases = [phrase for phrase, sections in profile.verb_phrases.items() if "preambular" in sections]
    adverbs = "|".join(map(re.escape, sorted(profile.adverbs, key=len, reverse=True)))
    ordered = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    boundary = "" if profile.code == "zh" else r"(?!\w)"
    return re.compile(rf"(?:(?:{adverbs})\s?)?(?:{ordered}){boundary}" if phrases else r"(?!)")
