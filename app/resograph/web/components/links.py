"""Nodes as links: a name for people, and where it leads."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from resograph.releases.reader import ReleaseGraph
from resograph.writing.terms import RESO

_LONGEST = 120
"""Characters of a part's words in a link."""


@dataclass(frozen=True)
class Link:
    """A name and where it leads (a path relative to the base, or an address elsewhere)."""

    name: str
    path: str


def link_to(graph: ReleaseGraph, iri: str, language: str) -> Link:
    """A node as a link, named in a language or the nearest there is."""
    return Link(graph.label(iri, language), graph.path(iri))


_LOCAL = re.compile(r"([^~]+)~[a-z]+_\d+")


def told_apart(link: Link) -> Link:
    """A link to an actor that one document alone names in part: many are called so, and its symbol tells which."""
    found = _LOCAL.fullmatch(link.path)
    return replace(link, name=f"{link.name} ({found[1]})") if found else link


def in_order(link: Link) -> str:
    """What links are sorted by so that people find them: accents and capitals come after letters."""
    return unicodedata.normalize("NFKD", link.name.casefold())


def with_words(graph: ReleaseGraph, path: str) -> str:
    """A path and the words that stand there, "" where there are none."""
    if path.endswith("~vote"):
        symbol = path.removesuffix("~vote")
        return f"{symbol} {graph.label(graph.iri(symbol), 'en')}"
    words = next(iter(graph.texts(graph.iri(path), f"{RESO}text").values()), "")
    return f"{path} — {words[:_LONGEST]}" if words else ""
