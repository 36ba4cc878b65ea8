"""The graphs that works share: vocabulary and ontology."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from resograph.vocabularies.concepts import statements
from resograph.writing.entailments import Entailer, ontology_triples


def vocabulary_triples(files: Iterable[Path], base: str, entailer: Entailer) -> list[ox.Triple]:
    """The vocabulary files with their entailments, each triple once.

    Raises:
        VocabularyError: a file is broken.
    """
    triples = [
        ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)
        for path in files
        for subject, predicate, value in statements(path, base)
    ]
    return entailer.close(triples, lambda iri: iri.startswith(base))


def ontology_graph() -> list[ox.Triple]:
    """Ontology and alignments, but for unions: their blank nodes could not be referred to (they stand in ``/ns``)."""
    return sorted(
        {
            triple
            for triple in ontology_triples()
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal)
        },
        key=str,
    )
