"""Batches of MARC records held against those that were harvested, or against a second file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymarc
from lxml import etree

from resograph.pipeline.files import content_of
from resograph.pipeline.records import KeptRecords
from resograph.reading import UnreadableError
from resograph.registries.marc import read_marc, written_again
from resograph.registries.marc.files import records_in


def records_of(path: Path, most: int) -> tuple[pymarc.Record, ...]:
    """The records of a file.

    Raises:
        UnreadableError: it is not there, too large, or holds none.
    """
    return read_marc(content_of(path, most), path.name).records


def harvested(directory: Path) -> list[pymarc.Record]:
    """The records of all registries as they came, written again.

    Raises:
        UnreadableError: there are none.
    """
    found = [written_again(record) for kept in KeptRecords.in_directory(directory) for record in _records(kept)]
    if not found:
        raise UnreadableError(
            f"No MARC records are kept in {directory}; harvest the Library's (resograph harvest marc EXPORT.xml), "
            "or give them with --against."
        )
    return found


def _records(kept: KeptRecords) -> Iterator[pymarc.Record]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for content in kept.marc():
        root = etree.fromstring(content, parser)
        element = root if etree.QName(root).localname == "record" else next(root.iter("{*}record"), None)
        yield from records_in(element) if element is not None else ()
