"""Budget citations and estimates of cost as triples on the node of their record."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pyoxigraph as ox

from resograph.registries.record import BudgetCitation, Estimate, Record
from resograph.symbols import mint
from resograph.writing.terms import DCT, TYPE, date, integer, reso

_XSD_BOOLEAN = ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")


def budget_triples(record: Record, me: ox.NamedNode, base: str) -> Iterator[ox.Triple]:
    """What a record says of budgets."""
    if record.citation:
        yield from _citation(record.citation, me, base)
    for number, estimate in enumerate(record.estimates, start=1):
        node = ox.NamedNode(f"{me.value}-estimate_{number}")
        yield ox.Triple(me, reso("estimate"), node)
        yield from _estimate(estimate, node, base)


def _citation(citation: BudgetCitation, me: ox.NamedNode, base: str) -> Iterator[ox.Triple]:
    yield ox.Triple(me, TYPE, reso("BudgetCitation"))
    if citation.entity:
        yield ox.Triple(me, reso("citingEntity"), ox.NamedNode(mint(base, citation.entity)))
    plain = {
        "entityCode": citation.code,
        "budget": citation.budget,
        "budgetSection": citation.section,
        "programme": citation.programme,
        "budgetPart": citation.part,
    }
    for name, text in plain.items():
        if text:
            yield ox.Triple(me, reso(name), ox.Literal(text))
    titles = {
        "sectionTitle": citation.section_title,
        "programmeTitle": citation.programme_title,
        "subprogramme": citation.subprogramme,
    }
    for name, text in titles.items():
        if text:
            yield ox.Triple(me, reso(name), ox.Literal(text, language="en"))


def _estimate(estimate: Estimate, me: ox.NamedNode, base: str) -> Iterator[ox.Triple]:
    yield ox.Triple(me, TYPE, reso("CostEstimate"))
    for name, path in (("statedIn", estimate.symbol), ("statedBefore", estimate.committee)):
        if path:
            yield ox.Triple(me, reso(name), ox.NamedNode(mint(base, path)))
    for name, count in (("amount", estimate.amount), ("posts", estimate.posts), ("statedYear", estimate.year)):
        if count is not None:
            yield ox.Triple(me, reso(name), integer(count))
    for name, truth in (("recurring", estimate.recurring), ("severalYears", estimate.several_years)):
        if truth is not None:
            yield ox.Triple(me, reso(name), ox.Literal(str(truth).lower(), datatype=_XSD_BOOLEAN))
    for name, text in (("statementKind", estimate.kind), ("postLevels", estimate.levels)):
        if text:
            yield ox.Triple(me, reso(name), ox.Literal(text))
    if estimate.section:
        yield ox.Triple(me, reso("sectionTitle"), ox.Literal(estimate.section, language="en"))
    if estimate.published:
        yield ox.Triple(me, ox.NamedNode(f"{DCT}issued"), date(datetime.date.fromisoformat(estimate.published)))
    if estimate.notes:
        yield ox.Triple(me, ox.NamedNode(f"{DCT}description"), ox.Literal(estimate.notes, language="en"))
