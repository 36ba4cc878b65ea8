"""A registry's record as triples on a node of its own (DESIGN §3, "Graphs"): never on the work that it is about."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

import pyoxigraph as ox

from resograph.annotating.parties import state, states_in
from resograph.registries.budget.rdf import budget_triples
from resograph.registries.headings import heading_path
from resograph.registries.record import Record
from resograph.resources import table
from resograph.symbols import mint
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.entry import Ballot, subject_path
from resograph.writing.items import item_path
from resograph.writing.terms import DCT, PREFIXES, RDFS, SCHEMA, TYPE, date, integer, named, reso

_HOW = {
    "in_favour": (reso("inFavour"),),
    "against": (reso("against"),),
    "abstaining": (reso("abstaining"),),
    "not_voting": (reso("notVoting"),),
    "absent": (reso("notVoting"), reso("absent")),
    "not_member": (reso("notMember"),),
}


def source_title(source: str) -> str:
    """What a registry is called."""
    return str(table("data", "registries.toml").get(source, {}).get("title", source))


def record_path(record: Record) -> str:
    """The address of the record's node."""
    return f"graph/source/{record.source}#{quote(record.number, safe='/:().-~')}"


def record_triples(record: Record, base: str, words: Vocabulary) -> list[ox.Triple]:
    """All that a record states; nothing of one that is about no document."""
    if not record.symbols and not record.words:
        return []
    return list(dict.fromkeys(_triples(record, base, words)))


def _triples(record: Record, base: str, words: Vocabulary) -> Iterator[ox.Triple]:
    me = ox.NamedNode(mint(base, record_path(record)))
    yield ox.Triple(me, TYPE, reso("RegistryRecord"))
    yield ox.Triple(me, ox.NamedNode(f"{DCT}identifier"), ox.Literal(record.number))
    yield ox.Triple(me, ox.NamedNode(f"{DCT}source"), ox.Literal(source_title(record.source), language="en"))
    for symbol in record.symbols:
        yield ox.Triple(me, ox.NamedNode(f"{SCHEMA}about"), ox.NamedNode(mint(base, symbol)))
    template = table("data", "registries.toml").get(record.source, {}).get("record")
    if template and record.number.isdigit():
        yield ox.Triple(me, ox.NamedNode(f"{RDFS}seeAlso"), ox.NamedNode(template.format(number=record.number)))
    if record.title:
        yield ox.Triple(me, ox.NamedNode(f"{DCT}title"), ox.Literal(record.title, language="en"))
    for name, day in (("issued", record.published), ("dateAccepted", record.acted)):
        if day:
            yield ox.Triple(me, ox.NamedNode(f"{DCT}{name}"), date(datetime.date.fromisoformat(day)))
    for subject in record.subjects:
        path = subject_path(subject, words)
        value = ox.NamedNode(mint(base, path)) if path else ox.Literal(subject, language="en")
        yield ox.Triple(me, ox.NamedNode(f"{DCT}subject"), value)
    for path, _ in items_of(record):
        yield ox.Triple(me, reso("recordedItem"), ox.NamedNode(mint(base, path)))
    for related in record.related:
        yield ox.Triple(me, ox.NamedNode(f"{DCT}relation"), ox.NamedNode(mint(base, related.symbol)))
    yield from _given(record, me, base, words)
    for path in states_in(record.additional_sponsors, words):
        yield ox.Triple(me, reso("additionalSponsor"), _state(base, path))
    if record.words:
        yield ox.Triple(me, ox.NamedNode(f"{DCT}references"), ox.Literal(record.words, language="en"))
    yield from budget_triples(record, me, base)
    if record.ballot:
        yield from _vote(record, record.ballot, me, base, words)


def _given(record: Record, me: ox.NamedNode, base: str, words: Vocabulary) -> Iterator[ox.Triple]:
    """What the registry alone can give the record, and the numbers that its authority file has for things."""
    terms: dict[str, str] = table("data", "marc.toml")["reading"]["terms"]
    for name, text in record.given:
        prefix, _, local = terms[name].partition(":")
        yield ox.Triple(me, named(PREFIXES[prefix] + local), ox.Literal(text))
    for heading in record.headings:
        if path := heading_path(heading, words):
            name = "seriesNumber" if heading.kind == "series" else "authorityNumber"
            yield ox.Triple(ox.NamedNode(mint(base, path)), reso(name), ox.Literal(heading.number))


def _vote(record: Record, ballot: Ballot, me: ox.NamedNode, base: str, words: Vocabulary) -> Iterator[ox.Triple]:
    vote = ox.NamedNode(f"{me.value}-vote")
    yield ox.Triple(me, reso("recordedVote"), vote)
    yield ox.Triple(vote, TYPE, reso("Vote"))
    recorded = ballot.in_favour is not None
    outcome = "adopted-recorded-vote" if recorded else "adopted-without-vote" if ballot.without_vote else "adopted"
    if record.voted:  # whether it carried is not told beside such a vote
        outcome = "recorded-vote"
        yield ox.Triple(vote, ox.NamedNode(f"{DCT}date"), date(datetime.date.fromisoformat(record.voted)))
    yield ox.Triple(vote, reso("outcome"), ox.Literal(outcome))
    if record.voted_on:
        yield ox.Triple(vote, reso("votedOn"), ox.Literal(record.voted_on))
    figures = {"inFavour": ballot.in_favour, "against": ballot.against, "abstaining": ballot.abstaining}
    for name, count in figures.items():
        if count is not None:
            yield ox.Triple(vote, reso(f"{name}Count"), integer(count))
    taken: set[str] = set()
    for cast in record.casts:
        path = cast.state if cast.state.startswith("state/") else state(cast.state, words)
        if path and path not in taken:
            taken.add(path)
            for how in _HOW[cast.how]:
                yield ox.Triple(vote, how, _state(base, path))


@lru_cache(maxsize=1024)
def _state(base: str, path: str) -> ox.NamedNode:
    return ox.NamedNode(mint(base, path))


# ── what records say of nodes that works share ──────────────────────────────────────────────────────────────────────
def items_of(record: Record) -> Iterator[tuple[str, str]]:
    """Path and title of the agenda items that a record names, where they are numbered items of a session."""
    for item in record.items:
        if path := item_path(item):
            yield path, item.title.rstrip(". ")
