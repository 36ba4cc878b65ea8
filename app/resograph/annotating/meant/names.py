"""Names of actors in a text, by the noun that heads them: how far each reaches, and whether it names in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from resograph.annotating.meant.heads import Head, heads_of, kinds
from resograph.documents import Span
from resograph.languages.profile import marks, profile

_WITHIN = 90
"""Characters before a head within which its name begins."""
_FIRST = 5
"""Words behind a head among which that of a body has a capital."""
_MODIFIED = 3
"""Characters before a head, where no spaces part words, past which a name is one in full."""
_WORDS = 24
"""Words that may follow a head."""


@dataclass(frozen=True)
class Name:
    """Words that name an actor. ``bare``: the head alone; ``complete``: with what tells which one is meant.

    ``label`` is the name as it is shown: where a language inflects nouns, its head in the nominative.
    """

    span: Span
    kind: str
    words: str
    label: str
    form: str
    bare: bool
    complete: bool


class Names:
    """The names of one language."""

    def __init__(self, code: str) -> None:
        rules = profile(code)
        self._rules = rules.meant.names
        self._heads = heads_of(code)
        modifiers, links, stops = self._rules.modifiers, self._rules.links, self._rules.stops.text
        self._modifiers = re.compile(rf"(?<![\w\-’]){modifiers.text}$") if modifiers else None
        self._links = re.compile(rf"\s?{links.text}") if links else None
        self._stops = re.compile(rf"\s{stops}" if links else stops)
        self._before = re.compile(f"{self._rules.before.text}$") if self._rules.before else None
        self._lower = frozenset(self._rules.lower)
        self._inflected = rules.meant.endings is not None
        proclitics = self._rules.proclitics
        # Written together: a conjunction, a preposition, the article; a preposition may take its first letter's place.
        article, to = self._rules.article, self._rules.to
        self._article = re.compile(rf"{proclitics.text}(?={article}|{to})") if proclitics else None
        letters = f"[{self._rules.conjunctions}]?", f"[{self._rules.prepositions}]?"
        self._definite = re.compile(rf"{letters[0]}(?:{letters[1]}{article}|{to}{to})") if proclitics else None
        self._joint = re.compile(rf"\s{self._rules.joint.text}\s")

    def find(self, text: str, taken: Sequence[tuple[Span, str]] = (), label: bool = False) -> Iterator[Name]:
        """The names in a text, in order of their heads; one may lie in another that is none.

        ``taken``: what vocabularies name there; ``label``: the text is a name.
        """
        ends = {span.end for span, _ in taken}
        least = 0
        for head in self._heads.find(text):
            if name := self._name(text, head, ends, least, label):
                yield name
            least = head.span.end

    def whole(self, words: str) -> Name | None:
        """The name that some words begin with, which are of no sentence."""
        text = f"{LEAD}{words}"
        name = next((name for name in self.find(text) if name.span.start == len(LEAD)), None)
        return replace(name, span=Span(0, name.span.end - len(LEAD))) if name else None

    def trimmed(self, words: str) -> str:
        """Words without those behind a name that are none of it."""
        found = self._rules.cut.re.search(words)
        words = words[: found.start()].rstrip(marks("closing")) if found else words
        while (last := words.rpartition(" ")[2]) != words and self._rules.small.re.fullmatch(last):
            words = words[: -len(last)].rstrip()
        return words

    def is_group(self, words: str) -> bool:
        """Whether words in small letters name a group in full: several, and none that points elsewhere."""
        return self._rules.group.re.fullmatch(words) is not None and self._rules.deictic.re.search(words) is None

    # ── one name ────────────────────────────────────────────────────────────────────────────────────────────────
    def _name(self, text: str, head: Head, ends: set[int], least: int, label: bool) -> Name | None:
        if self._before:
            return self._unspaced(text, head)
        start = self._start(text, head, ends, least)
        first = text[start]
        if self._article:
            return self._with_article(text, head, label)
        if first.islower() or (start and text[start - 1] in "-’'" and not text.endswith(self._rules.elided, 0, start)):
            return None
        end = self._end(text, head.span.end)
        if not label and not self._may_go_on(head, text[head.span.end : end]):
            end = head.span.end
        words = text[start:end]
        bare = start == head.span.start and end == head.span.end
        many = len(text[start : head.span.end].split()) > 2 and start < head.span.start
        shown = words
        if self._inflected and start == head.span.start:
            shown = head.form + text[head.span.end : end]
        return Name(Span(start, end), head.kind, words, shown, head.form, bare, end > head.span.end or many)

    def _may_go_on(self, head: Head, behind: str) -> bool:
        """Whether words behind a head can be of its name: a body's has a capital among the first."""
        if head.kind in kinds()["kinds"]["persons"] or head.form in self._lower:
            return True
        return any(word[:1].isupper() for word in re.split(r"[\s’]", behind)[:_FIRST])

    def _start(self, text: str, head: Head, ends: set[int], least: int) -> int:
        if self._modifiers is None:
            return head.span.start
        begin = max(least if self._inflected else 0, head.span.start - _WITHIN)
        found = self._modifiers.search(text, begin, head.span.start)
        if found is None:
            return head.span.start
        start = found.start()
        for joint in self._joint.finditer(text[start : head.span.start]):
            if start + joint.start() in ends:  # of two neighbours
                start += joint.end()
                break
        if start == 0 or text[start - 2 : start] in (
            ". ",
            "; ",
        ):  # a verb may stand there: "Recalls Human Rights Council"
            start = min(head.span.start, start + len(text[start:].partition(" ")[0]) + 1)
        return start

    def _end(self, text: str, end: int) -> int:
        """Where the words that tell which one is meant end; the end of the head where there are none."""
        link = self._links.match(text, end) if self._links else None
        if link is None or self._stops.match(text, end):
            return end
        place = reach = link.end()
        for _ in range(_WORDS):
            word = _NEXT.match(text, place)
            series = self._rules.series.re.match(text, place) if word is None else None
            found = word or series
            if found is None or (self._stops.match(text, place) and not self._goes_on(text, place)):
                break
            if word and word[1][:1].isdigit() and not word[1].isdigit():
                break
            place = found.end()
            if not (word and self._rules.small.re.fullmatch(word[1])):
                reach = place
        return reach if reach > link.end() else end

    def _goes_on(self, text: str, place: int) -> bool:
        """Whether an "and" joins two words of one name: "Children and Armed Conflict"."""
        joint = self._joint.match(text, place)
        return joint is not None and text[joint.end() :][:1].isupper() and text[:place].rpartition(" ")[2][:1].isupper()

    def _with_article(self, text: str, head: Head, label: bool) -> Name | None:
        words = text[slice(*head.span)]
        proclitic = self._article.match(words) if self._article else None
        start = head.span.start + (proclitic.end() if proclitic and not words.startswith(self._rules.to * 2) else 0)
        end = self._end(text, head.span.end)
        definite = self._definite and (self._definite.match(words) or f" {self._rules.article}" in words)
        if not definite and not label and end == head.span.end:
            return None
        bare = end == head.span.end
        name = text[start:end]
        return Name(Span(start, end), head.kind, name, name, head.form, bare, not bare)

    def _tells(self, words: str) -> bool:
        return self._rules.telling is None or self._rules.telling.re.search(words) is not None

    def _unspaced(self, text: str, head: Head) -> Name | None:
        begin = max(0, head.span.start - _WITHIN // 2)
        window = text[begin : head.span.start]
        if self._before and self._before.search(window):
            return Name(head.span, head.kind, head.form, head.form, head.form, True, False)
        last = 0
        for stop in self._stops.finditer(window):
            last = stop.end()
        start = begin + last
        if not last and begin:
            return None
        words = text[start : head.span.end]
        complete = len(words) - len(head.form) > _MODIFIED and self._tells(words)
        return Name(Span(start, head.span.end), head.kind, words, words, head.form, False, complete)


LEAD = "– "
"""What stands before words that begin no sentence."""
_NEXT = re.compile(r"\s?([^\s,;:.()“”«»\"،؛]+)")


@lru_cache(maxsize=8)
def names_of(code: str) -> Names:
    """The names of a language, made once."""
    return Names(code)


def is_head_first(code: str) -> bool:
    """Whether a name begins with its head, or with adjectives before it."""
    rules = profile(code)
    return rules.addressees.head_first or rules.meant.endings is not None


def named_in_running_text(kind: str) -> bool:
    """Whether a name in full of a kind makes an actor wherever it stands."""
    return kind in kinds()["kinds"]["named"]
