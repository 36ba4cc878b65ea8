"""What a file knows beyond the text, in the ``meta`` block: subjects, drafts and adoption, votes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from lxml import etree

from resograph.documents import Appointment, Draft, Keyword, Registry, Vote
from resograph.writing.akn.base import UNKNOWN_DATE, element

AKN4UN = "http://un.org/akn4un"
_LIBRARY = "DHLAUTH"
_MATCHED = "http://metadata.un.org/sdg"
_VOTES = ("inFavour", "against", "abstaining", "notVoting")


def write_classification(meta: etree._Element, registry: Registry) -> None:
    """The library's subjects, agenda items and title; and the keywords that a machine matched."""
    library = [(word, None) for word in registry.subjects] + [(word, "agenda") for word in registry.agenda]
    if registry.title:
        library.append((Keyword(registry.title, registry.title, None, "DHL"), "title"))
    for source, words in ((_LIBRARY, library), (_MATCHED, [(word, None) for word in registry.keywords])):
        if words:
            classification = element("classification", meta, source=source)
            for word, role in words:
                _write_keyword(classification, word, role)


def _write_keyword(parent: etree._Element, word: Keyword, role: str | None) -> None:
    made = element("keyword", parent, value=word.value, showAs=word.label, dictionary=word.dictionary)
    if word.href:
        made.set("href", word.href)
    if role:
        made.set("refersTo", role)


def write_workflow(meta: etree._Element, registry: Registry, adopted: datetime.date | None, author: str) -> None:
    """Drafts, recommendations, appointments and the adoption, in this order."""
    steps: list[dict[str, str]] = []
    for draft in registry.drafts:
        steps += _draft_steps(draft)
    steps += [_step(None, "recommendedForAdoption", as_=symbol) for symbol in registry.recommended_in]
    if adopted or registry.adopted_at or registry.adoption or registry.legal_basis or registry.outcome:
        optional = {"as_": registry.adopted_at, "refersTo": registry.legal_basis}
        given = {key: value for key, value in optional.items() if value}
        outcome = registry.outcome or "adopted"
        steps.append(_step(registry.acted or adopted, outcome, registry.adoption or author, **given))
    if not steps and not registry.appointments:
        return
    workflow = element("workflow", meta, source="#un")
    for step in steps:
        element("step", workflow, **step)
    _write_appointments(workflow, registry.appointments)


def _draft_steps(draft: Draft) -> list[dict[str, str]]:
    steps: list[dict[str, str]] = []
    if draft.symbol or draft.sponsors:
        optional = {"as_": draft.symbol} if draft.symbol else {}
        steps.append(_step(draft.date, "draftResolution", draft.sponsors, **optional))
    if draft.additional_sponsors:
        steps.append(_step(None, "draftResolutionAdditionalSponsors", draft.additional_sponsors))
    return steps


def _step(date: datetime.date | None, outcome: str, by: str = "", **attributes: str) -> dict[str, str]:
    return {"date": str(date or UNKNOWN_DATE), "outcome": outcome, "by": by, **attributes}


def _write_appointments(workflow: etree._Element, appointments: Sequence[Appointment]) -> None:
    for member in appointments:
        begins = str(member.begins or UNKNOWN_DATE)
        step = element("step", workflow, date=begins, outcome="composition", by=member.name, as_=member.body)
        if member.state:
            step.set("refersTo", member.state)
        if member.ends:
            step.set(f"{{{AKN4UN}}}end", member.ends.isoformat())


def write_vote(meta: etree._Element, vote: Vote | None) -> None:
    """The outcome, the counts, and the States by how they voted."""
    if vote is None:
        return
    analysis = element("analysis", meta, source="#un")
    voting = element("voting", element("parliamentary", analysis))
    if vote.outcome:
        voting.set("outcome", vote.outcome)
    counts = (vote.in_favour_count, vote.against_count, vote.abstaining_count, vote.not_voting_count)
    states = (vote.in_favour, vote.against, vote.abstaining, vote.not_voting)
    element("quorum", voting, value="")
    for role, count, names in zip(_VOTES, counts, states, strict=True):
        if count is None and not names:
            continue
        made = element("count", voting, value="" if count is None else str(count), refersTo=role)
        if names:
            voters = etree.SubElement(made, f"{{{AKN4UN}}}voters", nsmap={"akn4un": AKN4UN})
            for name in names:
                element("organization", voters, name, refersTo="memberState")
