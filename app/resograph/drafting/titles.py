"""The title that a text gives what it cites, in quotation marks or not, beside the document's own."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from resograph.annotating.facts import Citation
from resograph.languages.profile import profile
from resograph.resources import table
from resograph.wording.tokens import tokens_of

_FAR = 40
"""Characters between a citation and the words that bring its title: a day stands there."""
_BEFORE_DAY = 14
"""Characters between a citation and its day: "of the", "المؤرخ"."""
_LONGEST = 300
"""Characters of a title."""
_QUOTED = rf"(?P<title>[^“”«»„\"《》]{{1,{_LONGEST}}})"
_PLAIN = rf"(?P<title>[^,;.:،؛。，；：、“”«»„\"《》()\[\]\d]{{4,{_LONGEST}}})"
_TELLING, _STEM = 4, 5
"""Letters of a word that tells what a title is about, and those of its beginning that its endings leave as they are."""
_LEAST_TELLING = 2
"""Words that tell what a title is about; of fewer nothing is said."""


def other_title(citation: Citation, words: str, title: str, language: str) -> str:
    """What the words give as title of what they cite, where that is not its title; "" where nothing is wrong.

    Between quotation marks most words must be the title's; without them, where a text may shorten the title and go on
    behind it, some.

    Args:
        citation: in the words.
        words: of a part.
        title: of the document that is cited.
        language: of both.
    """
    behind = words[citation.span.end : citation.span.end + _FAR + _LONGEST]
    found = _patterns(language).quoted.search(behind)
    if found and found.start() <= _FAR:
        said = found["title"].strip()
        return "" if _share(set(tokens_of(said, language)), set(tokens_of(title, language))) >= 2 / 3 else said
    said = _plain(citation, words, behind, language).strip()
    one, other = _telling(said, language), _telling(title, language)
    if min(len(one), len(other)) < _LEAST_TELLING:
        return ""
    return said if _share(one, other) < 1 / 3 else ""


class _Patterns(NamedTuple):
    quoted: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str] | None


def _plain(citation: Citation, words: str, behind: str, language: str) -> str:
    """The words that follow a citation and its day, or stand before it, as its title; "" where there are none."""
    patterns = _patterns(language)
    day = profile(language).date_pattern.search(behind, 0, _FAR)
    start = day.end() if day and day.start() <= _BEFORE_DAY and not re.search(r"\d", behind[: day.start()]) else 0
    if found := patterns.behind.match(behind, start):
        return found["title"]
    before = words[max(0, citation.span.start - _LONGEST) : citation.span.start]
    found = patterns.before.search(before) if patterns.before else None
    return found["title"] if found else ""


def _share(one: set[str], other: set[str]) -> float:
    """Which share of the words of the shorter are in the longer: titles are cited without their ends."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def _telling(text: str, language: str) -> set[str]:
    """The beginnings of long words, of a script without spaces two characters each."""
    tokens = tokens_of(text, language)
    if profile(language).spacing.unspaced:
        return {one + other for one, other in pairwise(tokens)}
    return {token[:_STEM] for token in tokens if len(token) >= _TELLING and not token.isdecimal()}


@cache
def _patterns(language: str) -> _Patterns:
    """Words that bring a title, then the title."""
    rules = table("data", "drafting", "citations.toml")
    plain = rules["plain_titles"][language]
    before = plain.get("before")
    return _Patterns(
        re.compile(rules["titles"][language].replace("TITLE", _QUOTED)),
        re.compile(plain["behind"].replace("TITLE", _PLAIN)),
        re.compile(before.replace("TITLE", _PLAIN) + "$") if before else None,
    )
