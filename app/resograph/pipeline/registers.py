"""Registers that others keep as tables or lists, taken over into kept records."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from resograph.pipeline.files import content_of
from resograph.pipeline.records import Came, KeptRecords, Moved
from resograph.reading.tables import opened
from resograph.registries.budget import BudgetTable, read_implications
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
    summaries = table("data", "tables.toml")["summaries"]
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


def _begins(path: Path) -> bytes:
    """The first byte that says something, behind a byte order mark; none where the file is not there."""
    try:
        with path.open("rb") as file:
            return file.read(200).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    except OSError:
        return b""
