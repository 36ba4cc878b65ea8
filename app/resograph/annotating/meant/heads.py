"""The nouns that head the names of actors, found in a text: "Committee", "Panel of Experts", "特派团"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from resograph.documents import Span
from resograph.languages.profile import Profile, profile
from resograph.resources import table

_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"(?<![^\W_])[A-ZÀ-Þ][^\W\d_]*")


@dataclass(frozen=True)
class Head:
    """A head in a text; ``form`` is the noun as the language's data has it."""

    span: Span
    kind: str
    form: str


def kinds() -> Mapping[str, Any]:
    """What all languages have in common of kinds of actors (``data/meant.toml``)."""
    return table("data", "meant.toml")


def alike(kind: str) -> str:
    """The kind under which one thing is found that two nouns name: a panel is a group."""
    found: str = kinds()["kinds"]["alike"].get(kind, kind)
    return found


@lru_cache(maxsize=8)
def heads_of(code: str) -> Heads:
    """The heads of a language, made once."""
    return Heads(profile(code))


class Heads:
    """The heads of one language; those of several words come before those that begin them."""

    def __init__(self, rules: Profile) -> None:
        data = rules.meant
        self._names = data.names
        self._endings = data.endings.re if data.endings else None
        self._any_ending = data.any_ending.text
        self._proclitics = data.names.proclitics.text if data.names.proclitics else ""
        self._unspaced = rules.spacing.unspaced
        pairs = [(form, kind) for kind, forms in data.heads.items() for form in forms]
        ordered = sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))
        self._by_word: dict[str, list[tuple[re.Pattern[str], str, str]]] = defaultdict(list)
        self._whole = re.compile("|".join(re.escape(form) for form, _ in ordered)) if self._unspaced else None
        self._kinds = dict(reversed(ordered))
        for form, kind in () if self._unspaced else ordered:
            pattern = re.compile(self._pattern(form))
            for key in self._keys(form):
                self._by_word[key].append((pattern, kind, form))

    def find(self, text: str) -> Iterator[Head]:
        """The heads of a text, in order; none lies in another."""
        if self._whole:
            for place in self._whole.finditer(text):
                yield Head(Span(*place.span()), self._kinds[place[0]], place[0])
            return
        reach = 0
        words = _WORD if self._endings or self._proclitics else _CAPITAL
        for word in words.finditer(text):
            entries = self._by_word.get(self._key(word[0])) if word.start() >= reach else None
            for pattern, kind, form in entries or ():
                if found := pattern.match(text, word.start()):
                    reach = found.end()
                    yield Head(Span(*found.span()), kind, form)
                    break

    def _key(self, word: str) -> str:
        return word[:4].lower() if self._endings else word

    def _keys(self, form: str) -> list[str]:
        """The words with which a head can begin, as they stand in texts."""
        first = _WORD.findall(form)[0]
        if self._endings:
            return [self._stem(first)[:4].lower()]
        if not self._proclitics:
            return [first]
        names = self._names
        rest = first.removeprefix(names.to)
        bare = [first, f"{names.article}{first}", f"{names.to}{first}", f"{names.to * 2}{rest}"]
        joined = [*bare, *(f"{one}{word}" for one in names.prepositions for word in bare[:2])]
        return list(dict.fromkeys([*joined, *(f"{one}{word}" for one in names.conjunctions for word in joined)]))

    def _stem(self, word: str) -> str:
        return self._endings.sub("", word) if self._endings else word

    def _pattern(self, form: str) -> str:
        words = form.split(" ")
        if self._endings:
            first, *rest = (f"{re.escape(self._stem(word))}{self._any_ending}" for word in words)
            return " ".join([f"(?i:{first})", *rest]) + r"(?![\w\-])"
        if self._proclitics:
            article, to = self._names.article, self._names.to
            first = f"{self._proclitics}(?:{article}|{to})?{self._contracted(words[0])}"
            return " ".join([first, *(f"(?:{article}|{to * 2})?{re.escape(word)}" for word in words[1:])]) + r"(?!\w)"
        return re.escape(form) + r"(?![\w\-])"

    def _contracted(self, word: str) -> str:
        """A word that loses its first letter behind two of the same: "للجنة"."""
        to = self._names.to
        return f"(?:{re.escape(word)}|{re.escape(word[1:])})" if word.startswith(to) else re.escape(word)
