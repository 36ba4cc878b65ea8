"""How paragraphs begin: printed numbers that stand in the words, bullets, and verbs of the preamble or of the body."""

from __future__ import annotations

import re
from functools import lru_cache

from resograph.languages.formulas import body_of_formula, unsigned
from resograph.languages.profile import Profile, marks, profile

_BULLET = re.compile(r"(?P<number>[–—•·▪-])\s+")
_QUOTES = '“”«»"„”’‘「」 '


@lru_cache(maxsize=12)
def _verbs(code: str, section: str) -> re.Pattern[str]:
    rules = profile(code)
    phrases = [unsigned(phrase) for phrase, sections in rules.verb_phrases.items() if section in sections]
    adverbs = "|".join(map(re.escape, sorted(map(unsigned, rules.adverbs), key=len, reverse=True))) or "(?!)"
    ordered = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) or "(?!)"
    boundary = "" if rules.spacing.unspaced else r"(?!\w)"
    return re.compile(rf"(?:(?:{adverbs})[\s{marks('comma')}]*)?(?:{ordered}){boundary}")


def begins_with_verb(text: str, section: str, rules: Profile) -> bool:
    """Whether the words begin as a paragraph of a section ("preambular", "operative") does."""
    return bool(_verbs(rules.code, section).match(unsigned(text[:120].lower()).lstrip(_QUOTES)))


def leans_operative(text: str, rules: Profile) -> bool:
    """Whether the verb that opens a paragraph is more often one of the body than of the preamble."""
    found = _verbs(rules.code, "operative").match(unsigned(text[:120].lower()).lstrip(_QUOTES))
    if found is None:
        return False
    phrase = max((phrase for phrase in _counts(rules.code) if found[0].endswith(phrase)), key=len, default="")
    operative, preambular = _counts(rules.code).get(phrase, (0, 0))
    return operative > preambular


@lru_cache(maxsize=6)
def _counts(code: str) -> dict[str, tuple[int, int]]:
    """How often each phrase opens a paragraph of the body, and one of the preamble."""
    return {
        unsigned(phrase): (
            sum(sections.get("operative", {}).values()),
            sum(sections.get("preambular", {}).values()),
        )
        for phrase, sections in profile(code).verb_phrases.items()
    }


def is_formula(text: str, rules: Profile) -> bool:
    """Whether the words are those with which a body begins: "The General Assembly,"."""
    return body_of_formula(text, rules) is not None


def leading_number(text: str, rules: Profile) -> re.Match[str] | None:
    """A paragraph's number that stands in its words: "1 - " in Arabic files."""
    return rules.numbering.paragraph.re.match(text)


def leading_bullet(text: str) -> re.Match[str] | None:
    """A dash or dot that opens an item of a list."""
    return _BULLET.match(text)


def is_sentence(text: str) -> bool:
    """Whether the words end as a paragraph does, not as a heading."""
    return text.rstrip('”’»" ')[-1:] in tuple(".;:,،؛。；：，…؟?!")


def is_rule(text: str) -> bool:
    """Whether a line is only drawn, or an ornament: "* * *"."""
    return bool(re.fullmatch(r"[_\u2014\u2013\u2500\u2015\s-]{3,}|[*\s]+", text))
