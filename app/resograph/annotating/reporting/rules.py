"""The patterns of a language's data file by which reports are told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from resograph.languages.profile import profile


@dataclass(frozen=True)
class Rules:
    """What each is for is said in the data file of English."""

    hint: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    agenda: re.Pattern[str] | None
    parting: re.Pattern[str]
    verb: re.Pattern[str]
    not_before: re.Pattern[str]
    article: re.Pattern[str]
    recipient: re.Pattern[str] | None
    recipient_behind: bool
    committee: re.Pattern[str] | None
    due: re.Pattern[str] | None
    session: re.Pattern[str] | None
    same_session: re.Pattern[str] | None
    item: re.Pattern[str] | None
    periods: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=16)
def rules(code: str) -> Rules:
    """The patterns of a language; what it does not tell matches nothing."""
    data = profile(code).get("reporting")
    context: Mapping[str, Any] = data.get("context", {})

    def made(name: str) -> re.Pattern[str] | None:
        text = context.get(name)
        months = "|".join(profile(code)["dates"].get("months", {"(?!)": 0}))
        return re.compile(text.replace("{months}", months), re.IGNORECASE) if text else None

    return Rules(
        re.compile(context.get("hint", "")),
        tuple((row["kind"], re.compile(row["pattern"], re.IGNORECASE)) for row in data.get("kinds", ())),
        re.compile(context["agenda"]) if "agenda" in context else None,
        re.compile(context.get("parting", "(?!)")),
        re.compile(context.get("verb", "(?!)")),
        re.compile(context.get("not_before", "(?!)")),
        re.compile(context.get("article", "(?!)")),
        made("recipient"),
        bool(context.get("recipient_behind")),
        re.compile(context["committee"]) if "committee" in context else None,
        made("due"),
        made("session"),
        made("same_session"),
        made("item"),
        tuple((row["name"], re.compile(row["pattern"], re.IGNORECASE)) for row in data.get("periods", ())),
    )
