"""A description logic reasoner (HermiT) on ontology and alignments: consistent, and no class that nothing can be?

With ``--imports`` also against the axioms of UNDO, ALLOT and the Web Annotation ontology as published, where the
folder of their files is given. Needs owlready2, which brings HermiT, and Java; neither is a dependency of resograph:
``pip install owlready2``. Run: .venv/bin/python bench/reasoner.py [--imports FOLDER]
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import OWL, RDF

from resograph.writing.entailments import ontology_triples
from resograph.writing.terms import RESO

SHAPES = "https://w3id.org/resograph/shapes#"
ROOT = Path(__file__).parents[1]
OTHERS = ("undo.ttl", "allot.ttl", "oa.nq")


def collect(others: Path | None, examples: bool) -> rdflib.Graph:
    """What is judged, as one graph without imports: nothing is fetched."""
    graph = rdflib.Graph()
    data = ox.serialize(ontology_triples(), format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    graph.parse(data=data, format="nt")
    for name in OTHERS if others else ():
        assert others is not None
        for subject, predicate, value, _ in rdflib.Dataset().parse(others / name).quads():
            graph.add((subject, predicate, value))
    if examples:
        for file in sorted((ROOT / "shapes").glob("*.ttl")):
            for example in rdflib.Graph().parse(file).objects(None, rdflib.URIRef(f"{SHAPES}conforming")):
                graph.parse(data=_PREFIXES + str(example), format="turtle", publicID="http://localhost:8000/")
    graph.remove((None, OWL.imports, None))
    return graph


def judge(graph: rdflib.Graph, title: str) -> None:
    """Run HermiT and say what it finds."""
    owlready2 = importlib.import_module("owlready2")
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        Path(file.name).write_text(graph.serialize(format="nt"), encoding="utf-8")
        world = owlready2.World()
        world.get_ontology(f"file://{file.name}").load()
    start = time.perf_counter()
    try:
        with world.get_ontology("http://localhost/inferred"):
            owlready2.sync_reasoner_hermit(
                world, infer_property_values=False, debug=0, ignore_unsupported_datatypes=True
            )
    except owlready2.OwlReadyInconsistentOntologyError:
        print(f"{title}: INCONSISTENT")
        return
    nothing = sorted(str(found.iri) for found in world.inconsistent_classes() if found is not owlready2.Nothing)
    classes = len(set(graph.subjects(RDF.type, OWL.Class)))
    print(
        f"{title}: consistent; {classes} classes, {len(nothing)} unsatisfiable {nothing or ''}"
        f" ({len(graph)} triples, {time.perf_counter() - start:.1f} s)"
    )


_PREFIXES = "".join(
    f"@prefix {prefix}: <{namespace}> .\n"
    for prefix, namespace in {
        "reso": "https://w3id.org/resograph/ns#",
        "dct": "http://purl.org/dc/terms/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "oa": "http://www.w3.org/ns/oa#",
        "prov": "http://www.w3.org/ns/prov#",
        "org": "http://www.w3.org/ns/org#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    }.items()
)


def control(others: Path | None) -> rdflib.Graph:
    """A graph that contradicts itself, lest silence be taken for consistency."""
    graph = collect(others, examples=False)
    both = ("https://w3id.org/akn/ontology/allot/Event", f"{RESO}Verb") if others else (f"{RESO}Act", f"{RESO}Actor")
    for name in both:
        graph.add((rdflib.URIRef("http://localhost:8000/x"), RDF.type, rdflib.URIRef(name)))
    return graph


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--imports", type=Path, help="folder with undo.ttl, allot.ttl and oa.nq")
    chosen = parser.parse_args()
    judge(collect(None, examples=False), "ontology and alignments")
    judge(collect(None, examples=True), "with every conforming example")
    judge(control(None), "control (an act that is an actor)")
    if chosen.imports:
        judge(collect(chosen.imports, examples=False), "with UNDO, ALLOT and OA")
        judge(collect(chosen.imports, examples=True), "with these and every example")
        judge(control(chosen.imports), "control (a verb that is an event)")
