"""``croissant.json``: the export as Croissant 1.0 (ML Commons), for those who load data sets by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from resograph.exporting.declared import Column, Table, tables
from resograph.resources import table as data

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in [
            "citeAs",
            "column",
            "extract",
            "field",
            "fileProperty",
            "fileObject",
            "fileSet",
            "format",
            "includes",
            "isLiveDataset",
            "jsonPath",
            "key",
            "md5",
            "parentField",
            "path",
            "recordSet",
            "references",
            "regex",
            "repeated",
            "replace",
            "separator",
            "source",
            "subField",
            "transform",
        ]
    },
}
"""The context that the specification prescribes."""
_TYPES = {
    "iri": "sc:URL",
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "decimal": "sc:Float",
    "date": "sc:Date",
    "boolean": "sc:Boolean",
}
_MEDIA = {"csv": "text/csv", "parquet": "application/x-parquet"}


def croissant(index: Mapping[str, Any]) -> dict[str, Any]:
    """The description of an export: its files, and for each table a record set read from the first of its forms."""
    about = data("data", "tables.toml")["about"]
    folder = f"{index['base']}dumps/tables/{index['release']}/"
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "resograph-tables",
        "description": about["description"]["en"],
        "license": about["license"],
        "url": folder,
        "version": f"{index['version']}+{index['release']}",
        "datePublished": index["date"],
        "inLanguage": ["ar", "en", "es", "fr", "ru", "zh"],
        "keywords": about["keywords"],
        "creator": {"@type": "sc:Organization", "name": about["creator"]},
        "publisher": {"@type": "sc:Organization", "name": about["publisher"]},
        "citeAs": f"{about['title']['en']}. {about['creator']}, release {index['release']}, {index['date']}. {folder}",
        "isLiveDataset": False,
        "distribution": [_file(file, folder) for row in index["tables"] for file in row["files"]],
        "recordSet": [_records(tables()[row["name"]], row["files"][0]["name"]) for row in index["tables"]],
    }


def _file(file: Mapping[str, Any], folder: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file["name"],
        "name": file["name"],
        "contentSize": f"{file['bytes']} B",
        "contentUrl": f"{folder}{file['name']}",
        "encodingFormat": _MEDIA[file["name"].rpartition(".")[2]],
        "sha256": file["sha256"],
    }


def _records(table: Table, file: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description["en"],
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column, file) for column in table.columns],
    }


def _field(table: Table, column: Column, file: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": f"{table.name}/{column.name}",
        "description": column.en,
        "dataType": _TYPES.get(column.type, "sc:Text"),
        "source": {"fileObject": {"@id": file}, "extract": {"column": column.name}},
    }
    if column.references:
        field["references"] = {"field": {"@id": column.references.replace(".", "/")}}
    return field
