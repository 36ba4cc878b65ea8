"""The tables of ``catalogue.sqlite``."""

SCHEMA = """
CREATE TABLE work (
    id INTEGER PRIMARY KEY,
    symbol TEXT NOT NULL UNIQUE,
    changed INTEGER NOT NULL,   -- seconds since 1970: its datestamp; a deleted work's is that of its going
    first INTEGER NOT NULL,     -- when it was first published
    deleted INTEGER NOT NULL,
    digest TEXT NOT NULL,       -- of its graph and its files: another digest is a change
    language TEXT NOT NULL,     -- of the version that is shown first
    title TEXT NOT NULL,
    oai_dc BLOB NOT NULL,       -- compressed; empty where it is deleted, as is marcxml
    marcxml BLOB NOT NULL
);
CREATE INDEX work_changed ON work (changed, id);
CREATE TABLE member (
    name TEXT NOT NULL,
    changed INTEGER NOT NULL,
    work INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE,
    PRIMARY KEY (name, changed, work)
) WITHOUT ROWID;
CREATE INDEX member_work ON member (work);
CREATE TABLE named (name TEXT PRIMARY KEY, label TEXT NOT NULL) WITHOUT ROWID;
"""
