"""The release's description of itself: VoID, provenance, findings (``graph/release``)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from resograph.documents import Finding
from resograph.writing.terms import DCAT, DCT, PROV, RDFS, TYPE, UN_TERMS, VOID, integer, reso


def release_triples(
    base: str, counts: Mapping[str, int], findings: Iterable[tuple[str, Finding]], input_date: datetime.date | None
) -> list[ox.Triple]:
    """Description of the dataset and the findings, each as (address of the document, finding)."""
    return sorted({*_dataset(base, counts, input_date), *_findings(base, findings)}, key=str)


def _dataset(base: str, counts: Mapping[str, int], input_date: datetime.date | None) -> Iterator[ox.Triple]:
    me = ox.NamedNode(f"{base}.well-known/void#dataset")
    yield ox.Triple(me, TYPE, ox.NamedNode(f"{VOID}Dataset"))
    yield ox.Triple(me, TYPE, ox.NamedNode(f"{DCAT}Dataset"))
    yield ox.Triple(
        me, ox.NamedNode(f"{DCT}title"), ox.Literal("United Nations resolutions as a knowledge graph", language="en")
    )
    yield ox.Triple(me, ox.NamedNode(f"{DCT}title"), ox.Literal("联合国决议知识图谱", language="zh"))
    yield ox.Triple(me, ox.NamedNode(f"{DCT}source"), ox.Literal("United Nations", language="en"))
    yield ox.Triple(me, ox.NamedNode(f"{DCT}license"), ox.NamedNode(UN_TERMS))
    yield ox.Triple(me, ox.NamedNode(f"{VOID}uriSpace"), ox.Literal(base))
    yield ox.Triple(me, ox.NamedNode(f"{VOID}sparqlEndpoint"), ox.NamedNode(f"{base}sparql"))
    yield ox.Triple(me, ox.NamedNode(f"{VOID}triples"), integer(counts["triples"]))
    yield ox.Triple(me, ox.NamedNode(f"{VOID}documents"), integer(counts["works"]))
    yield ox.Triple(me, ox.NamedNode(f"{PROV}wasAttributedTo"), ox.Literal("resograph"))
    if input_date:
        yield ox.Triple(me, ox.NamedNode(f"{DCT}modified"), ox.Literal(input_date.isoformat()))


def _findings(base: str, findings: Iterable[tuple[str, Finding]]) -> Iterator[ox.Triple]:
    for number, (about, finding) in enumerate(sorted(findings, key=lambda pair: (pair[0], str(pair[1]))), start=1):
        me = ox.NamedNode(f"{base}graph/release#finding-{number}")
        yield ox.Triple(me, TYPE, reso("Finding"))
        yield ox.Triple(me, reso("about"), ox.NamedNode(about))
        yield ox.Triple(me, reso("rule"), ox.Literal(finding.rule))
        yield ox.Triple(me, reso("severity"), ox.NamedNode(f"http://www.w3.org/ns/shacl#{finding.severity.value}"))
        yield ox.Triple(me, reso("message"), ox.Literal(finding.message, language="en"))
        if finding.evidence:
            yield ox.Triple(me, reso("evidence"), ox.Literal(finding.evidence))
        if finding.line:
            yield ox.Triple(me, ox.NamedNode(f"{RDFS}comment"), ox.Literal(f"line {finding.line}", language="en"))
