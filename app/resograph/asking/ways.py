"""The ways of asking that queries have, ready to be compared with questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from resograph.languages.folding import is_unspaced
from resograph.reconciling.phrases import keys_of
from resograph.sparql.operations import Operation, places_in, words_around

Word = tuple[str, int, int]
"""What a word is compared by, and where it stands."""


@dataclass(frozen=True)
class Way:
    """One way of asking a query in one language."""

    operation: Operation
    text: str
    preset: tuple[tuple[str, str], ...]
    """Parameters to which it gives values itself."""
    wanted: frozenset[str]
    """Parameters for which it has places."""
    words: frozenset[str]
    spelled: frozenset[str]
    """Its words as they are written, endings and all, in small letters."""


class Ways:
    """All ways in one language, and how much each word tells queries apart."""

    def __init__(self, operations: Iterable[Operation], language: str) -> None:
        self.language = language
        self.all = [_way(one, text, language) for one in operations for text in one.asks.get(language, ())]
        self.spelled = frozenset(word for way in self.all for word in way.spelled)
        having: dict[str, set[str]] = defaultdict(set)
        for way in self.all:
            for word in way.words:
                having[word].add(way.operation.name)
        count = len({way.operation.name for way in self.all})
        self.weights: Mapping[str, float] = {word: log(1 + count / len(names)) for word, names in having.items()}
        often = Counter(word for way in self.all for word in way.words)
        total = sum(often.values())
        self.unknown = sum(self.weights[word] * number for word, number in often.items()) / total if total else 1.0
        """Weight of a word that no way has: an average one."""

    def weight(self, word: str) -> float:
        """How much a word tells."""
        return self.weights.get(word, self.unknown)

    def shown(self, operation: Operation, values: Mapping[str, str], names: Mapping[str, str]) -> str:
        """A filled query in words: its first way with just these places, else its title and the names."""
        for way in self.all:
            fits = way.operation.name == operation.name and way.wanted | dict(way.preset).keys() == values.keys()
            if fits and all(values[name] == value for name, value in way.preset):
                return filled(way.text, names)
        told = ", ".join(names.values())
        title = operation.title_in(self.language)
        return f"{title} ({told})" if told else title


def filled(way: str, names: Mapping[str, str]) -> str:
    """A way with names in its places; places that have a value of their own say nothing."""
    pieces = words_around(way)
    inner = ["" if value else names.get(name, name) for name, value in places_in(way)]
    return "".join(piece + name for piece, name in zip(pieces, [*inner, ""], strict=True)).strip()


def words_of(tokens: Sequence[Word]) -> list[Word]:
    """Words in order; of scripts without spaces each two signs that stand together, or one that stands alone."""
    found: list[Word] = []
    for place, (key, start, end) in enumerate(tokens):
        if not is_unspaced(key):
            if any(map(str.isalnum, key)):
                found.append((key, start, end))
            continue
        after = tokens[place + 1] if place + 1 < len(tokens) else ("", -1, -1)
        joins = after[1] == end and is_unspaced(after[0])
        before = tokens[place - 1] if place else ("", -1, -1)
        if joins:
            found.append((key + after[0], start, after[2]))
        elif not (before[2] == start and is_unspaced(before[0])):
            found.append((key, start, end))
    return found


def _way(operation: Operation, text: str, language: str) -> Way:
    places = places_in(text)
    tokens = [keys_of(piece, language) for piece in words_around(text)]
    words = {
        word for piece in tokens for word, *_ in words_of([(token.key, token.start, token.end) for token in piece])
    }
    spelled = frozenset(token.surface for piece in tokens for token in piece)
    preset = tuple((name, value) for name, value in places if value)
    return Way(
        operation, text, preset, frozenset(name for name, value in places if not value), frozenset(words), spelled
    )
