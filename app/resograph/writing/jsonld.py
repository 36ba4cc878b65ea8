"""Triples as JSON-LD that reads like a record: one object inside another, short keys, in the order of our context.

``ontology/context.jsonld`` decides the form: a predicate takes the key defined there, keys come in the order of
their definitions, and keys with a colon (what the alignments entail in other vocabularies) stand under ``also``.
Nothing is lost: every document expands to exactly the triples that it was made from.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox

from resograph.resources import resource
from resograph.writing.entailments import ontology_triples
from resograph.writing.terms import OA, PROV, RDFS, RESO, TYPE, XSD

Json = dict[str, Any]

INSIDE = {f"{RESO}{name}" for name in ("hasExpression", "hasIssue", "hasPart", "themeRank", "vote")} | {
    f"{OA}hasTarget",
    f"{OA}hasSelector",
    f"{PROV}wasDerivedFrom",
}
"""Properties whose value, where it is described too, is written inside."""

HERE = (
    ("acts", f"{RESO}inPart", f"{RESO}Act"),
    ("reports", f"{RESO}inPart", f"{RESO}DueReport"),
    ("annotations", f"{RESO}inPart", None),
    ("namedHere", f"{RESO}namedIn", None),
    ("corrections", f"{RESO}about", f"{RESO}Correction"),
    ("findings", f"{RESO}about", f"{RESO}Finding"),
    ("expressedBy", f"{RESO}expresses", None),
)
"""Reverse keys of the context: the subjects that point here by a property (of a class) are written inside."""


@cache
def context() -> Json:
    """Our JSON-LD context, without the base."""
    loaded: dict[str, Json] = json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))
    return loaded["@context"]


@dataclass(frozen=True)
class Key:
    """A key of the context for a property: how its values are written."""

    name: str
    type: str
    container: str


class TermNames:
    """The context, turned round: from IRIs to keys."""

    def __init__(self, definitions: Json) -> None:
        self.prefixes = {
            name: value for name, value in definitions.items() if isinstance(value, str) and value[-1] in "#/"
        }
        self.order = {name: place for place, name in enumerate(definitions)}
        self.keys: dict[str, Key] = {}
        for name, value in definitions.items():
            found: Json = value if isinstance(value, dict) else {"@id": value}
            if name not in self.prefixes and ":" in str(found.get("@id")):
                self.keys[self._full(found["@id"])] = Key(
                    name, self._full(found.get("@type", "")), "".join(found.get("@container", ""))
                )

    def _full(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self.prefixes[prefix] + local if colon else name

    def short(self, iri: str) -> str:
        """A compact IRI, or the whole."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def type(self, iri: str) -> str:
        """The name of a class."""
        return self.keys[iri].name if iri in self.keys else self.short(iri)


@cache
def _names() -> TermNames:
    return TermNames(context())


@cache
def _above() -> Mapping[str, frozenset[str]]:
    """Class → the classes directly above it."""
    found: dict[str, set[str]] = defaultdict(set)
    for triple in ontology_triples():
        if triple.predicate.value == f"{RDFS}subClassOf":
            found[_text(triple.subject)].add(_text(triple.object))
    return {name: frozenset(above) for name, above in found.items()}


def to_jsonld(triples: Iterable[ox.Triple], base: str, root: str | None = None) -> Json:
    """JSON-LD 1.1 with addresses relative to the base, its context by address (``{base}context.jsonld``).

    Args:
        triples: what is to be said.
        base: of the addresses.
        root: the node that the document is about; the outermost object. Where others are described that do not
            hang on it, or without it, they stand side by side under ``@graph``.
    """
    return _Nesting(triples, base).document(root)


class _Nesting:
    """One document in the making."""

    def __init__(self, triples: Iterable[ox.Triple], base: str) -> None:
        self._base = base
        self._names = _names()
        self._nodes: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._pointing: dict[tuple[str, str], list[str]] = defaultdict(list)
        reverse = {predicate for _, predicate, _ in HERE}
        for triple in sorted(triples, key=str):
            subject, predicate = _text(triple.subject), triple.predicate.value
            self._nodes[subject][predicate].append(triple.object)
            if predicate in reverse:
                self._pointing[_text(triple.object), predicate].append(subject)
        self._written: set[str] = set()

    def document(self, root: str | None) -> Json:
        found = [self._node(root, None)] if root in self._nodes and root is not None else []
        inner = {_text(value) for node in self._nodes.values() for name in INSIDE for value in node.get(name, ())} | {
            subject for (value, _), subjects in self._pointing.items() if value in self._nodes for subject in subjects
        }
        tops = [iri for iri in self._nodes if iri not in inner]
        for iri in [*sorted(tops, key=self._place), *self._nodes]:
            if iri not in self._written:
                found.append(self._node(iri, None))
        names: Json = {"@context": [f"{self._base}context.jsonld", {"@base": self._base}]}
        return {**names, **found[0]} if len(found) == 1 else {**names, "@graph": found}

    def _node(self, iri: str, above: str | None) -> Json:
        """A node with what hangs on it; ``above`` is the property that the reverse key around it has said already."""
        self._written.add(iri)
        node = self._nodes[iri]
        types, other_types = self._types([_text(value) for value in node.get(TYPE.value, ())])
        inner: Json = {}
        also: Json = {"types": other_types} if other_types else {}
        for predicate, values in node.items():
            if predicate not in (TYPE.value, above):
                key = self._names.keys.get(predicate, Key(self._names.short(predicate), "", ""))
                told = self._inside(values) if predicate in INSIDE else [self._value(value, key) for value in values]
                target = also if ":" in key.name and predicate in self._names.keys else inner
                target[key.name] = _together(told, key)
        for name, predicate, kind in HERE:
            if children := self._children(iri, predicate, kind):
                inner[name] = [self._node(child, predicate) for child in children]
        last = len(self._names.order)
        found: Json = {"id": self._address(iri), **({"type": types} if types else {})}
        found.update(sorted(inner.items(), key=lambda item: (self._names.order.get(item[0], last), item[0])))
        return {**found, **({"also": also} if also else {})}

    def _children(self, iri: str, predicate: str, kind: str | None) -> list[str]:
        subjects = [subject for subject in self._pointing.get((iri, predicate), ()) if subject not in self._written]
        if kind:
            subjects = [s for s in subjects if kind in map(_text, self._nodes[s].get(TYPE.value, ()))]
        return sorted(subjects, key=self._place)

    def _inside(self, values: list[Any]) -> list[Any]:
        """Values as objects where they are described and not written yet, else as addresses."""
        ordered = sorted(map(_text, values), key=self._place)
        return [
            self._node(iri, None) if iri in self._nodes and iri not in self._written else self._address(iri)
            for iri in ordered
        ]

    def _place(self, iri: str) -> tuple[int, int, str]:
        """Document order: by position; mentions by the place of their first target, the longer first."""
        positions = self._nodes[iri].get(f"{RESO}position", ()) if iri in self._nodes else ()
        position = next(filter(None, (_number(_text(value)) for value in positions)), None)
        if position is not None:
            return position, 0, iri
        targets = self._nodes[iri].get(f"{OA}hasTarget", ()) if iri in self._nodes else ()
        start, _, end = min(map(_text, targets), default=iri).rpartition("=")[2].partition(",")
        return _number(start) or 0, -(_number(end) or 0), iri

    def _types(self, types: list[str]) -> tuple[str | list[str], list[str]]:
        """The narrowest classes of ours, and the others; all as they are for a node that is none of ours."""
        ours = [name for name in types if name.startswith(RESO)]
        narrow = [name for name in ours if not any(name in _reached(other) for other in ours if other != name)]
        shown = [self._names.type(name) for name in narrow or types]
        return shown[0] if len(shown) == 1 else shown, [
            self._names.type(name) for name in types if narrow and name not in narrow
        ]

    def _address(self, iri: str) -> str:
        path = iri.removeprefix(self._base)
        if path == iri:
            return self._names.short(iri)
        return path if path and ":" not in path and path[0] not in "/?#@_." else iri

    def _value(self, value: Any, key: Key) -> Any:
        if not isinstance(value, ox.Literal):
            address = self._address(_text(value))
            return address if key.type == "@id" else {"id": address}
        kind = value.datatype.value
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if kind == key.type:
            return value.value
        if not key.type and kind == f"{XSD}string":
            return value.value
        if not key.type and kind == f"{XSD}integer" and str(_number(value.value)) == value.value:
            return _number(value.value)
        return {"@value": value.value, **({} if kind == f"{XSD}string" else {"@type": self._names.short(kind)})}


def _together(values: list[Any], key: Key) -> Any:
    """Values under one key: a map of languages, a list, or the one value."""
    tagged = [value for value in values if isinstance(value, dict) and "@language" in value]
    if "@language" in key.container and len(tagged) == len(values):
        found: dict[str, Any] = defaultdict(list)
        for value in tagged:
            found[value["@language"]].append(value["@value"])
        many = "@set" in key.container
        return {language: texts if many or len(texts) > 1 else texts[0] for language, texts in sorted(found.items())}
    return values if len(values) > 1 or "@set" in key.container else values[0]


@cache
def _reached(name: str) -> frozenset[str]:
    """All classes above a class."""
    above = _above().get(name, frozenset())
    return above.union(*(_reached(upper) for upper in above))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.removeprefix("-").isdecimal() else None


def _text(term: object) -> str:
    """An IRI, a blank node's label, or a literal's words."""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))
