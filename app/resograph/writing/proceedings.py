"""How a document came about: session, item, committee, drafts, sponsors and the vote, as its file tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from resograph.annotating.parties import body, state, states_in
from resograph.documents import Vote
from resograph.merging.work import Version, Work
from resograph.symbols import Kind, Symbol, SymbolError, parse
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.subject import subject_triples
from resograph.writing.terms import TYPE, date, integer, reso

Node = Callable[[str], ox.NamedNode]
"""A path to its node."""


def item_number_path(organ: str, session: str, number: str) -> str:
    """Path of a numbered agenda item: ``item/un-ga/67/27-b``."""
    folded = re.sub(r"[^0-9a-z]+", "-", number.lower()).strip("-")
    return f"item/{organ}/{session}/{folded}"


def proceedings(work: Work, me: ox.NamedNode, vote: ox.NamedNode, node: Node, words: Vocabulary) -> Iterator[ox.Triple]:
    """What is told about the work itself; ``vote`` is the node of its vote."""
    yield from _cover(work, me, node, words)
    yield from subject_triples(work, me, words)
    registry = next((v.document.registry for v in work.versions if v.document.registry), None)
    if registry is None:
        return
    for symbol in drafts_of(work):
        yield ox.Triple(me, reso("draft"), node(symbol.text))
    for draft in registry.drafts:
        first = states_in(draft.sponsors or "", words)
        later = [path for path in states_in(draft.additional_sponsors or "", words) if path not in first]
        for path in (*first, *later):
            yield ox.Triple(me, reso("sponsor"), node(path))
        for path in later:
            yield ox.Triple(me, reso("additionalSponsor"), node(path))
    if registry.outcome:
        yield ox.Triple(me, reso("draftOutcome"), ox.Literal(_code(registry.outcome)))
    if registry.acted:
        yield ox.Triple(me, reso("actedOn"), date(registry.acted))
    if registry.vote:
        outcome = _code(registry.outcome) if registry.outcome else _outcome(registry.vote)
        yield from _vote(registry.vote, outcome, me, vote, node, words)


def drafts_of(work: Work) -> tuple[Symbol, ...]:
    """The drafts from which a work was adopted, as its file names them."""
    registry = next((v.document.registry for v in work.versions if v.document.registry), None)
    found = [_symbol(draft.symbol) for draft in registry.drafts] if registry else []
    return tuple(dict.fromkeys(symbol for symbol in found if symbol and symbol != work.symbol))


def _cover(work: Work, me: ox.NamedNode, node: Node, words: Vocabulary) -> Iterator[ox.Triple]:
    reference = work.reference
    cover = reference.document.cover
    for number, _ in cover.agenda_items:
        if number and work.symbol.body and cover.session:
            yield ox.Triple(me, reso("agendaItem"), node(item_number_path(work.symbol.body, cover.session, number)))
    committee = _committee(reference, words)
    if committee:
        yield ox.Triple(me, reso("committee"), node(committee))
    for text in cover.report:
        if (symbol := _symbol(text)) and symbol.kind is Kind.REPORT:
            yield ox.Triple(me, reso("onReportOf"), node(symbol.text))


def _committee(version: Version, words: Vocabulary) -> str | None:
    name = version.document.cover.committee
    return body(name, version.language, words) if name else None


def _vote(
    vote: Vote, outcome: str, me: ox.NamedNode, it: ox.NamedNode, node: Node, words: Vocabulary
) -> Iterator[ox.Triple]:
    yield ox.Triple(me, reso("vote"), it)
    yield ox.Triple(it, TYPE, reso("Vote"))
    yield ox.Triple(it, reso("outcome"), ox.Literal(outcome))
    counts = {"inFavour": vote.in_favour_count, "against": vote.against_count, "abstaining": vote.abstaining_count}
    for name, count in counts.items():
        if count is not None:
            yield ox.Triple(it, reso(f"{name}Count"), integer(count))
    taken: set[str] = set()
    lists = {
        "inFavour": vote.in_favour,
        "against": vote.against,
        "abstaining": vote.abstaining,
        "notVoting": vote.not_voting,
    }
    for name, states in lists.items():
        for written in states:
            path = state(written, words)
            if path and path not in taken:
                taken.add(path)
                yield ox.Triple(it, reso(name), node(path))


def _outcome(vote: Vote) -> str:
    """The outcome as a code: "adoptedRecordedVote" → "adopted-recorded-vote"; what follows in figures is left out."""
    code = _code(re.split(r"[\d,;(]", vote.outcome or "")[0])
    recorded = vote.in_favour or vote.in_favour_count
    return "adopted-recorded-vote" if recorded and code in ("", "adopted") else code or "adopted"


def _code(words: str) -> str:
    """Words as a code: "notAdopted" → "not-adopted"."""
    return re.sub(r"[^a-z]+", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", words).lower()).strip("-")


def _symbol(text: str) -> Symbol | None:
    try:
        return parse(text)
    except SymbolError:
        return None
