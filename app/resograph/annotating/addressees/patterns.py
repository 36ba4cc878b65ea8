"""The patterns of a language's data file by which those asked are told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from resograph.languages.profile import profile


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern; one of several lines may have spaces and remarks."""
    return re.compile(pattern, re.VERBOSE if "\n" in pattern else 0)


@lru_cache(maxsize=16)
def patterns(code: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of a language; what a language does not tell matches nothing."""
    rules: Mapping[str, Any] = profile(code).get("addressees")
    if not rules:
        return {}
    glue = "" if code == "zh" else r"\s*"
    heads = rules.get("heads", "(?!)")
    made = {
        "lead": glue + rules.get("lead", ""),
        "determiners": rf"(?:(?:{rules['determiners']}){glue})*",
        "determined": rf"(?:{rules['determiners']}){glue}$",
        "inner": rules.get("inner", "(?!)"),
        "qualifiers": rf"(?:(?:{rules['qualifiers']}){glue})",
        "connectors": rf"{glue}(?:{rules['connectors']}){glue}",
        "head": rf"(?:{heads})(?!\w)",
        "after": rules.get("after", "$"),
    }
    keys = (
        "companion", "unknown", "ends", "separators", "joining", "resuming", "parted", "aside", "brief", "relative",
        "whole", "name", "adjectives", "government", "headed", "shared", "each", "agents", "of_un", "owned",
        "pronoun", "proclitic", "resumed", "clause", "finite", "closed", "further", "remark", "lasting", "narrowing",
        "paired", "restricted", "attached",
    )  # fmt: skip
    for key in keys:
        made[key] = rules.get(key, "(?!)").replace("{heads}", heads)
    as_written = {
        "of_un", "adjectives", "unknown", "ends", "headed", "government", "each", "agents", "whole", "name", "aside",
        "finite", "narrowing",
    }  # fmt: skip
    return {key: re.compile(pattern, 0 if key in as_written else re.IGNORECASE) for key, pattern in made.items()}
