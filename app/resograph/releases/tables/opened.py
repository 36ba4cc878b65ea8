"""The tables of a release, opened: all segments as one."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resograph.releases.release import ReleaseError
from resograph.releases.tables.schema import FORMAT

LIVE = "NOT IN (SELECT id FROM temp.gone)"
"""Whether the id of a work is not of one that counts no more, in SQL."""
_STEPS = 10_000
"""Instructions of SQLite between two looks at the clock."""


class TablesError(ReleaseError):
    """The tables are missing, damaged or of another version; the message says what to do."""


class NoTablesError(TablesError):
    """There are none."""


class OutOfTimeError(RuntimeError):
    """A question took longer than it may."""


@dataclass(frozen=True)
class Segment:
    """A file of tables."""

    path: Path

    @property
    def number(self) -> int:
        """Its place among the segments of a release: later ones take works out of earlier ones."""
        return int(self.path.stem)

    @property
    def address(self) -> str:
        """The file as SQLite takes it, read-only; it does not change as long as it is there."""
        return f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"


def segments_in(folder: Path) -> tuple[Segment, ...]:
    """The segments in a folder, the earliest first."""
    found = (Segment(path) for path in folder.glob("*.sqlite") if path.stem.isdecimal())
    return tuple(sorted(found, key=lambda segment: segment.number))


class Tables:
    """The tables in a folder, opened read-only; safe to use from several threads.

    Args:
        folder: of the segments.

    Raises:
        NoTablesError: there are none.
        TablesError: they are damaged, or of another version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.segments = segments_in(folder)
        self._local = threading.local()
        if not self.segments:
            raise NoTablesError(f"There are no tables in {folder}. {_MEND}")
        self.base = ""
        for segment in self.segments:
            about = _about(segment)
            if about.get("format") != FORMAT:
                raise TablesError(f"The tables in {folder} were written by another version of resograph. {_MEND}")
            self.base = about["base"]
        self._database()  # a damaged file is told at once

    @property
    def schemas(self) -> tuple[str, ...]:
        """The names of the segments in SQL, the earliest first."""
        return tuple(f"s{place}" for place in range(len(self.segments)))

    def union(self, select: str) -> str:
        """A SELECT from one segment, whose tables it names ``{s}.work``, as a SELECT from all, one behind the other.

        Its parameters are numbered (``?1``), since they stand in it once a segment. It leaves out works that count no
        more by itself, with ``LIVE``.
        """
        return " UNION ALL ".join(select.replace("{s}", schema) for schema in self.schemas)

    def rows(self, select: str, values: Sequence[object] = (), then: str = "", columns: str = "*") -> list[Any]:
        """The rows of a SELECT from each segment (see ``union``), of all together.

        Args:
            select: from one segment.
            values: of its parameters.
            then: how the rows are grouped, ordered and cut.
            columns: what is wanted of them.

        Raises:
            TablesError: the tables are damaged.
        """
        return self.all(f"SELECT {columns} FROM ({self.union(select)}) {then}", values)

    def all(self, text: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of any query.

        Raises:
            TablesError: the tables are damaged.
        """
        with self._told():
            return self._database().execute(text, list(values)).fetchall()

    def is_whole(self) -> bool:
        """Whether all of the files is as SQLite wrote it; they are read from end to end.

        Raises:
            TablesError: they cannot be read.
        """
        return bool(self.all("PRAGMA quick_check") == [("ok",)])

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """What this thread asks inside is stopped after some seconds.

        Raises:
            OutOfTimeError: it was.
        """
        database, deadline = self._database(), time.monotonic() + seconds
        database.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise OutOfTimeError from None
        finally:
            database.set_progress_handler(None, 0)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite says of damaged files, in plain words."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise
            raise TablesError(f"The tables in {self.folder} cannot be read: {error}. {_MEND}") from None
        except sqlite3.DatabaseError as error:
            raise TablesError(f"The tables in {self.folder} are damaged: {error}. {_MEND}") from None

    def _database(self) -> sqlite3.Connection:
        """This thread's connection."""
        database: sqlite3.Connection | None = getattr(self._local, "database", None)
        if database is None:
            with self._told():
                database = self._local.database = self._opened()
        return database

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(":memory:", uri=True, check_same_thread=False)
        database.execute("CREATE TEMP TABLE gone (id INTEGER PRIMARY KEY)")
        for schema, segment in zip(self.schemas, self.segments, strict=True):
            database.execute("ATTACH ? AS " + schema, (segment.address,))
            database.execute(f"INSERT OR IGNORE INTO temp.gone SELECT id FROM {schema}.gone")
        database.commit()
        return database


_MEND = "Bring them back from a copy, or build the release again with: resograph add FILES --store DIR."


def _about(segment: Segment) -> dict[str, str]:
    try:
        with closing(sqlite3.connect(segment.address, uri=True)) as database:
            return dict(database.execute("SELECT name, value FROM about").fetchall())
    except sqlite3.DatabaseError as error:
        raise TablesError(f"{segment.path} is damaged: {error}. {_MEND}") from None
