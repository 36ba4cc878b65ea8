"""Which document renews which (``reso:renews``): by title, citations and shared paragraphs.

A document renews those earlier ones of its body that it is most like, and of a row of such only the last. What is not
held is renewed where the preamble cites it under the document's own title.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from resograph.symbols import Symbol
from resograph.wording.members import Member

_SAME_TITLE, _LIKE_TITLE = 0.93, 0.6
_SHARED_UNDER_SAME_TITLE = 0.2
_SHARED, _SHARED_IF_CITED, _SHARED_IF_CHANGED = 0.3, 0.2, 0.05
"""Share of paragraphs in common that two documents need where titles tell nothing."""
_SHARED_UNDER_LIKE_TITLE, _SHARED_UNDER_OTHER_TITLE = 0.3, 0.35
"""The same where titles differ; the later must cite the earlier then."""
_COMMON_TITLE = 8
"""A title that so many documents bear tells nothing ("Resolution 2709 (2023)", "Appointment of members")."""
_COMMON_WORDS = 40
"""A row of words that so many documents have tells nothing."""
_TELLING = 4
"""A row of words that more documents have tells less, the more they are."""
_WORTH_TITLE, _WORTH_CITED = 0.3, 0.05
_NEAR_BEST = 0.6
"""What is worth less than so much of the best is not renewed."""


@dataclass(frozen=True)
class _Likeness:
    """What speaks for an earlier document: share of paragraphs in common, likeness of titles (0 where these tell
    nothing), whether the later cites it and whether it changes it."""

    shared: float
    title: float
    is_cited: bool
    is_changed: bool
    is_newest: bool
    """Whether the later cites no newer one."""

    @property
    def suffices(self) -> bool:
        if self.title >= _SAME_TITLE:
            return self.title == 1 or self.is_cited or self.shared >= _SHARED_UNDER_SAME_TITLE
        if self.title:
            enough = _SHARED_UNDER_LIKE_TITLE if self.title >= _LIKE_TITLE else _SHARED_UNDER_OTHER_TITLE
            return self.is_cited and self.shared >= enough
        if self.is_changed and self.is_newest:
            return True
        needed = _SHARED_IF_CHANGED if self.is_changed else _SHARED_IF_CITED if self.is_cited else _SHARED
        return self.shared >= needed

    @property
    def worth(self) -> float:
        beside = _WORTH_TITLE * (self.title >= _SAME_TITLE) + _WORTH_CITED * (self.is_cited + 2 * self.is_changed)
        return self.shared + beside


def renewed(members: Iterable[Member]) -> dict[Symbol, tuple[Symbol, ...]]:
    """Of each document that renews others, those others in order; held ones, else one that is named alone."""
    by_body: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_body[member.symbol.body or ""].append(member)
    found: dict[Symbol, tuple[Symbol, ...]] = {}
    for some in by_body.values():
        found.update(_Body(some).renewed())
    return found


class _Body:
    """The documents of one adopting body."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = sorted(members, key=lambda one: (one.since, one.symbol.text))
        self._places = {one.symbol.text: place for place, one in enumerate(self._members)}
        self._titles = Counter(pair for one in self._members for pair in one.titles.items())
        self._titled: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._having: dict[tuple[str, int], list[int]] = defaultdict(list)
        for place, one in enumerate(self._members):
            for pair in one.titles.items():
                if self._titles[pair] < _COMMON_TITLE:
                    self._titled[pair].append(place)
            for number in {number for sketch in one.sketches for number in sketch}:
                self._having[one.language, number].append(place)
        self._shared = [self._shares(place) for place in range(len(self._members))]

    def renewed(self) -> Iterator[tuple[Symbol, tuple[Symbol, ...]]]:
        before: dict[int, list[int]] = {}
        for place, later in enumerate(self._members):
            likely = {one: likeness for one, likeness in self._earlier(place) if likeness.suffices}
            best = max((likeness.worth for likeness in likely.values()), default=0.0)
            near = [one for one, likeness in likely.items() if likeness.worth >= _NEAR_BEST * best]
            further = _beyond(near, before)
            before[place] = sorted(one for one in near if one not in further)
            if before[place]:
                yield later.symbol, tuple(self._members[one].symbol for one in before[place])
            elif later.named_before and later.named_before.text not in self._places:
                yield later.symbol, (later.named_before,)

    def _shares(self, place: int) -> Mapping[int, float]:
        """Of each other document, how many paragraphs of this one it has too; common ones count less."""
        one = self._members[place]
        found: dict[int, float] = defaultdict(float)
        for sketch in one.sketches:
            among: Counter[int] = Counter()
            rarest = _COMMON_WORDS
            for number in sketch:
                having = self._having[one.language, number]
                rarest = min(rarest, len(having))
                if len(having) <= _COMMON_WORDS:
                    among.update(having)
            for other, times in among.items():
                if other != place and times * 2 >= len(sketch):
                    found[other] += min(1, _TELLING / rarest)
        return found

    def _earlier(self, place: int) -> Iterator[tuple[int, _Likeness]]:
        """Earlier documents that it may renew."""
        later = self._members[place]
        titled = (other for pair in later.titles.items() for other in self._titled.get(pair, ()))
        cited = (self._places[text] for text in later.cited | later.changed if text in self._places)
        for other in sorted({*self._shared[place], *titled, *cited}):
            earlier = self._members[other]
            if other != place and earlier.is_before(later) and earlier.symbol.kind is later.symbol.kind:
                yield other, self._likeness(place, other)

    def _likeness(self, place: int, other: int) -> _Likeness:
        later, earlier = self._members[place], self._members[other]
        shared = self._shared[place].get(other, 0.0) + self._shared[other].get(place, 0.0)
        return _Likeness(
            shared / (len(later.sketches) + len(earlier.sketches) or 1),
            self._like_titles(later, earlier),
            earlier.symbol.text in later.cited,
            earlier.symbol.text in later.changed,
            earlier.symbol.text == self._newest_cited(later),
        )

    def _newest_cited(self, later: Member) -> str:
        """Symbol of the held document that it cites or changes which was adopted last."""
        places = [self._places[text] for text in later.cited | later.changed if text in self._places]
        return self._members[max(places)].symbol.text if places else ""

    def _like_titles(self, later: Member, earlier: Member) -> float:
        """How alike their titles are, in the language in which they are most; 0 where no title tells anything."""
        pairs = [
            (title, earlier.titles[language])
            for language, title in later.titles.items()
            if title and self._titles[language, title] < _COMMON_TITLE
            if earlier.titles.get(language) and self._titles[language, earlier.titles[language]] < _COMMON_TITLE
        ]
        return max((fuzz.ratio(one, two) / 100 for one, two in pairs), default=0.0)


def _beyond(places: Iterable[int], before: Mapping[int, Sequence[int]]) -> set[int]:
    """All that the documents at some places renew, and what these renew, and so on."""
    found: set[int] = set()
    waiting = list(places)
    while waiting:
        for one in before.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found
