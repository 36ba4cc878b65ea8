"""The one rule that no core constraint can say: the words of a mention are its characters (rs:Span).

It does what its ``sh:select`` says, and is taken for it only as long as the text of that query is the one known here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from resograph.validating.shacl.index import Index
from resograph.validating.shacl.shapes import Rule
from resograph.validating.shacl.terms import integer, is_literal, language, literal, text

SHAPE = "https://w3id.org/resograph/shapes#Span"
QUERY_SHA256 = "8c8a39a8faaa5b13b18ef668b4ea5fa66ccf8d67f0b925a6e3e478778e2a9165"
"""Of the query with single spaces."""

_OA = "http://www.w3.org/ns/oa#"
_RESO = "https://w3id.org/resograph/ns#"
_IN_EXPRESSION = f"{_RESO}inExpression"
_EXPRESSES = f"{_RESO}expresses"
_TEXT = f"{_RESO}text"
_LANGUAGE = "http://purl.org/dc/terms/language"
_HAS_SOURCE = f"{_OA}hasSource"
_HAS_SELECTOR = f"{_OA}hasSelector"
_START = f"{_OA}start"
_END = f"{_OA}end"
_EXACT = f"{_OA}exact"
PREDICATES = (_IN_EXPRESSION, _EXPRESSES, _TEXT, _LANGUAGE, _HAS_SOURCE, _HAS_SELECTOR, _START, _END, _EXACT)

_VARIABLE = re.compile(r"\{[?$](this|value|exact|found)\}")


def digest(query: str) -> str:
    """The SHA-256 of a query, whatever its blanks and lines."""
    return hashlib.sha256(" ".join(query.split()).encode()).hexdigest()


def span_rule(messages: Mapping[str, str]) -> Rule:
    """Language version → the selectors whose words are not the characters of the text between start and end."""

    def rule(index: Index, focus: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        for value, exact, found in dict.fromkeys(_wrong_spans(index, focus)):
            names = {"this": text(focus), "value": text(value), "exact": text(exact), "found": found}
            yield value, {tag: _filled(message, names) for tag, message in messages.items()}

    return rule


def _filled(message: str, names: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda match: names[match[1]], message)


def _wrong_spans(index: Index, expression: str) -> Iterator[tuple[str, str, str]]:
    """Selector, exact words as term, and the words that stand there."""
    targets, selectors = index.inverse(_HAS_SOURCE), index.column(_HAS_SELECTOR)
    starts, ends, exacts = index.column(_START), index.column(_END), index.column(_EXACT)
    for part in index.inverse(_IN_EXPRESSION).get(expression, ()):
        shown = list(_texts(index, part))
        for target in targets.get(part, ()) if shown else ():
            for selector in selectors.get(target, ()):
                for start in starts.get(selector, ()):
                    for end in ends.get(selector, ()):
                        for exact in exacts.get(selector, ()):
                            for whole in shown:
                                found = _characters(whole, start, end)
                                if found != text(exact):
                                    yield selector, exact, found


def _texts(index: Index, part: str) -> Iterator[str]:
    """The text of a part in its language, "" where there is none, once for each part expressed and language given."""
    for expressed in index.column(_EXPRESSES).get(part, ()):
        for tongue in index.column(_LANGUAGE).get(part, ()):
            tag = text(tongue).rpartition("/")[2]
            held = index.column(_TEXT).get(expressed, ())
            yield from [text(one) for one in held if is_literal(one) and language(one) == tag] or [""]


def _characters(whole: str, start: str, end: str) -> str:
    """Code points from 0, end excluded (DESIGN §3); "" where an offset is no whole number."""
    first, last = _offset(start), _offset(end)
    return "" if first is None or last is None else whole[first:last]


def _offset(term: str) -> int | None:
    number = integer(term)
    if number is None and is_literal(term):
        held = literal(term).value  # of a datatype derived from xsd:integer
        return held if type(held) is int else None
    return number
