"""The index of a release, written by a build: new works go in, changed and removed ones come out, the others stay."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from resograph.releases.search.folding import SIGN, folding
from resograph.releases.search.passages import Passage, Sorted, passages, sorted_by
from resograph.releases.search.schema import FORMAT, TABLES, document_of, unit_id
from resograph.symbols.address import LANGUAGES
from resograph.symbols.typing import compact_forms


def write_index(
    path: Path, store: ox.Store, base: str, new: Iterable[str], gone: Iterable[str] = (), before: Path | None = None
) -> None:
    """Write the index of the works that a store holds.

    Args:
        path: the file, which is not there yet.
        store: a store that has a graph for each of the new works.
        base: of all addresses; ends in a slash.
        new: symbols of the works that are new or changed since ``before``.
        gone: symbols of works that ``before`` has and that are changed or no more.
        before: an index of the same base, written by the same code; without it, one is begun.
    """
    if before is not None:
        shutil.copyfile(before, path)
    with closing(sqlite3.connect(path)) as database:
        # A build that breaks off leaves no file behind, so nothing need be kept for going back.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;")
        if before is None:
            database.executescript(TABLES)
            database.execute("INSERT INTO about VALUES ('format', ?), ('base', ?)", (FORMAT, base))
        writer = _Writer(database)
        for symbol in gone:
            writer.remove(symbol)
        for symbol in new:
            writer.add(symbol, sorted_by(store, base, symbol), passages(store, base, symbol))
        writer.count_words()
        if before is None:
            for language in LANGUAGES:
                database.execute(f"INSERT INTO keys_{language} (keys_{language}) VALUES ('optimize')")
        database.commit()
    with path.open("rb") as file:
        os.fsync(file.fileno())


class _Writer:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._counts: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
        self._known = {language: _Known(language) for language in LANGUAGES}

    def add(self, symbol: str, by: Sorted, found: Iterable[Passage]) -> None:
        cursor = self._database.execute(
            "INSERT INTO work (symbol, compact, number, kind, organ, session, year, adopted)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (symbol, *compact_forms(symbol), *by),
        )
        work = cursor.lastrowid or 0
        units: dict[int, str] = {}
        rows: list[tuple[int, str, str, str]] = []
        for passage in found:
            unit = unit_id(work, passage.position)
            units[unit] = passage.eid
            rows.append((unit, passage.language, passage.title, passage.text))
        self._database.executemany("INSERT INTO unit VALUES (?, ?)", units.items())
        self._database.executemany("INSERT INTO reading VALUES (?, ?, ?, ?)", rows)
        for language, entries in self._entries(symbol, rows, 1):
            self._database.executemany(
                f"INSERT INTO keys_{language} (rowid, symbol, title, text) VALUES (?, ?, ?, ?)", entries
            )

    def remove(self, symbol: str) -> None:
        found = self._database.execute("SELECT id FROM work WHERE symbol = ?", (symbol,)).fetchone()
        if found is None:
            return
        first, end = unit_id(found[0], 0), unit_id(found[0] + 1, 0)
        between = "BETWEEN ? AND ?", (first, end - 1)
        rows = self._database.execute(
            f"SELECT unit, language, title, text FROM reading WHERE unit {between[0]}", between[1]
        ).fetchall()
        for language, entries in self._entries(symbol, rows, -1):
            # FTS5 keeps no content, so it is told again what it is to forget (fts5.html §6.6.1).
            self._database.executemany(
                f"INSERT INTO keys_{language} (keys_{language}, rowid, symbol, title, text) "
                "VALUES ('delete', ?, ?, ?, ?)",
                entries,
            )
        self._database.execute(f"DELETE FROM reading WHERE unit {between[0]}", between[1])
        self._database.execute(f"DELETE FROM unit WHERE id {between[0]}", between[1])
        self._database.execute("DELETE FROM work WHERE symbol = ?", (symbol,))

    def _entries(
        self, symbol: str, rows: Iterable[tuple[int, str, str, str]], change: int
    ) -> Iterator[tuple[str, list[tuple[int, str, str, str]]]]:
        """The entries of each language; their words are counted, up or down."""
        entries: dict[str, list[tuple[int, str, str, str]]] = {}
        for unit, language, title, text in rows:
            named = symbol if unit == document_of(unit) else ""
            symbols, titles, texts = (self._keys(language, words, change) for words in (named, title, text))
            entries.setdefault(language, []).append((unit, symbols, titles, texts))
        yield from entries.items()

    def _keys(self, language: str, words: str, change: int) -> str:
        if not words:
            return ""
        found = folding(language).words(words)
        counts, known = self._counts[language], self._known[language]
        if change > 0:
            counts.update(found)
        else:
            counts.subtract(found)
        return " ".join([known[word][0] for word in found])

    def count_words(self) -> None:
        """Bring the counts of words up to date."""
        for language, words in self._counts.items():
            plain, known = folding(language).plain, self._known[language]
            counts: Counter[tuple[str, str]] = Counter()
            for word, count in words.items():
                for form in known[word][1]:
                    counts[form] += count
            counts.pop((SIGN, SIGN), None)
            self._database.executemany(
                "INSERT INTO word VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (language, surface) DO UPDATE SET count = count + excluded.count",
                sorted((language, s, plain(s), key, count) for (s, key), count in counts.items() if count),
            )
        self._database.execute("DELETE FROM word WHERE count = 0")


class _Known(dict[str, tuple[str, tuple[tuple[str, str], ...]]]):
    """Word → its keys with a space between, and its forms, worked out once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._forms = folding(language).forms

    def __missing__(self, word: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        forms = self._forms(word)
        found = self[word] = " ".join(key for _, key in forms), forms
        return found
