"""CSV files (RFC 4180; lines end in LF). Cells stand as they are: docs/decisions/0017-tables.md."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from resograph.exporting.declared import Table
from resograph.exporting.rows import Row

_NEEDS_QUOTES = re.compile('[,"\\r\\n]').search


class CsvFile:
    """A file of a table, begun with its header. The standard writer takes half again as long for cells so long."""

    def __init__(self, path: Path, table: Table) -> None:
        self._file = path.open("wb")
        self.write([table.names])

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows behind those there are."""
        self._file.write("".join(f"{','.join(map(_cell, row))}\n" for row in rows).encode())

    def __enter__(self) -> CsvFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _cell(value: str | None) -> str:
    if value is None:
        return ""
    return '"' + value.replace('"', '""') + '"' if _NEEDS_QUOTES(value) else value
