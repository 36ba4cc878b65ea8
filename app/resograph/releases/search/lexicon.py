"""The words of one language in an index: other spellings of a word, its beginnings, what is near it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from resograph.releases.tables import Tables

_SHORT = 4
"""Letters up to which a word has no near ones: too many words are."""
_LONG = 8
"""Letters from which two slips of the pen are thought of, not one."""


class IndexLexicon:
    """See ``plan.Lexicon``."""

    def __init__(self, tables: Tables, language: str) -> None:
        self._tables = tables
        self._language = language

    def spelt(self, plain: str) -> Mapping[str, str]:
        """Surface → key of the words that are ``plain`` without their accents."""
        rows = self._words("plain = ?2", [plain], "surface, key")
        return {surface: key for surface, key, _ in rows}

    def counts(self, keys: Iterable[str]) -> Mapping[str, int]:
        """How often each key occurs, for those that do."""
        wanted = list(keys)
        places = ", ".join(f"?{place}" for place in range(2, len(wanted) + 2))
        return dict(self._words(f"key IN ({places})", wanted, "key"))

    def beginning(self, prefix: str) -> Iterable[str]:
        """The keys of words that begin so, where the key itself does not."""
        condition = "plain >= ?2 AND plain < ?3 AND substr(key, 1, ?4) <> ?2"
        rows = self._words(condition, [prefix, f"{prefix}\U0010ffff", len(prefix)], "key")
        return [key for key, _ in rows]

    def near(self, plain: str) -> str | None:
        """The nearest word that occurs, of equally near ones the most frequent; None where none is near."""
        if len(plain) <= _SHORT:
            return None
        slips = 1 if len(plain) < _LONG else 2
        rows = self._words(
            "length(plain) BETWEEN ?2 AND ?3", [len(plain) - slips, len(plain) + slips], "surface, plain"
        )
        rows.sort(key=lambda row: (-row[2], row[0]))
        found = process.extractOne(plain, [row[1] for row in rows], scorer=OSA.distance, score_cutoff=slips)
        return str(rows[found[2]][0]) if found else None

    def _words(self, condition: str, values: Sequence[object], columns: str) -> list[Any]:
        """The columns of words that meet a condition and that occur, each once, with how often."""
        return self._tables.rows(
            f"SELECT {columns}, count FROM {{s}}.word WHERE language = ?1 AND {condition}",
            [self._language, *values],
            f"GROUP BY {columns} HAVING sum(count) > 0",
            f"{columns}, sum(count)",
        )
