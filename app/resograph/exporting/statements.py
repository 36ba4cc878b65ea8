"""The packed quads of a release, read subject by subject: only properties that tables have, as the text has them.

The lines are our own N-Quads, sorted: what is said of a subject stands together. Reading them as text takes a third of
the time that a parser takes.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from resograph.writing.terms import DCT, OA, PROV, RESO, SKOS, TYPE

Node = Mapping[str, list[str]]
"""Short name of a property → its values, as N-Quads write them."""

_NAMES = {
    TYPE.value: "type",
    **{f"{DCT}{name}": f"dct:{name}" for name in ("identifier", "title", "language", "issued")},
    **{f"{OA}{name}": f"oa:{name}" for name in ("hasBody",)},
    f"{SKOS}prefLabel": "label",
    f"{PROV}wasDerivedFrom": "source",
}
_OURS = frozenset(
    [
        "adoptedBy",
        "adoptedOn",
        "session",
        "vote",
        "outcome",
        "inFavourCount",
        "againstCount",
        "abstainingCount",
        "inFavour",
        "against",
        "abstaining",
        "notVoting",
        "hasExpression",
        "fileName",
        "sha256",
        "inDocument",
        "position",
        "expresses",
        "partOf",
        "number",
        "heading",
        "text",
        "inPart",
        "verb",
        "force",
        "speaker",
        "addressee",
        "asksForReport",
        "answers",
        "reporter",
        "reportTo",
        "reportKind",
        "dueSession",
        "dueYear",
        "dueDate",
        "underItem",
        "periodicity",
        "timeInferredFrom",
        "citedPart",
        "citedDate",
        "governedBy",
        "rule",
        "theme",
        "themeRank",
        "rankedTheme",
        "rank",
        "later",
        "earlier",
        "similarity",
        "change",
        "usesWording",
        "firstUse",
        "latestUse",
        "usedBy",
        "useCount",
        "usedWithoutVoteCount",
        "usedByVoteCount",
        "drops",
        "renews",
        "memberSince",
        "memberUntil",
    ]
)
_BLOCK = 1 << 22
"""Bytes that are read at once."""
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"\'\\]))')
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@cache
def _line() -> re.Pattern[str]:
    """A line that tables want: of types only our own classes. It begins with a line's end, which is found fast."""
    ours = "|".join(sorted(_OURS, key=len, reverse=True))
    others = "|".join(map(re.escape, (name for name in _NAMES if name != TYPE.value)))
    ours, type_ = f"{re.escape(RESO)}(?:{ours})(?=>)", f"{re.escape(TYPE.value)}(?=> <{re.escape(RESO)})"
    return re.compile(rf"\n<([^>]*)> <({ours}|{type_}|{others})> (.*) \.")


def nodes_in(path: Path) -> Iterator[tuple[str, Node]]:
    """Each subject of a packed file of the default graph with what is said of it, in the order of the file."""
    if not path.is_file():
        return
    names = {**_NAMES, **{RESO + name: name for name in _OURS}}
    subject, node = "", dict[str, list[str]]()
    for block in _blocks(path):
        for found, property_, value in _line().findall(block):
            if found != subject:
                if node:
                    yield subject, node
                subject, node = found, {}
            if (name := names[property_]) in node:
                node[name].append(value)
            else:
                node[name] = [value]
    if node:
        yield subject, node


def _blocks(path: Path) -> Iterator[str]:
    """The text of a packed file in pieces of whole lines."""
    with gzip.open(path) as file:
        rest = b""
        while piece := file.read(_BLOCK):
            head, mark, rest_ = piece.rpartition(b"\n")
            if mark:
                yield "\n" + (rest + head).decode()
                rest = rest_
            else:
                rest += piece
        if rest:
            yield "\n" + rest.decode()


def plain(value: str) -> str:
    """A value without its marks: the address, or the words of a literal."""
    if value[0] == "<":
        return value[1:-1]
    words = value[1 : value.rindex('"')]
    return _ESCAPE.sub(_unescaped, words) if "\\" in words else words


def _unescaped(found: re.Match[str]) -> str:
    if code := found[1] or found[2]:
        return chr(int(code, 16))
    return _CONTROL.get(found[3], found[3])


def language(value: str) -> str:
    """The language of a literal, "" where it has none."""
    return value[value.rindex('"') + 2 :] if value[-1] not in '">' else ""


def first(node: Node, name: str) -> str | None:
    """The least of a property's values, without its marks."""
    found = node.get(name)
    return min(map(plain, found)) if found else None


def all_of(node: Node, name: str) -> list[str]:
    """All values of a property, without their marks."""
    return [plain(value) for value in node.get(name, ())]


def by_language(node: Node, name: str) -> dict[str, str]:
    """Language → words."""
    return {language(value): plain(value) for value in node.get(name, ())}


def classes(node: Node) -> set[str]:
    """Local names of our classes that a node has."""
    start = f"<{RESO}"
    return {value[len(start) : -1] for value in node.get("type", ()) if value.startswith(start)}
