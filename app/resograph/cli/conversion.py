"""The forms that a file can be converted to."""

from __future__ import annotations

import json
from collections.abc import Callable

from resograph.pipeline import WorkGraph
from resograph.vocabularies.concepts import vocabulary
from resograph.writing import RDF_FORMATS, serialise, write_collection, write_json, write_text
from resograph.writing.entry import entry_of
from resograph.writing.marcxml import write_marcxml

Converter = Callable[[list[WorkGraph], str], bytes]
"""Graphs and base to bytes."""


def converters() -> dict[str, Converter]:
    """Name of a form → what writes it."""

    def rdf(format_: str) -> Converter:
        return lambda graphs, base: serialise([t for graph in graphs for t in graph.triples], format_, base)

    def flat(graphs: list[WorkGraph], base: str) -> bytes:
        rows = [row for graph in graphs for row in write_json(graph.work, base, vocabulary())]
        return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()

    def akn(graphs: list[WorkGraph], base: str) -> bytes:
        versions = [graph.work.reference for graph in graphs]
        return write_collection([(version.document, version.annotations) for version in versions])

    def marcxml(graphs: list[WorkGraph], base: str) -> bytes:
        return write_marcxml((entry_of(graph.work, vocabulary()) for graph in graphs), base)

    return {
        "akn": akn,
        **{format_: rdf(format_) for format_ in RDF_FORMATS},
        "json": flat,
        "marcxml": marcxml,
        "txt": lambda graphs, base: "\n".join(write_text(graph.work.reference.document) for graph in graphs).encode(),
    }
