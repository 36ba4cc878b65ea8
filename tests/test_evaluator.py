"""The evaluator's verdicts are pyshacl's: for the shapes' examples, real works, and graphs tampered with."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby

import pyoxigraph as ox
import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.graph import _SubjectType
from rdflib.namespace import SH

from conftest import BASE, SHARED
from resograph.annotating import annotate
from resograph.documents import Document, Finding, Severity
from resograph.merging.merge import merge
from resograph.merging.work import Version, Work
from resograph.reading import read_all
from resograph.resources import resource
from resograph.validating.shacl.compile import compile_shapes
from resograph.validating.shacl.evaluator import evaluate
from resograph.validating.shacl.source import UnsupportedShapeError
from resograph.validating.shacl.terms import term_of, text
from resograph.vocabularies.concepts import vocabulary, vocabulary_files
from resograph.writing import Entailer, owns, work_triples
from resograph.writing.entailments import ontology_triples
from resograph.writing.vocabulary import vocabulary_triples

PREFIXES = {
    "reso": "https://w3id.org/resograph/ns#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rs": "https://w3id.org/resograph/shapes#",
    "sh": "http://www.w3.org/ns/shacl#",
}
SPAN_MESSAGES = {"en": "There are no words at", "zh": "该部分该语文文本的"}
WORKS = (
    *("GAresolutions/76session/*/A_RES_76_131-*", "GAresolutions/75session/*/A_RES_75_242 B-*"),
    *("GAresolutions/77session/*/A_RES_77_3-*", "GAresolutions/76session/*/A_RES_76_15-*"),
    *("SCresolutions/2022/*/S_RES_2636*", "SCresolutions/2023/*/S_RES_2704*", "SCresolutions/2023/*/S_RES_2707*"),
    *("HRCresolutions/55session/*/A_HRC_RES_55_30[A-Z]*", "HRCresolutions/57session/*/A_HRC_RES_57_16[A-Z]*"),
    *("ECOSOCresolutions/2022/*/E_RES_2022_8-*", "ECOSOCresolutions/2023/*/E_RES_2023_20-*"),
    *("GAdecisions/76session/*/GA decision 76_580*", "GAdecisions/76session/*/GA decision 76_561*"),
)


def turtle(content: str) -> list[ox.Triple]:
    head = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())
    return [quad.triple for quad in ox.parse(head + content, format=ox.RdfFormat.TURTLE, base_iri=BASE)]


def shapes_graph() -> list[ox.Triple]:
    files = sorted(resource("shapes").glob("*.ttl"))
    return [quad.triple for path in files for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]


def examples(name: str) -> list[str]:
    predicate = ox.NamedNode(PREFIXES["rs"] + name)
    return sorted(
        t.object.value for t in shapes_graph() if t.predicate == predicate and isinstance(t.object, ox.Literal)
    )


# ── pyshacl, the reference ──────────────────────────────────────────────────────────────────────────────────────────
@cache
def rdflib_shapes() -> Graph:
    graph = Graph()
    for path in resource("shapes").glob("*.ttl"):
        graph.parse(path)
    return graph


def reference(triples: Iterable[ox.Triple]) -> dict[str, Counter[Finding]]:
    """By language of the messages."""
    data = Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib_shapes(), inference="none")
    assert isinstance(report, Graph)
    results = list(report.subjects(RDF.type, SH.ValidationResult))
    return {tongue: Counter(said(data, report, result, tongue) for result in results) for tongue in SPAN_MESSAGES}


def said(data: Graph, report: Graph, result: _SubjectType, language: str) -> Finding:
    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    path, severity = report.value(result, SH.resultPath), report.value(result, SH.resultSeverity)
    messages = [message for message in report.objects(result, SH.resultMessage) if isinstance(message, Literal)]
    assert focus is not None
    assert severity in (SH.Warning, SH.Violation)
    words = data.value(focus, URIRef(f"{PREFIXES['reso']}text"))
    evidence = " — ".join(str(one) for one in (focus, value) if one is not None)
    return Finding(
        f"shacl.{str(path).replace('#', '/').rpartition('/')[2] if isinstance(path, URIRef) else 'node'}",
        next(str(one) for one in messages if one.language == language or is_of_span(one, language)),
        Severity.WARNING if severity == SH.Warning else Severity.VIOLATION,
        part=str(focus),
        evidence=evidence if words is None or not str(words) else f"{evidence} “{str(words)[:120]}”",
    )


def is_of_span(message: Literal, language: str) -> bool:
    """pyshacl drops the language of messages that it fills in."""
    return message.language is None and message.startswith(SPAN_MESSAGES[language])


def assert_same(triples: list[ox.Triple]) -> int:
    found = 0
    for language, theirs in reference(triples).items():
        ours = Counter(evaluate(triples, language))
        assert ours - theirs == Counter(), "found too much"
        assert theirs - ours == Counter(), "found too little"
        found = ours.total()
    return found


# ── examples, works, vocabulary ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", ["conforming", "failing"])
def test_examples(name: str) -> None:
    texts = examples(name)
    assert len(texts) > 50
    found = [assert_same(turtle(text)) for text in texts]
    assert name == "conforming" or all(found)


def graphs(documents: Iterable[Document]) -> list[list[ox.Triple]]:
    ordered = sorted(documents, key=lambda document: str(document.symbol))
    words = vocabulary()
    works = [merge(Version(one, annotate(one, words)) for one in of) for _, of in groupby(ordered, lambda d: d.symbol)]
    return [graph_of(work) for work in works]


def graph_of(work: Work) -> list[ox.Triple]:
    entailer = Entailer(ontology_triples())
    return entailer.close(work_triples(work, BASE, vocabulary()), lambda iri: owns(BASE, work.symbol, iri))


@pytest.fixture(scope="module")
def seed_graph(seed: Document) -> list[ox.Triple]:
    return graphs([seed])[0]


def test_a_res_67_138(seed_graph: list[ox.Triple]) -> None:
    assert_same(seed_graph)


def test_the_vocabulary() -> None:
    triples = vocabulary_triples(vocabulary_files(), BASE, Entailer(ontology_triples()))
    assert_same(random.Random(0).sample(triples, 1500))


@pytest.mark.parametrize(("number", "pattern"), list(enumerate(WORKS)))
def test_official_works(number: int, pattern: str) -> None:
    """Two of their languages each, other ones from work to work."""
    files = sorted((SHARED / "corpus").glob(pattern))
    if not files:
        pytest.skip(f"no {pattern} in ../shared/corpus")
    chosen = [files[(number + step) % len(files)] for step in range(min(2, len(files)))]
    for graph in graphs(document for path in chosen for document in read_all(path.read_bytes(), path.name)):
        assert_same(graph)


# ── tampered graphs ─────────────────────────────────────────────────────────────────────────────────────────────────
DATATYPES = ["string", "integer", "date", "gYear", "gYearMonth", "boolean", "dateTime", "nonNegativeInteger", "anyURI"]
FORMS = [
    "",
    " ",
    "x  y",
    "01",
    "+5",
    "-1",
    "0",
    "3",
    "1.5",
    "2012",
    "2012-02-30",
    "2012-12-20",
    "2012-12",
    "true",
    "\n",
    "🕊️",
]
TAGS = ["en", "zh", "zh-Hant", "de", "EN-us", "fr"]
TAILS = ["~x", "#y", "@2020-01-01", "/Z", "__actor_1", "A"]

Tamper = Callable[[random.Random, list[ox.Triple]], None]


def put(rng: random.Random, graph: list[ox.Triple], change: Callable[[ox.Triple], ox.Triple | None]) -> None:
    place = rng.randrange(len(graph))
    changed = change(graph[place])
    if changed is not None:
        graph[place : place + rng.choice([0, 1])] = [changed]


def with_object(triple: ox.Triple, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(triple.subject, triple.predicate, value)


def drop(rng: random.Random, graph: list[ox.Triple]) -> None:
    graph.pop(rng.randrange(len(graph)))


def repeat(rng: random.Random, graph: list[ox.Triple]) -> None:
    graph.append(rng.choice(graph))


def swap(rng: random.Random, graph: list[ox.Triple]) -> None:
    put(rng, graph, lambda t: ox.Triple(t.subject, t.predicate, rng.choice(graph).object))


def move(rng: random.Random, graph: list[ox.Triple]) -> None:
    put(rng, graph, lambda t: ox.Triple(rng.choice(graph).subject, t.predicate, t.object))


def rename(rng: random.Random, graph: list[ox.Triple]) -> None:
    put(rng, graph, lambda t: ox.Triple(t.subject, rng.choice(graph).predicate, t.object))


def retype(rng: random.Random, graph: list[ox.Triple]) -> None:
    kind = ox.NamedNode(PREFIXES["xsd"] + rng.choice(DATATYPES))
    put(rng, graph, lambda t: with_object(t, ox.Literal(getattr(t.object, "value", ""), datatype=kind)))


def reform(rng: random.Random, graph: list[ox.Triple]) -> None:
    place = rng.choice([place for place, triple in enumerate(graph) if isinstance(triple.object, ox.Literal)])
    held = graph[place].object
    assert isinstance(held, ox.Literal)
    form = rng.choice([*FORMS, held.value[1:], f"{held.value} ", held.value.upper()])
    changed = ox.Literal(form, language=held.language) if held.language else ox.Literal(form, datatype=held.datatype)
    graph[place] = with_object(graph[place], changed)


def tag(rng: random.Random, graph: list[ox.Triple]) -> None:
    put(rng, graph, lambda t: with_object(t, ox.Literal(getattr(t.object, "value", ""), language=rng.choice(TAGS))))


def bend(rng: random.Random, graph: list[ox.Triple]) -> None:
    def change(triple: ox.Triple) -> ox.Triple | None:
        held, tail = triple.object, rng.choice(TAILS)
        if not isinstance(held, ox.NamedNode) or ("#" in tail and "#" in held.value):
            return None
        return with_object(triple, ox.NamedNode(held.value + tail))

    put(rng, graph, change)


def derive(rng: random.Random, graph: list[ox.Triple]) -> None:
    types = [t.object for t in graph if t.predicate.value.endswith("#type")]
    sub, above = rng.choice(types), rng.choice(types)
    if isinstance(sub, ox.NamedNode):
        graph.append(ox.Triple(sub, ox.NamedNode(f"{PREFIXES['rdfs']}subClassOf"), above))


def places(graph: list[ox.Triple], *names: str) -> list[int]:
    """Where triples of these properties stand."""
    return [place for place, triple in enumerate(graph) if triple.predicate.value in names]


def shift(rng: random.Random, graph: list[ox.Triple]) -> None:
    """The place of a mention's words one further, in its target or in its rule."""
    found = places(graph, f"{PREFIXES['oa']}hasTarget", f"{PREFIXES['reso']}rule")
    if not found:  # all dropped or renamed before
        return
    place = rng.choice(found)
    held = graph[place].object
    start, comma, end = getattr(held, "value", "").rpartition(",")
    if end.isdecimal():
        moved = f"{start}{comma}{int(end) + rng.choice([-5, -1, 1, 5])}"
        value = ox.Literal(moved) if isinstance(held, ox.Literal) else ox.NamedNode(moved)
        graph[place] = with_object(graph[place], value)


def shorten(rng: random.Random, graph: list[ox.Triple]) -> None:
    """A text of which words are left out."""
    found = places(graph, f"{PREFIXES['reso']}text")
    if not found:
        return
    place = rng.choice(found)
    held = graph[place].object
    if isinstance(held, ox.Literal) and held.language:
        graph[place] = with_object(graph[place], ox.Literal(held.value[: rng.randrange(9)], language=held.language))


TAMPERS: list[Tamper] = [drop, repeat, swap, move, rename, retype, reform, tag, bend, derive, shift, shorten]


def tampered(number: int, graph: list[ox.Triple], times: int) -> list[ox.Triple]:
    rng = random.Random(number)
    graph = list(graph)
    for _ in range(times):
        rng.choice(TAMPERS)(rng, graph)
    return graph


SPAN = """<A/RES/67/138~para_1> reso:text "🕊️欢迎 秘书长 的报告；"@zh .
<zh/A/RES/67/138> a reso:Expression .
<zh/A/RES/67/138~para_1> reso:inExpression <zh/A/RES/67/138> ; reso:expresses <A/RES/67/138~para_1> ;
    dct:language <http://id.loc.gov/vocabulary/iso639-1/zh> .
<A/RES/67/138~para_1#actor/secretary-general> a reso:Mention ; reso:inPart <A/RES/67/138~para_1> ;
    oa:hasBody <actor/secretary-general> ; oa:hasTarget <zh/A/RES/67/138~para_1#char=5,8> ;
    reso:rule "zh.label 5,8" ."""


def compared(triples: list[ox.Triple]) -> bool:
    """False where rdflib cannot follow a class that is below itself."""
    try:
        assert_same(triples)
    except RecursionError:
        return False
    return True


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize("batch", range(20))
def test_tampered_examples(batch: int) -> None:
    """200 graphs, each of eight examples and a span, with a dozen changes."""
    texts, done, number = examples("conforming"), 0, batch * 1000
    while done < 10:
        held = dict.fromkeys(t for text in (SPAN, *random.Random(number).sample(texts, 8)) for t in turtle(text))
        done += compared(tampered(number, list(held), 12))
        number += 1


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize("number", [4, 5])
def test_tampered_a_res_67_138(number: int, seed_graph: list[ox.Triple]) -> None:
    triples = tampered(number, sorted(seed_graph, key=str), 60)  # whatever their order, so that it is the same graph
    assert compared(triples)
    assert len(evaluate(triples)) > 10


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_literal_keeps_its_words(words: str) -> None:
    assert text(term_of(ox.Literal(words))) == words
    assert text(term_of(ox.Literal(words, language="zh"))) == words
    assert text(term_of(ox.Literal(words, datatype=ox.NamedNode("http://example.org/d")))) == words


# ── what is not judged is refused ───────────────────────────────────────────────────────────────────────────────────
SAYS = 'sh:message "No."@en'
UNSUPPORTED = [
    f"rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:closed true ; {SAYS} .",
    f"rs:X a sh:NodeShape ; sh:targetNode reso:Act ; sh:nodeKind sh:IRI ; {SAYS} .",
    "rs:X sh:targetNode reso:Act .",
    f"rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:xone ( [ sh:class reso:Act ] ) ; {SAYS} .",
    f"rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:deactivated true ; {SAYS} .",
    f"rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:minCount 1 ; {SAYS} .",
    f"rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:severity sh:Info ; sh:nodeKind sh:IRI ; {SAYS} .",
    f"rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:nodeKind sh:BlankNode ; {SAYS} .",
    f'rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:pattern "a" ; sh:flags "i" ; {SAYS} .',
    f"rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:or () ; {SAYS} .",
    f"rs:X a sh:NodeShape ; sh:targetClass reso:Act ; reso:verb 1 ; sh:nodeKind sh:IRI ; {SAYS} .",
    "rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:nodeKind sh:IRI .",
    "rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:property [ sh:path reso:verb ; sh:minCount 1 ] .",
    f"rs:X a sh:NodeShape ; sh:property [ sh:path reso:verb ; sh:hasValue 1 ; {SAYS} ] .",
    f"rs:X a sh:NodeShape ; sh:property [ sh:path [ sh:zeroOrMorePath reso:verb ] ; sh:minCount 1 ; {SAYS} ] .",
    f"rs:X a sh:NodeShape ; sh:property [ sh:path [ sh:inversePath [ sh:inversePath reso:verb ] ] ; {SAYS} ] .",
    f'rs:X a sh:NodeShape ; sh:property [ sh:path reso:verb ; sh:minInclusive "a" ; {SAYS} ] .',
    f"rs:X a sh:NodeShape ; sh:property [ sh:path reso:verb ; sh:datatype xsd:date , xsd:gYear ; {SAYS} ] .",
    f"rs:X a sh:NodeShape ; sh:property [ sh:path reso:verb ; sh:qualifiedMinCount 1 ; {SAYS} ] .",
    f"rs:X a sh:NodeShape ; sh:property [ sh:path reso:verb ; sh:targetClass reso:Act ; {SAYS} ] .",
    f"rs:X a sh:NodeShape ; sh:not rs:X ; {SAYS} .",
    'rs:X a sh:NodeShape ; sh:targetClass reso:Act ; sh:sparql [ sh:select "SELECT $this {}" ] .',
    'rs:Span a sh:NodeShape ; sh:targetClass reso:Act ; sh:sparql [ sh:select "SELECT $this {}" ] .',
]


@pytest.mark.parametrize("content", UNSUPPORTED)
def test_a_shape_that_would_not_be_judged_is_refused(content: str) -> None:
    with pytest.raises(UnsupportedShapeError):
        compile_shapes(turtle(content))


def test_a_feature_that_no_shape_uses_is_refused_beside_the_products_own() -> None:
    compile_shapes(shapes_graph())
    unsaid = [triple for triple in shapes_graph() if "{?place}" not in str(triple.object)]
    with pytest.raises(UnsupportedShapeError, match="message"):
        compile_shapes(unsaid)
    with pytest.raises(UnsupportedShapeError, match="closed"):
        compile_shapes([*shapes_graph(), *turtle("rs:Act sh:closed true .")])
