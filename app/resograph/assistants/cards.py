"""Texts for assistants, made from what the house runs on: ontology and shapes, queries, conventions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from resograph.assistants.declared import resources
from resograph.releases.reader import ReleaseGraph
from resograph.sparql.operations import operations
from resograph.web.pages.ontology.terms import Reference, Term, families, terms
from resograph.writing.terms import RESO


@cache
def ontology_card() -> str:
    """All classes and properties, family by family."""
    lines = [f"PREFIX reso: <{RESO}>"]
    for family in families():
        lines += ["", f"# {family.id}"]
        for term in family.terms:
            lines += ["", *_term(term, whole=False)]
    return "\n".join(lines) + "\n"


def term_names() -> tuple[str, ...]:
    """Local names of all terms."""
    return tuple(terms())


def term_card(name: str) -> str:
    """One class or property, with its rules."""
    return "\n".join(_term(terms()[name], whole=True)) + "\n"


def _term(term: Term, whole: bool) -> Iterable[str]:
    kind = "class" if term.is_class else "property"
    above = f" < {_names(term.above)}" if term.above else ""
    of = "" if term.is_class else f" from {_names(term.domain) or 'any'} to {_names(term.range) or 'any'}"
    yield f"{kind} reso:{term.name}{above}{of}"
    yield f"  {term.comments.get('en') or term.labels.get('en', '')}"
    if term.is_class and term.has:
        yield f"  has: {_names(term.has)}"
    if whole:
        if term.pointed:
            yield f"  pointed at by: {_names(term.pointed)}"
        yield from (f"  example: {example}" for example in term.examples)
        yield from (f"  {one.relation}: {one.other.name}" for one in term.alignments)
        yield from (f"  {rule.severity}: {rule.path}: {rule.messages.get('en', '')}" for rule in term.rules)
    else:
        yield from (
            f"  rule: {rule.messages['en']}"
            for rule in term.rules
            if term.is_class and rule.target == term.iri and rule.severity == "Violation" and "en" in rule.messages
        )


def _names(found: Iterable[Reference]) -> str:
    return ", ".join(one.name for one in found)


@cache
def cookbook() -> str:
    """The documented queries, each with its parameters and its text."""
    pieces = []
    for row in operations().values():
        parameters = [
            f"- {one.name} ({one.type}{', optional' if one.optional else ''}): {one.description} Example: {one.example}"
            for one in row.parameters
        ]
        text = "\n".join(line for line in row.text.splitlines() if not line.startswith("#:"))
        pieces.append("\n".join([f"## {row.name}: {row.title}", row.description, *parameters, "", text, ""]))
    return "\n".join(pieces)


def conventions(graph: ReleaseGraph) -> str:
    """Addresses of this deployment, and what it holds."""
    counts = ", ".join(f"{count:,} {name}" for name, count in graph.release.manifest.counts.items())
    text: str = resources()["resograph://conventions"]["text"]
    return text.format(base=graph.base, ontology=RESO, counts=counts).lstrip()
