"""Actors that texts alone name in full, one node for all works: names, kind, who names them, what set them up.

Like all that works share, they are described at the end of a build (``writing.context``).
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from resograph.merging.work import Work
from resograph.resources import table
from resograph.symbols import Symbol, mint
from resograph.symbols.named import is_named
from resograph.writing.terms import SKOS, TYPE, reso


@dataclass(frozen=True)
class NamedActor:
    """What one version of a work says of an actor: its path, class and name, the symbol of what set it up ("")."""

    path: str
    kind: str
    name: str
    language: str
    established: str = ""


def named_by(work: Work) -> tuple[NamedActor, ...]:
    """The actors that a work names in full and no vocabulary has, in each language."""
    setting_up = table("data", "acts.toml")["setting_up"]["verbs"]
    made = {
        addressee.target
        for act in work.acts
        if act.verb in setting_up
        for reading in act.readings.values()
        for addressee in reading.addressees
    }
    found = [
        NamedActor(
            entity.target,
            entity.kind,
            entity.label,
            version.language,
            entity.established or (work.symbol.text if entity.target in made else ""),
        )
        for version in work.versions
        for entity in version.annotations.entities
        if is_named(entity.target)
    ]
    return tuple(dict.fromkeys(found))


def named_triples(
    works: Iterable[tuple[Symbol, datetime.date | None, tuple[NamedActor, ...]]], base: str
) -> Iterator[ox.Triple]:
    """The nodes of the actors that works name: symbol and day of adoption of each work, and what it says of them."""
    told: dict[str, list[NamedActor]] = defaultdict(list)
    naming: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for symbol, adopted, actors in works:
        for actor in actors:
            told[actor.path].append(actor)
            naming[actor.path].add((adopted.isoformat() if adopted else "", symbol.text))
    for path, found in told.items():
        yield from _named(ox.NamedNode(mint(base, path)), found, naming[path], base)


def _named(
    me: ox.NamedNode, actors: Iterable[NamedActor], naming: Iterable[tuple[str, str]], base: str
) -> Iterator[ox.Triple]:
    names: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: Counter[str] = Counter()
    for actor in actors:
        names[actor.language][actor.name] += 1
        kinds[actor.kind] += 1
        if actor.established:
            yield ox.Triple(me, reso("establishedBy"), ox.NamedNode(mint(base, actor.established)))
    yield ox.Triple(me, TYPE, reso(_most(kinds)))
    for language, counted in names.items():
        preferred = _most(counted)
        yield ox.Triple(me, ox.NamedNode(f"{SKOS}prefLabel"), ox.Literal(preferred, language=language))
        for other in counted.keys() - {preferred}:
            yield ox.Triple(me, ox.NamedNode(f"{SKOS}altLabel"), ox.Literal(other, language=language))
    ordered = sorted(naming)
    yield ox.Triple(me, reso("firstNamedIn"), ox.NamedNode(mint(base, ordered[0][1])))
    yield ox.Triple(me, reso("lastNamedIn"), ox.NamedNode(mint(base, ordered[-1][1])))


def _most(counted: Counter[str]) -> str:
    """What is counted most; of equals the first in the alphabet."""
    return min(counted, key=lambda one: (-counted[one], one))
