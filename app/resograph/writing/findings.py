"""Findings as nodes of the work that they are about: ``A/RES/67/138~finding_3``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from resograph.documents import Finding
from resograph.symbols import Address, Symbol, mint
from resograph.writing.terms import RDFS, TYPE, named, reso

SHACL = "http://www.w3.org/ns/shacl#"


def finding_triples(
    base: str, symbol: Symbol, findings: Iterable[tuple[str, Finding]], first: int = 1
) -> Iterator[ox.Triple]:
    """The findings of a work.

    Args:
        base: of all addresses.
        symbol: the work's.
        findings: each as (IRI of what it is about, finding).
        first: the number of the first.
    """
    for number, (about, finding) in enumerate(sorted(findings, key=lambda pair: (pair[0], str(pair[1]))), start=first):
        me = ox.NamedNode(mint(base, str(Address(symbol).part(f"finding_{number}"))))
        yield ox.Triple(me, TYPE, reso("Finding"))
        yield ox.Triple(me, reso("about"), ox.NamedNode(about))
        yield ox.Triple(me, reso("rule"), ox.Literal(finding.rule))
        yield ox.Triple(me, reso("severity"), named(f"{SHACL}{finding.severity.value}"))
        yield ox.Triple(me, reso("message"), ox.Literal(finding.message, language="en"))
        if finding.evidence:
            yield ox.Triple(me, reso("evidence"), ox.Literal(finding.evidence))
        if finding.line:
            yield ox.Triple(me, named(f"{RDFS}comment"), ox.Literal(f"line {finding.line}", language="en"))
