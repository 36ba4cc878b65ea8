"""A query in one language: for each word the keys that it may be found by, and the same as an FTS5 expression.

FTS5's query syntax: https://www.sqlite.org/fts5.html#full_text_query_syntax. Keys hold letters, digits and one
sign that is no ASCII, so an expression is made of quoted keys and of nothing that a user wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Protocol, TypeVar

from resograph.languages.folding import Folding, Token, is_unspaced
from resograph.releases.search.query import Query, Term

_PHRASES = 64
"""Most spellings of one phrase: beyond it, words are taken in the form that was asked for."""
_LEAST = 3
"""Letters that a word has at least without what is written together with it."""
_PREFIX = 2
"""Letters of a beginning that is looked for at least."""


class Lexicon(Protocol):
    """The words of one language that are in an index."""

    def spelt(self, plain: str) -> Mapping[str, str]:
        """Surface → key of the words that are ``plain`` without their accents."""

    def counts(self, keys: Iterable[str]) -> Mapping[str, int]:
        """How often each key occurs, for those that do."""

    def beginning(self, prefix: str) -> Iterable[str]:
        """The keys of words that begin so, where the key itself does not."""


@dataclass(frozen=True)
class Pattern:
    """Tokens side by side, each with one of its keys, the one asked for first; ``prefix`` begins the last one too."""

    steps: tuple[tuple[str, ...], ...]
    prefix: str = ""

    def phrases(self) -> list[str]:
        """The ways to spell the pattern, each in FTS5's syntax."""
        choices = list(self.steps)
        while prod(map(len, choices)) > _PHRASES and len(choices) > 1:
            longest = max(range(len(choices)), key=lambda place: len(choices[place]))
            choices[longest] = choices[longest][:1]
        spellings = [f'"{" ".join(keys)}"' for keys in product(*choices)]
        if self.prefix:
            spellings += [f'"{" ".join((*keys, self.prefix))}" *' for keys in product(*choices[:-1])]
        return spellings

    def expression(self) -> str:
        """The pattern in FTS5's syntax."""
        return f"({' OR '.join(self.phrases())})"


@dataclass(frozen=True)
class Plan:
    """A query as patterns of one language."""

    wanted: tuple[tuple[Pattern, ...], ...]
    unwanted: tuple[Pattern, ...]

    def phrases(self) -> list[str]:
        """All phrases that are wanted, each in FTS5's syntax."""
        return [phrase for patterns in self.wanted for pattern in patterns for phrase in pattern.phrases()]

    def expression(self) -> str:
        """The plan in FTS5's syntax; "" where nothing is wanted."""
        if not self.wanted:
            return ""
        parts = [" OR ".join(pattern.expression() for pattern in patterns) for patterns in self.wanted]
        expression = " AND ".join(f"({part})" for part in parts)
        for pattern in self.unwanted:
            expression = f"({expression}) NOT {pattern.expression()}"
        return expression


_Wanted = TypeVar("_Wanted", Pattern, tuple[Pattern, ...])


def plan_for(query: Query, folding: Folding, lexicon: Lexicon) -> Plan:
    """What a query looks for in one language, each once. Terms without a letter or digit are passed over."""
    wanted = (tuple(_patterns(terms, folding, lexicon)) for terms in query.wanted)
    unwanted = _patterns(query.unwanted, folding, lexicon)
    return Plan(_once(patterns for patterns in wanted if patterns), _once(unwanted))


def _once(found: Iterable[_Wanted]) -> tuple[_Wanted, ...]:
    return tuple(dict.fromkeys(found))


def _patterns(terms: Sequence[Term], folding: Folding, lexicon: Lexicon) -> Iterator[Pattern]:
    for term in terms:
        tokens = folding.tokens(term.text)
        if tokens:
            steps = [_keys(token, folding, lexicon) for token in tokens]
            last = tokens[-1].surface
            prefix = last if term.prefix and len(last) >= _PREFIX else ""
            if prefix:
                steps[-1] = tuple(dict.fromkeys((*steps[-1], *sorted(lexicon.beginning(folding.plain(prefix))))))
            yield Pattern(tuple(steps), prefix)


def _keys(token: Token, folding: Folding, lexicon: Lexicon) -> tuple[str, ...]:
    """The keys that a token may be found by: its own first, then those of other spellings."""
    surface, key = token.surface, token.key
    if is_unspaced(surface) or surface.isdigit():
        return (key,)
    plain = folding.plain(surface)
    others = {other for spelt, other in lexicon.spelt(plain).items() if plain in (surface, spelt)}
    if folding.proclitics:
        others |= _joined(key, folding.proclitics, lexicon)
    return (key, *sorted(others - {key}))


def _joined(key: str, proclitics: Sequence[str], lexicon: Lexicon) -> set[str]:
    """The keys of a word with and without what may be written together with it.

    Of two such keys the longer is the shorter with a proclitic unless it occurs more often: بقرار (by a decision) is
    rarer than قرار (decision), but بنود (items) is no form of the rare نود (we should like).
    """
    longer = [proclitic + key for proclitic in proclitics] if len(key) >= _LEAST else []
    shorter = [key[len(p) :] for p in proclitics if key.startswith(p) and len(key) - len(p) >= _LEAST]
    counts = lexicon.counts([key, *longer, *shorter])
    own = counts.get(key, 0)
    found = {other for other in longer if other in counts and (own == 0 or counts[other] <= own)}
    return found | {other for other in shorter if other in counts and counts[other] >= own}
