"""The words of one language in an index: other spellings of a word, its beginnings, what is near it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORT = 4
"""Letters up to which a word has no near ones: too many words are."""
_LONG = 8
"""Letters from which two slips of the pen are thought of, not one."""


class IndexLexicon:
    """See ``plan.Lexicon``."""

    def __init__(self, database: sqlite3.Connection, language: str) -> None:
        self._database = database
        self._language = language

    def spelt(self, plain: str) -> Mapping[str, str]:
        """Surface → key of the words that are ``plain`` without their accents."""
        rows = self._database.execute(
            "SELECT surface, key FROM word WHERE language = ? AND plain = ?", (self._language, plain)
        )
        return dict(rows.fetchall())

    def counts(self, keys: Iterable[str]) -> Mapping[str, int]:
        """How often each key occurs, for those that do."""
        wanted = list(keys)
        rows = self._database.execute(
            "SELECT key, sum(count) FROM word WHERE language = ? AND key IN "
            f"({', '.join('?' * len(wanted))}) GROUP BY key",
            (self._language, *wanted),
        )
        return dict(rows.fetchall())

    def beginning(self, prefix: str) -> Iterable[str]:
        """The keys of words that begin so, where the key itself does not."""
        rows = self._database.execute(
            "SELECT DISTINCT key FROM word WHERE language = ? AND plain >= ? AND plain < ? AND substr(key, 1, ?) <> ?",
            (self._language, prefix, f"{prefix}\U0010ffff", len(prefix), prefix),
        )
        return [key for (key,) in rows]

    def near(self, plain: str) -> str | None:
        """The nearest word that occurs, of equally near ones the most frequent; None where none is near."""
        if len(plain) <= _SHORT:
            return None
        slips = 1 if len(plain) < _LONG else 2
        rows = self._database.execute(
            "SELECT surface, plain FROM word WHERE language = ? AND length(plain) BETWEEN ? AND ? "
            "ORDER BY count DESC, surface",
            (self._language, len(plain) - slips, len(plain) + slips),
        ).fetchall()
        found = process.extractOne(plain, [row[1] for row in rows], scorer=OSA.distance, score_cutoff=slips)
        return str(rows[found[2]][0]) if found else None
