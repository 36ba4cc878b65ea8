"""Enacting formulas: the words with which each body opens what it adopts ("The General Assembly,")."""

from __future__ import annotations

from functools import lru_cache

from resograph.languages.profile import Profile, marks, profile

_LONGEST = 80
_VOWEL_SIGNS = dict.fromkeys([0x640, *range(0x64B, 0x653), 0x670])


def unsigned(text: str) -> str:
    """The text without the signs of Arabic vowels, which files set or leave out."""
    return text.translate(_VOWEL_SIGNS)


def body_of_formula(text: str, rules: Profile) -> str | None:
    """The body whose formula the words are, by its name in addresses ("un-ga"); None for other words."""
    return _bodies(rules.code).get(_bare(text)) if len(text) < _LONGEST else None


@lru_cache(maxsize=6)
def _bodies(code: str) -> dict[str, str]:
    return {_bare(formula): body for body, texts in profile(code).formulas.items() for formula in texts}


def _bare(formula: str) -> str:
    return unsigned(formula).strip(marks("comma") + " ")
