"""A text's words around what was found, with the characters that matched marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from resograph.languages.folding import Folding, Token
from resograph.releases.search.plan import Pattern, Plan

LENGTH = 280
"""Characters of a snippet, about three lines."""


class Fragment(NamedTuple):
    """Some characters, and whether they are what was looked for."""

    text: str
    marked: bool


def matched(text: str, plan: Plan, folding: Folding) -> list[tuple[int, int]]:
    """Where a text has what a plan wants: code points, in order, none overlapping; phrases as a whole."""
    tokens = folding.tokens(text)
    patterns = list(chain.from_iterable(plan.wanted))
    spans = sorted(chain.from_iterable(_spans(tokens, pattern) for pattern in patterns))
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def snippet(text: str, spans: Sequence[tuple[int, int]], length: int = LENGTH) -> list[Fragment]:
    """The part of a text with most of the spans, cut between words, an ellipsis where words were left out."""
    start, end = _window(text, spans, length)
    pieces: list[Fragment] = [Fragment("… ", False)] if start else []
    place = start
    for first, last in spans:
        if start <= first and last <= end:
            if place < first:
                pieces.append(Fragment(text[place:first], False))
            pieces.append(Fragment(text[first:last], True))
            place = last
    if place < end:
        pieces.append(Fragment(text[place:end], False))
    return [*pieces, Fragment(" …", False)] if end < len(text) else pieces


def _spans(tokens: Sequence[Token], pattern: Pattern) -> Iterator[tuple[int, int]]:
    steps = [frozenset(keys) for keys in pattern.steps]
    size = len(steps)
    for place in range(len(tokens) - size + 1):
        run = tokens[place : place + size]
        fits = [token.key in keys for token, keys in zip(run, steps, strict=True)]
        if pattern.prefix and run[-1].key.startswith(pattern.prefix):
            fits[-1] = True
        if all(fits):
            yield run[0].start, run[-1].end


def _window(text: str, spans: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    """Where the snippet begins and ends: the first place from which most spans are in reach."""
    if len(text) <= length:
        return 0, len(text)
    leads = [max(0, min(length // 5, length - (last - first))) for first, last in spans]
    starts = [max(0, first - lead) for (first, _), lead in zip(spans, leads, strict=True)] or [0]
    best = max(starts, key=lambda start: (sum(start <= a and b <= start + length for a, b in spans), -start))
    start = min(best, len(text) - length)
    first = next((a for a, _ in spans if a >= start), start)
    start = _after_space(text, start, first) if start else 0
    last = max((b for _, b in spans if b <= start + length), default=start)
    end = min(len(text), start + length)
    return start, end if end == len(text) else _before_space(text, max(last, start + 1), end)


def _after_space(text: str, start: int, limit: int) -> int:
    """The first beginning of a word at or after a place; that place where there is none before the limit."""
    if text[start - 1].isspace():
        return start
    found = text.find(" ", start, limit)
    return found + 1 if found >= 0 else start


def _before_space(text: str, limit: int, end: int) -> int:
    """The last end of a word at or before a place; that place where there is none after the limit."""
    if text[end].isspace():
        return end
    found = text.rfind(" ", limit, end)
    return found if found >= 0 else end
