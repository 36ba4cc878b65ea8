"""Registers that others keep as tables or lists, taken over into kept records."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from resograph.pipeline.files import content_of
from resograph.pipeline.records import Came, KeptRecords, Moved
from resograph.reading.tables import opened
from resograph.registries.budget import BudgetTable, read_implications
from resograph.registries.marc import read_marc
from resograph.registries.votes import VotesTable, VotingRecords, descriptions_in, states_of
from resograph.resources import table
from resograph.vocabularies.concepts import Vocabulary

_JSON = (b"[", b"{")


@dataclass
class Taken:
    """What became of a register: records moved, a line about the whole, and lines about what is wrong in it."""

    moved: Moved
    summary: str
    problems: list[str] = field(default_factory=list)
    left_out: int = 0
    """Rows that are damaged and were left out."""


def take_budget(path: Path, kept: KeptRecords, words: Vocabulary, most: int) -> Taken:
    """Take over a table of mandates that budgets cite, or a list of programme budget implications.

    Args:
        path: CSV, TSV or Excel; JSON for implications.
        kept: where records go.
        words: the vocabulary that has the entities.
        most: bytes of the longest file that is read.

    Raises:
        UnreadableError: it cannot be read, or lacks what is needed; nothing is kept then.
    """
    summaries = table("data", "columns.toml")["summaries"]
    moved = Moved()
    if _begins(path) in _JSON:
        records, problems = read_implications(content_of(path, most), path.name)
        kept.keep((Came(number, "budget-implications", content) for number, content in records), moved)
        return Taken(moved, summaries["implications"].format(count=len(records)), problems, len(problems))
    with opened(path, most) as found:
        budget = BudgetTable(found, words)
        kept.keep((Came(number, "budget-citation", content) for number, content in budget.records()), moved)
        summary = summaries["budget"].format(
            rows=budget.rows,
            doubles=budget.doubles,
            documents=len(budget.symbols),
            entities=len(budget.entities),
        )
        guess = [summaries["guessed"].format(name=path.name)] if found.is_guess else []
        return Taken(moved, summary, [*guess, *budget.told()], budget.damaged)


def take_votes(path: Path, kept: KeptRecords, words: Vocabulary, most: int, descriptions: Path | None = None) -> Taken:
    """Take over recorded votes: the Library's bulk file, its voting records in MARC, or Voeten's roll calls.

    Args:
        path: CSV, TSV or Excel; MARCXML or binary MARC for voting records.
        kept: where records go.
        words: the vocabulary that has the States.
        most: bytes of the longest file that is read.
        descriptions: the table that says what each vote was on, where the rows give its number alone.

    Raises:
        UnreadableError: it cannot be read, or lacks what is needed; nothing is kept then.
    """
    summaries = table("data", "columns.toml")["summaries"]
    moved, states = Moved(), states_of(words)
    if is_marc(path):
        marc = read_marc(content_of(path, most), path.name)
        records = VotingRecords(marc, states)
        kept.keep((Came(number, "votes", content) for number, content in records.records()), moved)
        summary = summaries["records"].format(
            records=len(marc.records) - records.other, documents=len(records.documents)
        )
        broken = [summaries["broken"].format(name=path.name, where=marc.broken)] if marc.broken else []
        other = [summaries["other"].format(count=records.other)] if records.other else []
        return Taken(moved, summary, [*broken, *other, *records.told()], bool(broken))
    told = _descriptions(descriptions, most) if descriptions else None
    with opened(path, most) as found:
        votes = VotesTable(found, states, told)
        kept.keep((Came(number, "votes", content) for number, content in votes.records()), moved)
        summary = summaries["votes"].format(
            rows=votes.rows,
            doubles=votes.doubles,
            votes=moved.new + moved.changed + moved.same,
            documents=len(votes.documents),
            states=len(votes.states),
        )
        guess = [summaries["guessed"].format(name=path.name)] if found.is_guess else []
        return Taken(moved, summary, [*guess, *votes.told()], votes.left_out)


def _descriptions(path: Path, most: int) -> dict[str, dict[str, str]]:
    with opened(path, most) as found:
        return descriptions_in(found)


def votes_source(path: Path, most: int) -> str:
    """The name of the registry that a file of votes is of, where nobody names it."""
    names: dict[str, str] = table("data", "columns.toml")["votes"]["sources"]
    if is_marc(path):
        return names["records"]
    with opened(path, most) as found:
        columns = table("data", "columns.toml")["votes"]["columns"]
        return names["numbered" if "cow" in found.columns(columns, []) else "named"]


def is_marc(path: Path) -> bool:
    """Whether a file is MARC, in XML or binary: five figures at its beginning are the length of a record."""
    try:
        with path.open("rb") as file:
            start = file.read(400).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    except OSError:
        return False
    return start[:1] == b"<" or (start[:5].isdigit() and start[20:22] == b"45")


def _begins(path: Path) -> bytes:
    """The first byte that says something, behind a byte order mark; none where the file is not there."""
    try:
        with path.open("rb") as file:
            return file.read(200).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    except OSError:
        return b""
