"""The ontology explains itself in two languages, invents no term of others, contradicts itself nowhere."""

from pathlib import Path

import owlrl
import pyoxigraph
import pytest
from rdflib import BNode, Dataset, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT.parent / "shared" / "reference" / "ontologies"
RESO = "https://w3id.org/resograph/ns#"
RS = Namespace("https://w3id.org/resograph/shapes#")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CLOSED = (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD)
CITO = Namespace("http://purl.org/spar/cito/")
CITO_TERMS = "Citation agreesWith cites citesAsAuthority citesForInformation corrects obtainsBackgroundFrom"
OWN = ("https://w3id.org/resograph/", "https://creativecommons.org/licenses/")


def read(name: str) -> Graph:
    return Graph().parse(ROOT / "ontology" / name)


def terms(graph: Graph) -> list[URIRef]:
    found = {s for kind in KINDS for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    return sorted(term for term in found if term.startswith(RESO))


ONTOLOGY = read("resograph.ttl")
ALIGNMENTS = read("alignments.ttl")


@pytest.mark.parametrize("term", terms(ONTOLOGY), ids=lambda term: term.removeprefix(RESO))
def test_term_is_explained(term: URIRef) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        languages = [getattr(value, "language", None) for value in ONTOLOGY.objects(term, predicate)]
        assert {"en", "zh"} <= set(languages), predicate
        assert len(languages) == len(set(languages)), "two in one language"
    assert (term, SKOS.example, None) in ONTOLOGY
    assert (term, RDFS.isDefinedBy, URIRef(RESO.rstrip("#"))) in ONTOLOGY


@pytest.mark.parametrize("name", ["resograph.ttl", "alignments.ttl"])
def test_both_parsers_agree_and_no_node_is_blank(name: str) -> None:
    graph = read(name)
    assert len(graph) == sum(1 for _ in pyoxigraph.parse(path=str(ROOT / "ontology" / name)))
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_every_own_term_used_is_defined() -> None:
    nodes = {n for triple in ONTOLOGY + ALIGNMENTS for n in triple if isinstance(n, URIRef)}
    assert {node for node in nodes if node.startswith(RESO)} <= set(terms(ONTOLOGY))


def test_every_verb_slug_is_a_verb() -> None:
    """And of one kind of citation only."""
    slugs = [str(value) for value in ONTOLOGY.objects(None, URIRef(RESO + "verbSlug"))]
    assert len(slugs) == len(set(slugs))
    file = ROOT / "data" / "vocabularies" / "verbs.ttl"
    verbs = Graph().parse(file, publicID=BASE).subjects(RDF.type, URIRef(RESO + "Verb"))
    assert set(slugs) <= {str(verb).rpartition("/")[2] for verb in verbs}


def test_every_external_term_exists() -> None:
    if not REFERENCE.is_dir():
        pytest.skip(f"the ontologies to check against are not at {REFERENCE}")
    known = {CITO[name] for name in CITO_TERMS.split()}
    eli = Namespace("http://data.europa.eu/eli/ontology#")
    for line in (REFERENCE / "eli-terms.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(("classes:", "properties:", "individuals:")):
            known |= {eli[name] for name in line.split()[1:]}
    for name in ("undo.ttl", "allot.ttl", "oa.nq", "frbr.nq"):
        for subject, *_ in Dataset().parse(REFERENCE / name).quads():
            if isinstance(subject, URIRef):
                known.add(subject)
    nodes = {n for triple in ALIGNMENTS for n in triple if isinstance(n, URIRef)}
    external = {node for node in nodes if not any(map(node.startswith, OWN))}
    assert not {n for n in external if n not in known and not any(n in closed for closed in CLOSED)}


def test_consistent_under_owl_rl() -> None:
    """The closure of ontology, alignments and every conforming example holds no contradiction."""
    graph = ONTOLOGY + ALIGNMENTS
    for file in sorted((ROOT / "shapes").glob("*.ttl")):
        for example in Graph().parse(file).objects(None, RS.conforming):
            graph.parse(data=PREFIXES + str(example), format="turtle", publicID=BASE)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert not list(graph.subjects(RDF.type, OWL.Nothing))
    errors = list(graph.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))
    assert not errors
    resolution = URIRef(BASE + "A/RES/67/138")
    assert (resolution, RDF.type, SDO.Legislation) in graph
    assert (resolution, CITO.cites, URIRef(BASE + "A/RES/66/67")) in graph


BASE = "http://localhost:8000/"
PREFIXES = "".join(
    f"@prefix {prefix}: <{namespace}> .\n"
    for prefix, namespace in {
        "reso": RESO,
        "dct": DCTERMS,
        "skos": SKOS,
        "oa": "http://www.w3.org/ns/oa#",
        "prov": PROV,
        "org": ORG,
        "xsd": XSD,
        "owl": OWL,
        "rdfs": RDFS,
    }.items()
)
