"""Discrepancies: where a registry's record and a document's text and file say different things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from resograph.documents import Finding
from resograph.registries.rdf import source_title
from resograph.registries.record import Record
from resograph.resources import table
from resograph.text.normal import caseless
from resograph.writing.entry import AgendaItem, Ballot, Entry, main_number

_ITEM = re.compile(r"\d+[a-z]*")


def discrepancies(record: Record, entry: Entry) -> Iterator[Finding]:
    """What a record of a document says otherwise than its text. What only one of both states is none."""
    if not _same_title(record, entry):
        yield _finding(record, "title", record.title, entry.titles["en"])
    for rule, theirs, ours in (("published", record.published, entry.issued), ("acted", record.acted, entry.adopted)):
        if theirs and ours and theirs != ours:
            yield _finding(record, rule, theirs, ours)
    yield from _items(record, _numbers(record.items), _numbers(entry.items))
    if record.ballot and entry.ballot and not record.voted_on and not _same_vote(record.ballot, entry.ballot):
        yield _finding(record, "vote", _told(record.ballot), _told(entry.ballot))
    if entry.casts and not record.voted_on:
        yield from _casts(record, entry.casts)
    for relation, known in (("draft", entry.drafts), ("report", entry.reports), ("record", entry.records)):
        named = {related.symbol for related in record.related if related.relation == relation}
        yield from _sets(record, "related", named, set(known), relation)


def discrepancies_of_draft(record: Record, entry: Entry) -> Iterator[Finding]:
    """Where the record of a draft from which a document was adopted says that it became another."""
    became = {related.symbol for related in record.related if related.relation == "resolution"}
    if became and entry.symbol not in became:
        yield _finding(record, "related", ", ".join(sorted(became)), entry.symbol, "resolution")


def _finding(record: Record, rule: str, theirs: str, ours: str, relation: str = "") -> Finding:
    template = table("data", "registries.toml")["discrepancies"]["messages"][rule]
    message = template.format(source=source_title(record.source), number=record.number, relation=relation)
    return Finding(f"discrepancy.{rule}", message, evidence=f"record: {theirs} | text: {ours}")


def _casts(record: Record, ours: Mapping[str, str]) -> Iterator[Finding]:
    """States that both sides list, each with another vote."""
    theirs = {cast.state: cast.how for cast in record.casts}
    other = sorted(path for path, how in theirs.items() if path in ours and _plainly(how) != ours[path])
    if other:
        told = ("; ".join(f"{path} {side[path]}" for path in other) for side in (theirs, ours))
        yield _finding(record, "casts", *told)


def _plainly(how: str) -> str:
    return "not_voting" if how == "absent" else how


def _sets(record: Record, rule: str, theirs: set[str], ours: set[str], relation: str = "") -> Iterator[Finding]:
    if theirs and ours and theirs != ours:
        yield _finding(record, rule, ", ".join(sorted(theirs)), ", ".join(sorted(ours)), relation)


def _items(record: Record, theirs: set[str], ours: set[str]) -> Iterator[Finding]:
    """Items that one side alone names; who names an item agrees with who names a sub-item of it."""
    if not all(_is_among(number, ours) for number in theirs) or not all(_is_among(number, theirs) for number in ours):
        yield from _sets(record, "item", theirs, ours)


def _is_among(number: str, others: set[str]) -> bool:
    main = main_number(number)
    return number in others or main in others or (number == main and main in map(main_number, others))


def _same_title(record: Record, entry: Entry) -> bool:
    """Whether the titles agree but for capitals and marks; a cataloguer's own title in the file counts too."""
    known = [title for title in (entry.titles.get("en"), entry.catalogue_title) if title]
    return not record.title or not entry.titles.get("en") or _plain(record.title) in map(_plain, known)


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", " ", caseless(title)).strip()


def _numbers(items: Iterable[AgendaItem]) -> set[str]:
    """Numbers of agenda items proper: those of an index, in brackets, are left out."""
    found = (_ITEM.match(item.number) for item in items)
    return {number[0] for number in found if number}


def _same_vote(theirs: Ballot, ours: Ballot) -> bool:
    """Whether no figure that both give differs, and neither has a vote where the other has none."""
    pairs = (
        (theirs.in_favour, ours.in_favour),
        (theirs.against, ours.against),
        (theirs.abstaining, ours.abstaining),
    )
    if (theirs.without_vote and ours.in_favour is not None) or (ours.without_vote and theirs.in_favour is not None):
        return False
    return all(one is None or other is None or one == other for one, other in pairs)


def _told(ballot: Ballot) -> str:
    figures = (ballot.in_favour, ballot.against, ballot.abstaining)
    tally = "-".join("?" if figure is None else str(figure) for figure in figures)
    return ballot.note or ("without vote" if ballot.without_vote else tally)
