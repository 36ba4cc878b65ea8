"""Citations whose day no document of that number can have: elsewhere such words are taken for another body's number."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from resograph.annotating.facts import Citation
from resograph.documents import Span
from resograph.drafting.held import HeldTexts
from resograph.languages.profile import Profile, profile
from resograph.symbols import Symbol, SymbolError, parse

_NUMBER = re.compile(r"(?<![A-Za-z0-9/.\-])\d{1,4}/\d{1,4}(?:\s?[A-Z](?![A-Za-z]))?(?![A-Za-z0-9/])")
_FAR = 40
"""Characters in which the day stands behind or before the number."""
_PREFIXES = ("A/RES/", "E/RES/", "A/HRC/RES/")
"""Bodies that number by session or year and a stroke."""


def dated(part: str, words: str, language: str, known: Sequence[Citation], held: HeldTexts) -> list[Citation]:
    """The citations of a part with the days that stand beside them, and those that were read for none, in their order.

    Args:
        part: its id.
        words: of it.
        language: of the words.
        known: the citations that were read in it.
        held: what is held.
    """
    rules = profile(language)
    found = [one if one.date or one.by_name else _with_day(one, words, rules) for one in known]
    spans = sorted(one.span for one in known)
    for number in _NUMBER.finditer(words):
        span = Span(*number.span())
        before = bisect_left(spans, (span.end,)) - 1  # the last citation that begins before its end
        if before < 0 or spans[before].end <= span.start:
            found += _other_day(part, words, span, rules, held)
    return sorted(found, key=lambda one: one.span)


def _with_day(citation: Citation, words: str, rules: Profile) -> Citation:
    day = _day(words, citation.span, rules)
    return replace(citation, date=day) if day else citation


def _other_day(part: str, words: str, span: Span, rules: Profile, held: HeldTexts) -> list[Citation]:
    """The held document of a number that stands beside another day than its own."""
    day = _day(words, span, rules)
    for symbol in _symbols(words[slice(*span)]) if day else ():
        document = held.document(symbol)
        if document and document.adopted and document.adopted != day:
            return [Citation(part, span, symbol, f"{rules.code}.citation.misdated", day)]
    return []


def _symbols(number: str) -> Iterator[Symbol]:
    for prefix in _PREFIXES:
        try:
            yield parse(prefix + re.sub(r"\s", "", number))
        except SymbolError:
            continue


def _day(words: str, span: Span, rules: Profile) -> datetime.date | None:
    """The day behind a number, else before it, with no other figure between."""
    behind = rules.date_pattern.search(words, span.end, min(span.end + _FAR, len(words)))
    if behind and not _has_figure(words[span.end : behind.start()]):
        return rules.date(behind)
    before = list(rules.date_pattern.finditer(words, max(0, span.start - _FAR), span.start))[-1:]
    return next((rules.date(one) for one in before if not _has_figure(words[one.end() : span.start])), None)


def _has_figure(words: str) -> bool:
    return any(letter.isdecimal() for letter in words)
