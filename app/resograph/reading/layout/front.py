"""What stands before the text: where the cover ends, the number, the title, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from resograph.languages.profile import Profile
from resograph.reading.layout.grammar import Grammar
from resograph.reading.layout.inline import words_of

_NUMBERED = re.compile(
    r"(?P<number>(?:E?S-)?\d+/\d+(?:\s?[A-Z](?:-[A-Z])?)?|\d+\s?(?:[A-Z]\s?)?\((?:\d{4}|(?:E?S-)?[IVXL]+)\))"
    r"(?:\s?[.．\-–—:]\s*|(?<=\d\))\s+(?=[A-Z])|\s+(?=[\u0621-\u064a]))(?P<title>\S.*)"
)
_STATEMENT = re.compile(r"(?:^|\s)S/PRST/\d{4}/\d+\*?$|^S/PRST/\d{4}/\d+\*?(?:\s|$)")
_HEAD, _COVER, _FRONT = 12, 80, 200
"""Lines among which the own symbol, the title, and the formula are looked for."""


@dataclass
class Front:
    """The lines of the cover; number and title as printed; the letter of a part; where the body begins."""

    cover: list[str] = field(default_factory=list)
    number: str | None = None
    title: str = ""
    letter: str | None = None
    body: int = 0
    organ: str | None = None
    statement: bool = False


def read_front(texts: Sequence[str], rules: Grammar) -> Front:
    """The front of a document, from its lines (or blocks) without furniture, with inline marks still in."""
    formula, organ = opening(texts, rules)
    bound = min(len(texts), _COVER) if formula is None else formula + 1
    front = Front(organ=organ)
    front.statement = formula is None and any(_STATEMENT.search(text) for text in texts[:_HEAD])
    for index, text in enumerate(texts[:bound]):
        if (found := rules.statement.match(text)) and formula is None:
            front.cover, front.title, front.statement = list(texts[:index]), text, True
            front.body = _after_title(front, texts, index + 1, rules)
            return front
        if (found := _NUMBERED.match(text)) and not front.statement:
            return _titled(front, texts, index, found, formula, rules)
    for index, text in enumerate(texts[: 0 if front.statement else bound]):
        found = rules.council_title.match(text) if formula is None else rules.council_title.search(text)
        if found:
            return _council(front, texts, index, found, formula)
    if formula is None:  # a text without title begins with its meeting, or where the cover's short lines end
        long = [index for index, text in enumerate(texts[:bound]) if len(text) > (40 if rules.spaced else 16)]
        told = (index for index in long if rules.meeting.search(texts[index]))
        formula = next(told, long[0] if long and front.statement else 0)
    front.cover = list(texts[:formula])
    front.body = formula
    return front


def opening(texts: Sequence[str], rules: Grammar) -> tuple[int | None, str | None]:
    """The index of the line with the enacting formula, and its organ; (None, None) where there is none.

    The organ's name alone on a line is one only below a title: covers bear it too.
    """
    for index, text in enumerate(texts[:_FRONT]):
        if found := rules.formula(text):
            return index, found[0]
    titled = False
    for index, text in enumerate(texts[:_FRONT]):
        if titled and (found := rules.bare_formula(text)):
            return index, found[0]
        titled = titled or bool(_NUMBERED.match(text) or rules.council_title.match(text))
    return None, None


def title_lines(texts: Sequence[str], rules: Grammar) -> tuple[int, int]:
    """The first line of the title and the one behind its last, for finding the title in running heads."""
    front = read_front(texts, rules)
    if front.number is None and not front.statement:
        return front.body, front.body
    start = len(front.cover)
    if not _NUMBERED.match(texts[start]) if start < len(texts) else True:
        start = next((index for index, text in enumerate(texts) if rules.council_title.search(text)), front.body)
        return start, start + 1
    return start, front.body


def _titled(
    front: Front, texts: Sequence[str], index: int, found: re.Match[str], formula: int | None, rules: Grammar
) -> Front:
    front.cover = list(texts[:index])
    front.number = re.sub(r"\s+", " ", found["number"])
    lines = [found["title"]]
    end = index + 1
    bound = formula if formula is not None else min(len(texts), index + 12)
    while end < bound:
        text = texts[end]
        if _letter(text, rules):
            front.letter = rules.profile.fold(words_of(text).strip(" *[]()")).upper()
            lines.append(text[len(words_of(text)) :])
            end += 1
            break
        if formula is None and _begins_text(text, rules):
            break
        lines.append(text)
        end += 1
    front.title = _joined(lines, rules.profile)
    front.body = end
    return front


def _after_title(front: Front, texts: Sequence[str], start: int, rules: Grammar) -> int:
    """The title of a statement may go on for a line; its text begins with a sentence."""
    for index in range(start, min(start + 3, len(texts))):
        if len(texts[index]) > 50 or rules.meeting.search(texts[index]):
            return index
        front.title = rules.profile.join(front.title, texts[index])
    return start


def _council(front: Front, texts: Sequence[str], index: int, found: re.Match[str], formula: int | None) -> Front:
    front.number = re.sub(r"(?<=\d)\s*(?=\()", " ", found["number"])
    front.title = found[0].strip(" ,،，.")
    front.cover = list(texts[: formula if formula is not None else index + 1])
    front.body = formula if formula is not None else index + 1
    return front


def _letter(text: str, rules: Grammar) -> bool:
    """Whether a line is the letter of a part of a resolution: "B" below its title."""
    bare = words_of(text).strip(" *[]()")
    return len(bare) <= 6 and re.fullmatch(r"[A-H]", rules.profile.fold(bare)) is not None


def _begins_text(text: str, rules: Grammar) -> bool:
    """Whether a line begins a text without formula: it tells a meeting, a date or the organ, or has a number."""
    told = rules.meeting.search(text) or rules.profile.date_pattern.search(text) or rules.paragraph.match(text)
    return bool(told) or (rules.cased and bool(rules.speaker(text)))


def _joined(lines: Sequence[str], profile: Profile) -> str:
    title = ""
    for line in lines:
        title = profile.join(title, line)
    return title
