"""The graph: every triple once, own subjects only, right spans, legal shapes, entailments as owlrl gives them."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest
import rdflib

from conftest import BASE
from resograph.documents import Severity
from resograph.merging.merge import merge
from resograph.merging.work import Version, Work
from resograph.releases import Release
from resograph.resources import resource
from resograph.validating import evaluate, validate_graph
from resograph.vocabularies.concepts import vocabulary, vocabulary_files
from resograph.writing import Entailer, owns, serialise, work_triples
from resograph.writing.entailments import ontology_triples
from resograph.writing.mentions import place_of, with_selectors
from resograph.writing.vocabulary import vocabulary_triples

RESO = "https://w3id.org/resograph/ns#"
OA = "http://www.w3.org/ns/oa#"


@pytest.fixture(scope="module")
def work(version: Version) -> Work:
    return merge([version])


@pytest.fixture(scope="module")
def closed(work: Work) -> list[ox.Triple]:
    entailer = Entailer(ontology_triples())
    return entailer.close(work_triples(work, BASE, vocabulary()), lambda iri: owns(BASE, work.symbol, iri))


@pytest.fixture(scope="module")
def store(release: Release) -> ox.Store:
    return ox.Store.read_only(str(release.store))


def words(term: object) -> str:
    """The IRI or the text of a term."""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def ask(store: ox.Store, text: str) -> list[tuple[str, ...]]:
    prefixes = f"PREFIX reso: <{RESO}> PREFIX dct: <http://purl.org/dc/terms/> PREFIX oa: <{OA}> BASE <{BASE}> "
    rows = store.query(prefixes + text)
    assert isinstance(rows, ox.QuerySolutions)
    return [tuple(value.value if value is not None else "" for value in row) for row in rows]


def test_only_own_subjects(work: Work, closed: list[ox.Triple]) -> None:
    assert all(isinstance(triple.subject, ox.NamedNode) for triple in closed)
    assert [t for t in closed if not owns(BASE, work.symbol, words(t.subject))] == []


@pytest.mark.parametrize(
    ("iri", "own"),
    [
        ("A/RES/67/138", True),
        ("zh/A/RES/67/138~para_1#char=1,2", True),
        ("A/RES/67/138~para_1#actor/secretary-general", True),
        ("zh/A/RES/67/138@2013-07-15", True),
        ("A/RES/67/1389", False),
        ("A/RES/67/13", False),
        ("body/un-ga", False),
    ],
)
def test_what_a_work_owns(work: Work, iri: str, own: bool) -> None:
    assert owns(BASE, work.symbol, BASE + iri) is own


def test_every_triple_stands_once(store: ox.Store) -> None:
    counted = Counter((quad.subject, quad.predicate, quad.object) for quad in store)
    assert [triple for triple, count in counted.items() if count > 1] == []
    assert not any(isinstance(term, ox.BlankNode) for triple in counted for term in triple)


def test_the_shapes_find_nothing_wrong(closed: list[ox.Triple]) -> None:
    assert [finding for finding in validate_graph(closed) if finding.severity is Severity.VIOLATION] == []


def test_a_span_that_is_not_its_words_is_refused(closed: list[ox.Triple]) -> None:
    target = ox.NamedNode(f"{OA}hasTarget")
    broken = next(triple for triple in closed if triple.predicate == target and "secretary-general" in str(triple))
    here = words(broken.object).partition("#")[0]
    wrong = [triple for triple in closed if triple != broken]
    wrong.append(ox.Triple(broken.subject, target, ox.NamedNode(f"{here}#char=900,903")))
    findings = [finding for finding in validate_graph(wrong) if finding.severity is Severity.VIOLATION]
    assert findings
    assert any("900,903" in finding.message + finding.evidence for finding in findings)


def test_spans_are_code_points_of_the_text(store: ox.Store) -> None:
    rows = ask(
        store,
        """SELECT ?text ?target ?body ?part WHERE {
        ?mention oa:hasTarget ?target ; oa:hasBody ?body ; reso:inPart ?part . ?part reso:text ?text }""",
    )
    assert len(rows) > 200
    named: dict[str, set[str]] = {}
    for text, target, body, _ in rows:
        place = place_of(target, BASE)
        assert place and 0 <= place.start < place.end <= len(text)
        named.setdefault(body.removeprefix(BASE), set()).add(text[place.start : place.end])
    assert named["actor/secretary-general"] == {"秘书长"}
    assert named["verb/recalls"] == {"回顾"}
    assert named["A/RES/66/67"] == {"第66/67号决议"}


def test_what_is_served_has_selectors(closed: list[ox.Triple], work: Work) -> None:
    """Each target with source, position and exact characters (Web Annotation §4), which the store leaves out."""
    served = with_selectors(closed, BASE)
    assert [triple for triple in closed if triple.predicate.value == f"{OA}exact"] == []
    selected = {words(t.subject): words(t.object) for t in served if t.predicate.value == f"{OA}exact"}
    targets = {words(t.object) for t in served if t.predicate.value == f"{OA}hasTarget"}
    assert len(selected) == len(targets)
    texts = {part.eid: part.text for part in work.reference.document.in_order()}
    for iri, exact in selected.items():
        eid, _, place = iri.rpartition("~")[2].partition("#selector=")
        start, _, end = place.partition(",")
        assert texts[eid][int(start) : int(end)] == exact


def test_one_mention_for_a_part_and_a_thing(store: ox.Store) -> None:
    rows = ask(store, "SELECT ?m ?part ?body WHERE { ?m a reso:Mention ; reso:inPart ?part ; oa:hasBody ?body }")
    assert len(rows) > 200
    assert f"{BASE}A/RES/67/138~para_25#actor/secretary-general" in {mention for mention, _, _ in rows}
    assert all(mention.startswith(f"{part}#") for mention, part, _ in rows)
    things = Counter((part, body) for _, part, body in rows if "/verb/" not in body)
    assert [pair for pair, count in things.items() if count > 1] == []


def test_the_document_is_simple_to_ask(store: ox.Store) -> None:
    assert ask(
        store,
        """SELECT ?title ?number ?date ?body ?meeting ?session WHERE {
        ?d dct:identifier "A/RES/67/138" ; dct:title ?title ; reso:number ?number ; reso:adoptedOn ?date ;
           reso:adoptedBy ?body ; reso:adoptedAt ?meeting ; reso:session ?session }""",
    ) == [
        (
            "将志愿服务纳入下一个十年的工作",
            "67/138",
            "2012-12-20",
            f"{BASE}body/un-ga",
            f"{BASE}meeting/un-ga/67/60",
            f"{BASE}session/un-ga/67",
        )
    ]


CITED = [("recalls", "A/RES/66/67"), ("welcomes", "A/67/153"), ("basedOn", "A/RES/66/290")]


@pytest.mark.parametrize(("kind", "symbol"), CITED)
def test_citations_stand_on_part_and_document(store: ox.Store, kind: str, symbol: str) -> None:
    subjects = {row[0] for row in ask(store, f"SELECT ?s WHERE {{ ?s reso:{kind} <{symbol}> }}")}
    assert f"{BASE}A/RES/67/138" in subjects
    assert any("~" in subject for subject in subjects)
    assert ask(store, f"SELECT ?c WHERE {{ <{symbol}> dct:identifier ?c }}") == [(symbol,)]


ALIGNED = [
    "SELECT ?s WHERE { ?s a <https://w3id.org/un/ontology/undo/Resolution> }",
    "SELECT ?s WHERE { ?s <https://w3id.org/akn/ontology/allot/mentions> <actor/member-states> }",
    "SELECT ?s WHERE { ?s <http://data.europa.eu/eli/ontology#cites> <A/RES/66/67> }",
    "SELECT ?s WHERE { ?s <http://data.europa.eu/eli/ontology#is_about> <theme/1006907> }",
    "SELECT ?s WHERE { ?s a <https://schema.org/Legislation> }",
]


@pytest.mark.parametrize("query", ALIGNED)
def test_other_vocabularies_answer(store: ox.Store, query: str) -> None:
    assert f"{BASE}A/RES/67/138" in {row[0] for row in ask(store, query)}


def test_entailments_are_owlrls(work: Work) -> None:
    """On a small graph: the types and properties of our terms and their alignments, no more and no less."""
    import owlrl

    everything = work_triples(work, BASE, vocabulary())
    triples = [t for t in everything if "para_25" in str(t.subject) or str(t.subject).endswith("/138>")]
    ours = Entailer(ontology_triples()).close(triples, lambda iri: owns(BASE, work.symbol, iri))
    graph = rdflib.Graph()
    for part in (triples, ontology_triples()):
        data = ox.serialize(part, format=ox.RdfFormat.N_TRIPLES)
        assert data is not None
        graph.parse(data=data, format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    skipped = {"Thing", "sameAs", "differentFrom"}
    theirs = {
        (str(s), str(p), str(o))
        for s, p, o in graph
        if isinstance(s, rdflib.URIRef)
        and owns(BASE, work.symbol, str(s))
        and str(p).rpartition("#")[2] not in skipped
        and str(o).rpartition("#")[2] not in skipped
        and not isinstance(o, rdflib.BNode)
    }
    mine = {(words(t.subject), t.predicate.value, words(t.object)) for t in ours}
    assert mine - theirs == set()
    assert theirs - mine == set()


@pytest.mark.parametrize("format_", ["ttl", "nt", "rdf", "jsonld"])
def test_every_format_is_the_same_graph(closed: list[ox.Triple], format_: str) -> None:
    data = serialise(closed, format_, BASE)
    names = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
    graph = rdflib.Graph()
    if format_ == "jsonld":
        import json

        from resograph.writing.serialise import context

        document = json.loads(data)
        document["@context"] = [dict(context()), {"@base": BASE}]
        data = json.dumps(document).encode()
    graph.parse(data=data, format=names[format_])
    assert len(graph) == len(closed)


def test_two_builds_give_the_same_graph(version: Version) -> None:
    first, second = (work_triples(merge([version]), BASE, vocabulary()) for _ in range(2))
    assert first == second


def test_the_vocabularies_are_right() -> None:
    triples = vocabulary_triples(vocabulary_files(), BASE, Entailer(ontology_triples()))
    assert [finding for finding in evaluate(triples) if finding.severity is Severity.VIOLATION] == []


def test_a_code_of_the_secretariat_means_one_entity() -> None:
    path = resource("data", "vocabularies", "secretariat-codes.ttl")
    codes = {
        quad.object.value: quad.subject.value
        for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE, base_iri=BASE)
    }
    assert len(codes) == len(set(codes.values())) == len(path.read_text(encoding="utf-8").split("skos:notation")) - 1
    known = {concept.path: concept for concept in vocabulary()}
    assert {iri.removeprefix(BASE) for iri in codes.values()} <= set(known)
    assert codes["OHCHR"] == f"{BASE}actor/ohchr"
