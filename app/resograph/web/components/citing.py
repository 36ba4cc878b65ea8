"""How a part is cited in words: "A/RES/67/138, para. 14"."""

from __future__ import annotations

import re

from resograph.symbols import Symbol, parse
from resograph.web.interface import Interface

_SEGMENT = re.compile(r"(?P<kind>[a-z]+)_(?P<number>[^_]+)")
_UNNAMED = ("list",)


def cited_as(symbol: Symbol, eid: str, words: Interface) -> str:
    """A document, or a part of it by its id, as one cites it in the language of the interface."""
    text = symbol.text
    for segment in eid.split("__") if eid else ():
        found = _SEGMENT.fullmatch(segment)
        kind, number = (found["kind"], found["number"]) if found else (segment, "")
        if kind in _UNNAMED:
            continue
        if kind == "point":
            text += words("cite.point", number=number)
        else:
            key = f"cite.{kind}" if words.has(f"cite.{kind}") else "cite.other"
            text += words("site.comma") + words(key, number=number)
    return text


def cited_at(path: str, words: Interface) -> str:
    """The same of a document or part by its path: "A/RES/67/138~para_14"."""
    symbol, _, eid = path.partition("~")
    return cited_as(parse(symbol), eid, words)
