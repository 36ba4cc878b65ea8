"""What citations are made of, as found in a text: numbers, symbols, and the words around them (un-documents §4)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from resograph.languages.profile import marks, profile
from resograph.languages.sections.citations import Citations
from resograph.symbols.finding import may_hold_symbol
from resograph.symbols.finding import pattern as symbol_pattern
from resograph.text.plain import Plain

#: How far before and behind a number words can bear on it, in characters.
_BEFORE, _BEHIND = 400, 300


@dataclass(frozen=True)
class Token:
    """``kind``: number, symbol, noun (resolution), organ, date, parts (paragraphs 80 and 83), annex or section."""

    kind: str
    start: int
    end: int
    match: re.Match[str]
    value: str = ""
    """Of a noun its mark in symbols ("RES"), of an organ its prefix ("A"), "" where it has no symbols."""


class Patterns:
    """One language's patterns, from its ``citations.toml``. Words are sought in small letters.

    Args:
        code: the language's.
        data: other data than those of official texts.
        inside: a pattern of places in a word at which words of a citation begin, too ("unsc|r").
    """

    def __init__(self, code: str, data: Citations | None = None, inside: str = "(?!)") -> None:
        self.profile = profile(code)
        self.is_free = data is not None
        """Whether a number alone may be a resolution's anywhere, since no text of an organ is read."""
        self.data = data = data or self.profile.citations
        glued = data.begins is not None  # words are written together
        small, joint, edge = data.small.text, data.joint.text, "" if glued else r"(?!\w)"
        signs = f"{marks('comma')}{marks('clause')}"
        self.small = _gap(rf"(?:\s|(?:{small}){edge})*+")
        self.joint = _gap(rf"(?:\s|[{signs}]|(?:{joint}|{small}){edge})*+")
        self.last_joint = _gap(rf"(?:[{signs}]|(?<!\w)(?:{joint}){edge})\s*$")
        """What parts the next number of a list from a title before it: 76/251 on the Conference *and* 76/258."""
        self.further = _gap(rf"\s*[{signs}]?\s*(?:{joint}){edge}")
        """What joins a further citation to one before: in accordance with resolution 60/1 *and* decision 74/571."""
        self.name = re.compile(rf"(?:\s(?:(?:{joint}|{small})\s)*+[A-Z][\w\-]*+)*+\s?")
        """The rest of a body's name: Commission *on Narcotic Drugs*."""
        self.behind = data.behind.re
        self.dated = data.dated.re
        self.opening = data.opening.re if data.opening else self.small
        self.range = data.range.re
        self.based_on = data.based_on.re
        self.particular = data.particular.re
        self.ibid = data.ibid.re
        self.volume = data.volume.re
        self.letters = data.letters.re
        self.noun_behind = data.date_before
        """Whether the noun follows its numbers and dates stand before them, as in Chinese."""
        numbers = rf"(?P<symbol>{symbol_pattern()})|{data.item.text}"
        self.numbers = re.compile(rf"(?={data.begins.text})(?:{numbers})" if data.begins else rf"\b(?:{numbers})")
        """Symbols and numbers: all that a citation can be made from."""
        self.ordinals = data.ordinals
        """Numbers of annexes and sections in words, where a language has no numerals for them."""
        rows = [("parts", data.parts.text, ""), ("annex", data.annex.text, ""), ("section", data.section.text, "")]
        rows.append(("date", self.profile.date_pattern.pattern, ""))
        rows += [("noun", word.text, value) for word, value in data.nouns]
        rows += [("organ", word.text, value) for word, value in data.organs]
        self.kinds = [(kind, re.compile(word), value) for kind, word, value in rows]
        words = "|".join(re.sub(r"\?P<\w+>", "?:", word) for _, word, _ in rows)
        self.words = re.compile(words if glued else rf"(?:\b|{inside})(?:{words})")
        """The words around, the first that fits: without groups, which would make the search slow."""


def _gap(pattern: str) -> re.Pattern[str]:
    """A pattern of what stands between two tokens."""
    return re.compile(pattern, re.IGNORECASE)


@cache
def patterns(code: str) -> Patterns:
    """The patterns of an official language."""
    return Patterns(code)


def may_cite(text: str) -> bool:
    """Whether a text has what every number and symbol has: a cheap look before the search."""
    return may_hold_symbol(text) or "(" in text or "（" in text


def find_tokens(text: Plain, rules: Patterns, short: bool = False) -> list[Token]:
    """The tokens of a text that bear on a number or symbol, in order, none inside another.

    With ``short`` also those about a figure that may be a resolution named without its year.
    """
    found = [
        Token("symbol" if match["symbol"] else "number", match.start(), match.end(), match)
        for match in rules.numbers.finditer(text.latin)
    ]
    starts = [token.start for token in found]
    taken = list(found)
    for start, end in _windows(text, found, short):
        for token in find_words(text, rules, start, end):
            before = bisect_right(starts, token.start) - 1
            inside = before >= 0 and found[before].end > token.start
            crossed = before + 1 < len(found) and found[before + 1].start < token.end
            if not inside and not crossed:
                taken.append(token)
    return sorted(taken, key=lambda token: token.start)


def _windows(text: Plain, found: Sequence[Token], short: bool) -> list[list[int]]:
    """The stretches of a text in which words can bear on a number."""
    places = [(token.start, token.end) for token in found]
    if short:
        places += [match.span() for match in re.finditer(r"(?<!\d)\d{3,4}(?!\d)", text.latin)]
    windows: list[list[int]] = []
    for start, end in sorted(places):
        if windows and start - _BEFORE <= windows[-1][1]:
            windows[-1][1] = max(windows[-1][1], end + _BEHIND)
        else:
            windows.append([max(0, start - _BEFORE), end + _BEHIND])
    return windows


def find_words(text: Plain, rules: Patterns, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words that citations are made of, in order: all tokens but numbers and symbols."""
    for place in rules.words.finditer(text.lower, start, len(text.lower) if end is None else end):
        for kind, pattern, value in rules.kinds:
            if match := pattern.match(text.lower, place.start()):
                yield Token(kind, match.start(), match.end(), match, value)
                break


def between(text: str, start: int, end: int, cut: Sequence[Token]) -> str:
    """The words from one place to another without some tokens."""
    words = ""
    for token in cut:
        words += text[start : token.start] + " "
        start = token.end
    return words + text[start:end]
