"""Who speaks: the words that open a resolution, of an organ of the United Nations or of another body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from resograph.reading.layout.grammar import Grammar
from resograph.reading.layout.inline import words_of
from resograph.resources import table

_FRONT = 200
"""Lines among which the formula is looked for."""
_LONGEST = 160
"""Characters of the longest name of a body."""
_ARTICLE = re.compile(r"(?:The|THE|La|LA|Le|LE|El|EL)\s|[Ll][’']")


@dataclass(frozen=True)
class Opening:
    """The line that opens a text: its index, the formula in it, and whose it is.

    ``organ`` is the organ's name in addresses ("un-ga"); ``other`` names another body in English, in its own words
    where it is not known.
    """

    index: int
    formula: str
    organ: str | None = None
    other: str | None = None


def opening(texts: Sequence[str], rules: Grammar) -> Opening | None:
    """The first line with an enacting formula; an organ's counts before another body's.

    An organ's name alone on a line, without comma, is one only below a title or above a paragraph of a preamble:
    covers bear it too.
    """
    lines = [words_of(text).strip() for text in texts[:_FRONT]]
    for index, text in enumerate(lines):
        if found := rules.formula(text):
            return Opening(index, text[: found[1]], found[0])
    titled = False
    for index, text in enumerate(lines):
        above_preamble = index + 1 < len(lines) and rules.opens(lines[index + 1])
        if (titled or above_preamble) and (found := rules.bare_formula(text)):
            return Opening(index, text, found[0])
        titled = titled or rules.is_title(text)
    return _of_others(lines, rules)


def _of_others(lines: Sequence[str], rules: Grammar) -> Opening | None:
    for index, text in enumerate(lines):
        name, comma, rest = _before_comma(text, rules)
        behind = rest or (lines[index + 1] if index + 1 < len(lines) else "")
        if not comma or not rules.may_open(behind) or rules.may_open(name):
            continue
        known = next((body for body, pattern in _bodies() if pattern.fullmatch(name)), None)
        if known or _ARTICLE.match(name):
            return Opening(index, f"{name}{comma}", other=known or f"“{name}”")
    return None


def _before_comma(text: str, rules: Grammar) -> tuple[str, str, str]:
    """Words before the last comma of a short line, or before the first of a long one; the comma; what follows."""
    if len(text) <= _LONGEST and text.endswith(rules.weak):
        return text[:-1].rstrip(), text[len(text[:-1].rstrip()) :], ""
    at = next((at for at, char in enumerate(text[:_LONGEST]) if char in rules.weak), 0)
    return (text[:at].rstrip(), text[len(text[:at].rstrip()) : at + 1], text[at + 1 :].strip()) if at else ("", "", "")


@cache
def _bodies() -> list[tuple[str, re.Pattern[str]]]:
    """Names of other bodies, each with what matches its formula."""
    return [
        (body["name"], re.compile("|".join(body["opens"]), re.IGNORECASE))
        for body in table("data", "others.toml")["bodies"]
    ]


def seems_to_be(texts: Sequence[str]) -> str | None:
    """What a text without a formula seems to be, in English ("a letter"); None where nothing tells."""
    words = " ".join(words_of(text) for text in texts[:_FRONT])[:20_000]
    return next((name for name, pattern in _kinds() if pattern.search(words)), None)


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (kind["name"], re.compile("|".join(kind["signs"]), re.IGNORECASE))
        for kind in table("data", "others.toml")["kinds"]
    ]
