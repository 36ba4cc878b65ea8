"""What is said of a thing itself, at the head of its view: its names, its place and identifiers, its definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from resograph.releases.reader import Node
from resograph.web.components.acts import Words, best, kind_of, part_name
from resograph.web.components.links import Link, in_order
from resograph.web.pages.thing.view import ThingView
from resograph.writing.terms import DCT, RESO, SKOS

_MOST = 40
"""Things listed that stand below one."""
_FACTS = (
    f"{SKOS}broader",
    "http://www.w3.org/ns/org#subOrganizationOf",
    f"{RESO}body",
    f"{RESO}session",
    f"{RESO}number",
    f"{RESO}startDate",
    f"{RESO}endDate",
    f"{RESO}startYear",
    f"{RESO}adoptedIn",
    f"{RESO}memberSince",
    f"{RESO}memberUntil",
    f"{RESO}observerSince",
    f"{RESO}headOf",
    f"{RESO}establishedBy",
    f"{RESO}firstNamedIn",
    f"{RESO}lastNamedIn",
    f"{RESO}namedIn",
    f"{RESO}inPart",
    f"{RESO}reportKind",
    f"{RESO}reporter",
    f"{RESO}reportTo",
    f"{RESO}dueSession",
    f"{RESO}dueYear",
    f"{RESO}dueDate",
    f"{RESO}timeInferredFrom",
    f"{RESO}dueUntil",
    f"{RESO}askedOn",
    f"{RESO}underItem",
    f"{RESO}rankedTheme",
    f"{RESO}rank",
    f"{SKOS}related",
    f"{SKOS}notation",
    f"{SKOS}exactMatch",
    f"{SKOS}closeMatch",
)
_PARTS = (f"{RESO}inPart", f"{RESO}namedIn", f"{RESO}timeInferredFrom")
_CALLED = {
    "inPart": "part",
    "reportKind": "report_kind",
    "reporter": "addressee",
    "reportTo": "recipient",
    "dueSession": "due",
    "dueYear": "year",
    "dueDate": "due",
    "underItem": "item",
}
"""Properties that go by another name in the words of the interface."""
_BELOW = {f"{SKOS}broader": "narrower", "http://www.w3.org/ns/org#subOrganizationOf": "members"}


@dataclass(frozen=True)
class NameIn:
    """How a thing is called in a language."""

    language: str
    name: str
    others: Sequence[str]


def names_of(view: ThingView, languages: Sequence[str]) -> list[NameIn]:
    """Its names in each language that has one."""
    preferred = {**view.node.texts(f"{DCT}title"), **view.node.texts(f"{SKOS}prefLabel")}
    also: dict[str, list[str]] = {}
    for value in view.node.all(f"{SKOS}altLabel"):
        if isinstance(value, ox.Literal) and value.value != preferred.get(value.language or ""):
            also.setdefault(value.language or "", []).append(value.value)
    return [
        NameIn(code, preferred.get(code) or also[code][0], sorted(also.get(code, ())))
        for code in languages
        if code in preferred or code in also
    ]


def facts_of(view: ThingView) -> list[tuple[str, list[Link]]]:
    """Its place in the vocabulary, days, numbers, and what others call it: name of the fact, and values."""
    symbol, of_document, _ = view.path.partition("~")
    rows = [(view.words("mandates.document"), [Link(symbol, symbol)])] if of_document else []
    for predicate in _FACTS:
        name = predicate.replace("#", "/").rpartition("/")[2]
        values = [_linked(view, iri, predicate in _PARTS) for iri in view.node.links(predicate)]
        values += [_said(view, text) for text in _literals(view.node, predicate)]
        if values and not (name == "startYear" and view.node.text(f"{RESO}startDate")):
            name = _CALLED.get(name, name)
            label = "force" if name == "broader" and view.path.startswith("verb/") else name
            rows.append((view.words(f"thing.{label}"), values))
    for predicate, name in _BELOW.items():
        if view.path.startswith(("force/", "verb/")):
            continue
        below = [view.link(view.graph.path(iri)) for iri in view.graph.pointing_at(view.node.iri, predicate)[:_MOST]]
        if below:
            rows.append((view.words(f"thing.{name}"), sorted(below, key=in_order)))
    return rows


def _linked(view: ThingView, iri: str, is_part: bool) -> Link:
    """What has an address: a part as one cites it, a thing by its name, what is elsewhere as it is."""
    path = view.graph.path(iri)
    if path == iri:
        return Link(iri, iri)
    return Link(part_name(path, view.words), path) if is_part else view.link(path)


def _said(view: ThingView, text: str) -> Link:
    """A literal: a symbol of what is known here leads there, a day is written as the language writes it."""
    if "/" in text:
        return Link(text, text if view.graph.node_at(text) else "")
    return Link(view.words.date(kind_of(text, view.words)), "")


def _literals(node: Node, predicate: str) -> list[str]:
    return sorted({value.value for value in node.all(predicate) if isinstance(value, ox.Literal)})


def definition_of(view: ThingView) -> Words:
    """What it means, where the vocabulary says."""
    return best(view.node.texts(f"{SKOS}definition"), view.words.language)
