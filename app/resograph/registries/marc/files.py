"""Files of MARC 21 records, in XML or binary: pymarc's records, as far as the file can be read.

Prefixes do not matter; a document type or entities are refused; a file that is cut or broken is read up to there.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pymarc
from lxml import etree
from lxml.sax import saxify
from pymarc.marcxml import XmlHandler

from resograph.reading import UnreadableError

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class MarcFile:
    """The records of a file, and where it broke off ("" where it is whole)."""

    records: tuple[pymarc.Record, ...]
    broken: str = ""


def read_marc(content: bytes, name: str) -> MarcFile:
    """The records of a file.

    Raises:
        UnreadableError: it holds none, or declares entities.
    """
    start = content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1]
    found = _read_xml(content, name) if start == b"<" else _read_binary(content)
    if not found.records:
        why = f" ({found.broken})" if found.broken else ""
        raise UnreadableError(f"{name} holds no MARC record{why}; give MARCXML or binary MARC 21.")
    return found


def _read_xml(content: bytes, name: str) -> MarcFile:
    if _DECLARATION.search(content.replace(b"\x00", b"") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else content):
        raise UnreadableError(f"{name} declares a document type or entities, which are not read; take that out.")
    try:
        return MarcFile(tuple(_records(content)))
    except etree.XMLSyntaxError:
        pass
    records: list[pymarc.Record] = []
    mended = content if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _UNREADABLE.sub(b"", content)
    try:
        for record in _records(mended):
            records.append(record)
    except etree.XMLSyntaxError as error:
        return MarcFile(tuple(records), f"it breaks off in line {error.lineno}, behind {len(records)} whole records")
    return MarcFile(tuple(records))


def _records(content: bytes) -> Iterator[pymarc.Record]:
    events = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag="{*}record",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in events:
        yield from records_in(element)
        element.clear()


def records_in(element: etree._Element) -> list[pymarc.Record]:
    """The record in an element ``record``, whatever its prefix; none where nobody can read it."""
    handler = XmlHandler()  # type: ignore[no-untyped-call]
    try:
        saxify(_plain(element), handler)
    except pymarc.exceptions.PymarcException:
        return []
    return [record for record in handler.records if record.fields]


def _plain(element: etree._Element) -> etree._Element:
    """The record without what cannot be read: leaders of a wrong length, fields without tag, subfields without code."""
    for child in list(element):
        name = etree.QName(child).localname
        bad_leader = name == "leader" and len(child.text or "") != pymarc.LEADER_LEN
        if bad_leader or (name in ("controlfield", "datafield") and child.get("tag") is None):
            element.remove(child)
            continue
        for subfield in list(child):
            if subfield.get("code") is None:
                child.remove(subfield)
    return element


def _read_binary(content: bytes) -> MarcFile:
    reader = pymarc.MARCReader(content, to_unicode=True, permissive=True, utf8_handling="replace")
    records: list[pymarc.Record] = []
    lost = 0
    for record in reader:
        if record is not None:
            records.append(record)
        elif isinstance(reader.current_exception, pymarc.exceptions.FatalReaderError):
            return MarcFile(tuple(records), f"it breaks off behind {len(records)} whole records")
        else:
            lost += 1
    return MarcFile(tuple(records), f"{lost} of its records cannot be read" if lost else "")


def came_from(found: MarcFile) -> Iterator[tuple[str, bytes]]:
    """The records of a file, each with what to call it (its number, else its symbol) and in MARCXML, to be kept."""
    for record in found.records:
        own = [field.data or "" for field in record.get_fields("001")]
        symbols = [text for field in record.get_fields("191", "791") for text in field.get_subfields("a")]
        content: bytes = pymarc.record_to_xml(record, namespace=True)  # type: ignore[no-untyped-call]
        yield next(iter([*own, *symbols]), hashlib.sha256(content).hexdigest()[:16]).strip(), content
