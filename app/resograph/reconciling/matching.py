"""A query and its candidates: by symbol where the words name one, else by name; weighed by class and properties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from resograph.reconciling.beside import Beside, shorter_forms
from resograph.reconciling.entries import KnownEntity, Name, NameKind
from resograph.reconciling.names import NameIndex
from resograph.reconciling.properties import Facts, Property, agrees
from resograph.reconciling.stored import Names
from resograph.reconciling.symbols import Reading, readings
from resograph.resources import table
from resograph.symbols import SymbolError, parse
from resograph.symbols.typing import compact

_SURE = 101.0
"""Likeness of a document that the words name outright: it loses nothing by its class."""
_UNSURE = 88.0
"""Score of a document that a number may name."""
_UNKNOWN = 80.0
"""Score of a document with a right symbol that is neither held nor cited."""
_NEXT = 2.0
"""What each further reading of a number is behind the one before."""
_SAFE, _SAFE_OF_TYPE = 97.5, 97.3
"""Least likeness of what is certainly meant: the name itself, but for order, accents and abbreviations; where a type is
asked for, its code too."""
_APART = 1.0
"""How far behind the next must be."""
_MEANT = 90.0
"""Least likeness of an entity that a property's value names."""
_NAME_WEIGHT = 0.7
"""Share of the name in the score where properties are compared too."""
_SHORTER = 1.0
"""What a name loses that is found without what stands beside it."""
_LONGEST = 500
"""Characters of a query that are looked at."""


class Strictness(StrEnum):
    """What the types of a query ask: any of them, all of them, or any of them rather than others."""

    ANY = "any"
    ALL = "all"
    SHOULD = "should"


@dataclass(frozen=True)
class Query:
    """What is looked for."""

    text: str = ""
    types: tuple[str, ...] = ()
    strictness: Strictness = Strictness.SHOULD
    limit: int = 5
    properties: tuple[tuple[Property, tuple[str, ...]], ...] = ()
    """Property and the values of which one is to be found."""


@dataclass(frozen=True)
class Candidate:
    """An entity that may be meant."""

    entry: KnownEntity
    score: float
    match: bool
    likeness: float
    agreement: float | None = None
    """Share of the query's properties that agree; None where there are none."""
    known: bool = True
    """Whether anything is said of it here."""


class Matcher:
    """Finds what queries mean among some entities.

    Args:
        names: of all that can be meant.
        facts: what is known of them, for queries with properties.
    """

    def __init__(self, names: Names, facts: Facts) -> None:
        self._all = names
        self._facts = facts
        self._names = NameIndex(names)
        self._beside = Beside(facts, lambda name: map(names.entity, self._names.exactly(name)))
        ranking = table("data", "reconciling.toml")["ranking"]
        self._least = float(ranking["least"])
        self._behind: dict[str, float] = ranking["behind"]

    def __len__(self) -> int:
        return len(self._all)

    def entry(self, path: str) -> KnownEntity | None:
        """The entity at a path."""
        number = self._all.number(path)
        return None if number is None else self._all.entity(number)

    def named(self, name: str, type_: str) -> list[KnownEntity]:
        """The entities of a type with just this name, but for capitals and accents."""
        found = dict.fromkeys(self._names.exactly(name))
        return [self._all.entity(number) for number in found if type_ in self._all.types(number)]

    def find(self, query: Query) -> list[Candidate]:
        """The candidates, the likeliest first; the first may be certain."""
        query = replace(
            query, properties=tuple((one, self._with_paths(one, wanted)) for one, wanted in query.properties)
        )
        likeness = self._by_properties(query) if query.properties and not query.text else self._candidates(query)
        ranked = [self._weighed(entry, score, query) for entry, score in likeness if score >= self._least]
        ranked = [candidate for candidate in ranked if candidate.score >= self._least]
        ranked.sort(key=lambda one: (-one.score, -one.likeness, one.entry.path))
        if ranked:
            ranked[0] = replace(ranked[0], match=self._is_safe(ranked, query))
        return ranked[: query.limit]

    def beginning(self, text: str, types: Sequence[str], most: int) -> list[KnownEntity]:
        """Entities with a name or symbol that begins so, then those with a like name."""
        fits = self._fits(Query(types=tuple(types), strictness=Strictness.ANY))
        symbols: list[KnownEntity] = []
        start = text.strip().upper().replace(" ", "")
        walk = "SELECT id FROM entity WHERE path >= ? AND path < ? ORDER BY path"
        for (number,) in self._all.walk(walk, [start, f"{start}\U0010ffff"]) if start else ():
            if len(symbols) == most:
                break
            is_fit = "Document" in self._all.types(number) and fits(number)
            symbols += [self._all.entity(number)] if is_fit else []
        named = [self._all.entity(number) for number in self._names.beginning(text, most, fits)]
        found = dict.fromkeys([*symbols, *named])
        if len(found) < most:
            alike = self.find(Query(text, tuple(types), Strictness.ANY, most))
            found |= dict.fromkeys(one.entry for one in alike if one.known)
        return list(found)[:most]

    def _with_stem(self, path: str) -> list[str]:
        """The symbols that a symbol without its session in brackets may mean, such as "S/RES/1325"; else itself."""
        found = self._all.rows("SELECT path FROM entity WHERE stem = ? ORDER BY path", [path])
        return [known for (known,) in found] or [path]

    def _fits(self, query: Query) -> Callable[[int], bool]:
        return lambda number: _fits(self._all.types(number), query)

    def _candidates(self, query: Query) -> list[tuple[KnownEntity, float]]:
        """Those of the types that are asked for; others too, where none of these is likely and others may be."""
        found = self._by_text(query, self._fits(query))
        likely = any(likeness >= _MEANT for _, likeness in found)
        if likely or not query.types or query.strictness is not Strictness.SHOULD:
            return found
        here = {entry.path for entry, _ in found}
        others = self._by_text(query, lambda number: True)
        return [*found, *(pair for pair in others if pair[0].path not in here)]

    def _by_text(self, query: Query, allowed: Callable[[int], bool]) -> list[tuple[KnownEntity, float]]:
        text = query.text.strip()[:_LONGEST]
        found: dict[str, tuple[KnownEntity, float]] = {}
        sure = False
        for place, reading in enumerate(readings(text)):
            for path in self._with_stem(reading.path):
                entry = self.entry(path)
                is_clear = self._is_clear(entry, reading)
                score = _SURE if is_clear else _UNSURE
                if (
                    entry is None
                    and _may_be_unknown(reading, text)
                    and (entry := _unknown(path))
                    and _fits(entry.types, query)
                ):
                    score = _UNKNOWN - _NEXT * place
                elif entry is None or not self._is_allowed(path, allowed):
                    continue
                sure = sure or is_clear
                found.setdefault(path, (entry, score))
        if sure:
            return list(found.values())
        for words in shorter_forms(text):
            less = 0.0 if words == text else _SHORTER
            for number, likeness in self._names.find(words, allowed).items():
                entry = self._all.entity(number)
                if likeness - less > found.get(entry.path, (entry, 0.0))[1]:
                    found[entry.path] = (entry, likeness - less)
        return list(found.values())

    def _is_allowed(self, path: str, allowed: Callable[[int], bool]) -> bool:
        number = self._all.number(path)
        return number is not None and allowed(number)

    def _is_clear(self, entry: KnownEntity | None, reading: Reading) -> bool:
        """Whether a text names an entity by its number and says nothing else."""
        if entry is None or "Document" not in entry.types:
            return reading.sure
        return self._beside.is_all_of(entry, reading)

    def _by_properties(self, query: Query) -> list[tuple[KnownEntity, float]]:
        """Entities that have one of the values wanted of each property."""
        common: set[str] | None = None
        for property_, wanted in query.properties:
            having = {path for value in wanted for path in self._facts.having(property_, value)}
            common = having if common is None else common & having
        fits = self._fits(query if query.strictness is not Strictness.SHOULD else replace(query, types=()))
        numbers = [number for path in sorted(common or ()) if (number := self._all.number(path)) is not None]
        return [(self._all.entity(number), _SURE) for number in numbers if fits(number)]

    def _with_paths(self, property_: Property, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Values of a property, names of entities with the paths of what they name."""
        if property_.kind != "entity":
            return wanted
        types = (property_.range,) if property_.range else ()
        named = [self.find(Query(value, types, Strictness.ANY, 1)) for value in wanted if self.entry(value) is None]
        return (*wanted, *(found[0].entry.path for found in named if found and found[0].likeness >= _MEANT))

    def _weighed(self, entry: KnownEntity, likeness: float, query: Query) -> Candidate:
        score, agreement = likeness, None
        known = self._all.number(entry.path) is not None
        if query.properties and known:
            agreement = self._agreement(entry, query)
            if query.text:
                score = _NAME_WEIGHT * likeness + (1 - _NAME_WEIGHT) * 100 * agreement
        if not query.types:
            score -= (
                max((self._behind.get(name, 0.0) for name in entry.types), default=0.0) if likeness < _SURE else 0.0
            )
        elif not set(query.types) & entry.types:
            score *= 0.7
        return Candidate(entry, round(min(max(score, 0.0), 100.0), 2), False, likeness, agreement, known)

    def _agreement(self, entry: KnownEntity, query: Query) -> float:
        """Share of the properties that agree; what is not known of it counts half."""
        total = 0.0
        for property_, wanted in query.properties:
            values = self._facts.values(entry.path, property_)
            total += 0.5 if not values else float(any(agrees(values, value, property_.kind) for value in wanted))
        return total / len(query.properties)

    def _is_safe(self, ranked: Sequence[Candidate], query: Query) -> bool:
        first = ranked[0]
        least = _SAFE_OF_TYPE if query.types else _SAFE
        if not first.known or first.likeness < least or (first.agreement is not None and first.agreement < 1):
            return False
        if not _fits(first.entry.types, query):
            return False
        return len(ranked) == 1 or ranked[1].score <= first.score - _APART


def _fits(types: frozenset[str], query: Query) -> bool:
    """Whether what is of some classes is of the types that a query asks for."""
    wanted = set(query.types)
    return wanted <= types if query.strictness is Strictness.ALL else not wanted or bool(wanted & types)


def _may_be_unknown(reading: Reading, text: str) -> bool:
    """Whether a text names a document although nothing is known of it: by its symbol, or without any other word."""
    return reading.sure and (not reading.left or compact(reading.path) in compact(text))


def _unknown(path: str) -> KnownEntity | None:
    """A document by a right symbol of which nothing is known here."""
    try:
        symbol = parse(path)
    except SymbolError:
        return None
    name = Name(symbol.text, "", NameKind.SYMBOL)
    return KnownEntity(symbol.text, (name,), frozenset({"Document", symbol.kind.value}))
