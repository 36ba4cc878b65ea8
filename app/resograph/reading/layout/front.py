"""What stands before the text: where the cover ends, the number, the title, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from resograph.languages.profile import Profile
from resograph.reading.layout.grammar import NUMBERED, Grammar
from resograph.reading.layout.inline import words_of
from resograph.reading.layout.speakers import Opening, opening

_STATEMENT = re.compile(r"(?:^|\s)S/PRST/\d{4}/\d+\*?$|^S/PRST/\d{4}/\d+\*?(?:\s|$)")
_FACT = re.compile(r"(?<!\S)[A-Z]+/[A-Z0-9]\S*|\d{4}$|^\d+$|^[\W\d_]+$")
"""What a cover tells beside its title and ``Grammar.of_cover``: symbols, dates, figures."""
_HEAD, _COVER = 12, 80
"""Lines among which the own symbol and the title are looked for."""
_TITLE = 6
"""Lines of the longest title without number."""


@dataclass
class Front:
    """The lines of the cover; number and title as printed; the letter of a part; where the body begins.

    ``draft`` says that the cover calls it a draft; ``sponsors`` are the States that it names before that.
    """

    cover: list[str] = field(default_factory=list)
    number: str | None = None
    title: str = ""
    letter: str | None = None
    body: int = 0
    opening: Opening | None = None
    statement: bool = False
    draft: bool = False
    sponsors: str = ""

    @property
    def organ(self) -> str | None:
        """The organ of the United Nations that speaks, by its name in addresses."""
        return self.opening.organ if self.opening else None

    @property
    def formula(self) -> str:
        """The words that open the text."""
        return self.opening.formula if self.opening else ""


def read_front(texts: Sequence[str], rules: Grammar) -> Front:
    """The front of a document, from its lines (or blocks) without furniture, with inline marks still in."""
    opened = opening(texts, rules)
    formula = opened.index if opened else None
    bound = min(len(texts), _COVER) if formula is None else formula + 1
    front = Front(opening=opened)
    front.statement = formula is None and any(_STATEMENT.search(text) for text in texts[:_HEAD])
    for index, text in enumerate(texts[:bound]):
        if (found := rules.statement.match(text)) and formula is None:
            front.cover, front.title, front.statement = list(texts[:index]), text, True
            front.body = _after_title(front, texts, index + 1, rules)
            return front
        if (found := NUMBERED.match(text)) and not front.statement:
            return _titled(front, texts, index, found, formula, rules)
    for index, text in enumerate(texts[: 0 if front.statement else bound]):
        found = rules.council_title.match(text) if formula is None else rules.council_title.search(text)
        if found:
            return _council(front, texts, index, found, formula)
    if formula is not None and not front.statement:
        return _unnumbered(front, texts[:formula], rules)
    if formula is None:  # a text without title begins with its meeting, or where the cover's short lines end
        long = [index for index, text in enumerate(texts[:bound]) if len(text) > (40 if rules.spaced else 16)]
        told = (index for index in long if rules.meeting.search(texts[index]))
        formula = next(told, long[0] if long and front.statement else 0)
    front.cover = list(texts[:formula])
    front.body = formula
    return front


def title_lines(texts: Sequence[str], rules: Grammar) -> tuple[int, int]:
    """The first line of the title and the one behind its last, for finding the title in running heads."""
    front = read_front(texts, rules)
    if front.number is None and not front.statement:
        return len(front.cover), front.body
    start = len(front.cover)
    if not NUMBERED.match(texts[start]) if start < len(texts) else True:
        start = next((index for index, text in enumerate(texts) if rules.council_title.search(text)), front.body)
        return start, start + 1
    return start, front.body


def _titled(
    front: Front, texts: Sequence[str], index: int, found: re.Match[str], formula: int | None, rules: Grammar
) -> Front:
    front.cover = list(texts[:index])
    front.number = re.sub(r"\s+", " ", found["number"] or found["code"])
    lines = [found["title"]]
    end = index + 1
    bound = formula if formula is not None else min(len(texts), index + 12)
    while end < bound:
        text = texts[end]
        if is_letter(text, rules):
            front.letter = rules.profile.fold(words_of(text).strip(" *[]()")).upper()
            own = list(texts[end + 1 : bound]) if formula is not None else []  # a part may have a title of its own
            lines = own if any(map(words_of, own)) else lines
            lines.append(text[len(words_of(text)) :])
            end = bound if own else end + 1
            break
        if formula is None and _begins_text(text, rules):
            break
        lines.append(text)
        end += 1
    front.title = _joined(lines, rules.profile)
    front.body = end
    return front


def _unnumbered(front: Front, above: Sequence[str], rules: Grammar) -> Front:
    """The front of a draft, or of a text that bears its symbol alone: the title stands right above the formula."""
    lines = [words_of(text).strip() for text in above]
    drafts = [index for index, text in enumerate(lines) if rules.draft.search(text)]
    front.draft = bool(drafts)
    start = len(above)
    while start and len(above) - start < _TITLE and _may_be_title(lines[start - 1], rules):
        start -= 1
    if drafts and drafts[-1] + 1 >= start:
        start = max(start, drafts[-1] + 1)
    told = next((lines[index] for index in reversed(drafts) if _sponsored(lines[index], rules)), "")
    front.sponsors = re.split("[:：]", told)[0].strip() if told else ""
    front.cover, front.body = list(above[:start]), len(above)
    front.title = _joined(above[start:], rules.profile)
    return front


def _sponsored(text: str, rules: Grammar) -> bool:
    """Whether a line names sponsors before it says that this is their draft: "Belgium and Peru: draft resolution"."""
    found = rules.draft.search(text)
    return found is not None and text[: found.start()].rstrip().endswith((":", "：")) and found.start() > 3


def _may_be_title(text: str, rules: Grammar) -> bool:
    """Whether a line above the formula may be of the title, and tells no fact of the cover."""
    masthead = rules.profile.masthead
    facts = (masthead.session, masthead.agenda_item, masthead.adopted, masthead.report)
    return (
        len(text) > 2
        and not rules.draft.search(text)
        and not rules.profile.date_pattern.search(text)
        and not _FACT.search(text)
        and not rules.of_cover.search(text)
        and not any(fact.re.search(text) for fact in facts)
        and not text.endswith((*rules.strong, ":", "：", "*"))
        and not rules.names_organ(text)
    )


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


def is_letter(text: str, rules: Grammar) -> bool:
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
