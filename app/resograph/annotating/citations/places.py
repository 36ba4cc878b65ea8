"""The parts of a document that a citation names: paragraphs 80 and 83 to 87, the annex, a section of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resograph.annotating.citations.tokens import Patterns, Token
from resograph.symbols.roman import from_roman, to_roman
from resograph.text.digits import figure

_MOST = 100
"""No range of cited paragraphs is longer."""


def cited_parts(places: Sequence[Token], rules: Patterns) -> tuple[str, ...]:
    """Ids of the parts (DESIGN §2): "para_80", "annex_1__para_3", "sec_III__para_43"."""
    annexes: list[str] = []
    section = ""
    numbers: tuple[int, ...] = ()
    for token in places:
        if token.kind == "annex":
            numerals = rules.data.between.re.split(token.match["numeral"] or "")
            annexes += [f"annex_{_counted(numeral, rules) or 1}" for numeral in numerals]
        elif token.kind == "section":
            section = f"sec_{to_roman(_counted(token.match['sec'], rules) or 1)}"
        else:
            numbers += _numbers(token.match["list"], rules)
    inner = [f"para_{number}" for number in numbers]
    if section:
        inner = [f"{section}__{one}" for one in inner] or [section]
    return tuple("__".join([*annexes[-1:], one]) for one in inner) if inner else tuple(annexes)


def _counted(written: str, rules: Patterns) -> int | None:
    """The number of an annex or section, in whatever numerals."""
    if written in rules.ordinals:
        return rules.ordinals[written]
    folded = rules.profile.fold(written)
    return from_roman(folded.upper()) or figure(folded) or rules.profile.ordinal(written)


def _numbers(listed: str, rules: Patterns) -> tuple[int, ...]:
    found: list[int] = []
    for piece in rules.data.between.re.split(re.sub(r"\s?\([a-z]+\)", "", listed)):
        ends = [number for digits in re.findall(r"\d+", piece) if (number := figure(digits)) is not None]
        if len(ends) == 2 and ends[0] < ends[1] < ends[0] + _MOST:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return tuple(dict.fromkeys(found))
