"""Numbers in the lists they stand in, each with the words that are said of it: its organ, date, paragraphs."""

from __future__ import annotations

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resograph.annotating.citations.numbers import read_letters, read_number
from resograph.annotating.citations.tokens import Patterns, Token
from resograph.languages.profile import marks
from resograph.text.plain import Plain

#: How far apart words may stand, in characters: of one phrase, of one clause, of one list.
PHRASE, CLAUSE, LIST = 60, 150, 400
PLACES = ("parts", "annex", "section")


@dataclass
class ListedNumber:
    """One number of a list. Organs are prefixes ("A"), "" where the body has no symbols, None where none is named."""

    token: Token
    number: str
    mark: str
    shown: int
    """Where the words that name it end; ``end`` is behind all that is said of it."""
    end: int
    attached: str | None = None
    """The organ that the words tie to the number."""
    nearby: str | None = None
    """The organ of its list, or that named last before in the clause."""
    date: datetime.date | None = None
    letters: tuple[str, ...] = ()
    """Further parts of the same resolution: 31/6 A and B."""
    in_range: bool = False
    """Whether it ends a range that the number before begins."""
    places: list[Token] = field(default_factory=list)
    """The paragraphs, annex and section named with it."""


class Lists(ABC):
    """What finding lists needs in every language; its kinds tell where a list begins and ends."""

    def __init__(self, text: Plain, tokens: Sequence[Token], rules: Patterns) -> None:
        self.plain = text
        self.text = text.text
        self.tokens = tokens
        self.rules = rules

    @abstractmethod
    def lists(self) -> Iterator[list[ListedNumber]]:
        """The lists of numbers that words call resolutions or decisions."""

    def item(self, token: Token, mark: str) -> ListedNumber:
        """The item of a number token."""
        number, letters = read_number(token.match["number"], self.rules.profile)
        item = ListedNumber(token, number, mark, token.end, token.end, letters=letters)
        if number[-1].isalpha() and (more := self.rules.letters.match(self.plain.latin, token.end)):
            item.end = item.shown = more.end()
            item.letters = read_letters(more[0], self.rules.profile)
        return item

    def kind(self, place: int) -> str:
        """The kind of a token; "" behind the last."""
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def nearby(self, place: int) -> str | None:
        """The organ named last before a token, in its clause."""
        here = self.tokens[place].start
        for token in reversed(self.tokens[max(0, place - 12) : place]):
            if here - token.end > CLAUSE or token.kind == "number":
                return None
            if token.kind == "organ":
                words = self.text[token.end : here]
                return None if re.search(rf"[{marks('clause')}{marks('comma')}]", words) else token.value
        return None

    def one_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence or clause ends between two places."""
        return not re.search(rf"[{marks('clause')}]|\.\s", self.text[start:end])

    def date(self, place: int) -> datetime.date | None:
        """The date of a date token."""
        return self.rules.profile.date(self.tokens[place].match)

    def tail(self, item: ListedNumber, place: int) -> int:
        """Take the organ, the date and the places that stand right behind a number; the first token after them."""
        named = False
        while place < len(self.tokens) and self.tokens[place].start - item.end < PHRASE:
            token = self.tokens[place]
            gap = self.text[item.end : token.start]
            if token.kind == "organ" and not named and self.rules.behind.fullmatch(gap):
                item.attached, named = token.value, True
            elif token.kind == "date" and not self.rules.noun_behind and self.rules.dated.fullmatch(gap):
                item.date = self.date(place)
            elif token.kind in PLACES and self.rules.joint.fullmatch(gap) and not self._elsewhere(item, place):
                item.places.append(token)
            else:
                break
            item.end = token.end
            place += 1
        return place

    def particulars(self, item: ListedNumber, place: int) -> None:
        """Take the places that stand further on: "1980/67 on years, in particular paragraphs 1 to 10 of its annex"."""
        cue = self.rules.particular.search(self.text, item.end, item.end + CLAUSE)
        if cue is None:
            return
        led = False
        for index in range(place, len(self.tokens)):
            token = self.tokens[index]
            if token.end <= cue.end() and token.kind not in ("number", "symbol"):
                continue
            led = led or self.rules.small.fullmatch(self.text[cue.end() : token.start]) is not None
            if not (led and token.kind in PLACES and self.one_sentence(item.end, token.start)) or self._leads_on(index):
                return
            item.places.append(token)

    def _elsewhere(self, item: ListedNumber, place: int) -> bool:
        """Whether a place is in another document: this one's paragraphs are told, or it leads to the next."""
        if self.kind(place) == "parts" and any(token.kind == "parts" for token in item.places):
            return True
        return self._leads_on(place)

    def _leads_on(self, place: int) -> bool:
        """Whether a place is one of the next document: "paragraph 5 of resolution 52/237"."""
        while not self.rules.noun_behind and self.kind(place + 1) in (*PLACES, "organ", "noun"):
            gap = self.text[self.tokens[place].end : self.tokens[place + 1].start]
            if len(gap) > PHRASE or not self.rules.small.fullmatch(gap):
                return False
            place += 1
            if self.tokens[place].kind == "noun":
                return True
        return False
