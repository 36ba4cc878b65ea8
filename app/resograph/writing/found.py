"""What was found in a work: mentions with their places, what persons corrected, the short forms on parts and work."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from resograph.annotating import LocalEntity
from resograph.annotating.annotate import addressee_mentions
from resograph.merging.work import Version, Work
from resograph.symbols.named import is_named
from resograph.writing.mentions import DueReports, Mention, corrections, mentions
from resograph.writing.nodes import WorkNodes
from resograph.writing.terms import DCT, OA, SKOS, TYPE, date, named, reso


def found_triples(work: Work, nodes: WorkNodes, due_reports: DueReports) -> Iterator[ox.Triple]:
    """The mentions and corrections of a work, and what its parts mention, are about and cite."""
    found = mentions(work, due_reports)
    for mention in found:
        yield from _mention(mention, nodes)
    for eid, attribution, decided in corrections(found):
        me = nodes.part(eid)
        yield ox.Triple(me, TYPE, reso("Correction"))
        yield ox.Triple(me, named(f"{DCT}creator"), ox.Literal(attribution.by))
        yield ox.Triple(me, named(f"{DCT}created"), date(attribution.on))
        yield ox.Triple(me, named(f"{DCT}description"), ox.Literal(attribution.why))
        for mention in decided:
            yield ox.Triple(me, reso("about"), _node(mention, nodes))
    for version in work.versions:
        yield from _short_forms(version, nodes)


def _node(mention: Mention, nodes: WorkNodes) -> ox.NamedNode:
    return nodes.at(f"{nodes.address}~{mention.part}#{mention.fragment}")


def _mention(mention: Mention, nodes: WorkNodes) -> Iterator[ox.Triple]:
    me = _node(mention, nodes)
    yield ox.Triple(me, TYPE, reso("Citation" if mention.citation else "Mention"))
    yield ox.Triple(me, reso("inPart"), nodes.part(mention.part))
    yield ox.Triple(me, named(f"{OA}hasBody"), nodes.target(mention.body))
    for place in mention.places:
        here, (start, end) = nodes.part_in(mention.part, place.language), place.span
        yield ox.Triple(me, named(f"{OA}hasTarget"), ox.NamedNode(f"{here.value}#char={start},{end}"))
        yield ox.Triple(me, reso("rule"), ox.Literal(place.told))
    if citation := mention.citation:
        if citation.date:
            yield ox.Triple(me, reso("citedDate"), date(citation.date))
        if citation.verb:
            yield ox.Triple(me, reso("governedBy"), nodes.at(f"verb/{citation.verb}"))
        for paragraph in citation.paragraphs:
            yield ox.Triple(me, reso("citedPart"), nodes.at(f"{citation.symbol}~{paragraph}"))


def _short_forms(version: Version, nodes: WorkNodes) -> Iterator[ox.Triple]:
    found = version.annotations
    for entity in found.entities:
        if not is_named(entity.target):  # shared by works: described at the end of a build
            yield from _local(entity, version.language, nodes)
    for mention in (*found.mentions, *(m for act in found.acts for m in addressee_mentions(act))):
        yield from _short_form(mention.part, "mentions", nodes.target(mention.target), nodes)
    for theme in found.themes:
        yield from _short_form(theme.part, "theme", nodes.target(theme.target), nodes)
    for citation in found.citations:
        for relation in dict.fromkeys((citation.kind if citation.by_name else "cites", citation.kind)):
            yield from _short_form(citation.part, relation, nodes.at(citation.symbol.text), nodes)


def _short_form(part: str, relation: str, value: ox.NamedNode, nodes: WorkNodes) -> Iterator[ox.Triple]:
    yield ox.Triple(nodes.part(part), reso(relation), value)
    if value != nodes.work or relation == "mentions":
        yield ox.Triple(nodes.work, reso(relation), value)


def _local(entity: LocalEntity, language: str, nodes: WorkNodes) -> Iterator[ox.Triple]:
    """An actor, event or text that no other work knows."""
    me = nodes.target(entity.target)
    yield ox.Triple(me, TYPE, reso(entity.kind))
    yield ox.Triple(me, named(f"{SKOS}prefLabel"), ox.Literal(entity.label, language=language))
    yield ox.Triple(me, reso("namedIn"), nodes.part(entity.part))
    if entity.start:
        yield ox.Triple(me, reso("startDate"), date(entity.start))
    if entity.end:
        yield ox.Triple(me, reso("endDate"), date(entity.end))
