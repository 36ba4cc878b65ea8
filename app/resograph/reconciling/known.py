"""What a release knows, for reconciliation: its entities with their names, and the values of their properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox

from resograph.reconciling.entries import KnownEntity, Name, NameKind
from resograph.reconciling.properties import Property, Value
from resograph.reconciling.stored import Names
from resograph.releases.reader import ReleaseGraph
from resograph.releases.tables import NoTablesError
from resograph.resources import table
from resograph.symbols import SymbolError, parse
from resograph.symbols.address import AddressError
from resograph.vocabularies.concepts import SKOS
from resograph.writing.terms import DCT, RESO, XSD

_KINDS = {
    f"{SKOS}prefLabel": NameKind.PREFERRED,
    f"{SKOS}altLabel": NameKind.OTHER,
    f"{SKOS}hiddenLabel": NameKind.HIDDEN,
}
_TITLE, _IDENTIFIER, _NOTATION = f"{DCT}title", f"{DCT}identifier", f"{SKOS}notation"
_SHARED = re.compile(r"[a-z]{3,}/[^~#]*")
"""Path of a thing that is no document's own."""
_DATES = (f"{XSD}date", f"{XSD}gYear")
_DAY = len("2012-12-20")


def entries_of(graph: ReleaseGraph) -> Iterator[KnownEntity]:
    """The documents held and cited, and the entities that works share."""
    yield from _documents(graph)
    types: dict[str, set[str]] = {}
    for name in table("data", "reconciling.toml")["types"]["offered"]:
        for iri in graph.instances(RESO + name):
            types.setdefault(graph.path(iri), set()).add(name)
    for path, names in sorted(_names(graph).items()):
        found = frozenset({"Theme"} if path.startswith("theme/") else types.get(path, ()))
        if found and "Document" not in found:
            yield KnownEntity(path, tuple(names), found)


def names_of(graph: ReleaseGraph) -> Names:
    """The names of a release: as its build wrote them; of a graph alone, read from it now.

    Raises:
        TablesError: their file is missing, damaged or of another version.
    """
    try:
        path = graph.release.names
    except NoTablesError:
        return Names.of(entries_of(graph))
    return Names.opened(path)


def _names(graph: ReleaseGraph) -> dict[str, list[Name]]:
    """Paths of things that are no document's own, with their names."""
    names: dict[str, list[Name]] = {}
    for predicate, kind in (*_KINDS.items(), (_TITLE, NameKind.PREFERRED), (_NOTATION, NameKind.CODE)):
        for path, literal in graph.literals(predicate):
            if _SHARED.fullmatch(path):
                language = "" if kind is NameKind.CODE else literal.language or ""
                names.setdefault(path, []).append(Name(literal.value, language, kind))
    return names


def _documents(graph: ReleaseGraph) -> Iterator[KnownEntity]:
    titles: dict[str, list[Name]] = {}
    for path, title in graph.literals(_TITLE):
        titles.setdefault(path, []).append(Name(title.value, title.language or "", NameKind.PREFERRED))
    for path, identifier in graph.literals(_IDENTIFIER):
        if path == identifier.value:
            try:
                symbol = parse(path)
            except SymbolError:
                continue
            names = (Name(path, "", NameKind.SYMBOL), *titles.get(path, ()))
            yield KnownEntity(path, names, frozenset({"Document", symbol.kind.value}))


class GraphFacts:
    """The values of properties, looked up in a release."""

    def __init__(self, graph: ReleaseGraph) -> None:
        self._graph = graph
        self._node = lru_cache(maxsize=256)(graph.node)
        self._objects = lru_cache(maxsize=256)(graph.objects)

    def values(self, path: str, property_: Property) -> list[Value]:
        """The values of a property, entities by their paths with English names."""
        try:
            node = self._node(self._graph.iri(path))
        except AddressError:
            return []
        if node is None:
            return []
        found = []
        for term in node.all(property_.predicate):
            if isinstance(term, ox.Literal):
                found.append(Value(term.value, "", term.language or ""))
            elif isinstance(term, ox.NamedNode):
                found.append(self._entity(term.value, property_))
        return sorted(found, key=lambda value: (value.language, value.text))

    def has(self, path: str, property_: Property, value: str) -> bool:
        """Whether an entity, by its path, is a value of a property."""
        try:
            return self._graph.iri(value) in self._objects(self._graph.iri(path), property_.predicate)
        except AddressError:
            return False

    def _entity(self, iri: str, property_: Property) -> Value:
        if property_.kind == "language":
            return Value(self._graph.path(iri).partition("/")[0])
        if property_.kind == "link":
            return Value(iri)
        return Value(self._graph.path(iri), self._graph.label(iri, "en"))

    def having(self, property_: Property, value: str) -> list[str]:
        """Paths of the entities with just this value; nothing where it can be none."""
        if not property_.predicate:
            return []
        terms: list[ox.NamedNode | ox.Literal] = [ox.Literal(value)]
        if property_.kind in ("entity", "link"):
            try:
                iri = value if "://" in value else self._graph.iri(value)
                terms = [ox.NamedNode(iri)]
            except (ValueError, AddressError):
                return []
        elif property_.kind in ("date", "year") and len(value) < _DAY:
            return [path for path, date in self._graph.literals(property_.predicate) if date.value.startswith(value)]
        elif property_.kind in ("date", "year"):
            terms = [ox.Literal(value, datatype=ox.NamedNode(datatype)) for datatype in _DATES]
        return [self._graph.path(iri) for term in terms for iri in self._graph.subjects(property_.predicate, term)]
