"""The tables of a release, in segments of SQLite: written from rows that workers made, read as one.

What reads stands here; ``rows`` and ``writing`` know how works are written, and are loaded by who writes.
"""

from resograph.releases.tables.opened import LIVE, NoTablesError, OutOfTimeError, Tables, TablesError

__all__ = [
    "LIVE",
    "NoTablesError",
    "OutOfTimeError",
    "Tables",
    "TablesError",
]
