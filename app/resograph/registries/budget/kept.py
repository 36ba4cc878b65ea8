"""What is kept of budget citations and of budget implications, as records of a registry."""

from __future__ import annotations

import datetime
import json
from typing import Any

from resograph.registries.record import BudgetCitation, Estimate, Record
from resograph.resources import table
from resograph.symbols import SymbolError, parse


def citation_record(content: bytes, source: str, number: str) -> Record:
    """The record of one row."""
    said: dict[str, str] = json.loads(content)
    symbol = said.pop("symbol", "")
    named = ("budget", "section", "section_title", "programme", "programme_title", "subprogramme", "part")
    return Record(
        source=source,
        number=number,
        symbols=(symbol,) if symbol else (),
        title=said.get("described", ""),
        words=said.get("words", ""),
        citation=BudgetCitation(
            entity=said.get("entity", ""),
            code=said.get("code", "") or said.get("name", ""),
            **{name: said.get(name, "") for name in named},
        ),
    )


def implications_record(content: bytes, source: str, number: str) -> Record:
    """The record of one draft."""
    said: dict[str, Any] = json.loads(content)
    return Record(
        source=source,
        number=number,
        symbols=(said["symbol"],),
        title=said["title"],
        estimates=tuple(_estimate(stage) for stage in said["stages"]),
    )


def _estimate(stage: dict[str, Any]) -> Estimate:
    committees = table("data", "columns.toml")["implications"]["committees"]
    try:
        symbol = parse(str(stage.get("symbol", ""))).text
    except SymbolError:
        symbol = ""
    return Estimate(
        symbol=symbol,
        kind=str(stage.get("document_type", "")),
        committee=committees.get(str(stage.get("committee", "")), ""),
        amount=_number(stage.get("amount")),
        posts=_number(stage.get("posts_count")),
        levels=str(stage.get("posts_levels", "")),
        section=str(stage.get("budget_section", "")),
        recurring=_truth(stage.get("is_recurring")),
        several_years=_truth(stage.get("has_multiyear")),
        published=_day(str(stage.get("publication_date", ""))),
        year=_number(stage.get("year")),
        notes=str(stage.get("notes", "")),
    )


def _number(value: Any) -> int | None:
    """A whole number; what is none, or not whole, is none."""
    if isinstance(value, str):
        value = value.replace(",", "").replace(" ", "").strip("$")
        value = int(value) if value.isdecimal() else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if value == int(value) else None


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _day(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""
