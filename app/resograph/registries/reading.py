"""A kept record, in the format in which it came, to what it says."""

from __future__ import annotations

from lxml import etree

from resograph.registries.budget import citation_record, implications_record
from resograph.registries.dublin_core import record_of_dublin_core
from resograph.registries.marc import record_of
from resograph.registries.marc.files import records_in
from resograph.registries.record import Record
from resograph.registries.votes import votes_record

FORMATS = ("marcxml", "oai_dc")
"""Formats of XML that can be read."""
_KEPT = {"budget-citation": citation_record, "budget-implications": implications_record, "votes": votes_record}
"""Formats in which rows of tables are kept."""


def read_record(content: bytes, format_: str, source: str, identifier: str) -> Record | None:
    """What a record says; None where it holds nothing that can be read.

    Args:
        content: its element, or what is kept of a row.
        format_: one of ``FORMATS``, or that of a kept row.
        source: the registry's name.
        identifier: what to call it where it has no number of its own.
    """
    if format_ in _KEPT:
        return _KEPT[format_](content, source, identifier)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    if format_ == "oai_dc":
        return record_of_dublin_core(root, source, identifier)
    element = root if etree.QName(root).localname == "record" else next(root.iter("{*}record"), None)
    records = records_in(element) if element is not None else []
    return record_of(records[0], source, identifier) if records else None
