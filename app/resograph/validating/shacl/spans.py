"""The one rule that no core constraint can say: the words of a mention stand in the text of its part (rs:Span).

It does what its ``sh:select`` says, and is taken for it only as long as the text of that query is the one known here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from resograph.validating.shacl.index import Index
from resograph.validating.shacl.shapes import Rule
from resograph.validating.shacl.terms import is_literal, language, text

SHAPE = "https://w3id.org/resograph/shapes#Span"
QUERY_SHA256 = "80d7b0495b3b589351d00010e881bd091819f0278b18f7fc5d0cec0ab7850c2f"
"""Of the query with single spaces."""

_RESO = "https://w3id.org/resograph/ns#"
_EXPRESSES = f"{_RESO}expresses"
_IN_PART = f"{_RESO}inPart"
_RULE = f"{_RESO}rule"
_TEXT = f"{_RESO}text"
_LANGUAGE = "http://purl.org/dc/terms/language"
_HAS_TARGET = "http://www.w3.org/ns/oa#hasTarget"
PREDICATES = (_EXPRESSES, _IN_PART, _RULE, _TEXT, _LANGUAGE, _HAS_TARGET)

_PLACE = re.compile(r"([+-]?[0-9]{1,9}),([+-]?[0-9]{1,9})")
_VARIABLE = re.compile(r"\{[?$](this|value|place)\}")


def digest(query: str) -> str:
    """The SHA-256 of a query, whatever its blanks and lines."""
    return hashlib.sha256(" ".join(query.split()).encode()).hexdigest()


def span_rule(messages: Mapping[str, str]) -> Rule:
    """Mention → the targets where no words stand in the text, or that no rule of the mention names."""

    def rule(index: Index, focus: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        for value, place in dict.fromkeys(_wrong_places(index, focus)):
            names = {"this": text(focus), "value": text(value), "place": place}
            yield value, {tag: _filled(message, names) for tag, message in messages.items()}

    return rule


def _filled(message: str, names: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda match: names[match[1]], message)


def _wrong_places(index: Index, mention: str) -> Iterator[tuple[str, str]]:
    """Target and place, once for each part that the mention stands in."""
    targets = index.column(_HAS_TARGET).get(mention, ())
    named = {_named(text(rule)) for rule in index.column(_RULE).get(mention, ())}
    for part in index.column(_IN_PART).get(mention, ()):
        lengths = _lengths(index, part)
        for target in targets:
            here, _, place = text(target).partition("#char=")
            if not _stands(index, part, here.partition("#")[0], place, lengths, named):
                yield target, place


def _named(rule: str) -> tuple[str, str]:
    """The language and the place that a rule names."""
    return rule.partition(".")[0], rule.partition(" ")[2]


def _lengths(index: Index, part: str) -> dict[str, int]:
    """How long the text of a part is in each language."""
    lengths: dict[str, int] = {}
    for one in index.column(_TEXT).get(part, ()):
        if is_literal(one):
            tag = language(one)
            lengths[tag] = max(lengths.get(tag, 0), len(text(one)))
    return lengths


def _stands(
    index: Index, part: str, here: str, place: str, lengths: Mapping[str, int], named: set[tuple[str, str]]
) -> bool:
    """Whether the words are in the text of the part in the language of ``here``, and a rule names the place."""
    found = _PLACE.fullmatch(place)
    if found is None or part not in index.column(_EXPRESSES).get(here, ()):
        return False
    start, end = int(found[1]), int(found[2])
    tags = {text(version).rpartition("/")[2] for version in index.column(_LANGUAGE).get(here, ())}
    return any(start < end <= lengths.get(tag, 0) and (tag, place) in named for tag in tags)
