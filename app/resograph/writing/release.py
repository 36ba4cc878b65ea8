"""The release's description of itself: VoID and provenance; and the findings about a work (``graph/release``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from resograph.documents import Finding
from resograph.symbols import mint
from resograph.writing.terms import DCAT, DCT, OWL, PROV, RDFS, TYPE, UN_TERMS, VOID, integer, reso

_CLASSES = {"Part": "parts", "Act": "acts"}
"""Classes whose instances are counted in the description, and the names of the counts."""


def release_triples(base: str, version: str, counts: Mapping[str, int]) -> list[ox.Triple]:
    """Description of the dataset.

    Args:
        base: of all addresses.
        version: tells this content apart from any other; the same for the same content.
        counts: works, parts, acts, triples.
    """
    return sorted({*_dataset(base, version, counts)}, key=str)


def finding_triples(
    base: str, symbol: str, findings: Iterable[tuple[str, Finding]], source: str = ""
) -> list[ox.Triple]:
    """The findings about a work, numbered by what they say: ``{symbol}~finding_1``.

    Args:
        base: of all addresses.
        symbol: of the work.
        findings: each with the address that it is about.
        source: the registry whose record it is beside; its findings are numbered apart (``~finding_undl_1``).
    """
    return sorted({*_findings(base, f"{symbol}~finding_{f'{source}_' if source else ''}", findings)}, key=str)


def _dataset(base: str, version: str, counts: Mapping[str, int]) -> Iterator[ox.Triple]:
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
    yield ox.Triple(me, ox.NamedNode(f"{OWL}versionInfo"), ox.Literal(version))
    for class_, name in _CLASSES.items():
        some = ox.NamedNode(f"{me.value}-{class_}")
        yield ox.Triple(me, ox.NamedNode(f"{VOID}classPartition"), some)
        yield ox.Triple(some, ox.NamedNode(f"{VOID}class"), reso(class_))
        yield ox.Triple(some, ox.NamedNode(f"{VOID}entities"), integer(counts[name]))


def _findings(base: str, path: str, findings: Iterable[tuple[str, Finding]]) -> Iterator[ox.Triple]:
    for number, (about, finding) in enumerate(sorted(findings, key=lambda pair: (pair[0], str(pair[1]))), start=1):
        me = ox.NamedNode(mint(base, f"{path}{number}"))
        yield ox.Triple(me, TYPE, reso("Finding"))
        yield ox.Triple(me, reso("about"), ox.NamedNode(about))
        yield ox.Triple(me, reso("rule"), ox.Literal(finding.rule))
        yield ox.Triple(me, reso("severity"), ox.NamedNode(f"http://www.w3.org/ns/shacl#{finding.severity.value}"))
        yield ox.Triple(me, reso("message"), ox.Literal(finding.message, language="en"))
        if finding.evidence:
            yield ox.Triple(me, reso("evidence"), ox.Literal(finding.evidence))
        if finding.line:
            yield ox.Triple(me, ox.NamedNode(f"{RDFS}comment"), ox.Literal(f"line {finding.line}", language="en"))
