"""Reading one release: graphs of works, descriptions of nodes, labels. Point look-ups, in this process."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

import pyoxigraph as ox

from resograph.releases import Release
from resograph.resources import query
from resograph.sparql.operations import operation
from resograph.stores.port import Quads, Term
from resograph.symbols import Address, AddressError, Symbol, mint
from resograph.vocabularies.headings import set_heading
from resograph.writing.terms import DCT, OA, RESO, SKOS, TYPE

_BROADER = f"{SKOS}broader"


class Node:
    """A subject with its values by property."""

    def __init__(self, iri: str, values: Mapping[str, Sequence[Term]]) -> None:
        self.iri = iri
        self._values = values

    def all(self, predicate: str) -> Sequence[Term]:
        """Values of a property (full IRI)."""
        return self._values.get(predicate, ())

    def properties(self) -> list[str]:
        """The properties (full IRIs) that the node has, sorted."""
        return sorted(self._values)

    def texts(self, predicate: str) -> dict[str, str]:
        """Language → literal."""
        return {value.language or "": value.value for value in self.all(predicate) if isinstance(value, ox.Literal)}

    def text(self, predicate: str) -> str:
        """The first value as text, "" where there is none."""
        return next((value.value for value in self.all(predicate) if isinstance(value, ox.Literal | ox.NamedNode)), "")

    def links(self, predicate: str) -> list[str]:
        """Values that are addresses, sorted."""
        return sorted(value.value for value in self.all(predicate) if isinstance(value, ox.NamedNode))

    @property
    def classes(self) -> set[str]:
        """Local names of our classes."""
        return {iri.removeprefix(RESO) for iri in self.links(TYPE.value) if iri.startswith(RESO)}


def nodes_of(triples: Iterable[ox.Triple]) -> dict[str, Node]:
    """The nodes of a graph by IRI."""
    values: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            values[triple.subject.value][triple.predicate.value].append(triple.object)
    return {iri: Node(iri, found) for iri, found in values.items()}


class ReleaseGraph:
    """A release opened read-only; ``quads``: where its graph is, if not in its own directory."""

    def __init__(self, release: Release, quads: Quads | None = None) -> None:
        self.release = release
        self.base = release.manifest.base
        self._store: Quads = quads or ox.Store.read_only(str(release.store))
        self.work = lru_cache(maxsize=64)(self._work)
        self.label_in = lru_cache(maxsize=20000)(self._label_in)
        self.names = lru_cache(maxsize=20000)(self._names)
        self.part_order = lru_cache(maxsize=1024)(self._part_order)

    def iri(self, address: Address | str) -> str:
        """The IRI of an address."""
        return mint(self.base, str(address))

    def path(self, iri: str) -> str:
        """The path of an IRI of ours, else the IRI."""
        return iri.removeprefix(self.base)

    def triples(self, graph: str) -> list[ox.Triple]:
        """All of a named graph: what a registry states."""
        return [quad.triple for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))]

    def graphs(self) -> list[str]:
        """Addresses of the named graphs."""
        return sorted(graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))

    def holds(self, symbol: Symbol) -> bool:
        """Whether the document itself is held."""
        versions = self._store.quads_for_pattern(ox.NamedNode(self.iri(symbol.text)), _HAS_EXPRESSION, None)
        return any(True for _ in versions)

    def work_triples(self, symbol: Symbol) -> list[ox.Triple]:
        """What is said of a work and of all that is its own (``queries/describe-work.rq``); empty where not held."""
        given: dict[ox.Variable, Term] = {ox.Variable("document"): ox.NamedNode(self.iri(symbol.text))}
        found = self._store.query(operation("describe-work").text, substitutions=given)
        assert isinstance(found, ox.QueryTriples)
        return list(dict.fromkeys(found))

    def _work(self, symbol: Symbol) -> dict[str, Node]:
        """The nodes of a work by IRI; empty where it is not held."""
        return nodes_of(self.work_triples(symbol))

    def node(self, iri: str) -> Node | None:
        """A node with all that is said of it."""
        values: dict[str, list[Term]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None):
            values[quad.predicate.value].append(quad.object)
        return Node(iri, values) if values else None

    def says(self, iri: str) -> bool:
        """Whether anything is said of a node."""
        return any(True for _ in self._store.quads_for_pattern(ox.NamedNode(iri), None, None))

    def description(self, iri: str) -> list[ox.Triple]:
        """What is said of a node."""
        return [quad.triple for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None)]

    def objects(self, iri: str, predicate: str) -> list[str]:
        """The addresses that are values of a node's property, sorted."""
        found = self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None)
        return sorted({quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode)})

    def values(self, iri: str, predicate: str) -> list[ox.Literal]:
        """The literals of a node's property."""
        found = self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None)
        return [quad.object for quad in found if isinstance(quad.object, ox.Literal)]

    def texts(self, iri: str, predicate: str) -> dict[str, str]:
        """Language → literal of a node's property."""
        return {value.language or "": value.value for value in self.values(iri, predicate)}

    def relations(self, iri: str, value: str) -> list[str]:
        """The properties that a node has with an address as their value, sorted."""
        found = self._store.quads_for_pattern(ox.NamedNode(iri), None, ox.NamedNode(value))
        return sorted({quad.predicate.value for quad in found})

    def node_at(self, path: str) -> Node | None:
        """The node at a path below the base; None where there is none, or can be none."""
        try:
            return self.node(self.iri(path))
        except AddressError:
            return None

    def ask(self, query: str, **values: str) -> Iterator[ox.QuerySolution]:
        """The rows of a SELECT query, its variables replaced by values (addresses, or plain words)."""
        bound: dict[ox.Variable, Term] = {
            ox.Variable(key): ox.NamedNode(value) if "://" in value else ox.Literal(value)
            for key, value in values.items()
        }
        found = self._store.query(query, substitutions=bound)
        assert isinstance(found, ox.QuerySolutions)
        return found

    def _part_order(self, symbol: Symbol) -> list[str]:
        """Ids of a document's parts in document order."""
        document = self.iri(symbol.text)
        rows = self.ask(query("resograph.releases", "part-order"), document=document)
        return [eid for _, eid in sorted((int(value(row, "position")), value(row, "eid")) for row in rows)]

    def pointing_at(self, iri: str, predicate: str) -> list[str]:
        """Subjects that have the node as value of a property."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(iri))
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})

    def with_narrower(self, path: str) -> tuple[str, ...]:
        """The path of a concept and of all below it, by ``skos:broader``, each once."""
        me = self.iri(path)
        if not self.pointing_at(me, _BROADER):
            return (path,)
        below: dict[str, list[str]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(_BROADER), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                below[quad.object.value].append(quad.subject.value)
        found, waiting = {me: None}, [me]
        while waiting:
            for iri in below.get(waiting.pop(), ()):
                if iri not in found:
                    found[iri] = None
                    waiting.append(iri)
        return tuple(self.path(iri) for iri in found)

    def subjects(self, predicate: str, value: ox.NamedNode | ox.Literal) -> list[str]:
        """Subjects that have a value, sorted."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), value)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})

    def statements(self, predicate: str, subjects: set[str]) -> list[ox.Triple]:
        """What a property says of some nodes."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), None)
        return [quad.triple for quad in found if getattr(quad.subject, "value", "") in subjects]

    def literals(self, predicate: str) -> Iterator[tuple[str, ox.Literal]]:
        """Path of each node that has a property, with each of its texts."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                yield self.path(quad.subject.value), quad.object

    def uses(self, predicate: str, value: str | None, most: int) -> list[ox.Triple]:
        """A few triples with a property, or with a property and an address as its value."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value) if value else None)
        return [quad.triple for quad in islice(found, most)]

    def instances(self, class_iri: str) -> list[str]:
        """Nodes of a class."""
        return self.pointing_at(class_iri, TYPE.value)

    def part_triples(self, symbol: Symbol, portion: str, language: str | None) -> list[ox.Triple]:
        """A part with what stands in it: sub-parts, notes, acts, mentions; in one language only, where one is given."""
        found: dict[ox.Triple, None] = {}
        waiting = [self.iri(Address(symbol).part(portion))]
        while waiting:
            part = waiting.pop(0)
            waiting += self.objects(part, f"{RESO}hasPart")
            for node in self._around(part):
                found.update(dict.fromkeys(self.description(node)))
        return list(found) if language is None else in_language(found, self.base, language)

    def _around(self, part: str) -> Iterator[str]:
        """A part and the nodes that are about it alone: its versions, acts, mentions, what was found or corrected."""
        yield part
        yield from self.pointing_at(part, f"{RESO}about")
        for relation in ("expresses", "inPart", "namedIn"):
            for node in self.pointing_at(part, RESO + relation):
                yield node
                yield from self.pointing_at(node, f"{RESO}about")

    def expression_triples(self, symbol: Symbol, language: str) -> list[ox.Triple]:
        """One language version: its own node and its parts'; texts of the work in that language."""
        return in_language(self.work_triples(symbol), self.base, language)

    def labels_of(self, triples: Iterable[ox.Triple], language: str | None) -> list[ox.Triple]:
        """The names of what triples point at and do not name: concepts, actors, sessions; in one language, or all."""
        pointed = {value.value for triple in triples if isinstance(value := triple.object, ox.NamedNode)}
        things = (iri for iri in sorted(pointed) if iri.startswith(self.base) and "~" not in iri and "#" not in iri)
        found = (name for iri in things for name in self.names(iri))
        return [one for one in found if language is None or getattr(one.object, "language", None) == language]

    def _names(self, iri: str) -> tuple[ox.Triple, ...]:
        return tuple(quad.triple for quad in self._store.quads_for_pattern(ox.NamedNode(iri), _PREF_LABEL, None))

    def label(self, iri: str, language: str) -> str:
        """The name of a node: preferred label, title or symbol, in the language or the nearest there is."""
        return self.label_in(iri, language)[0]

    def _label_in(self, iri: str, language: str) -> tuple[str, str]:
        """The same, with the language that it is in, "" where that is none.

        A theme goes by another name in the language where it has no preferred one there.
        """
        is_theme = self.path(iri).startswith("theme/")
        for predicate in (f"{SKOS}prefLabel", f"{DCT}title", f"{DCT}identifier"):
            names = self.texts(iri, predicate)
            if is_theme and language not in names:
                others = [one.value for one in self.values(iri, _ALT_LABEL) if one.language == language]
                names |= {language: min(others)} if others else {}
            for wanted in (language, "en", *sorted(names)):
                if wanted in names:
                    return set_heading(names[wanted]) if is_theme else names[wanted], wanted
        return self.path(iri), ""

    def parts_called(self, symbol: Symbol, language: str, source_id: str) -> list[str]:
        """Ids of the parts that the file of a language calls ``source_id``."""
        called = ox.NamedNode(f"{RESO}sourceId")
        prefix = f"{self.base}{language}/{symbol}~"
        found = self._store.quads_for_pattern(None, called, ox.Literal(source_id))
        subjects = [quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)]
        return sorted(iri.removeprefix(prefix) for iri in subjects if iri.startswith(prefix))


def value(row: ox.QuerySolution, name: str) -> str:
    """A value of a row as text, "" where it has none."""
    found = row[name]
    return found.value if isinstance(found, ox.NamedNode | ox.Literal) else ""


_PREF_LABEL = ox.NamedNode(f"{SKOS}prefLabel")
_ALT_LABEL = f"{SKOS}altLabel"
_HAS_EXPRESSION = ox.NamedNode(f"{RESO}hasExpression")
_HAS_TARGET = ox.NamedNode(f"{OA}hasTarget")
_RULE = ox.NamedNode(f"{RESO}rule")


def in_language(triples: Iterable[ox.Triple], base: str, language: str) -> list[ox.Triple]:
    """What triples say of one language version and of the work: without other versions, their texts and places."""
    known = list(triples)
    versions = re.compile(re.escape(base) + r"[a-z]{2}/")
    mine = f"{base}{language}/"
    targets = [(triple.subject, _iri(triple.object)) for triple in known if triple.predicate == _HAS_TARGET]
    mentions = {mention for mention, _ in targets}
    elsewhere = mentions - {mention for mention, target in targets if target.startswith(mine)}

    def fits(triple: ox.Triple) -> bool:
        subject, value = _iri(triple.subject), triple.object
        if triple.subject in elsewhere or (versions.match(subject) and not subject.startswith(mine)):
            return False
        if triple.predicate == _HAS_TARGET:
            return _iri(value).startswith(mine)
        if triple.predicate == _RULE and triple.subject in mentions:
            return isinstance(value, ox.Literal) and value.value.startswith(f"{language}.")
        return not isinstance(value, ox.Literal) or value.language in (None, language)

    return [triple for triple in known if fits(triple)]


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
