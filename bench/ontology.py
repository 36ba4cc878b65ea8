"""Figures of the ontology, and of A/RES/67/138 under it. Run: .venv/bin/python bench/ontology.py"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import rdflib
from pyshacl import validate as run_shacl
from rdflib.namespace import RDF, SH

from resograph.annotating import annotate
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.reading import read
from resograph.resources import resource
from resograph.vocabularies.concepts import vocabulary
from resograph.web.pages.ontology.terms import terms
from resograph.web.pages.shapes.rules import shape_rules
from resograph.writing import Entailer, owns, serialise, work_triples
from resograph.writing.entailments import ontology_triples

BASE = "http://localhost:8000/"
SEED = Path(__file__).parents[1] / "data" / "documents" / "A_RES_67_138-zh.txt"
RUNS = 5


def ontology() -> None:
    found = terms().values()
    classes = sum(term.is_class for term in found)
    print(f"terms: {len(found)} ({classes} classes, {len(found) - classes} properties)")
    for kind, texts in (("labels", [t.labels for t in found]), ("comments", [t.comments for t in found])):
        counted = Counter(language for text in texts for language in text)
        print(f"{kind}: {', '.join(f'{language} {count}' for language, count in counted.most_common())}")
    severities = Counter(rule.severity for rule in shape_rules())
    shapes = len(set(_shapes().subjects(RDF.type, SH.NodeShape)))
    print(f"shapes: {shapes} with {len(shape_rules())} rules ({dict(severities)})")
    alignments = Counter(alignment.relation for term in found for alignment in term.alignments)
    aligned = sum(bool(term.alignments) for term in found)
    others = Counter(a.other.name.partition(":")[0] for term in found for a in term.alignments)
    print(f"alignments: {alignments.total()} of {aligned} terms ({dict(alignments)}); to {dict(others.most_common())}")


def _shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in sorted(resource("shapes").glob("*.ttl")):
        graph.parse(file, format="turtle")
    return graph


def resolution() -> None:
    document = read(SEED.read_bytes(), SEED.name)
    work = merge([Version(document, annotate(document, vocabulary()))])
    before = work_triples(work, BASE, vocabulary())
    entailer = Entailer(ontology_triples())
    start = time.perf_counter()
    after = entailer.close(before, lambda iri: owns(BASE, work.symbol, iri))
    print(f"A/RES/67/138: {len(before)} triples, {len(after)} after entailment ({_ms(start)})")
    data = rdflib.Graph().parse(data=serialise(after, "nt", BASE), format="nt")
    rules = _shapes()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        _, report, _ = run_shacl(data, shacl_graph=rules, inference="none", advanced=False, meta_shacl=False)
        times.append(time.perf_counter() - start)
    assert isinstance(report, rdflib.Graph)
    counted = Counter(str(value).rpartition("#")[2] for value in report.objects(None, SH.resultSeverity))
    print(f"pySHACL: {min(times) * 1000:.0f} ms at best of {RUNS}, {times[0] * 1000:.0f} ms at first; {dict(counted)}")
    for name, root, triples in (
        ("A/RES/67/138", f"{BASE}{work.symbol}", after),
        ("its paragraph 14", f"{BASE}{work.symbol}~para_14", [t for t in after if "~para_14" in str(t.subject)]),
    ):
        serialise(triples, "jsonld", BASE, root)
        start = time.perf_counter()
        record = serialise(triples, "jsonld", BASE, root)
        print(f"JSON-LD of {name}: {len(triples)} triples, {len(record)} bytes in {_ms(start)}")


def _ms(start: float) -> str:
    return f"{(time.perf_counter() - start) * 1000:.0f} ms"


if __name__ == "__main__":
    ontology()
    resolution()
