"""The rules for AKN4UN files, from ``data/akn-rules.toml``: severity, place in the guidelines, message and mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from resograph.documents import Severity
from resograph.resources import table

MESSAGE_LANGUAGES = ("en", "zh")


class Fix(StrEnum):
    """What ``check --fix`` can do about a finding: mend it, mend it where the file tells enough, or leave it."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True)
class Rule:
    """One rule. ``per_file`` rules give one finding a file, with a count and each occurrence as a detail."""

    id: str
    severity: Severity
    place: str
    url: str
    fix: Fix
    per_file: bool
    titles: Mapping[str, str]
    messages: Mapping[str, str]
    mends: Mapping[str, str]


@cache
def rulebook() -> Mapping[str, Rule]:
    """All rules by id, in the order of the file."""
    data = table("data", "akn-rules.toml")
    places = data["places"]
    return {
        row["id"]: Rule(
            id=row["id"],
            severity=Severity(row["severity"]),
            place=places[row["place"]]["title"],
            url=places[row["place"]]["url"],
            fix=Fix(row["fix"]),
            per_file=row.get("per_file", False),
            titles={language: row[language]["title"] for language in MESSAGE_LANGUAGES},
            messages={language: row[language]["message"] for language in MESSAGE_LANGUAGES},
            mends={language: row[language]["mend"] for language in MESSAGE_LANGUAGES},
        )
        for row in data["rule"]
    }
