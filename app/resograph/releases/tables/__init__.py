"""The tables of a release, in segments of SQLite: written from rows that workers made, read as one."""

from resograph.releases.tables.opened import LIVE, NoTablesError, OutOfTimeError, Tables, TablesError
from resograph.releases.tables.rows import NamedWords, TableRows, table_rows
from resograph.releases.tables.writing import TablesWriter

__all__ = [
    "LIVE",
    "NamedWords",
    "NoTablesError",
    "OutOfTimeError",
    "TableRows",
    "Tables",
    "TablesError",
    "TablesWriter",
    "table_rows",
]
