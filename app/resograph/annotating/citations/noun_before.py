"""Lists whose noun stands before their numbers: "resolutions 2453 A (XXIII) of …, 37/90 of … and 76/3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resograph.annotating.citations.lists import CLAUSE, LIST, PHRASE, PLACES, ListedNumber, Lists
from resograph.annotating.citations.numbers import fits_its_date, has_year
from resograph.annotating.citations.tokens import Token, between
from resograph.languages.profile import marks

_BARE = re.compile(r"(?P<number>\d{3,4})(?![\d/(%\-]|[.,]\d|\s?\()")


class NounBefore(Lists):
    """The noun stands before its numbers, as in all languages but Chinese."""

    def lists(self) -> Iterator[list[ListedNumber]]:
        """The lists, in order."""
        place = 0
        while place < len(self.tokens):
            if self.tokens[place].kind == "noun":
                first = self._first(place)
                if self.rules.is_free:
                    yield list(self._bare(place))
                if first is not None:
                    items, place = self._list(place, first)
                    yield items
                    continue
                if not self.rules.is_free:
                    yield list(self._bare(place))
            place += 1

    def _bare(self, place: int) -> Iterator[ListedNumber]:
        """Numbers alone, as of resolutions cited with their year before: "resolutions 1754 and 1783"."""
        noun = self.tokens[place]
        end, attached = noun.end, None
        if self.rules.is_free:
            end, attached = self._organ_behind(place)
        first = end
        while (gap := self.rules.joint.match(self.text, end, end + PHRASE)) and gap.end() > end:
            bare = _BARE.match(self.plain.latin, gap.end())
            if bare is None:
                return
            item = ListedNumber(Token("number", *bare.span(), bare), bare["number"], noun.value, bare.end(), bare.end())
            item.attached = attached
            if end == first:
                self._before_noun(item, place)
                if self.rules.is_free:
                    self.tail(
                        item,
                        next((at for at in range(place, len(self.tokens)) if self.tokens[at].start >= item.end), place),
                    )
                    attached = item.attached
            end = item.end
            yield item

    def _organ_behind(self, place: int) -> tuple[int, str | None]:
        """Where the organ that stands right behind a noun ends, and which it is; else where the noun ends."""
        noun = self.tokens[place]
        if self.kind(place + 1) != "organ":
            return noun.end, None
        organ = self.tokens[place + 1]
        gap = self.text[noun.end : organ.start]
        is_tied = len(gap) < PHRASE and (self.rules.small.fullmatch(gap) or self.rules.behind.fullmatch(gap))
        return (organ.end, organ.value) if is_tied else (noun.end, None)

    def _first(self, noun: int) -> int | None:
        """The number that a noun names: right behind it, or behind its organ."""
        place = noun + 1
        while self.kind(place) == "organ":
            place += 1
        if self.kind(place) != "number":
            return None
        start, token = self.tokens[noun].end, self.tokens[place]
        if token.start - start > CLAUSE:
            return None
        words = between(self.text, start, token.start, self.tokens[noun + 1 : place])
        organs = place - noun > 2  # resolutions of the Assembly and of the Council 60/180 and 1645 (2005)
        if self.rules.opening.fullmatch(words) or (organs and self.rules.joint.fullmatch(words)):
            return place
        item = self.item(token, self.tokens[noun].value)  # resolutions on Iraq, in particular 1500 (2003)
        return place if self.one_sentence(start, token.start) and self._stands_alone(item, place) else None

    def _list(self, noun: int, place: int) -> tuple[list[ListedNumber], int]:
        item = self.item(self.tokens[place], self.tokens[noun].value)
        if place == noun + 2:
            item.attached = self.tokens[noun + 1].value
        self._before_noun(item, noun)
        if item.attached is None:
            item.nearby = self.nearby(noun)
        items = [item]
        while True:
            place = self.tail(item, place + 1)
            following = self._next(item, place)
            if following is None:
                break
            last, (item, place) = item, following
            item.nearby = last.attached if last.attached is not None else last.nearby
            items.append(item)
        self.particulars(item, place)
        for earlier, later in zip(items[-2::-1], items[:0:-1], strict=True):
            if earlier.attached is None and earlier.nearby is None:  # resolutions 48/218 B and 54/244 of the Assembly
                earlier.nearby = later.attached if later.attached is not None else later.nearby
                earlier.attached = "" if later.attached == "" else None
        return items, place

    def _before_noun(self, item: ListedNumber, noun: int) -> None:
        """Take what stands before the noun: "paragraphs 80 and 83 of the annex to General Assembly resolution"."""
        place = noun
        while place and self.tokens[place - 1].kind in (*PLACES, "organ"):
            token = self.tokens[place - 1]
            gap = self.text[token.end : self.tokens[place].start].lstrip(marks("comma"))
            named = token.kind == "organ" and not token.value and self.rules.name.fullmatch(gap)
            if len(gap) > PHRASE or not (named or self.rules.small.fullmatch(gap)):
                break
            if token.kind == "organ":
                if item.attached is not None:
                    break
                item.attached = token.value
            else:
                item.places.insert(0, token)
            place -= 1

    def _next(self, item: ListedNumber, place: int) -> tuple[ListedNumber, int] | None:
        """The next number of the list, and its place among the tokens."""
        cut: list[Token] = []
        while self.kind(place) not in ("", "number") and self.tokens[place].start - item.end <= LIST:
            if self.kind(place) == "noun" and self._first(place) is not None:
                return None
            cut.append(self.tokens[place])
            place += 1
        if self.kind(place) != "number" or self.tokens[place].start - item.end > LIST:
            return None
        token = self.tokens[place]
        found = self.item(token, item.mark)
        if cut and cut[-1].kind == "organ" and self.rules.opening.fullmatch(self.text[cut[-1].end : token.start]):
            found.attached = cut[-1].value
        elif cut and cut[-1].kind == "organ":
            cut.pop()
        gap = between(self.text, item.end, token.start, [other for other in cut if other.kind in (*PLACES, "organ")])
        if self.rules.joint.fullmatch(gap):
            found.in_range = self.rules.range.fullmatch(gap.strip()) is not None
            return found, place
        parted = self.rules.last_joint.search(gap) is not None or self._stands_alone(found, place)
        return (found, place) if parted and self.one_sentence(item.end, token.start) else None

    def _stands_alone(self, item: ListedNumber, place: int) -> bool:
        """Whether a number is one of a resolution without a word to say so: by its year in brackets, or by its date."""
        if has_year(item.number):
            return True
        if self.kind(place + 1) != "date":
            return False
        gap = self.text[item.end : self.tokens[place + 1].start]
        return bool(self.rules.dated.fullmatch(gap)) and fits_its_date(item.number, item.mark, self.date(place + 1))
