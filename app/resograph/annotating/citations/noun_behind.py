"""Lists whose noun stands behind their numbers: 2015年9月25日第70/1号和第60/1号决议."""

from __future__ import annotations

from collections.abc import Iterator

from resograph.annotating.citations.lists import CLAUSE, LIST, ListedNumber, Lists
from resograph.annotating.citations.tokens import between


class NounBehind(Lists):
    """The noun stands behind its numbers, and each date before its number, as in Chinese."""

    def lists(self) -> Iterator[list[ListedNumber]]:
        """The lists, in order."""
        items: list[ListedNumber] = []
        last = -1
        for place, mark in sorted(self._marks().items()):
            between_them = self.tokens[last + 1 : place] if items else []
            if items and (
                any(token.kind == "noun" for token in between_them)
                or not self.one_sentence(items[-1].end, self.tokens[place].start)
            ):
                self.particulars(items[-1], last + 1)
                yield items
                items = []
            item = self._item(place, mark)
            if items:
                words = between(self.text, items[-1].token.end, item.token.start, between_them)
                item.in_range = self.rules.range.fullmatch(words.strip()) is not None
                if item.attached is None and item.nearby is None:
                    item.nearby = items[-1].attached if items[-1].attached is not None else items[-1].nearby
            items.append(item)
            last = place
        if items:
            self.particulars(items[-1], last + 1)
            yield items

    def _item(self, place: int, mark: str) -> ListedNumber:
        token = self.tokens[place]
        item = self.item(token, mark)
        start = token.start
        for index in range(place - 1, max(-1, place - 8), -1):
            other = self.tokens[index]
            if other.kind in ("number", "symbol", "noun") or start - other.end > CLAUSE:
                break
            words = between(self.text, other.end, start, self.tokens[index + 1 : place])
            if other.kind in ("date", "organ") and not self.rules.dated.fullmatch(words):
                break
            if other.kind == "date" and item.date is None:
                item.date = self.date(index)
            elif other.kind == "organ":
                item.attached = other.value
                break
        item.nearby = self.nearby(place)
        if self._noun_at(place, item.end):
            item.end = item.shown = self.tokens[place + 1].end
            self.tail(item, place + 2)
        return item

    def _noun_at(self, place: int, end: int) -> bool:
        """Whether the noun stands right behind a number that ends there."""
        return self.kind(place + 1) == "noun" and not self.text[end : self.tokens[place + 1].start].strip()

    def _marks(self) -> dict[int, str]:
        """Places of the numbers that are a resolution's, each with its mark."""
        found: dict[int, str] = {}
        following: int | None = None
        for place in range(len(self.tokens) - 1, -1, -1):
            if self.tokens[place].kind != "number":
                continue
            mark = self._mark(place, following, found)
            if mark:
                found[place] = mark
            following = place
        return found

    def _mark(self, place: int, following: int | None, found: dict[int, str]) -> str | None:
        """The mark of a number that its own noun, the next number of its list, or a noun further on tells."""
        end = self.item(self.tokens[place], "").end
        if self._noun_at(place, end):
            return self.tokens[place + 1].value
        if following in found and self.tokens[following].start - end < LIST:
            gap = between(self.text, end, self.tokens[following].start, self.tokens[place + 1 : following])
            if self.rules.joint.fullmatch(gap):
                return found[following]
        joint = self.rules.joint.match(self.text, end)
        return self._mark_further_on(place, end) if joint and joint.end() > end else None

    def _mark_further_on(self, place: int, end: int) -> str | None:
        """第74/270号、关于援助的第74/274号决议: the sign behind the first number tells that it is no other thing's."""
        if not self.tokens[place].match["wrap"]:
            return None
        for index in range(place + 1, min(place + 12, len(self.tokens))):
            token = self.tokens[index]
            if token.start - end > LIST or not self.one_sentence(end, token.start):
                return None
            if token.kind == "noun" and self.kind(index - 1) == "number":
                return token.value
        return None
