"""Who cites a document."""

from __future__ import annotations

from resograph.releases.reader import ReleaseGraph
from resograph.symbols import Symbol
from resograph.web import documents
from resograph.web.components.links import Link

MOST_CITING = 100
"""Places listed that cite a document; the query behind the list has all."""


def citing_parts(graph: ReleaseGraph, symbol: Symbol) -> list[Link]:
    """The parts that cite a document."""
    iri = graph.iri(symbol.text)
    found = {graph.path(one) for predicate in documents.CITING for one in graph.pointing_at(iri, predicate)}
    return [Link(path, path) for path in sorted(found) if "~" in path]
