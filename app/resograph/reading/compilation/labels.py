"""How delegates label paragraphs: "PP3", "OP2 bis", "OP2 alt"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from resograph.resources import table


@dataclass(frozen=True)
class Label:
    """A paragraph's label: its number as ids have it ("2 bis"), whether it is another form of a paragraph ("alt"), the
    place where it begins (behind a bracket around all) and that behind it.
    """

    preambular: bool
    number: str
    is_alternative: bool
    start: int
    end: int


def label_of(text: str) -> Label | None:
    """The label that a text begins with, after a bracket or without."""
    found = _pattern().match(text) if text[:1] in _firsts() else None
    if found is None:
        return None
    inserted = _inserted().get((found["inserted"] or "").casefold().rstrip("."))
    number = f"{found['number']} {inserted}" if inserted else found["number"]
    preambular = found["kind"].upper() in _labels()["preambular"]
    return Label(preambular, number, bool(found["alternative"]), found.start("kind"), found.end())


@cache
def _labels() -> dict[str, Any]:
    labels: dict[str, Any] = table("data", "drafting", "compilations.toml")["labels"]
    return labels


@cache
def _inserted() -> dict[str, str]:
    return {word.casefold(): told for word, told in _labels()["inserted"].items()}


@cache
def _firsts() -> str:
    return "".join({kind[0] for kind in (*_labels()["preambular"], *_labels()["operative"])}) + "[［(（"


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join((*_labels()["preambular"], *_labels()["operative"]))
    inserted = "|".join(sorted(map(re.escape, _inserted()), key=len, reverse=True))
    alternative = "|".join(sorted(map(re.escape, _labels()["alternative"]), key=len, reverse=True))
    return re.compile(
        rf"[\[［(（]?\s?(?P<kind>{kinds})[ .]?\s?(?P<number>\d{{1,3}})"
        rf"(?:\s?\.?\s?(?P<inserted>{inserted})\.?)?"
        rf"(?:\s?\.?\s?(?P<alternative>{alternative})\.?\s?\d{{0,2}}(?!\w))?(?=\W|[\u0600-\uffef]|$)\s?",
        re.IGNORECASE,
    )
