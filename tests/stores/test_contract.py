"""One contract for every store: embedded, in worker processes, at resograph itself, Oxigraph and Virtuoso."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from engines import COUNT, FOREIGN, Waited, ask, cell, count, resograph, rows, server

from conftest import BASE
from resograph.releases import Release
from resograph.releases.publishing import publish_to
from resograph.sparql import Formats, Query, QueryError, RefusedQueryError, ResultKind
from resograph.sparql.operations import operation, operations
from resograph.stores import Store
from resograph.stores.embedded import EmbeddedStore
from resograph.stores.remote import RemoteStore
from resograph.stores.workers import WorkerPool

IN_GRAPHS = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
WORK = f"{BASE}A/RES/67/138"
GRAPH, OTHER = f"{BASE}graph/source/one", f"{BASE}graph/source/two"


@pytest.fixture(scope="session")
def stores(
    sourced: Release, sourced_directory: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Store]]:
    """The stores by name, each opened once."""
    opened: dict[str, Store] = {}
    with ExitStack() as stack:

        def oxigraph(before: str = "") -> RemoteStore:
            address = stack.enter_context(server())
            if before:
                put = httpx.post(f"{address}/store", content=before, headers={"Content-Type": "application/n-quads"})
                assert put.is_success
            publish_to(address, sourced)
            return at(address)

        def at(address: str) -> RemoteStore:
            store = RemoteStore(address)
            stack.callback(store.close)
            return store

        def workers() -> Waited:
            pool = Waited(WorkerPool(sourced.store, 1, base=f"{BASE}sparql"))
            stack.callback(pool.close)
            return pool

        makers: dict[str, Callable[[], Store]] = {
            "embedded": lambda: EmbeddedStore.read_only(sourced.store, BASE),
            "workers": workers,
            "itself": lambda: at(stack.enter_context(resograph(sourced_directory))),
            "oxigraph": oxigraph,
            "oxigraph-shared": lambda: oxigraph(before=FOREIGN),
            "virtuoso": lambda: at(request.getfixturevalue("virtuoso_address")),
        }

        def get(name: str) -> Store:
            if name not in opened:
                opened[name] = makers[name]()
            return opened[name]

        yield get


STORES = ("embedded", "workers", "itself", "oxigraph", "oxigraph-shared", "virtuoso")


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, stores: Callable[[str], Store]) -> Store:
    return stores(request.param)


def known_of_virtuoso(request: pytest.FixtureRequest, reason: str) -> None:
    """What Virtuoso cannot; a test that passes there all the same is to be told."""
    if "virtuoso" in request.node.name:
        request.applymarker(pytest.mark.xfail(reason=f"Virtuoso: {reason}", strict=True))


@pytest.fixture(scope="session")
def truth(sourced: Release) -> ox.Store:
    return ox.Store.read_only(str(sourced.store))


def size(truth: ox.Store, graph: str | None) -> int:
    """Triples of a graph; None: the default graph."""
    name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
    return len(list(truth.quads_for_pattern(None, None, None, name)))


def test_a_plain_query_is_over_the_default_graph_with_those_of_registries_beside_it(
    store: Store, truth: ox.Store
) -> None:
    assert count(store, COUNT) == size(truth, None) > 60_000
    assert count(store, IN_GRAPHS) == size(truth, GRAPH) + size(truth, OTHER) == 5
    names = {row["g"]["value"] for row in rows(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")}
    assert names == {GRAPH, OTHER}


DATASETS = [
    (f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}> WHERE {{ ?s ?p ?o }}", {}, {GRAPH}),
    (f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}> FROM <{OTHER}> WHERE {{ ?s ?p ?o }}", {}, {GRAPH, OTHER}),
    (f"SELECT (COUNT(*) AS ?n) FROM NAMED <{OTHER}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}", {}, {OTHER}),
    (f"SELECT (COUNT(*) AS ?n) FROM NAMED <{OTHER}> WHERE {{ ?s ?p ?o }}", {}, set()),
    (COUNT, {"default_graphs": (GRAPH,)}, {GRAPH}),
    (COUNT, {"default_graphs": (GRAPH, OTHER)}, {GRAPH, OTHER}),
    (COUNT, {"named_graphs": (GRAPH,)}, set()),
    (IN_GRAPHS, {"named_graphs": (OTHER,)}, {OTHER}),
    (IN_GRAPHS, {"default_graphs": (OTHER,)}, set()),
    (f"SELECT (COUNT(*) AS ?n) FROM <{OTHER}> WHERE {{ ?s ?p ?o }}", {"default_graphs": (GRAPH,)}, {GRAPH}),
    (COUNT, {"default_graphs": ("x:none",)}, set()),
]


@pytest.mark.parametrize(("text", "given", "graphs"), DATASETS)
def test_a_dataset_given_is_that_dataset(
    store: Store, truth: ox.Store, text: str, given: Mapping[str, Any], graphs: set[str]
) -> None:
    assert count(store, text, **given) == sum(size(truth, graph) for graph in graphs)


RESO = "https://w3id.org/resograph/ns#"
ABOUT, TITLE = "https://schema.org/about", "http://purl.org/dc/terms/title"
GRAPHS_NAMED = [
    f"SELECT * {{ GRAPH <{GRAPH}> {{ ?record <{ABOUT}> <{WORK}> ; ?p ?o }} }}",
    f"PREFIX g: <{BASE}graph/source/> SELECT ?p {{ GRAPH g:two {{ ?s ?p ?o }} }}",
    f"SELECT ?p (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?r <{ABOUT}> ?s }} ?s ?p ?o }} GROUP BY ?p",
    f"SELECT ?s {{ ?s a <{RESO}Resolution> FILTER EXISTS {{ GRAPH <{GRAPH}> {{ ?r <{ABOUT}> ?s }} }} }}",
    f"SELECT ?s ?o {{ ?s a <{RESO}Resolution> OPTIONAL {{ GRAPH <{OTHER}> {{ ?r <{ABOUT}> ?s ; <{TITLE}> ?o }} }} }}",
    f"SELECT ?s {{ {{ GRAPH <{GRAPH}> {{ ?s <{TITLE}> ?t }} }} UNION {{ GRAPH <{OTHER}> {{ ?s <{TITLE}> ?t }} }} }}",
    f"SELECT ?g ?d ?t {{ ?d a <{RESO}Resolution> GRAPH ?g {{ ?r <{ABOUT}> ?d ; <{TITLE}> ?t }} }}",
    "SELECT ?s { GRAPH <x:graph> { ?s ?p ?o } }",
    f"SELECT ?s {{ GRAPH <{BASE}graph/all> {{ ?s ?p ?o }} }}",
    f"SELECT ?s {{ GRAPH <{BASE}graph/release> {{ ?s ?p ?o }} }}",
]
NOT_THERE = ("<x:graph>", "graph/all>", "graph/release>")


@pytest.mark.parametrize("text", GRAPHS_NAMED)
def test_a_graph_named_in_a_plain_query_is_that_graph(store: Store, stores: Callable[[str], Store], text: str) -> None:
    first = rows(stores("embedded"), text)
    assert bool(first) == all(name not in text for name in NOT_THERE)
    assert values_of(rows(store, text)) == values_of(first)
    assert {name for row in rows(store, text) for name in row} == {name for row in first for name in row}


TEXTS = f"SELECT ?part ?text WHERE {{ ?part <https://w3id.org/resograph/ns#text> ?text ; ?in <{WORK}> }} ORDER BY ?part"


def test_rows_are_the_same_in_every_format(store: Store) -> None:
    kinds = {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "tsv": ox.QueryResultsFormat.TSV,
    }
    tables = []
    for format_, kind in kinds.items():
        found = ox.parse_query_results(ask(store, TEXTS, format_), kind)
        assert isinstance(found, ox.QuerySolutions)
        tables.append([[cell(row["part"]), cell(row["text"])] for row in found])
    tables.append(list(csv.reader(io.StringIO(ask(store, TEXTS, "csv").decode())))[1:])
    assert len(tables[0]) > 30
    assert all(table == tables[0] for table in tables)


@pytest.mark.parametrize("format_", ["ttl", "nt", "rdf"])
@pytest.mark.parametrize("text", [f"DESCRIBE <{WORK}>", f"CONSTRUCT {{ <{WORK}> ?p ?o }} WHERE {{ <{WORK}> ?p ?o }}"])
def test_graphs_are_the_same_in_every_format(store: Store, truth: ox.Store, text: str, format_: str) -> None:
    kind = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}[format_]
    held = {quad.triple for quad in truth.quads_for_pattern(ox.NamedNode(WORK), None, None, ox.DefaultGraph())}
    assert {quad.triple for quad in ox.parse(ask(store, text, format_), kind)} == held


@pytest.mark.parametrize(("text", "expected"), [("ASK { ?s ?p ?o }", True), ("ASK { <x:none> ?p ?o }", False)])
def test_yes_and_no(store: Store, text: str, expected: bool) -> None:
    assert json.loads(ask(store, text))["boolean"] is expected
    assert f"<boolean>{str(expected).lower()}</boolean>".encode() in ask(store, text, "xml")
    answer = store.query(Query.of(text, formats=Formats("csv", "json", "ttl")))
    assert (answer.kind, answer.format) == (ResultKind.BOOLEAN, "json")


def values_of(found: list[dict[str, dict[str, str]]]) -> list[list[tuple[str, list[str]]]]:
    """Rows to compare: GROUP_CONCAT promises no order (SPARQL 1.1 Query §18.5.1.7), so what it joins is sorted.

    Of nothing it gives nothing or the empty string: the standard can be read either way.
    """
    return sorted(
        sorted((name, sorted(re.split(r"; | ", cell["value"]))) for name, cell in row.items() if cell["value"])
        for row in found
    )


@pytest.mark.parametrize("name", [name for name, found in operations().items() if "CONSTRUCT" not in found.text])
def test_the_examples_of_all_queries_give_the_same_rows(
    store: Store, stores: Callable[[str], Store], name: str
) -> None:
    found = operation(name)
    bound = found.bind({row.name: row.example for row in found.parameters}, BASE)
    first = rows(stores("embedded"), found.text, substitutions=bound)
    assert values_of(rows(store, found.text, substitutions=bound)) == values_of(first)
    if set(found.expected) == {"rows"}:
        assert len(first) == found.expected["rows"]


RESOLUTION = "https://w3id.org/resograph/ns#Resolution"
FORMS = [
    "SELECT ?d ?t WHERE { ?d a ?t }",
    "SELECT * { ?d a ?t }",
    f"SELECT ?x ?d WHERE {{ ?x a <{RESOLUTION}> OPTIONAL {{ ?x a ?d }} }}",
    "SELECT ?d ?t WHERE { { ?d a ?t } UNION { ?t a ?d } }",
    "SELECT ?d ?t WHERE { ?d a ?c GRAPH ?g { ?r ?about ?d ; ?p ?t OPTIONAL { ?r ?p ?o FILTER(?o = ?d) } } }",
    "SELECT ?d ?t WHERE { { ?e a ?t FILTER(?e = $d) } UNION { ?d a ?t } }",
    "SELECT ?d (COUNT(*) AS ?n) WHERE { ?d a ?t } GROUP BY ?d HAVING(COUNT(*) > 1)",
    "SELECT ?d ?n { SELECT ?d (COUNT(*) AS ?n) WHERE { ?d a ?t } GROUP BY ?d }",
    "SELECT ?d (EXISTS { ?d a ?t } AS ?e) WHERE { }",
    "SELECT ?d ?t WHERE { ?d a ?t } ORDER BY ?t LIMIT 2 # no end of line",
]


@pytest.mark.parametrize("text", FORMS)
def test_values_are_bound_in_every_shape_of_query(
    store: Store, stores: Callable[[str], Store], text: str, request: pytest.FixtureRequest
) -> None:
    if "EXISTS" in text:
        known_of_virtuoso(request, "it has no booleans: EXISTS gives 1 or 0")
    bound = {"d": f"<{WORK}>"}
    first = rows(stores("embedded"), text, substitutions=bound)
    assert first
    assert values_of(rows(store, text, substitutions=bound)) == values_of(first)


@pytest.mark.parametrize(
    "text", ["CONSTRUCT { ?d a ?t } WHERE { ?d a ?t }", "CONSTRUCT WHERE { ?d a ?t }", "DESCRIBE ?d", "DESCRIBE ?d { }"]
)
def test_values_are_bound_in_queries_for_graphs(store: Store, text: str) -> None:
    lines = ask(store, text, "nt", substitutions={"d": f"<{WORK}>"}).splitlines()
    assert len(lines) > 5
    assert all(line.startswith(f"<{WORK}> ".encode()) for line in lines)


def test_values_are_bound_in_yes_and_no(store: Store) -> None:
    for value, expected in ((f"<{WORK}>", True), ("<x:none>", False)):
        assert json.loads(ask(store, "ASK { ?d a ?t }", substitutions={"d": value}))["boolean"] is expected


STRINGS = ["志愿人员", "عربي", "a\"b'c\\d", "one\ntwo\ttab\r", "😀 é", "} SERVICE <x:x> { ?s ?p ?o", "\x01\x7f", ""]


@pytest.mark.parametrize("string", STRINGS)
def test_any_string_is_bound_as_it_is(store: Store, string: str) -> None:
    text = "SELECT ?d (STRLEN(?d) AS ?n) WHERE { }"
    found = rows(store, text, substitutions={"d": str(ox.Literal(string))})
    assert [(row["d"]["value"], int(row["n"]["value"])) for row in found] == [(string, len(string))]


BAD_TERMS = [
    "<x:a> . <x:b> <x:c> <x:d>",
    "<x:a>) } #",
    "?s",
    "_:b",
    "plain",
    "",
    "# c",
    '"a" .\n<x:b> <x:c> "d"',
    "<a>",
]


@pytest.mark.parametrize("term", BAD_TERMS)
def test_what_is_no_single_term_is_refused(store: Store, term: str) -> None:
    with pytest.raises(QueryError):
        rows(store, "SELECT ?d WHERE { ?d a ?t }", substitutions={"d": term})


@pytest.mark.parametrize("variable", ["word", "词"])
def test_unicode_in_a_query(store: Store, variable: str, request: pytest.FixtureRequest) -> None:
    if not variable.isascii():
        known_of_virtuoso(request, "its variables are of ASCII letters")
    text = f'SELECT ?{variable} WHERE {{ BIND("志愿 \\u00E9 😀" AS ?{variable}) }}'
    assert rows(store, text) == [{variable: {"type": "literal", "value": "志愿 é 😀"}}]


@pytest.mark.parametrize("name", ["embedded", "workers", "oxigraph", "virtuoso"])
def test_answers_dropped_unread_cost_nothing(stores: Callable[[str], Store], name: str) -> None:
    store = stores(name)
    for _ in range(3):
        store.query(Query.of("SELECT * WHERE { ?s a ?t } LIMIT 9"))
    assert len(rows(store, "SELECT * WHERE { ?s a ?t } LIMIT 9")) == 9


def test_nothing_found_is_an_empty_answer(store: Store) -> None:
    assert rows(store, "SELECT ?s WHERE { ?s <x:none> ?o }") == []
    assert ask(store, "SELECT ?s WHERE { ?s <x:none> ?o }", "csv").strip() == b"s"
    assert ask(store, "CONSTRUCT WHERE { ?s <x:none> ?o }", "nt") == b""


@pytest.mark.parametrize("text", ["SELECT * WHERE {\n ?s ?p }", "nothing", "", "SELECT ?s WHERE { ex:a ?p ?s }"])
def test_a_broken_query_is_told(store: Store, text: str) -> None:
    with pytest.raises(QueryError) as told:
        rows(store, text)
    assert str(told.value)
    if "\n" in text:
        assert "2" in str(told.value)


@pytest.mark.parametrize("text", ["INSERT DATA { <x:a> <x:b> <x:c> }", "DROP ALL", "INSERTDATA{<x:a><x:b><x:c>}"])
def test_updates_are_refused(store: Store, truth: ox.Store, text: str) -> None:
    with pytest.raises(QueryError):
        rows(store, text)
    assert count(store, COUNT) == size(truth, None)


@pytest.mark.parametrize("text", ["SELECT * { SERVICE <http://127.0.0.1:1/> { } }", "LOAD <http://127.0.0.1/>"])
def test_ways_out_are_refused(store: Store, text: str) -> None:
    with pytest.raises(RefusedQueryError):
        rows(store, text)
