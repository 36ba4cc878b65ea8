"""Bytes to an XML tree, safely: no DTD, no entities, no network, bounded depth; broken files as far as they go."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from resograph.documents import Finding
from resograph.documents.errors import UnreadableError

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MAX_DEPTH = 200
"""A file nested deeper is refused; official files are nested 20 deep."""

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PREFIXED = re.compile(r"[\w.-]+:[^\W\d][\w.-]*")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def parse_xml(content: bytes, name: str) -> tuple[etree._Element, list[Finding]]:
    """The root element, and a finding where the file is not well-formed.

    Raises:
        UnreadableError: it declares a DTD or entities, is nested too deep, or holds nothing usable.
    """
    shown = name or "The input"
    plain = content
    if content.startswith(_WIDE):
        plain = content.replace(b"\x00", b"")  # UTF-16: what is ASCII in it stays readable
    if _DECLARATION.search(plain):
        raise UnreadableError(
            f"{shown} declares a document type or entities, which are not read; take that declaration out."
        )
    findings: list[Finding] = []
    try:
        root = etree.fromstring(content, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        _refuse_depth(shown, str(error))
        findings.append(
            Finding(
                "akn.not-well-formed",
                "The file is not well-formed XML; it was read as far as it can be.",
                line=error.lineno or None,
                evidence=str(error.msg or ""),
            )
        )
        root = _recovered(content, shown)
    _check_depth(root, shown)
    return root, findings


def _parser(recover: bool) -> etree.XMLParser[etree._Element]:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def _recovered(content: bytes, shown: str) -> etree._Element:
    try:
        root: etree._Element | None = etree.fromstring(content, _parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableError(f"{shown} is not well-formed XML, and nothing in it can be read.")
    for element in root.iter(etree.Element):
        if isinstance(element.tag, str) and _PREFIXED.fullmatch(
            element.tag
        ):  # a prefix that is not declared stands in the name itself
            element.tag = bare_name(element.tag)
    return root


def _refuse_depth(shown: str, message: str) -> None:
    if "depth" in message.lower():
        raise UnreadableError(f"{shown} is nested deeper than {MAX_DEPTH} elements, which no official document is.")


def _check_depth(root: etree._Element, shown: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            _refuse_depth(shown, "depth")


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for what is no element, such as an entity left alone."""
    tag = element.tag
    return bare_name(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def bare_name(tag: str) -> str:
    """A tag's or attribute's name without namespace or prefix; broken files keep undeclared prefixes."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of one of these names, whatever its namespace."""
    if element is None:
        return None
    return next((found for found in element if local(found) in names), None)


def below(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """All descendants of these names, whatever their namespace, in document order."""
    return [] if element is None else list(element.iter(*[f"{{*}}{name}" for name in names]))


def flat(element: etree._Element | None) -> str:
    """All its text with single spaces."""
    return "" if element is None else re.sub(r"\s+", " ", "".join(element.itertext())).strip()
