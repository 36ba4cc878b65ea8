"""What a SPARQL text is, before it runs: its form, whether it has a dataset, and any way out of this host.

The text is taken apart into tokens as the SPARQL 1.1 grammar has them (§19.8), code point escapes first (§19.2), so
that keywords are seen in any disguise and never in a string, a comment, an IRI or a name. Some engines read without
tokens and take a keyword that is stuck to its neighbour (``SERVICESILENT``, ``1e5SERVICE``, ``SERVICEex:a``), a ``<``
as less-than where the grammar's longest match is an IRI, and code point escapes of quotes and line ends before
comments and strings are known: all of those count here as the keyword.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from resograph.sparql.errors import QueryError, RefusedQueryError
from resograph.sparql.tokens import Token, tokens_of


@dataclass(frozen=True)
class Shape:
    """``form`` is SELECT, ASK, CONSTRUCT, DESCRIBE or "" (none, or an update); ``text`` has its escapes resolved."""

    form: str
    has_from: bool
    is_update: bool
    text: str


_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD")


def shape_of(text: str) -> Shape:
    """The shape of a query or update.

    Raises:
        RefusedQueryError: it would call another server (``SERVICE``, ``LOAD``).
        QueryError: it is nested too deeply, or a string in it has no end.
    """
    if len(text) <= SHORT:
        return _remembered(text)
    return _long_remembered(text) if len(text) <= _LONG else _shape(text)


SHORT = 1500
"""Longest text, in characters, that is looked through in a millisecond or two, whatever it holds."""
_LONG = 200_000
"""Longest text whose shape is remembered."""
_DEEPEST = 250
"""Brackets within brackets; engines recurse, and some end where their stack does."""


def _shape(text: str) -> Shape:
    resolved = _resolve_escapes(text)
    tokens = tokens_of(resolved, to_endless=True)
    if tokens and tokens[-1].lastgroup == "mark":
        raise QueryError(f"A string has no end: it begins with {tokens[-1][0]} in line {_line_of(tokens[-1])}.")
    breaking = _resolve_escapes(text, breaking=True)
    readings = [tokens] if breaking == resolved else [tokens, tokens_of(breaking)]
    if sum(map(resolved.count, "{([")) > _DEEPEST and _depth(tokens) > _DEEPEST:
        raise QueryError(f"Brackets may stand {_DEEPEST} deep in a query; write it with fewer within one another.")
    if any(_has_keyword("SERVICE", reading) for reading in readings):
        raise RefusedQueryError(
            "SERVICE is not allowed here: this endpoint asks no other server. "
            "Ask the two apart and join the answers yourself."
        )
    words = (token[0].upper() for token in tokens if token.lastgroup == "word")
    form = next((form for word in words for form in _FORMS + _UPDATES if word.startswith(form)), "")
    is_update = form in _UPDATES
    if (is_update or not form) and any(_has_keyword("LOAD", reading) for reading in readings):
        raise RefusedQueryError(
            "LOAD is not allowed here: this endpoint fetches nothing. Send the data with INSERT DATA."
        )
    has_from = not is_update and _has_keyword("FROM", tokens)
    return Shape("" if is_update else form, has_from, is_update, resolved)


_remembered = lru_cache(maxsize=256)(_shape)
_long_remembered = lru_cache(maxsize=16)(_shape)


def _line_of(token: Token) -> int:
    return token.string.count("\n", 0, token.start()) + 1


def _depth(tokens: Sequence[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        if token.lastgroup == "other":
            depth += (token[0] in "{([") - (token[0] in "})]")
            deepest = max(deepest, depth)
    return deepest


def _has_keyword(keyword: str, tokens: Sequence[Token]) -> bool:
    """Whether an engine, strict or lax, may see the keyword."""
    if not tokens or keyword not in tokens[0].string.upper():
        return False
    pairs = list(zip(tokens, [*tokens[1:], None], strict=False))
    declared = {
        after[0].partition(":")[0] for token, after in pairs if after is not None and token[0].upper() == "PREFIX"
    }
    for token, after in pairs:
        start = token[0].partition(":")[0]
        match token.lastgroup:
            case "word":
                found = keyword in token[0].upper()
            case "name":
                group_follows = after is not None and after[0] == "{"
                found = keyword in start.upper() and (start not in declared or group_follows)
            case "iri":
                found = keyword in token[0].upper().partition(")")[2]
            case _:
                found = False
        if found:
            return True
    return False


def _resolve_escapes(text: str, breaking: bool = False) -> str:
    r"""Code point escapes (``\u0053``) as their characters; those that would end a token only if ``breaking``."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        resolved = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]
        return found[0] if not breaking and resolved in "\"'\\\n\r" else resolved

    return re.sub(r"(?<!\\)\\u([0-9A-Fa-f]{4})|(?<!\\)\\U([0-9A-Fa-f]{8})", character, text)
