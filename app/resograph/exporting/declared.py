"""The tables as they are declared in ``data/tables/*.toml``: columns with types and descriptions, keys, a query.

From this come the files, their descriptors, the codebook and the page. The query gives a table's rows of one document
by SPARQL (the document is put for ``?document``): it documents what a table holds, and a test compares both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from resograph.resources import table

TYPES = ("iri", "string", "words", "integer", "decimal", "year", "date", "boolean")
"""Types of columns; ``words``: several words with a space between."""


@dataclass(frozen=True)
class Column:
    """A column: ``measured`` names the variable of ``data/measured.toml`` that says how right it is."""

    name: str
    type: str
    en: str
    zh: str
    references: str = ""
    """Table and column that have the same values, "documents.document"."""
    measured: str = ""


@dataclass(frozen=True)
class Table:
    """A table of the export."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    query: str
    """SPARQL for the rows of one document, "" where none says it."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)


@cache
def tables() -> Mapping[str, Table]:
    """The tables in their order, by name."""
    return {name: _read(name) for name in table("data", "tables.toml")["order"]}


def _read(name: str) -> Table:
    data = table("data", "tables", f"{name}.toml")
    columns = tuple(Column(**column) for column in data["columns"])
    return Table(name, data["title"], data["description"], tuple(data["key"]), columns, data.get("query", ""))
