"""A file as it stands → findings: well-formed, valid, and by the guidelines' rules."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from resograph.documents.xml import local, parse_xml
from resograph.reading import MAX_BYTES, UnreadableError
from resograph.validating.akn import dates, identity, ids, links, numbers, text
from resograph.validating.akn.file import AknFile
from resograph.validating.akn.flaws import Flaw, Hit, flaws_of
from resograph.validating.akn.schema import schema_errors

RULES = (
    *identity.RULES,
    *dates.RULES,
    *ids.RULES,
    *links.RULES,
    *numbers.RULES,
    *text.RULES,
)
"""All rules but the schema's, in the order in which they are tried."""

#: Rules that say in their own words what the schema says of the same element.
_CLEARER = {"workflow.no-date": "attribute 'date'", "keyword.no-label": "attribute 'showAs'", "text.stray": "expected"}


def check_akn(content: bytes, name: str = "") -> list[Flaw]:
    """What is wrong with an Akoma Ntoso file, in document order.

    A file that is not well-formed gets that finding alone: what else a parser guesses of it would be hearsay.

    Args:
        content: the whole file.
        name: its path as given; its folder and letter tell the language that it is filed under.

    Raises:
        UnreadableError: it is no Akoma Ntoso, or unsafe to read.
    """
    shown = name or "The input"
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"{shown} is too large ({len(content):,} bytes; at most {MAX_BYTES:,} are read).")
    if b"<" not in content[:1000]:
        raise UnreadableError(f"{shown} is no XML; give an Akoma Ntoso file.")
    root, broken = parse_xml(content, name)
    if local(root) != "akomaNtoso":
        raise UnreadableError(f"{shown} is XML, but no Akoma Ntoso: its root is <{local(root)}>.")
    if broken:
        return flaws_of(Hit("xml.not-well-formed", None, found.evidence, {}, found.line) for found in broken)
    return flaws_of(_hits(root, name))


def _hits(root: etree._Element, name: str) -> Iterator[Hit]:
    errors = list(schema_errors(root))
    file = AknFile(root, name)
    hits = [hit for rule in RULES for hit in rule(file)]
    clearer = [(hit.element, _CLEARER[hit.rule]) for hit in hits if hit.rule in _CLEARER]
    for error in errors:
        if not any(error.element is element and words in error.evidence for element, words in clearer):
            yield error
    yield from hits
