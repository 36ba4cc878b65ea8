"""The patterns of a language by which those asked are told, with what stands around them in every place of use."""

from __future__ import annotations

import re
from functools import cache

from resograph.languages.pattern import Pattern
from resograph.languages.profile import profile


class Patterns:
    """Those patterns of ``addressees.toml`` that the code completes."""

    def __init__(self, code: str) -> None:
        rules = profile(code)
        self.data = data = rules.addressees
        gap = "" if rules.spacing.unspaced else r"\s*"
        self.lead = _made(data.lead, f"{gap}(?:{{}})")
        self.determiners = _made(data.determiners, f"(?:(?:{{}}){gap})*")
        self.determined = _made(data.determiners, f"(?:{{}}){gap}$")
        self.qualifiers = _made(data.qualifiers, f"(?:(?:{{}}){gap})")
        self.connectors = _made(data.connectors, f"{gap}(?:{{}}){gap}")
        self.head = _made(data.heads, r"(?:{})(?!\w)")


def _made(pattern: Pattern, frame: str) -> re.Pattern[str]:
    return re.compile(frame.replace("{}", pattern.text), pattern.flags)


@cache
def patterns(code: str) -> Patterns:
    """The patterns of an official language."""
    return Patterns(code)
