"""A review as it is handed back: JSON, CSV, Excel; each says that a person decides."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from resograph.resources import table
from resograph.reviewing.entities import Entities
from resograph.reviewing.values import Asked, EntityChange, ListedRow, Review, ReviewedRow
from resograph.symbols import mint
from resograph.vocabularies.concepts import Vocabulary

COLUMNS = (
    "document",
    "held",
    "entity_known",
    "newest_held",
    "newest_adopted",
    "proposal",
    "why",
    "paragraphs",
    "changed_for_entity",
    "also_cited_by",
    "decision_by_a_person",
)
"""The columns that stand behind those of the list; the last is for the person who decides."""
_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MOST_IN_CELL = 32_000
"""Characters of a cell: Excel takes 32,767."""


@dataclass(frozen=True)
class ShownReview:
    """A review with the names and sentences of a language."""

    review: Review
    entities: Entities
    vocabulary: Vocabulary
    base: str
    language: str

    @cached_property
    def words(self) -> Mapping[str, str]:
        """All words of the language."""
        words: Mapping[str, str] = table("data", "review.toml")["words"][self.language]
        return words

    @cached_property
    def rows(self) -> Mapping[int, ListedRow]:
        """The rows of the list by their numbers."""
        return {row.number: row for row in self.review.listing.rows}

    def proposal(self, one: ReviewedRow) -> str:
        """What the proposal is called."""
        return self.words[one.proposal.code or "none"]

    def why(self, one: ReviewedRow) -> str:
        """The sentence that says why."""
        values: dict[str, object] = dict(one.proposal.values)
        for name in ("entity", "founded"):
            values[name] = self.name(str(values[name])) if values.get(name) else ""
        values["others"] = ", ".join(map(self.name, str(values["others"]).split(", "))) if values["others"] else ""
        written = " ".join(part for part in (one.row.source, one.row.symbol) if part)
        values |= {"damage": one.row.damage, "likely": ", ".join(one.row.likely), "written": written[:120]}
        return self.words[f"reason_{one.proposal.reason}"].format(**values)

    def name(self, path: str) -> str:
        """An entity, verb or body in the language."""
        return self.entities.name(path, self.language)

    def beside(self, one: ReviewedRow) -> list[str]:
        """The other entities and subprogrammes that cite it or its series, each once."""
        rows = (self.rows[number] for number in one.beside)
        here = (one.row.entity, one.row.subprogramme)
        named = dict.fromkeys((row.entity, row.subprogramme) for row in rows)
        others = [(entity, below) for entity, below in named if entity and (entity, below) != here]
        return [f"{entity}: {below}" if below else entity for entity, below in others]

    def change(self, one: EntityChange) -> str:
        """A change in a line: where, what became of it, the verbs."""
        where = " → ".join(act.part for act in (one.cited, one.newest) if act)
        verbs = list(dict.fromkeys(self.name(act.verb) for act in (one.cited, one.newest) if act))
        told = [" → ".join(verbs), self.words[one.change], *([self.words[one.strength]] if one.strength else ())]
        return f"{where} ({', '.join(told)})"


def review_json(shown: ShownReview) -> dict[str, Any]:
    """The JSON of a review."""
    review = shown.review
    return {
        "decides": shown.words["person"],
        "language": shown.language,
        "counts": _counts(review),
        "unknownEntities": list(review.unknown),
        "rows": [_row_json(shown, one) for one in review.rows],
    }


def _counts(review: Review) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in review.rows:
        found[one.proposal.code or "none"] = found.get(one.proposal.code or "none", 0) + 1
    return dict(sorted(found.items()))


def _row_json(shown: ShownReview, one: ReviewedRow) -> dict[str, Any]:
    base = shown.base
    newest = one.newest
    return {
        "row": one.row.number,
        "cited": one.row.symbol or one.row.damage,
        "entity": {
            "written": one.row.entity,
            "address": mint(base, one.entity) if one.entity else None,
            "name": shown.name(one.entity) if one.entity else None,
        },
        "subprogramme": one.row.subprogramme,
        "document": mint(base, one.symbol) if one.symbol else None,
        "symbol": one.symbol or None,
        "held": one.is_held,
        "newest": newest
        and {
            "document": mint(base, newest.symbol),
            "symbol": newest.symbol,
            "adopted": newest.adopted or None,
            "series": newest.of,
        },
        "proposal": one.proposal.code or None,
        "why": shown.why(one),
        "paragraphs": [mint(base, path) for path in one.proposal.parts],
        "changes": [
            {
                "change": change.change,
                "strength": change.strength or None,
                "cited": _act_json(shown, change.cited),
                "newest": _act_json(shown, change.newest),
            }
            for change in one.changes
        ],
        "alsoCitedBy": [
            {"row": number, "entity": shown.rows[number].entity, "subprogramme": shown.rows[number].subprogramme}
            for number in one.beside
        ],
    }


def _act_json(shown: ShownReview, act: Asked | None) -> dict[str, Any] | None:
    if act is None:
        return None
    return {
        "paragraph": mint(shown.base, act.part),
        "act": mint(shown.base, act.path),
        "verb": mint(shown.base, act.verb),
        "addressees": [mint(shown.base, path) for path in act.addressees],
        "due": list(act.due),
    }


def review_csv(shown: ShownReview) -> bytes:
    """The list with the columns of the review behind its own, in UTF-8 with a mark, as Excel takes it."""
    out = io.StringIO()
    writer = csv.writer(out)
    heads = shown.review.listing.heads
    writer.writerow([*map(_cell, heads), *COLUMNS])
    for one in shown.review.rows:
        writer.writerow([*(_cell(one.row.cells.get(head, "")) for head in heads), *map(_cell, _found(shown, one))])
    return out.getvalue().encode("utf-8-sig")


def review_xlsx(shown: ShownReview) -> bytes:
    """The same as Excel, all cells as text, so that no symbol becomes a date."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("review")
    sheet.freeze_panes = "A2"
    heads = shown.review.listing.heads
    sheet.append([_text(sheet, text, bold=True) for text in (*heads, *COLUMNS)])
    for one in shown.review.rows:
        cells = [*(one.row.cells.get(head, "") for head in heads), *_found(shown, one)]
        sheet.append([_text(sheet, cell) for cell in cells])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _text(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, _CONTROL.sub("\ufffd", text)[:_MOST_IN_CELL])
    cell.data_type = "s"  # a text, also where it begins as a formula does
    cell.number_format = "@"
    cell.font, cell.alignment = Font(bold=bold), Alignment(vertical="top", wrap_text=True)
    return cell


def _found(shown: ShownReview, one: ReviewedRow) -> Sequence[str]:
    """The cells behind those of the list."""
    newest = one.newest
    return (
        one.symbol,
        "yes" if one.is_held else "no",
        one.entity,
        newest.symbol if newest else "",
        newest.adopted if newest else "",
        one.proposal.code,
        f"{shown.why(one)} {shown.words['person']}",
        "; ".join(mint(shown.base, path) for path in one.proposal.parts),
        "; ".join(map(shown.change, one.changes)),
        "; ".join(shown.beside(one)),
        "",
    )


def _cell(value: str) -> str:
    """A value as words: an apostrophe stands before one that would be run as a formula."""
    return f"'{value}" if _FORMULA.match(value) else value
