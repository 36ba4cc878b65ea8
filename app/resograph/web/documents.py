"""Held documents in the forms that are texts: Akoma Ntoso, plain text, flat JSON."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from resograph.documents import Document, Note, Part
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.pipeline.extensions import Extensions
from resograph.releases import Release
from resograph.releases.reader import ReleaseGraph
from resograph.releases.versions import version_of
from resograph.symbols import Address
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing import write_akn, write_json, write_text
from resograph.writing.akn.document import write_portion
from resograph.writing.plain import note_text
from resograph.writing.terms import RESO

CITING = (f"{RESO}cites",)


def document_of(release: Release, wanted: Address, language: str) -> Document:
    """A held version, of the issue wanted, as the release has it, with the part ids of the work."""
    issue = wanted.issue.isoformat() if wanted.issue else ""
    return version_of(release, wanted.symbol, language, issue)


def prepare(release: Release) -> None:
    """Read what the first page of a paragraph would wait for."""
    taught_to(release.taught).vocabulary()


@lru_cache(maxsize=8)
def taught_to(folder: Path) -> Extensions:
    """What a release was taught, by its folder."""
    return Extensions.in_folder(folder)


def range_of(graph: ReleaseGraph, wanted: Address) -> list[str]:
    """The parts that an address names: one, or all from one to another of the same level."""
    if wanted.portion is None or wanted.until is None:
        return [wanted.portion] if wanted.portion else []
    order = graph.part_order(wanted.symbol)
    first, last = sorted((order.index(wanted.portion), order.index(wanted.until)))
    between = [
        (eid, graph.objects(graph.iri(wanted.work().part(eid)), f"{RESO}partOf")) for eid in order[first : last + 1]
    ]
    return [eid for eid, above in between if above == between[0][1]]


def _chosen(document: Document, wanted: Address) -> list[Part | Note]:
    parts = list(document.in_order())
    ids = [part.eid for part in parts]
    if wanted.portion is None or wanted.portion not in ids:
        return []
    first = ids.index(wanted.portion)
    if wanted.until is None or wanted.until not in ids:
        return [parts[first]]
    last = ids.index(wanted.until)
    return list(_tops(parts[min(first, last) : max(first, last) + 1]))


def _tops(parts: list[Part | Note]) -> Iterator[Part | Note]:
    """Parts that do not stand inside another of them."""
    inside: set[str] = set()
    for part in parts:
        if part.eid not in inside and isinstance(part, Part):
            inside |= {below.eid for below in part.walk()}
            yield part


def as_xml(version: Version, wanted: Address) -> bytes:
    """The whole version, or a portion of it."""
    if wanted.portion is None:
        return write_akn(version.document, version.annotations)
    return write_portion(version.document, version.annotations, _chosen(version.document, wanted))


def as_text(document: Document, wanted: Address) -> str:
    """The words."""
    if wanted.portion is None:
        return write_text(document)
    chosen = _chosen(document, wanted)
    notes = "".join(note_text(part) for part in chosen if isinstance(part, Note))
    parts = [part for part in chosen if isinstance(part, Part)]
    return (write_text(document, parts) if parts else "") + notes


def as_json(versions: list[Version], portions: list[str], base: str, words: Vocabulary) -> list[dict[str, Any]]:
    """The flat paragraph form of the first of some versions, whole or some portions, with the acts that all show."""
    work, language = merge(versions), versions[0].language
    if not portions:
        return write_json(work, base, words, language)
    return [record for portion in portions for record in write_json(work, base, words, language, portion)]
