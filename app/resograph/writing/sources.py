"""What a registry states of a document, on its own record node, apart from our reading (``graph/source/{name}``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from resograph.annotating.parties import theme
from resograph.merging.work import Work
from resograph.symbols import mint
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.terms import DCT, SCHEMA, TYPE, reso

UNXML = "unxml"
"""The source of the UN's own Akoma Ntoso files."""

_UNBIS = re.compile(r"https?://metadata\.un\.org/thesaurus[/#](?P<id>\d{6,7})")
_OTHER = re.compile(r"https?://(?:metadata\.un\.org/sdg/[\w.]+|eurovoc\.europa\.eu/\w+)")


def source_triples(work: Work, base: str, words: Vocabulary) -> list[ox.Triple]:
    """The cataloguer's subjects (``dct:subject``) and the file's keywords (``schema:keywords``) of a work."""
    registry = next((v.document.registry for v in work.versions if v.document.registry), None)
    if registry is None or not (registry.subjects or registry.keywords or registry.title):
        return []
    me = ox.NamedNode(mint(base, f"graph/source/{UNXML}#{work.symbol}"))
    found = {
        ox.Triple(me, TYPE, reso("RegistryRecord")),
        ox.Triple(me, ox.NamedNode(f"{SCHEMA}about"), ox.NamedNode(mint(base, work.symbol.text))),
        ox.Triple(me, ox.NamedNode(f"{DCT}source"), ox.Literal("United Nations, DGACM: UNxml", language="en")),
    }
    if registry.title:
        found.add(ox.Triple(me, ox.NamedNode(f"{DCT}title"), ox.Literal(registry.title, language="en")))
    for subject in registry.subjects:
        path = theme(subject.label or subject.value, words)
        value = ox.NamedNode(mint(base, path)) if path else ox.Literal(subject.label or subject.value, language="en")
        found.add(ox.Triple(me, ox.NamedNode(f"{DCT}subject"), value))
    for iri in _keywords([keyword.href or "" for keyword in registry.keywords], base):
        found.add(ox.Triple(me, ox.NamedNode(f"{SCHEMA}keywords"), ox.NamedNode(iri)))
    return sorted(found, key=str)


def _keywords(addresses: list[str], base: str) -> Iterator[str]:
    for address in addresses:
        if unbis := _UNBIS.fullmatch(address):
            yield mint(base, f"theme/{unbis['id']}")
        elif _OTHER.fullmatch(address):
            yield address
