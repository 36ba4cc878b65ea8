"""Writing the tables of a release: earlier segments are linked, one new segment holds what is new or changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from resograph.languages.folding import folding
from resograph.releases.tables.lives import lives_of
from resograph.releases.tables.merging import borrow_averages, merge_segment, tail_to_merge
from resograph.releases.tables.opened import LIVE, Segment, Tables, TablesError
from resograph.releases.tables.registering import Entered, Registered, enter, mark_of, to_enter, unmarked
from resograph.releases.tables.rows import TableRows
from resograph.releases.tables.schema import FORMAT, TABLES, within
from resograph.releases.tables.texts import keys_of, packed, unpacked
from resograph.symbols.address import LANGUAGES
from resograph.symbols.typing import compact_forms


@dataclass(frozen=True)
class _Before:
    """What the catalogue of the release before has of a work."""

    id: int
    changed: int
    first: int
    deleted: bool
    digest: str
    language: str
    title: str


class TablesWriter:
    """Writes the tables of a release into a folder. Works come in any order; nothing is there before ``finish``.

    Args:
        folder: where to; it need not be there yet.
        base: of all addresses; ends in a slash.
        before: the tables of the release before, of the same base; None where there is none.
        anew: whether all works are handed over again: of ``before`` only the datestamps are kept then.
    """

    def __init__(self, folder: Path, base: str, before: Path | None = None, *, anew: bool = False) -> None:
        self._folder = folder
        self._before = _readable(before, anew)
        self._anew = anew or self._before is None
        self._gone: set[int] = set()
        self._left: dict[str, _Before] = {}
        """Works of ``before`` that were taken out and did not come back."""
        self._entered: list[Entered] = []
        self._words: dict[str, Counter[tuple[str, str]]] = {language: Counter() for language in LANGUAGES}
        self._next = self._first_id()
        folder.mkdir(parents=True, exist_ok=True)
        number = self._before.segments[-1].number + 1 if self._before and not self._anew else 1
        self._path = folder / f"{number}.sqlite"
        self._database = sqlite3.connect(self._path, check_same_thread=False)
        # A build that breaks off leaves no file behind, so nothing need be kept for going back.
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;")
        self._database.executescript(TABLES)
        self._database.execute("INSERT INTO about VALUES ('format', ?), ('base', ?)", (FORMAT, base))

    def remove(self, symbol: str) -> None:
        """Take out a work of the release before."""
        before = self._known(symbol)
        if before is not None and before.id not in self._gone:
            self._gone.add(before.id)
            if not before.deleted:
                self._left[symbol] = before

    def add(self, symbol: str, rows: TableRows) -> None:
        """Take a work that is new or changed; one of the release before is taken out."""
        self.remove(symbol)
        self._left.pop(symbol, None)
        work, insert = self._new_id(), self._database.executemany
        year = rows.adopted[:4]
        one = (work, symbol, *compact_forms(symbol), rows.kind, rows.organ, rows.session, year, rows.adopted)
        insert("INSERT INTO work VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [one])
        insert("INSERT INTO part VALUES (?, ?)", [(within(work, place), eid) for place, eid in rows.parts])
        insert("INSERT INTO filed VALUES (?, ?, ?)", [(*pair, work) for pair in rows.filed])
        insert("INSERT INTO names VALUES (?, ?, ?)", [(*pair, within(work, part)) for *pair, part in rows.names])
        insert(
            "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(within(work, number), within(work, act.part), *act[1:]) for number, act in enumerate(rows.acts)],
        )
        insert(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(within(work, report.act), *report[1:]) for report in rows.reports],
        )
        insert("INSERT INTO party VALUES (?, ?, ?)", [(*pair, within(work, act)) for *pair, act in rows.parties])
        insert("INSERT INTO effect VALUES (?, ?, ?)", [(*pair, within(work, part)) for *pair, part in rows.effects])
        found = [(work, language, zlib.compress(text.encode())) for language, text in rows.found.items()]
        insert("INSERT INTO found VALUES (?, ?, ?)", found)
        named = [(work, language, packed(places)) for language, places in rows.named.items()]
        insert("INSERT INTO named_words VALUES (?, ?, ?)", named)
        self._add_texts(work, rows)
        self._add_record(work, symbol, rows)

    def is_any_registered(self) -> bool:
        """Whether the records of the release before have anything of registries."""
        rows = self._before.rows(f"SELECT digest FROM {{s}}.record WHERE id {LIVE}") if self._before else []
        return any(mark_of(digest) for (digest,) in rows)

    def register(self, works: Iterable[Registered]) -> None:
        """Let the records of works have what registries give them.

        Args:
            works: all of the release, those that stay too.
        """
        new = {symbol: (id_, digest) for id_, symbol, digest in self._database.execute(_DIGESTS.format(s="main"))}
        rows = self._before.rows(f"{_DIGESTS} AND id {LIVE}") if self._before else []
        self._entered = to_enter(works, new, {symbol: (id_, digest) for id_, symbol, digest in rows})

    def segments(self) -> tuple[Segment, ...]:
        """All segments as they stand, for who reads words of works that were added."""
        self._database.commit()
        before = self._before.segments if self._before and not self._anew else ()
        return (*before, Segment(self._path))

    def finish(self, answers: Iterable[tuple[str, str]], now: int, continued: Iterable[tuple[str, str]] = ()) -> None:
        """Write what is left and close.

        Args:
            answers: paths of acts and of the reports that answer them, of all works.
            now: seconds since 1970 at which it will be published: the datestamp of what changed, or one after the last.
            continued: paths of parts and of those that they continue, of all works.
        """
        kept = list(self._before.segments) if self._before and not self._anew else []
        self._add_left()
        now = self._stamp(now)
        self._subtract_words()
        if kept:
            self._database.executemany("INSERT INTO gone VALUES (?)", [(one,) for one in sorted(self._gone)])
        for segment in tail_to_merge(self._database, kept):
            merge_segment(self._database, segment, kept)
        enter(self._database, self._entered, now)
        self._count_words(bool(kept))
        self._add_derived(answers, continued, [segment.address for segment in kept])
        self._database.commit()
        for language in LANGUAGES:
            self._database.execute(f"INSERT INTO keys_{language} (keys_{language}) VALUES ('optimize')")
        self._database.commit()
        borrow_averages(self._database, kept)
        self._database.execute("ANALYZE")
        self._database.commit()
        self._database.close()
        with self._path.open("rb") as file:
            os.fsync(file.fileno())
        for segment in kept:
            self._carry(segment, now)

    def _carry(self, segment: Segment, now: int) -> None:
        """Take a segment over: as it is, or a copy where a record of it is to have what registries give."""
        target = self._folder / segment.path.name
        with closing(sqlite3.connect(segment.address, uri=True)) as database:
            ids = {one for (one,) in database.execute("SELECT id FROM record")} if self._entered else set()
        some = [one for one in self._entered if one.id in ids]
        if not some:
            _link(segment.path, target)
            return
        shutil.copyfile(segment.path, target)
        with closing(sqlite3.connect(target)) as copy, copy:
            enter(copy, some, now)

    def close(self) -> None:
        """Leave off, whatever is not done."""
        with suppress(sqlite3.Error):
            self._database.close()

    # ── ids ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _first_id(self) -> int:
        if self._before is None or self._anew:
            return 1
        return 1 + max(row[0] or 0 for row in self._before.rows("SELECT max(id) FROM {s}.record"))

    def _new_id(self) -> int:
        self._next += 1
        return self._next - 1

    def _known(self, symbol: str) -> _Before | None:
        if self._before is None:
            return None
        rows = self._before.rows(f"{_RECORD} WHERE record.symbol = ?1 AND record.id {LIVE}", [symbol])
        return _Before(*rows[0][1:]) if rows else None

    # ── search ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _add_texts(self, work: int, rows: TableRows) -> None:
        insert = self._database.executemany
        for language, passages in rows.passages.items():
            insert("INSERT INTO text VALUES (?, ?, ?)", [(work, language, packed(passages))])
            titles = [(work, language, one.title) for one in passages if not one.position and one.title]
            insert("INSERT INTO title VALUES (?, ?, ?)", titles)
            insert(
                f"INSERT INTO keys_{language} (rowid, symbol, title, text) VALUES (?, ?, ?, ?)",
                [(within(work, keys.position), *keys[1:]) for keys in rows.keys[language]],
            )
            counts = self._words[language]
            for surface, key, count in rows.words[language]:
                counts[surface, key] += count

    def _subtract_words(self) -> None:
        """Take the words of works that are gone out of the counts."""
        if self._before is None or self._anew:
            return
        select = (
            f"SELECT work.symbol, text.language, text.words FROM {{s}}.text AS text {_OF_TEXT} WHERE text.work = ?1"
        )
        for work in sorted(self._gone):
            for symbol, language, words in self._before.rows(select, [work]):
                for surface, key, count in keys_of(language, symbol, unpacked(words))[1]:
                    self._words[language][surface, key] -= count

    def _count_words(self, follows: bool) -> None:
        """Write the counts; one that is zero tells nothing, and none is below zero where no segment is before."""
        for language, counts in self._words.items():
            plain = folding(language).plain
            self._database.executemany(
                "INSERT INTO word VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (language, surface) DO UPDATE SET count = count + excluded.count",
                sorted((language, s, plain(s), key, count) for (s, key), count in counts.items() if count),
            )
        self._database.execute(f"DELETE FROM word WHERE count {'=' if follows else '<='} 0")

    # ── the catalogue ───────────────────────────────────────────────────────────────────────────────────────────
    def _add_record(self, work: int, symbol: str, rows: TableRows) -> None:
        record, before = rows.record, self._known(symbol)
        same = before is not None and not before.deleted and unmarked(before.digest) == rows.digest
        changed, first = (before.changed if same else 0, before.first) if before else (0, 0)
        metadata = (zlib.compress(text.encode()) for text in (record.oai_dc, record.marcxml))
        self._database.execute(
            "INSERT INTO record VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?)",
            (work, symbol, changed, first, rows.digest, record.language, record.title, *metadata),
        )
        self._add_sets(work, changed, record.sets)

    def _add_sets(self, work: int, changed: int, sets: Iterable[tuple[str, str]]) -> None:
        for name, label in sets:
            self._database.execute("INSERT OR IGNORE INTO member VALUES (?, ?, ?)", (name, changed, work))
            self._database.execute(
                "INSERT INTO named VALUES (?1, ?2) ON CONFLICT DO UPDATE SET label = ?2", (name, label)
            )

    def _add_left(self) -> None:
        """Works that are held no more keep their sets, for those who harvest one of them are to learn it."""
        if self._before is None:
            return
        left = list(self._left.items())
        if self._anew:
            here = {symbol for (symbol,) in self._database.execute("SELECT symbol FROM record")}
            rows = self._before.rows(f"{_RECORD} WHERE record.id {LIVE}", then="ORDER BY symbol")
            left = [(symbol, _Before(*row)) for symbol, *row in rows if symbol not in here]
        for symbol, one in left:
            number, changed = self._new_id(), one.changed if one.deleted else 0
            self._database.execute(
                "INSERT INTO record VALUES (?, ?, ?, ?, 1, '', ?, ?, '', '')",
                (number, symbol, changed, one.first, one.language, one.title),
            )
            select = "SELECT member.name, named.label FROM {s}.member AS member JOIN {s}.named AS named USING (name)"
            self._add_sets(number, changed, self._before.rows(f"{select} WHERE member.work = ?1", [one.id]))

    def _stamp(self, now: int) -> int:
        """Say when what changed was published: at a second of its own, behind all that was before; that second."""
        rows = self._before.rows("SELECT max(changed) FROM {s}.record") if self._before else []
        now = max(now, *(1 + (last or 0) for (last,) in rows), 0)
        for statement in (
            "UPDATE record SET first = ? WHERE first = 0",
            "UPDATE record SET changed = ? WHERE changed = 0",
            "UPDATE member SET changed = ? WHERE changed = 0",
        ):
            self._database.execute(statement, (now,))
        return now

    # ── the register ────────────────────────────────────────────────────────────────────────────────────────────
    def _add_derived(
        self, answers: Iterable[tuple[str, str]], continued: Iterable[tuple[str, str]], earlier: list[str]
    ) -> None:
        """Write which report answers which act, and the lives of acts; an act that no segment has is left out."""
        databases = [self._database, *(sqlite3.connect(address, uri=True) for address in earlier)]
        gone = {one for (one,) in self._database.execute("SELECT id FROM gone")}
        for database in databases[1:]:
            gone.update(one for (one,) in database.execute("SELECT id FROM gone"))
        insert = self._database.executemany
        try:
            found = ((_act_id(databases, path, gone), report) for path, report in sorted(set(answers)))
            rows = sorted((act, report) for act, report in found if act is not None)
            insert("INSERT INTO answer VALUES (?, ?)", rows)
            lives = lives_of(databases, gone, continued, {act for act, _ in rows})
            insert("INSERT INTO life VALUES (?, ?, ?, ?, ?, ?, ?)", lives.lines)
            insert("INSERT INTO twin VALUES (?, ?)", lives.twins)
            insert("INSERT INTO changed VALUES (?, ?, ?, ?, ?)", lives.changed)
        finally:
            for database in databases[1:]:
                database.close()


_RECORD = (
    "SELECT record.symbol, record.id, record.changed, record.first, record.deleted, record.digest, record.language,"
    " record.title FROM {s}.record AS record"
)
_DIGESTS = "SELECT id, symbol, digest FROM {s}.record WHERE NOT deleted"
_OF_TEXT = "JOIN {s}.work AS work ON work.id = text.work"


def _readable(before: Path | None, anew: bool) -> Tables | None:
    """The tables before; damaged ones count as none where all works come again."""
    if before is None:
        return None
    if not anew:
        return Tables(before)
    try:
        tables = Tables(before)
        return tables if tables.is_whole() else None
    except TablesError:
        return None


def _act_id(databases: Iterable[sqlite3.Connection], path: str, gone: set[int]) -> int | None:
    """The id of the act at a path, in the first segment whose work counts."""
    symbol, _, rest = path.partition("~")
    eid, _, place = rest.rpartition("__act_")
    for database in databases:
        row = database.execute("SELECT id FROM work WHERE symbol = ?", (symbol,)).fetchone()
        if row is None or row[0] in gone or not place.isdecimal():
            continue
        found = database.execute(
            "SELECT act.id FROM part JOIN act ON act.part = part.id WHERE part.id BETWEEN ? AND ? AND part.eid = ?"
            " AND act.place = ?",
            (within(row[0], 0), within(row[0] + 1, 0) - 1, eid, int(place)),
        ).fetchone()
        if found:
            return int(found[0])
    return None


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
