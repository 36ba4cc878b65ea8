"""Writes the names of entities so that all ways of looking for them need no more than a few rows.

What is worked out of a name costs most; it is taken from an earlier file where one was written by the same code.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from resograph.reconciling.entries import KnownEntity, Name, NameKind
from resograph.reconciling.folding import fold, forms_of, grams, words_of
from resograph.reconciling.phrases import NAMED, keys_of
from resograph.reconciling.sessions import without_body
from resograph.symbols.address import LANGUAGES

FORMAT = "1"
KINDS = tuple(NameKind)
_BETWEEN = "\x1f"
"""Stands between the words of a phrase; no word has it."""
_MOST_PIECES = 65535
_SCHEMA = """
-- format, code; by number, as bytes, little-endian: owners, kinds, sizes of names; classes of entities (places in
-- class_sets, JSON), their weights.
CREATE TABLE about (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
-- An entity has the names from number first until before last. stem: a symbol without its session in brackets.
CREATE TABLE entity (id INTEGER PRIMARY KEY, path TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, stem);
-- folded, key, core, figures: see folding.Folded; plain: words as they are typed. keys: words by which phrases are
-- found. What a kind of name is not found by is NULL.
CREATE TABLE name (
  id INTEGER PRIMARY KEY, text TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL,
  folded TEXT, key TEXT, core TEXT, figures TEXT, plain TEXT, keys TEXT
);
-- Names that have a piece (folding.grams), and that have a word, or what one may begin to type for it.
CREATE TABLE piece (piece TEXT NOT NULL, count INTEGER NOT NULL, names BLOB NOT NULL);
CREATE TABLE word (word TEXT NOT NULL, names BLOB NOT NULL);
-- Names within texts: their words, the first of them apart; codes as they are written.
CREATE TABLE phrase (language TEXT NOT NULL, start TEXT NOT NULL, keys TEXT NOT NULL, owner INTEGER NOT NULL);
CREATE TABLE code (text TEXT NOT NULL, owner INTEGER NOT NULL);
"""
_INDEXES = """
CREATE INDEX entity_path ON entity (path);
CREATE INDEX entity_stem ON entity (stem) WHERE stem IS NOT NULL;
CREATE INDEX name_folded ON name (folded) WHERE folded IS NOT NULL;
CREATE INDEX name_key ON name (key) WHERE key IS NOT NULL;
CREATE INDEX piece_piece ON piece (piece);
CREATE INDEX word_word ON word (word);
CREATE INDEX phrase_start ON phrase (language, start);
CREATE INDEX code_text ON code (text);
"""


@dataclass(frozen=True)
class _Worked:
    """What is worked out of a name: see the table ``name``."""

    folded: str
    key: str
    core: str
    figures: str
    plain: str
    keys: str


def write_names(
    database: sqlite3.Connection,
    entries: Iterable[KnownEntity],
    weight: Callable[[str], int],
    code: str = "",
    before: Path | None = None,
) -> None:
    """Write names into an empty database.

    Args:
        database: where to.
        entries: the entities; of two with one path the first counts.
        weight: how much is held of one, by its path.
        code: digest of all that the working out of names depends on.
        before: an earlier file; what it has is taken over where it was written by the same code.
    """
    known = _kept(before, code) if before and before.is_file() else {}
    database.executescript(_SCHEMA)
    _Writer(database, known).write({entry.path: entry for entry in reversed(list(entries))}.values(), weight, code)
    database.executescript(_INDEXES)
    database.execute("ANALYZE")
    database.commit()


class _Writer:
    """Collects what is found in many names, and writes it."""

    def __init__(self, database: sqlite3.Connection, known: Mapping[tuple[str, str], _Worked]) -> None:
        self._database = database
        self._known = known
        self._owners, self._sizes, self._kinds = array("I"), array("H"), bytearray()
        self._pieces: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._words: dict[str, array[int]] = {}
        self._phrases: set[tuple[str, str, str, int]] = set()
        self._codes: set[tuple[str, int]] = set()
        self._names: list[tuple[object, ...]] = []

    def write(self, entries: Iterable[KnownEntity], weight: Callable[[str], int], code: str) -> None:
        """Write all."""
        ordered = sorted(entries, key=lambda one: ("Document" in one.types, -weight(one.path), one.path))
        numbers = {entry.path: number for number, entry in enumerate(ordered)}
        sets: dict[frozenset[str], int] = {}
        rows = []
        for number, entry in enumerate(ordered):
            first = len(self._names)
            for name in entry.names:
                self._add(number, entry, name)
            if "Session" in entry.types:
                self._add_short(number, entry, numbers.get(f"body/{entry.path.split('/')[1]}"), ordered)
            is_dated = "Document" in entry.types and entry.path.endswith(")")
            stem = entry.path.partition("(")[0] if is_dated else None
            rows.append((number, entry.path, first, len(self._names), stem))
            sets.setdefault(entry.types, len(sets))
        about = {
            "format": FORMAT,
            "code": code,
            "owners": _bytes(self._owners),
            "kinds": bytes(self._kinds),
            "sizes": _bytes(self._sizes),
            "weights": _bytes(array("I", [weight(entry.path) for entry in ordered])),
            "classes": _bytes(array("H", [sets[entry.types] for entry in ordered])),
            "class_sets": json.dumps([sorted(types) for types in sets]),
        }
        insert = self._database.executemany
        insert("INSERT INTO about VALUES (?, ?)", about.items())
        insert("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", rows)
        insert("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._names)
        pieces = sorted(self._pieces.items())
        insert("INSERT INTO piece VALUES (?, ?, ?)", ((piece, len(some), _bytes(some)) for piece, some in pieces))
        typed: dict[str, set[int]] = {}
        for word, some in self._words.items():
            for form in forms_of(word):
                typed.setdefault(form, set()).update(some)
        words = ((word, _bytes(array("I", sorted(some)))) for word, some in sorted(typed.items()))
        insert("INSERT INTO word VALUES (?, ?)", words)
        insert("INSERT INTO phrase VALUES (?, ?, ?, ?)", sorted(self._phrases))
        insert("INSERT INTO code VALUES (?, ?)", sorted(self._codes))

    def _add(self, owner: int, entry: KnownEntity, name: Name) -> None:
        number = len(self._names)
        self._owners.append(owner)
        self._kinds.append(KINDS.index(name.kind))
        if name.kind is NameKind.SYMBOL:
            self._sizes.append(0)
            self._names.append((number, name.text, "", name.kind.value, *[None] * 6))
            return
        worked = self._known.get((name.text, name.language)) or _worked(name)
        self._names.append((
            number, name.text, name.language, name.kind.value,
            worked.folded, worked.key, worked.core, worked.figures, worked.plain, worked.keys,
        ))  # fmt: skip
        pieces = grams(worked.folded.split()) if name.kind is not NameKind.CODE else set()
        self._sizes.append(min(len(pieces), _MOST_PIECES))
        for piece in pieces:
            self._pieces[piece].append(number)
        if "Document" not in entry.types:
            for word in {*worked.folded.split(), *worked.plain.split()}:
                self._words.setdefault(word, array("I")).append(number)
        if entry.types & NAMED and name.language in LANGUAGES:
            self._add_phrase(name.language, worked.keys, owner)
        elif entry.types & NAMED and len(name.text) > 1:
            self._codes.add((name.text, owner))

    def _add_phrase(self, language: str, keys: str, owner: int) -> None:
        if keys:
            self._phrases.add((language, keys.partition(_BETWEEN)[0], keys, owner))

    def _add_short(self, owner: int, session: KnownEntity, body: int | None, all_: list[KnownEntity]) -> None:
        """Let a session be found without the name of its body: "eightieth session"."""
        for name in session.names if body is not None else ():
            if name.language in LANGUAGES and body is not None:
                self._add_phrase(name.language, _BETWEEN.join(without_body(name, all_[body])), owner)


def words_in(keys: str) -> list[str]:
    """The words of a phrase as the tables have it."""
    return keys.split(_BETWEEN)


@lru_cache(maxsize=1 << 15)
def _worked(name: Name) -> _Worked:
    folded = fold(name.text)
    keys = [token.key for token in keys_of(name.text, name.language)] if name.language in LANGUAGES else []
    figures = " ".join(sorted(folded.figures))
    return _Worked(
        folded.text, folded.key, folded.core, figures, " ".join(words_of(name.text)), _BETWEEN.join(keys)
    )  # fmt: skip


def _kept(before: Path, code: str) -> dict[tuple[str, str], _Worked]:
    """What was worked out of names before; nothing where the file is of other code or cannot be read."""
    columns = "text, language, folded, key, core, figures, plain, keys"
    try:
        with closing(sqlite3.connect(f"{before.absolute().as_uri()}?mode=ro", uri=True)) as database:
            about = dict(database.execute("SELECT name, value FROM about WHERE name IN ('format', 'code')"))
            if (about.get("format"), about.get("code")) != (FORMAT, code):
                return {}
            rows = database.execute(f"SELECT {columns} FROM name WHERE folded IS NOT NULL")
            return {(text, language): _Worked(*worked) for text, language, *worked in rows}
    except sqlite3.DatabaseError:
        return {}


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
