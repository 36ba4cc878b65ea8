"""``search.sqlite``: the tables of a release's index. Written whole by a build, then only read."""

from __future__ import annotations

from resograph.symbols.address import LANGUAGES

FORMAT = "2"
"""Version of the tables; a reader takes no other."""
_BITS = 20
"""Bits of a unit's id that hold its position in its work."""

TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- A unit is a document (position 0) or a part of it; its id holds the work's above and its position below.
-- What a work is sorted by, "" where it is not known: its kind, and the paths of its organ and session.
CREATE TABLE work (
  id INTEGER PRIMARY KEY, symbol TEXT NOT NULL UNIQUE, compact TEXT NOT NULL, number TEXT NOT NULL,
  kind TEXT NOT NULL, organ TEXT NOT NULL, session TEXT NOT NULL, year TEXT NOT NULL, adopted TEXT NOT NULL
);
CREATE INDEX work_compact ON work (compact);
CREATE INDEX work_number ON work (number);
CREATE TABLE unit (id INTEGER PRIMARY KEY, eid TEXT NOT NULL);
CREATE TABLE reading (
  unit INTEGER NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (unit, language)
) WITHOUT ROWID;

-- The words of the texts; "plain" is the surface without accents, "key" what stands in the tables below.
CREATE TABLE word (
  language TEXT NOT NULL, surface TEXT NOT NULL, plain TEXT NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (language, surface)
) WITHOUT ROWID;
CREATE INDEX word_plain ON word (language, plain);
CREATE INDEX word_key ON word (language, key, count);
""" + "".join(
    # Keys only, with a space between; the tokenizer "ascii" leaves letters of other scripts as they are.
    f"CREATE VIRTUAL TABLE keys_{language} USING fts5 (symbol, title, text, content='', tokenize='ascii');\n"
    for language in LANGUAGES
)


def unit_id(work: int, position: int) -> int:
    """The id of a unit; position 0 is the document itself."""
    return (work << _BITS) + position


def document_of(unit: int) -> int:
    """The unit of the document that a unit is or stands in."""
    return unit >> _BITS << _BITS


WORK_OF = f"unit >> {_BITS}"
"""The work of a unit, in SQL."""
IS_DOCUMENT = f"rowid & {(1 << _BITS) - 1} = 0"
"""Whether an entry is a document's, in SQL."""
