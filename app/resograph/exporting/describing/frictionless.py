"""``datapackage.json``: Data Package 1 with Table Schema (Frictionless)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from resograph.exporting.declared import Column, Table, tables
from resograph.resources import table as data

_TYPES = {"iri": "string", "words": "string", "decimal": "number"}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def datapackage(index: Mapping[str, Any]) -> dict[str, Any]:
    """The descriptor of an export."""
    about = data("data", "tables.toml")["about"]
    return {
        "profile": "data-package",
        "name": "resograph-tables",
        "id": f"{index['base']}dumps/tables/",
        "title": about["title"]["en"],
        "description": about["description"]["en"],
        "version": f"{index['version']}+{index['release']}",
        "created": f"{index['date']}T00:00:00Z",
        "homepage": index["base"],
        "keywords": about["keywords"],
        "licenses": [{"name": "other-open", "path": about["license"], "title": about["license_name"]}],
        "sources": [{"title": about["source"], "path": "https://docs.un.org/"}],
        "contributors": [{"title": about["creator"], "role": "author"}],
        "resources": [_resource(tables()[row["name"]], row, file) for row in index["tables"] for file in row["files"]],
    }


def _resource(table: Table, row: Mapping[str, Any], file: Mapping[str, Any]) -> dict[str, Any]:
    ending = file["name"].rpartition(".")[2]
    name = table.name.replace("_", "-") + ("" if ending == "csv" else f"-{ending}")
    found: dict[str, Any] = {
        "name": name,
        "path": file["name"],
        "title": table.title["en"],
        "description": table.description["en"],
        "format": ending,
        "mediatype": _MEDIA[ending],
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        "rowCount": row["rows"],
    }
    if ending == "csv":
        found |= {
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        }
    return found | {"schema": _schema(table)}


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    # A key whose columns may be empty is no primary key by that specification.
    if all(column.type != "iri" or column.name == table.key[0] for column in table.columns if column.name in table.key):
        schema["primaryKey"] = list(table.key)
    foreign = [_foreign(column) for column in table.columns if column.references.endswith(".document")]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def _field(column: Column) -> dict[str, Any]:
    field = {"name": column.name, "type": _TYPES.get(column.type, column.type), "description": column.en}
    if column.type == "iri":
        field["format"] = "uri"
    return field


def _foreign(column: Column) -> dict[str, Any]:
    resource, _, name = column.references.partition(".")
    return {"fields": column.name, "reference": {"resource": resource.replace("_", "-"), "fields": name}}
