"""The tables of a release. They stand in segments, files of SQLite with the same tables, each with works of its own.

A segment is written whole, then only read. What a later one has instead of, or takes out of, earlier ones is in its
table ``gone``. Ids are unique over all segments. Things are named by their paths below the base.
"""

from __future__ import annotations

from resograph.symbols.address import LANGUAGES

FORMAT = "3"
"""Version of the tables; a reader takes no other."""
BITS = 20
"""Bits of the id of a part or an act that hold its place in its work; the work's id stands above."""

TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Works of earlier segments, by id, that count no more.
CREATE TABLE gone (id INTEGER PRIMARY KEY);

-- What is said of a work is "" where it is not known. organ, session: paths. compact, number: as people type it.
CREATE TABLE work (
  id INTEGER PRIMARY KEY, symbol TEXT NOT NULL UNIQUE, compact TEXT NOT NULL, number TEXT NOT NULL,
  kind TEXT NOT NULL, organ TEXT NOT NULL, session TEXT NOT NULL, year TEXT NOT NULL, adopted TEXT NOT NULL
);
CREATE INDEX work_compact ON work (compact);
CREATE INDEX work_number ON work (number);

-- A part, and the work itself (position 0, no eid). The id holds the work's id and the position.
CREATE TABLE part (id INTEGER PRIMARY KEY, eid TEXT NOT NULL);

-- The catalogue: a work, or one that is held no more, with its datestamp.
CREATE TABLE record (
  id INTEGER PRIMARY KEY,     -- the work's; one that is held no more has one of its own
  symbol TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,   -- seconds since 1970: its datestamp; a deleted work's is that of its going
  first INTEGER NOT NULL,     -- when it was first published
  deleted INTEGER NOT NULL,
  digest TEXT NOT NULL,       -- of its graph and its files, and what registries give: another is a change
  language TEXT NOT NULL,     -- of the version that is shown first
  title TEXT NOT NULL,
  oai_dc BLOB NOT NULL,       -- compressed; empty where it is deleted, as is marcxml
  marcxml BLOB NOT NULL
);
CREATE INDEX record_changed ON record (changed, id);
CREATE TABLE member (
  name TEXT NOT NULL, changed INTEGER NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (name, changed, work)
) WITHOUT ROWID;
CREATE INDEX member_work ON member (work);
CREATE TABLE named (name TEXT PRIMARY KEY, label TEXT NOT NULL) WITHOUT ROWID;

-- The register. What a work is filed under: session, agenda item, sponsor, the States of each side of a vote …
CREATE TABLE filed (thing TEXT NOT NULL, how TEXT NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (thing, how, work))
  WITHOUT ROWID;
CREATE INDEX filed_work ON filed (work);

-- What a part is about (theme) or names (mentions).
CREATE TABLE names (thing TEXT NOT NULL, how TEXT NOT NULL, part INTEGER NOT NULL, PRIMARY KEY (thing, how, part))
  WITHOUT ROWID;
CREATE INDEX names_part ON names (part, how);

-- The id holds the work's. kind: 0 act, 1 request, 2 mandate, 3 mandate to report. due: of the first of its reports.
-- ends: the day until which it holds, as its words say, or "". sketch: of its part, as JSON (wording.sketches).
CREATE TABLE act (
  id INTEGER PRIMARY KEY, part INTEGER NOT NULL, place INTEGER NOT NULL,
  verb TEXT NOT NULL, force TEXT NOT NULL, kind INTEGER NOT NULL, due TEXT NOT NULL, ends TEXT NOT NULL,
  sketch TEXT NOT NULL
);
CREATE INDEX act_part ON act (part, place);
CREATE INDEX act_verb ON act (verb);

-- A report that an act asks for. day: as the words have it, a day or a month. due: the first day that it can be.
CREATE TABLE report (
  act INTEGER NOT NULL, eid TEXT NOT NULL, kind TEXT NOT NULL, recipient TEXT NOT NULL, item TEXT NOT NULL,
  session TEXT NOT NULL, year INTEGER, day TEXT NOT NULL, due TEXT NOT NULL
);
CREATE INDEX report_act ON report (act);
CREATE INDEX report_session ON report (session);

-- Whom an act addresses, to whom is to be reported, under which item.
CREATE TABLE party (thing TEXT NOT NULL, how TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY (thing, how, act))
  WITHOUT ROWID;
CREATE INDEX party_act ON party (act, how);

-- Which report answers which act, of all works: the last segment's counts.
CREATE TABLE answer (act INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (act, report)) WITHOUT ROWID;

-- What a part does to another or to a document (target: a path): extends, replaces, suspends, terminates.
CREATE TABLE effect (how TEXT NOT NULL, target TEXT NOT NULL, part INTEGER NOT NULL);

-- Mandates through time, of all works; the last segment's count (releases/tables/lives.py). Acts of lines of several
-- documents: paths of the first part and the last that ask so, their days, how many documents came after the first.
CREATE TABLE life (
  act INTEGER PRIMARY KEY, first TEXT NOT NULL, first_on TEXT NOT NULL, last TEXT NOT NULL, last_on TEXT NOT NULL,
  renewed INTEGER NOT NULL, answered INTEGER NOT NULL
);
CREATE INDEX life_renewed ON life (renewed);
-- Parts that perhaps ask the same.
CREATE TABLE twin (act INTEGER NOT NULL, part TEXT NOT NULL, PRIMARY KEY (act, part)) WITHOUT ROWID;
-- What later parts do to an act: how, by which part, adopted when, and until when it then holds, or "".
CREATE TABLE changed (
  act INTEGER NOT NULL, how TEXT NOT NULL, part TEXT NOT NULL, day TEXT NOT NULL, until TEXT NOT NULL,
  PRIMARY KEY (act, how, part)
) WITHOUT ROWID;

-- Search. The words of a work in a language: [[position, title or heading, text], …] as JSON, compressed.
CREATE TABLE text (work INTEGER NOT NULL, language TEXT NOT NULL, words BLOB NOT NULL);
CREATE UNIQUE INDEX text_work ON text (work, language);
-- What the words of a version name, as pages show it: [[position of the part, start, end, path of what is named, path
-- of the governing verb or ""], …] as JSON, compressed.
CREATE TABLE named_words (work INTEGER NOT NULL, language TEXT NOT NULL, places BLOB NOT NULL);
CREATE UNIQUE INDEX named_words_work ON named_words (work, language);
-- What was found in a version of a work, as JSON, compressed.
CREATE TABLE found (work INTEGER NOT NULL, language TEXT NOT NULL, annotations BLOB NOT NULL);
CREATE UNIQUE INDEX found_work ON found (work, language);
CREATE TABLE title (
  work INTEGER NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (work, language)
) WITHOUT ROWID;

-- The words of the texts; "plain" is the surface without accents, "key" what stands in the tables below. The counts
-- of all segments make the count: that of words which are gone is below zero.
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

WORK_OF = {
    "work": "id",
    "part": f"id >> {BITS}",
    "record": "id",
    "member": "work",
    "filed": "work",
    "names": f"part >> {BITS}",
    "act": f"id >> {BITS}",
    "report": f"act >> {BITS}",
    "party": f"act >> {BITS}",
    "effect": f"part >> {BITS}",
    "text": "work",
    "found": "work",
    "named_words": "work",
    "title": "work",
}
"""Table with rows of works → the id of a row's work, in SQL."""

IN_WORK = (
    f"BETWEEN (SELECT id << {BITS} FROM {{s}}.work WHERE symbol = ?)"
    f" AND (SELECT (id + 1 << {BITS}) - 1 FROM {{s}}.work WHERE symbol = ?)"
)
"""Whether the id of a part or an act is of the work with a symbol, in SQL."""


def within(work: int, place: int) -> int:
    """The id of a part (its position; 0 is the work itself) or an act of a work."""
    return (work << BITS) + place


def work_of(part: int) -> int:
    """The id of the work that a part is of."""
    return part >> BITS


def position_of(part: int) -> int:
    """The position of a part in its work; 0 is the work itself."""
    return part & ((1 << BITS) - 1)
