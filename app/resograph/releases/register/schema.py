"""The tables of a register. Things are named by their paths below the base."""

from __future__ import annotations

FORMAT = "1"
"""Version of the tables; a reader takes no other."""

TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE work (
  id INTEGER PRIMARY KEY, symbol TEXT NOT NULL UNIQUE, adopted TEXT NOT NULL, year INTEGER, organ TEXT NOT NULL
);

-- What a work is filed under: session, agenda item, sponsor, the States of each side of a vote …
CREATE TABLE filed (work INTEGER NOT NULL, how TEXT NOT NULL, thing TEXT NOT NULL);
CREATE INDEX filed_thing ON filed (thing, how, work);
CREATE INDEX filed_work ON filed (work);

CREATE TABLE part (id INTEGER PRIMARY KEY, work INTEGER NOT NULL, path TEXT NOT NULL UNIQUE, position INTEGER NOT NULL);
CREATE INDEX part_work ON part (work);

-- What a part is about (theme) or names (mentions).
CREATE TABLE names (part INTEGER NOT NULL, how TEXT NOT NULL, thing TEXT NOT NULL);
CREATE INDEX names_thing ON names (thing, how, part);
CREATE INDEX names_part ON names (part, how);

-- kind: 0 act, 1 request, 2 mandate, 3 mandate to report. due: of the first of its reports.
CREATE TABLE act (
  id INTEGER PRIMARY KEY, work INTEGER NOT NULL, part INTEGER NOT NULL, place INTEGER NOT NULL, path TEXT NOT NULL,
  verb TEXT NOT NULL, force TEXT NOT NULL, kind INTEGER NOT NULL, due TEXT NOT NULL
);
CREATE INDEX act_work ON act (work);
CREATE INDEX act_part ON act (part);
CREATE INDEX act_verb ON act (verb);
CREATE INDEX act_path ON act (path);

-- A report that an act asks for. day: as the words have it, a day or a month. due: the first day that it can be.
CREATE TABLE report (
  act INTEGER NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, recipient TEXT NOT NULL, item TEXT NOT NULL,
  session TEXT NOT NULL, year INTEGER, day TEXT NOT NULL, due TEXT NOT NULL
);
CREATE INDEX report_act ON report (act);
CREATE INDEX report_session ON report (session);

-- Whom an act addresses, to whom is to be reported, under which item.
CREATE TABLE party (act INTEGER NOT NULL, how TEXT NOT NULL, thing TEXT NOT NULL);
CREATE INDEX party_thing ON party (thing, how, act);
CREATE INDEX party_act ON party (act, how);

CREATE TABLE answer (act TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (act, report)) WITHOUT ROWID;
"""
