"""Every shape shows what it wants by examples; every term of the ontology is wanted by some shape."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD

ROOT = Path(__file__).resolve().parents[1]
RESO = Namespace("https://w3id.org/resograph/ns#")
RS = Namespace("https://w3id.org/resograph/shapes#")
OA = Namespace("http://www.w3.org/ns/oa#")
BASE = "http://localhost:8000/"
NAMES = (
    ("reso", RESO),
    ("dct", DCTERMS),
    ("skos", SKOS),
    ("oa", OA),
    ("prov", PROV),
    ("org", ORG),
    ("xsd", XSD),
)
PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in (*NAMES, ("owl", OWL), ("rdfs", RDFS)))

SHAPES = Graph()
for path in sorted((ROOT / "shapes").glob("*.ttl")):
    SHAPES.parse(path)
ONTOLOGY = Graph().parse(ROOT / "ontology" / "resograph.ttl")
NODE_SHAPES = sorted(s for s in SHAPES.subjects(RDF.type, SH.NodeShape) if isinstance(s, URIRef))


def defined(*kinds: URIRef) -> set[URIRef]:
    return {s for kind in kinds for s in ONTOLOGY.subjects(RDF.type, kind) if isinstance(s, URIRef)}


def examples(predicate: URIRef) -> Iterator[object]:
    for shape in NODE_SHAPES:
        for number, text in enumerate(sorted(map(str, SHAPES.objects(shape, predicate))), 1):
            yield pytest.param(shape, text, id=f"{shape.removeprefix(RS)}-{number}")


def judge(shape: URIRef, text: str) -> Graph:
    data = Graph().parse(data=PREFIXES + text, format="turtle", publicID=BASE)
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES, use_shapes=[str(shape)])
    assert isinstance(report, Graph)
    return report


@pytest.mark.parametrize(("shape", "text"), list(examples(RS.conforming)))
def test_conforming_example_conforms(shape: URIRef, text: str) -> None:
    report = judge(shape, text)
    assert not [str(m) for m in report.objects(None, SH.resultMessage)]


@pytest.mark.parametrize(("shape", "text"), list(examples(RS.failing)))
def test_failing_example_breaks_one_rule(shape: URIRef, text: str) -> None:
    report = judge(shape, text)
    rules = set(report.objects(None, SH.sourceShape))
    assert len(rules) == 1, sorted(str(m) for m in report.objects(None, SH.resultMessage))
    if shape == RS.Span:  # one rule, in SPARQL: its messages tell the place at fault
        assert any(re.search(r"\d+,\d+", str(m)) for m in report.objects(None, SH.resultMessage))


@pytest.mark.parametrize("shape", NODE_SHAPES, ids=lambda shape: shape.removeprefix(RS))
def test_shape_has_a_name_and_both_kinds_of_example(shape: URIRef) -> None:
    assert {label.language for label in SHAPES.objects(shape, RDFS.label) if isinstance(label, Literal)} == {
        "en",
        "zh",
    }
    assert (shape, RS.conforming, None) in SHAPES
    assert (shape, RS.failing, None) in SHAPES
    assert (shape, SH.targetClass, None) in SHAPES or (shape, SH.targetSubjectsOf, None) in SHAPES


def test_every_rule_speaks_english_and_chinese() -> None:
    helpers = {inner for p in (SH["or"], SH["not"], SH.qualifiedValueShape) for inner in SHAPES.objects(None, p)}
    helpers |= {item for alternatives in SHAPES.objects(None, SH["or"]) for item in Collection(SHAPES, alternatives)}
    inner = {rule for helper in helpers for rule in SHAPES.objects(helper, SH.property)}
    rules = set(SHAPES.objects(None, SH.property)) | set(SHAPES.objects(None, SH.sparql))
    for rule in rules - inner | set(SHAPES.subjects(SH.message)):
        messages = [m for m in SHAPES.objects(rule, SH.message) if isinstance(m, Literal)]
        assert sorted(str(m.language) for m in messages) == ["en", "zh"], SHAPES.value(rule, SH.path)


def test_every_class_has_a_shape() -> None:
    assert defined(OWL.Class) <= set(SHAPES.objects(None, SH.targetClass))


def test_every_property_has_a_shape() -> None:
    paths: set[object] = set()
    for path in SHAPES.objects(None, SH.path):
        alternatives = SHAPES.value(path, SH.alternativePath)
        steps = SHAPES.value(path, SH.inversePath)
        paths |= set(Collection(SHAPES, alternatives)) if alternatives else {steps or path}
    assert defined(OWL.ObjectProperty, OWL.DatatypeProperty) <= paths


def test_every_own_term_of_the_shapes_is_defined() -> None:
    used = {node for node in chain.from_iterable(SHAPES) if isinstance(node, URIRef) and node.startswith(RESO)}
    assert used <= defined(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
