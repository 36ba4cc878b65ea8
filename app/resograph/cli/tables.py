"""The rows of an answer, for people."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console
from rich.table import Table


def print_table(data: dict[str, Any], title: str, base: str) -> None:
    """The rows of an answer as a table."""
    columns = data["head"].get("vars", [])
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in data["results"]["bindings"]:
        table.add_row(*(row[column]["value"].removeprefix(base) if column in row else "" for column in columns))
    Console(highlight=False, width=None if sys.stdout.isatty() else 160).print(table, markup=False)
