"""The element factory of our Akoma Ntoso files, and what they share."""

from __future__ import annotations

import datetime

from lxml import etree

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DATE = datetime.date(1, 1, 1)
"""Stands where the schema wants a date and none is known; read back as unknown."""


def element(
    name: str, parent: etree._Element | None = None, text: str | None = None, /, **attributes: str
) -> etree._Element:
    """An element of the Akoma Ntoso namespace."""
    tag = f"{{{AKN}}}{name}"
    made = etree.Element(tag, nsmap={None: AKN}) if parent is None else etree.SubElement(parent, tag)
    for key, value in attributes.items():
        made.set(key.rstrip("_"), value)
    made.text = text
    return made
