"""SHACL and ownership rules → findings in plain words (DESIGN §3, "SHACL"). pyshacl is the judge."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox
import rdflib
from pyshacl import validate as run_shacl
from rdflib.namespace import SH

from resograph.documents import Finding, Severity
from resograph.resources import resource


@cache
def shapes() -> rdflib.Graph:
    """All shapes of the product but those of vocabularies."""
    graph = rdflib.Graph()
    for path in sorted(resource("shapes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


def validate_graph(triples: Iterable[ox.Triple], language: str = "en") -> list[Finding]:
    """What the shapes find wrong with a graph that already holds its entailments.

    Args:
        triples: the graph of one work, or the vocabulary.
        language: of the messages, "en" or "zh".
    """
    data = rdflib.Graph()
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    data.parse(data=text, format="nt")
    _, report, _ = run_shacl(data, shacl_graph=shapes(), inference="none", advanced=False, meta_shacl=False)
    assert isinstance(report, rdflib.Graph)
    findings = [
        _finding(data, report, result, language) for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    ]
    return sorted(findings, key=lambda finding: (finding.severity, finding.part or "", finding.rule, finding.evidence))


def _finding(data: rdflib.Graph, report: rdflib.Graph, result: rdflib.graph._SubjectType, language: str) -> Finding:
    focus = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    path = report.value(result, SH.resultPath)
    severity = Severity.WARNING if report.value(result, SH.resultSeverity) == SH.Warning else Severity.VIOLATION
    messages = list(report.objects(result, SH.resultMessage))
    chosen = next((m for m in messages if isinstance(m, rdflib.Literal) and m.language == language), None)
    text = str(chosen or next(iter(messages), "It does not fit its shape."))
    rule = str(path).rpartition("#")[2].rpartition("/")[2] if isinstance(path, rdflib.URIRef) else "node"
    evidence = " — ".join(str(found) for found in (focus, value) if found is not None)
    words = _words(data, focus)
    return Finding(
        f"shacl.{rule}", text, severity, part=str(focus), evidence=f"{evidence}{f' “{words}”' if words else ''}"
    )


def _words(data: rdflib.Graph, focus: rdflib.graph._ObjectType | None) -> str:
    """The words at fault, where the node has any."""
    if focus is None:
        return ""
    found = data.value(focus, rdflib.URIRef("https://w3id.org/resograph/ns#text"))
    return "" if found is None else str(found)[:120]
