"""The codebook in Markdown: each table and variable, how right it is as measured, and the query that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from resograph.exporting.declared import Column, Table, tables
from resograph.resources import table as data


def codebook(index: Mapping[str, Any], language: str) -> str:
    """The codebook of an export, in English or Chinese."""
    return "\n".join(_lines(index, language)) + "\n"


def _lines(index: Mapping[str, Any], language: str) -> Iterator[str]:
    about, words = data("data", "tables.toml")["about"], data("data", "tables.toml")["codebook"]
    yield f"# {about['title'][language]}"
    yield f"{index['release']} · {index['date']} · {index['version']} · {index['base']}"
    yield ""
    yield about["description"][language]
    yield ""
    yield words["csv"][language]
    for row in index["tables"]:
        yield ""
        yield from _table(tables()[row["name"]], row["rows"], language, words)


def _table(table: Table, rows: int, language: str, words: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {table.name}: {table.title[language]}"
    yield table.description[language]
    yield ""
    key = ", ".join(f"`{name}`" for name in table.key)
    yield f"{words['key'][language]}: {key}. {words['rows'][language]}: {rows}."
    yield ""
    yield f"| {words['variable'][language]} | {words['type'][language]} | {words['meaning'][language]} |"
    yield "|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {column.type} | {getattr(column, language)} |"
    yield ""
    yield words["measured"][language]
    for column in table.columns:
        yield f"- `{column.name}`: {'; '.join(_measured(column)) or words['not_measured'][language]}"
    if table.query and table.name not in ("coverage",):
        yield ""
        yield words["query"][language]
        yield f"```sparql\n{table.query.strip()}\n```"


def _measured(column: Column) -> Iterator[str]:
    for row in data("data", "measured.toml")["figures"]:
        if row["variable"] == column.measured:
            values = ", ".join(f"{code} {value}" for code, value in sorted(row["values"].items()))
            yield f"{row['what']}, {row['period']}: {values} ({row['source']})"
