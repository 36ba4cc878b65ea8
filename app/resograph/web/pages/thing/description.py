"""What is said of a thing itself, at the head of its file: its names, its place and identifiers, its definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from resograph.releases.reader import Node
from resograph.web.components.acts import Words, best, kind_of, part_name
from resograph.web.components.links import Link, in_order
from resograph.web.pages.thing.view import File
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
    f"{RESO}namedIn",
    f"{RESO}inPart",
    f"{RESO}reportKind",
    f"{RESO}reporter",
    f"{RESO}reportTo",
    f"{RESO}dueSession",
    f"{RESO}dueYear",
    f"{RESO}dueDate",
    f"{RESO}underItem",
    f"{RESO}rankedTheme",
    f"{RESO}rank",
    f"{SKOS}related",
    f"{SKOS}notation",
    f"{SKOS}exactMatch",
    f"{SKOS}closeMatch",
)
_PARTS = (f"{RESO}inPart", f"{RESO}namedIn")
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
class Names:
    """How a thing is called in a language."""

    language: str
    name: str
    others: Sequence[str]


def names_of(file: File, languages: Sequence[str]) -> list[Names]:
    """Its names in each language that has one."""
    preferred = {**file.node.texts(f"{DCT}title"), **file.node.texts(f"{SKOS}prefLabel")}
    also: dict[str, list[str]] = {}
    for value in file.node.all(f"{SKOS}altLabel"):
        if isinstance(value, ox.Literal) and value.value != preferred.get(value.language or ""):
            also.setdefault(value.language or "", []).append(value.value)
    return [
        Names(code, preferred.get(code) or also[code][0], sorted(also.get(code, ())))
        for code in languages
        if code in preferred or code in also
    ]


def facts_of(file: File) -> list[tuple[str, list[Link]]]:
    """Its place in the vocabulary, days, numbers, and what others call it: name of the fact, and values."""
    symbol, of_document, _ = file.thing.partition("~")
    rows = [(file.words("mandates.document"), [Link(symbol, symbol)])] if of_document else []
    for predicate in _FACTS:
        name = predicate.replace("#", "/").rpartition("/")[2]
        values = [_linked(file, iri, predicate in _PARTS) for iri in file.node.links(predicate)]
        values += [_said(file, text) for text in _literals(file.node, predicate)]
        if values and not (name == "startYear" and file.node.text(f"{RESO}startDate")):
            name = _CALLED.get(name, name)
            label = "force" if name == "broader" and file.thing.startswith("verb/") else name
            rows.append((file.words(f"thing.{label}"), values))
    for predicate, name in _BELOW.items():
        if file.thing.startswith(("force/", "verb/")):
            continue
        below = [file.link(file.graph.path(iri)) for iri in file.graph.pointing_at(file.node.iri, predicate)[:_MOST]]
        if below:
            rows.append((file.words(f"thing.{name}"), sorted(below, key=in_order)))
    return rows


def _linked(file: File, iri: str, is_part: bool) -> Link:
    """What has an address: a part as one cites it, a thing by its name, what is elsewhere as it is."""
    path = file.graph.path(iri)
    if path == iri:
        return Link(iri, iri)
    return Link(part_name(path, file.words), path) if is_part else file.link(path)


def _said(file: File, text: str) -> Link:
    """A literal: a symbol of what is known here leads there, a day is written as the language writes it."""
    if "/" in text:
        return Link(text, text if file.graph.node_at(text) else "")
    return Link(file.words.date(kind_of(text, file.words)), "")


def _literals(node: Node, predicate: str) -> list[str]:
    return sorted({value.value for value in node.all(predicate) if isinstance(value, ox.Literal)})


def definition_of(file: File) -> Words:
    """What it means, where the vocabulary says."""
    return best(file.node.texts(f"{SKOS}definition"), file.words.language)
