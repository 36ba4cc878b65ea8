"""Which paragraph of a later text takes up which of an earlier one.

Equal paragraphs are pairs first. Of the others those with rare words in common are compared word by word, and the most
alike are taken. What is left over is looked for inside a paragraph that has its pair: such were merged or split.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from rapidfuzz.distance import Indel, LCSseq

from resograph.wording.paragraphs import ComparedParagraph

ALIKE = 0.5
"""How alike two paragraphs must be to be one."""
_SHORT, _SHORT_ALIKE = 6, 0.75
"""Of fewer words more must be the same."""
_WHOLE, _LEAST_LONGER, _LONGER_ALIKE = 0.8, 8, 0.25
"""One is the other with more words where so great a share of the shorter, of so many words, stands in the longer in its
order, and they are at least so much alike."""
_ALIKE_BETWEEN = 0.33
"""How alike they must be at least where both stand between the same two pairs."""
_MOST_BETWEEN = 20
"""Paragraphs between two pairs that are looked at: more have lost the thread."""
_CANDIDATES = 6
"""Paragraphs that one is compared with, word by word."""
_FEW = 20
"""So many paragraphs may share a word that still tells something."""
_NEAR = 0.03
"""What the same number, or the same kind of paragraph, is worth beside likeness."""
_INSIDE = 0.65
"""Share of a paragraph's words that stand in another, in their order, where it went into it."""
_LEAST_INSIDE = 5
"""Words that a paragraph must have for that."""


@dataclass(frozen=True)
class Pair:
    """Places of two paragraphs that are one, and how alike they are (0–1)."""

    a: int
    b: int
    similarity: float
    is_merged: bool = False
    is_split: bool = False


def pairs_of(a: Sequence[ComparedParagraph], b: Sequence[ComparedParagraph]) -> list[Pair]:
    """All pairs, by the place of the later paragraph; of merged ones several for one later, of split one earlier."""
    found = _equal(a, b)
    taken_a, taken_b = {pair.a for pair in found}, {pair.b for pair in found}
    for _, similarity, one, other in sorted(_candidates(a, b, taken_a, taken_b), reverse=True):
        if one not in taken_a and other not in taken_b:
            found.append(Pair(one, other, similarity))
            taken_a.add(one)
            taken_b.add(other)
    found += _between(found, a, b)
    found = _with_merged(found, a, b)
    return sorted(found, key=lambda pair: (pair.b, pair.a))


def similarity_of(a: Sequence[str], b: Sequence[str]) -> float:
    """How alike two rows of words are: twice what is the same, in its order, beside all words."""
    return Indel.normalized_similarity(a, b)


def moved(pairs: Sequence[Pair]) -> set[Pair]:
    """The pairs that changed their order: all but the longest row of pairs that kept it."""
    ordered = sorted((pair for pair in pairs if not (pair.is_merged or pair.is_split)), key=lambda pair: pair.a)
    ends: list[int] = []  # the least place in b at which a row of each length ends
    last: list[int] = []  # the pair there
    before: list[int] = []  # of each pair, the one before it in its row
    for index, pair in enumerate(ordered):
        length = bisect_left(ends, pair.b)
        ends[length:], last[length:] = [pair.b, *ends[length + 1 :]], [index, *last[length + 1 :]]
        before.append(last[length - 1] if length else -1)
    kept: set[Pair] = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(ordered[index])
        index = before[index]
    return {pair for pair in ordered if pair not in kept}


def _equal(a: Sequence[ComparedParagraph], b: Sequence[ComparedParagraph]) -> list[Pair]:
    """Paragraphs of the same words, in their order where there are several."""
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, paragraph in enumerate(a):
        waiting[paragraph.tokens].append(place)
    found = []
    for place, paragraph in enumerate(b):
        if paragraph.tokens and (same := waiting.get(paragraph.tokens)):
            nearest = min(same, key=lambda one: (a[one].number != paragraph.number, abs(one - place)))
            same.remove(nearest)
            found.append(Pair(nearest, place, 1.0))
    return found


def _candidates(
    a: Sequence[ComparedParagraph], b: Sequence[ComparedParagraph], taken_a: set[int], taken_b: set[int]
) -> Iterator[tuple[float, float, int, int]]:
    """Paragraphs that may be one: likeness with what speaks for it beside, likeness alone, their places."""
    weights = _weights([*a, *b])
    places = _Index({place: one.tokens for place, one in enumerate(a) if place not in taken_a})
    for place, paragraph in enumerate(b):
        if place in taken_b:
            continue
        for one in places.sharing(paragraph.tokens, weights):
            alike = similarity_of(a[one].tokens, paragraph.tokens)
            if _is_one(a[one].tokens, paragraph.tokens, alike):
                is_near = bool(paragraph.number) and a[one].number == paragraph.number
                yield alike + _NEAR * (is_near + (a[one].kind is paragraph.kind)), alike, one, place


def _between(pairs: Sequence[Pair], a: Sequence[ComparedParagraph], b: Sequence[ComparedParagraph]) -> list[Pair]:
    """Paragraphs left over that stand between the same two pairs in both texts, the most alike first."""
    to_a = {pair.b: pair.a for pair in pairs}
    taken_a, taken_b = set(to_a.values()), set(to_a)
    before, behind = -1, {}
    following = len(a)
    for place in reversed(range(len(b))):
        behind[place] = following
        following = to_a.get(place, following)
    likely: list[tuple[float, int, int]] = []
    for place, paragraph in enumerate(b):
        before = to_a.get(place, before)
        if place in taken_b or len(paragraph.tokens) < _SHORT:
            continue
        within = range(before + 1, behind[place])
        for one in within if len(within) <= _MOST_BETWEEN else ():
            if one not in taken_a and a[one].kind is paragraph.kind and len(a[one].tokens) >= _SHORT:
                alike = similarity_of(a[one].tokens, paragraph.tokens)
                if alike >= _ALIKE_BETWEEN:
                    likely.append((alike, one, place))
    found = []
    for alike, one, place in sorted(likely, reverse=True):
        if one not in taken_a and place not in taken_b:
            found.append(Pair(one, place, alike))
            taken_a.add(one)
            taken_b.add(place)
    return found


def _is_one(a: Sequence[str], b: Sequence[str], alike: float) -> bool:
    """Whether two paragraphs are alike enough, or one is the other with more words."""
    least = min(len(a), len(b))
    if alike >= (ALIKE if least >= _SHORT else _SHORT_ALIKE):
        return True
    return least >= _LEAST_LONGER and alike >= _LONGER_ALIKE and LCSseq.similarity(a, b) >= _WHOLE * least


def _with_merged(pairs: Sequence[Pair], a: Sequence[ComparedParagraph], b: Sequence[ComparedParagraph]) -> list[Pair]:
    """The pairs with those of paragraphs left over whose words went into, or came out of, one that has its pair."""
    merged = _inside(pairs, a, b)
    split = [Pair(pair.b, pair.a, pair.similarity) for pair in _inside([_turned(pair) for pair in pairs], b, a)]
    later, earlier = {pair.b for pair in merged}, {pair.a for pair in split}
    marked = [
        replace(pair, is_merged=pair.is_merged or pair.b in later, is_split=pair.is_split or pair.a in earlier)
        for pair in pairs
    ]
    return [
        *marked,
        *(replace(pair, is_merged=True) for pair in merged),
        *(replace(pair, is_split=True) for pair in split),
    ]


def _turned(pair: Pair) -> Pair:
    return Pair(pair.b, pair.a, pair.similarity)


def _inside(pairs: Sequence[Pair], a: Sequence[ComparedParagraph], b: Sequence[ComparedParagraph]) -> list[Pair]:
    """Paragraphs of ``a`` without a pair, each with the one of ``b`` whose further words are its own."""
    further = {pair.b: _further(a[pair.a].tokens, b[pair.b].tokens) for pair in pairs if pair.similarity < 1}
    places = _Index(further)
    taken = {pair.a for pair in pairs}
    found = []
    for place, paragraph in enumerate(a):
        if place in taken or len(paragraph.tokens) < _LEAST_INSIDE:
            continue
        shares = [
            (LCSseq.similarity(paragraph.tokens, further[other]) / len(paragraph.tokens), other)
            for other in places.sharing(paragraph.tokens)
        ]
        share, other = max(shares, default=(0.0, -1))
        if share >= _INSIDE:
            found.append(Pair(place, other, similarity_of(paragraph.tokens, b[other].tokens)))
    return found


def _further(a: Sequence[str], b: Sequence[str]) -> tuple[str, ...]:
    """The words of ``b`` that ``a`` does not have."""
    return tuple(word for op in Indel.opcodes(a, b) if op.tag == "insert" for word in b[op.dest_start : op.dest_end])


class _Index:
    """Rows of words by the words in them; those that many rows have tell nothing."""

    def __init__(self, rows: Mapping[int, Sequence[str]]) -> None:
        self._holding: dict[str, list[int]] = defaultdict(list)
        for place, tokens in rows.items():
            for token in set(tokens):
                self._holding[token].append(place)
        self._most = max(_FEW, len(rows) // 4)

    def sharing(self, tokens: Sequence[str], weights: Mapping[str, float] | None = None) -> list[int]:
        """The places of the rows that share most with some words."""
        scores: dict[int, float] = defaultdict(float)
        for token in set(tokens):
            if len(there := self._holding.get(token, ())) <= self._most:
                for place in there:
                    scores[place] += weights[token] if weights else 1
        return nlargest(_CANDIDATES, scores, key=lambda place: (scores[place], -place))


def _weights(paragraphs: Sequence[ComparedParagraph]) -> Mapping[str, float]:
    """The rarer a word, the more it tells."""
    counts = Counter(token for paragraph in paragraphs for token in set(paragraph.tokens))
    return {token: math.log(1 + len(paragraphs) / count) for token, count in counts.items()}
