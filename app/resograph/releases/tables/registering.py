"""What registries give the records of works: entered where the record stands, with a datestamp of its own.

A record of an earlier segment is entered in a copy of that segment; the texts of the work stay as they are.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_BETWEEN = "\x1f"


class Registered(NamedTuple):
    """A work with what registries give its record: a mark that tells this from any other ("" for nothing), and the
    record in MARC that has it."""

    symbol: str
    mark: str
    marcxml: Callable[[], str]


@dataclass(frozen=True)
class Entered:
    """A record as it is to be: id, digest with the mark, MARC; ``changed`` where those who harvest are to learn it."""

    id: int
    digest: str
    marcxml: str
    changed: bool


def marked(digest: str, mark: str) -> str:
    """A digest with a mark."""
    return f"{digest}{_BETWEEN}{mark}" if mark else digest


def mark_of(digest: str) -> str:
    """The mark of a digest."""
    return digest.partition(_BETWEEN)[2]


def unmarked(digest: str) -> str:
    """A digest without its mark."""
    return digest.partition(_BETWEEN)[0]


def to_enter(
    works: Iterable[Registered], new: Mapping[str, tuple[int, str]], old: Mapping[str, tuple[int, str]]
) -> list[Entered]:
    """What is to be entered.

    Args:
        works: all of the release.
        new: symbol -> id and digest, of those that are written now; their records have no mark yet.
        old: the same of the release before.
    """
    found = []
    for work in works:
        before = old.get(work.symbol, (0, ""))[1]
        number, digest = new.get(work.symbol) or old.get(work.symbol) or (0, "")
        plain = marked(unmarked(digest), work.mark)
        if work.symbol in new and (work.mark or mark_of(before)):
            found.append(Entered(number, plain, work.marcxml(), plain != before))
        elif work.symbol not in new and plain != before:
            found.append(Entered(number, plain, work.marcxml(), True))
    return found


def enter(database: sqlite3.Connection, records: Iterable[Entered], now: int) -> None:
    """Enter those records that stand in a segment."""
    for one in records:
        content = zlib.compress(one.marcxml.encode())
        done = database.execute("UPDATE record SET digest = ?, marcxml = ? WHERE id = ?", (one.digest, content, one.id))
        if done.rowcount and one.changed:
            database.execute("UPDATE record SET changed = ? WHERE id = ?", (now, one.id))
            database.execute("UPDATE member SET changed = ? WHERE work = ?", (now, one.id))
