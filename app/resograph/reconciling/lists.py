"""A list of symbols, titles or names, each beside what it most likely means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from resograph.reading import UnreadableError
from resograph.reading.tables import is_date_made
from resograph.reconciling.matching import Candidate, Matcher, Query, Strictness
from resograph.resources import table
from resograph.symbols import SymbolError, parse
from resograph.text.normal import caseless

COLUMNS = ("address", "name", "kind", "score", "certain", "candidates")
"""What is added to a row: of the likeliest, and the addresses of all that may be meant."""
_REMEMBERED = 20000


@dataclass(frozen=True)
class Wanted:
    """What a list is matched with: classes of what is meant ("" for any), language of names, base of addresses."""

    kind: str
    language: str
    base: str


class ListMatcher:
    """Matches the cells of a list.

    Args:
        matcher: of the release.
        wanted: what is looked for.
    """

    def __init__(self, matcher: Matcher, wanted: Wanted) -> None:
        self._matcher = matcher
        self._wanted = wanted
        self._types = types_of(wanted.kind)
        self.row = lru_cache(maxsize=_REMEMBERED)(self._row)

    def _row(self, text: str) -> tuple[str, ...]:
        """The cells that are added behind one; empty ones where nothing is meant."""
        if not text.strip() or is_date_made(text):
            return ("",) * len(COLUMNS)
        query = Query(text, self._types, Strictness.ANY if self._types else Strictness.SHOULD)
        found = self._matcher.find(query)
        if not found:
            return ("",) * len(COLUMNS)
        first = found[0]
        return (
            self._wanted.base + first.entry.path,
            first.entry.name(self._wanted.language),
            _kind(first),
            f"{first.score:.1f}",
            "yes" if first.match else "no",
            " ".join(self._wanted.base + candidate.entry.path for candidate in found),
        )


def _kind(candidate: Candidate) -> str:
    """The narrowest class that is offered, as the table of types has them from wide to narrow."""
    offered: list[str] = table("data", "reconciling.toml")["types"]["offered"]
    return next((name for name in reversed(offered) if name in candidate.entry.types), "")


def types_of(kind: str) -> tuple[str, ...]:
    """The classes of a kind: a type, or one of the everyday words for several.

    Raises:
        UnreadableError: there is no such kind.
    """
    if not kind:
        return ()
    rules = table("data", "columns.toml")["match"]
    offered: list[str] = table("data", "reconciling.toml")["types"]["offered"]
    known = {caseless(name): (name,) for name in offered} | {
        name: tuple(types) for name, types in rules["kinds"].items()
    }
    plain = caseless(kind).strip()
    found: tuple[str, ...] = known.get(plain) or known.get(plain.removesuffix("s")) or ()
    if not found:
        raise UnreadableError(f"There is no kind “{kind[:40]}”; there are {', '.join(sorted(known))}.")
    return found


def column_of(header: Sequence[str], wanted: str) -> int:
    """Where the column stands that is matched: the one that is named, else by its name, else the only one.

    Raises:
        UnreadableError: it cannot be told.
    """
    plain = [caseless(name).strip() for name in header]
    if wanted:
        if caseless(wanted).strip() in plain:
            return plain.index(caseless(wanted).strip())
        if wanted.isdecimal() and 0 < int(wanted) <= len(header):
            return int(wanted) - 1
        raise UnreadableError(f"There is no column “{wanted[:80]}”; there are: {', '.join(header)}.")
    names: list[str] = table("data", "columns.toml")["match"]["columns"]
    found = next((plain.index(caseless(name)) for name in names if caseless(name) in plain), None)
    if found is None and len(header) == 1:
        found = 0
    if found is None:
        raise UnreadableError(f"Say with --column which column is matched; there are: {', '.join(header)}.")
    return found


def is_symbol(text: str) -> bool:
    """Whether a text is a symbol: a list whose first line is one has no names of columns."""
    try:
        return bool(parse(text.strip()))
    except SymbolError:
        return False
