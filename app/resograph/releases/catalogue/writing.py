"""Writing the catalogue of a release from that of the release before: who did not change keeps his datestamp."""

from __future__ import annotations

import re
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from resograph.releases.catalogue.schema import SCHEMA
from resograph.resources import table
from resograph.writing.dublin_core import dublin_core
from resograph.writing.entry import Entry
from resograph.writing.marcxml import marc_record

_LEGAL = re.compile(r"[^A-Za-z0-9_.!~*'()-]+")


@dataclass(frozen=True)
class Change:
    """A work of the new release whose digest is not that of the release before, or is not in it."""

    entry: Entry
    digest: str


def known_digests(before: Path | None) -> dict[str, str]:
    """Symbol → digest of the works that a catalogue holds and that are not deleted."""
    if before is None or not before.is_file():
        return {}
    with closing(sqlite3.connect(before)) as connection:
        return dict(connection.execute("SELECT symbol, digest FROM work WHERE NOT deleted"))


def write_catalogue(path: Path, before: Path | None, base: str, changes: Iterable[Change], gone: Iterable[str]) -> None:
    """Write a catalogue; rows that change are stamped 0 until ``stamp`` says when they were published.

    Args:
        path: of the new one.
        before: that of the release before.
        base: of all addresses.
        changes: works that are new or another.
        gone: symbols of works that are no longer held.
    """
    if before is not None and before.is_file():
        shutil.copyfile(before, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'work'").fetchone():
            connection.executescript(SCHEMA)
        for change in changes:
            _put(connection, change, base)
        for symbol in gone:
            _delete(connection, symbol)


def stamp(path: Path, now: int) -> None:
    """Say when the changes of a catalogue were published: at a second of their own, behind all that were before."""
    with closing(sqlite3.connect(path)) as connection, connection:
        [(last,)] = connection.execute("SELECT max(changed) FROM work")
        now = max(now, (last or 0) + 1)
        connection.execute("UPDATE work SET first = ? WHERE first = 0", (now,))
        connection.execute("UPDATE work SET changed = ? WHERE changed = 0", (now,))
        connection.execute("UPDATE member SET changed = ? WHERE changed = 0", (now,))


def _put(connection: sqlite3.Connection, change: Change, base: str) -> None:
    entry = change.entry
    title = entry.titles.get("en") or entry.titles.get(entry.reference) or entry.symbol
    row = {
        "symbol": entry.symbol,
        "digest": change.digest,
        "language": entry.reference,
        "title": title,
        "oai_dc": _packed(dublin_core(entry, base)),
        "marcxml": _packed(marc_record(entry, base)),
    }
    [(work,)] = connection.execute(
        "INSERT INTO work (symbol, changed, first, deleted, digest, language, title, oai_dc, marcxml)"
        " VALUES (:symbol, 0, 0, 0, :digest, :language, :title, :oai_dc, :marcxml)"
        " ON CONFLICT (symbol) DO UPDATE SET changed = 0, deleted = 0, digest = excluded.digest,"
        " language = excluded.language, title = excluded.title, oai_dc = excluded.oai_dc, marcxml = excluded.marcxml"
        " RETURNING id",
        row,
    )
    connection.execute("DELETE FROM member WHERE work = ?", (work,))
    for name, label in dict(sets_of(entry)).items():
        connection.execute("INSERT INTO member (name, changed, work) VALUES (?, 0, ?)", (name, work))
        connection.execute("INSERT INTO named VALUES (?, ?) ON CONFLICT DO UPDATE SET label = ?", (name, label, label))


def _packed(metadata: etree._Element) -> bytes:
    return zlib.compress(etree.tostring(metadata, encoding="UTF-8"))


def _delete(connection: sqlite3.Connection, symbol: str) -> None:
    """A deleted work keeps its sets, for those who harvest one of them are to learn that it is gone."""
    connection.execute(
        "UPDATE work SET deleted = 1, changed = 0, oai_dc = '', marcxml = '', digest = '' WHERE symbol = ?", (symbol,)
    )
    connection.execute("UPDATE member SET changed = 0 WHERE work = (SELECT id FROM work WHERE symbol = ?)", (symbol,))


def sets_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """The sets that hold a work, with their names, those above before those below: legal setSpecs of OAI-PMH."""
    organ = table("data", "marc.toml")["organs"].get(entry.body, {}).get("name", entry.body)
    labels, kinds = table("data", "oai.toml")["sets"], table("data", "oai.toml")["kinds"]
    yield "kind", labels["kind"]
    yield f"kind:{kinds[entry.kind]['spec']}", kinds[entry.kind]["name"]
    if entry.body:
        yield "organ", labels["organ"]
        yield f"organ:{entry.body}", organ
    if entry.body and (session := _legal(entry.session)):
        yield "session", labels["session"]
        yield f"session:{entry.body}", organ
        yield f"session:{entry.body}:{session}", f"{organ}, {entry.session}"
    for subject in entry.subjects:
        if subject.path.startswith("theme/"):
            yield "theme", labels["theme"]
            yield f"theme:{_legal(subject.path.removeprefix('theme/'))}", subject.name


def _legal(text: str) -> str:
    return _LEGAL.sub("-", text).strip("-")
