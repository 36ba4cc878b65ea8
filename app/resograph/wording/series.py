"""Which document renews which (``reso:renews``): by title, citations and shared paragraphs.

A document renews those earlier ones of its body that it is most like, and of a row of such only the last: a text that
only prolongs another stands in the row, too, so that the next full text renews it and not what it prolonged. What is
not held is renewed where the preamble cites it under the document's own title, or as the last of a row. A document that
is the first of its body renews what another body adopted under its title, or whose words it has and which it cites.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from resograph.symbols import Symbol
from resograph.wording.members import Member

_SAME_TITLE, _LIKE_TITLE = 0.93, 0.6
_SHARED_UNDER_SAME_TITLE = 0.2
_SHARED, _SHARED_IF_CITED, _SHARED_IF_KIN = 0.3, 0.2, 0.05
"""Share of paragraphs in common that two documents need where titles tell nothing."""
_SHORT = 8
"""Paragraphs of a text that may do no more than prolong another."""
_ROW = 3
"""Documents that an earlier one cites, and a later one too, which make a row of citations."""
_SHARED_UNDER_LIKE_TITLE, _SHARED_UNDER_OTHER_TITLE = 0.3, 0.35
"""The same where titles differ; the later must cite the earlier then."""
_NEAR_TITLE, _SHARED_UNDER_NEAR_TITLE = 0.85, 0.5
"""The same where titles differ in few words: citations are not needed then."""
_COMMON_TITLE = 8
"""A title that so many documents bear tells nothing ("Resolution 2709 (2023)", "Appointment of members")."""
_COMMON_WORDS = 40
"""A row of words that so many documents have tells nothing."""
_TELLING = 4
"""A row of words that more documents have tells less, the more they are."""
_WORTH_TITLE, _WORTH_CITED = 0.3, 0.05
_NEAR_BEST = 0.6
"""What is worth less than so much of the best is not renewed, but for what is prolonged."""


@dataclass(frozen=True)
class _Likeness:
    """What speaks for an earlier document: share of paragraphs in common, likeness of titles (0 where these tell
    nothing), whether the later cites it, whether it prolongs it, and whether they are kin: both prolong the same, or
    the later cites the row of documents that the earlier cites."""

    shared: float
    title: float
    is_cited: bool
    is_prolonged: bool
    is_kin: bool
    is_newest: bool
    """Whether the later cites no newer one."""

    @property
    def suffices(self) -> bool:
        if self.title >= _SAME_TITLE:
            return self.title == 1 or self.is_cited or self.shared >= _SHARED_UNDER_SAME_TITLE
        if self.title >= _NEAR_TITLE and self.shared >= _SHARED_UNDER_NEAR_TITLE:
            return True
        if self.title:
            enough = _SHARED_UNDER_LIKE_TITLE if self.title >= _LIKE_TITLE else _SHARED_UNDER_OTHER_TITLE
            return self.is_cited and self.shared >= enough
        if self.is_prolonged and self.is_newest:
            return True
        is_near = self.is_prolonged or self.is_kin
        return self.shared >= (_SHARED_IF_KIN if is_near else _SHARED_IF_CITED if self.is_cited else _SHARED)

    @property
    def suffices_elsewhere(self) -> bool:
        """Whether it is enough for a document of another body."""
        if self.title == 1:
            return self.shared >= _SHARED_UNDER_SAME_TITLE
        return self.is_cited and self.shared >= _SHARED_UNDER_OTHER_TITLE

    @property
    def worth(self) -> float:
        beside = _WORTH_TITLE * (self.title >= _SAME_TITLE) + _WORTH_CITED * (self.is_cited + 2 * self.is_prolonged)
        return self.shared + beside


def renewed(members: Iterable[Member]) -> dict[Symbol, tuple[Symbol, ...]]:
    """Of each document that renews others, those others in order; held ones, else one that is named alone."""
    by_body: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_body[member.symbol.body or ""].append(member)
    found: dict[Symbol, tuple[Symbol, ...]] = {}
    for some in by_body.values():
        found.update(_Body(some).renewed())
    if len(by_body) > 1:
        alone = {member.symbol for some in by_body.values() for member in some if member.symbol not in found}
        found.update(_Body([member for some in by_body.values() for member in some]).renewed_elsewhere(alone))
    return found


class _Body:
    """The documents of one adopting body, or of several."""

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
        self._shared = _Kept(self._shares)

    def renewed(self) -> Iterator[tuple[Symbol, tuple[Symbol, ...]]]:
        before: dict[int, list[int]] = {}
        for place, later in enumerate(self._members):
            likely = {one: likeness for one, likeness in self._earlier(place) if likeness.suffices}
            best = max((likeness.worth for likeness in likely.values()), default=0.0)
            near = [
                one
                for one, likeness in likely.items()
                if likeness.worth >= _NEAR_BEST * best or (likeness.is_prolonged and likeness.is_newest)
            ]
            near = [self._last_of_row(one, place, before) for one in near]
            further = _beyond(near, before)
            before[place] = sorted({one for one in near if one not in further})
            if before[place]:
                yield later.symbol, tuple(self._members[one].symbol for one in before[place])
            elif later.named_before and later.named_before.text not in self._places:
                yield later.symbol, (later.named_before,)

    def renewed_elsewhere(self, alone: Collection[Symbol]) -> Iterator[tuple[Symbol, tuple[Symbol, ...]]]:
        """What documents that renew none of their own body renew of another's: of each the most like, the last."""
        for place, later in enumerate(self._members):
            if later.symbol in alone:
                likely = [
                    (likeness.worth, one)
                    for one, likeness in self._earlier(place)
                    if self._members[one].symbol.body != later.symbol.body and likeness.suffices_elsewhere
                ]
                if likely:
                    yield later.symbol, (self._members[max(likely)[1]].symbol,)

    def _last_of_row(self, one: int, place: int, before: Mapping[int, Sequence[int]]) -> int:
        """What prolonged a document before the later one was adopted, or what prolonged that, and so on; else itself.

        A text that prolongs what the later one prolongs, too, is of the same row.
        """
        later = self._members[place]
        for other in range(one + 1, place):
            member = self._members[other]
            prolongs = self._prolongs(other, one) or member.prolonged & later.prolonged
            if prolongs and one in before.get(other, ()) and member.is_before(later):
                return self._last_of_row(other, place, before)
        return one

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
        cited = (self._places[text] for text in later.cited | later.prolonged if text in self._places)
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
            self._prolongs(place, other),
            self._are_kin(later, earlier),
            earlier.symbol.text == self._newest_cited(later),
        )

    def _newest_cited(self, later: Member) -> str:
        """Symbol of the held document that it cites or prolongs which was adopted last."""
        places = [self._places[text] for text in later.cited | later.prolonged if text in self._places]
        return self._members[max(places)].symbol.text if places else ""

    def _are_kin(self, later: Member, earlier: Member) -> bool:
        """Whether they prolong the same, or cite the same row of which the earlier is the last."""
        if later.prolonged & earlier.prolonged:
            return True
        if self._newest_cited(later) != earlier.symbol.text:
            return False
        return len(earlier.cited) >= _ROW and earlier.cited <= later.cited

    def _prolongs(self, place: int, other: int) -> bool:
        """Whether it says so, or is short, shares words and names nothing but the earlier and what that names."""
        later, earlier = self._members[place], self._members[other]
        if earlier.symbol.text in later.prolonged:
            return True
        if len(later.sketches) > _SHORT or earlier.symbol.text not in later.cited or other not in self._shared[place]:
            return False
        return later.cited - {earlier.symbol.text} <= earlier.cited

    def _like_titles(self, later: Member, earlier: Member) -> float:
        """How alike their titles are, in the language in which they are most; 0 where no title tells anything."""
        pairs = [
            (title, earlier.titles[language])
            for language, title in later.titles.items()
            if title and self._titles[language, title] < _COMMON_TITLE
            if earlier.titles.get(language) and self._titles[language, earlier.titles[language]] < _COMMON_TITLE
        ]
        return max((fuzz.ratio(one, two) / 100 for one, two in pairs), default=0.0)


class _Kept(dict[int, Mapping[int, float]]):
    """What is worked out of each place when it is first asked for."""

    def __init__(self, make: Callable[[int], Mapping[int, float]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, place: int) -> Mapping[int, float]:
        self[place] = found = self._make(place)
        return found


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
