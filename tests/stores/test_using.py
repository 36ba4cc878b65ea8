"""The dataset of an update, put into its text; and what is refused."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from resograph.sparql import QueryError, RefusedQueryError
from resograph.sparql.update_dataset import with_dataset

DATA = '<x:a> <x:p> "1" <x:g> .\n<x:b> <x:p> "2" <x:h> .\n<x:c> <x:p> "3" .'
COPY = "INSERT { GRAPH <x:new> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
UPDATES = [
    (COPY, ["x:g"], [], {"x:a"}),
    (COPY, ["x:g", "x:h"], [], {"x:a", "x:b"}),
    (COPY, [], ["x:g"], set()),
    (COPY, [], [], {"x:c"}),
    (f"PREFIX where: <x:> {COPY} ; # WHERE\n {COPY}", ["x:h"], [], {"x:b"}),
    ("insert{GRAPH<x:new>{?s ?p ?o}}where{{SELECT*WHERE{?s ?p ?o}}}", ["x:g"], [], {"x:a"}),
    ("INSERT { GRAPH <x:new> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", [], ["x:h"], {"x:b"}),
    (f"DELETE WHERE {{ ?s <x:q> 1 }} ; {COPY}", ["x:g"], [], {"x:a"}),
    ("\\u0049NSERT { GRAPH <x:new> { ?s ?p 'WHERE' } } WHERE { ?s ?p ?o }", ["x:g"], [], {"x:a"}),
]


@pytest.mark.parametrize(("text", "graphs", "named", "expected"), UPDATES)
def test_an_update_is_over_the_dataset_given(
    text: str, graphs: list[str], named: list[str], expected: set[str]
) -> None:
    store = ox.Store()
    store.load(DATA, ox.RdfFormat.N_QUADS)
    store.update(with_dataset(text, graphs, named))
    found = store.quads_for_pattern(None, None, None, ox.NamedNode("x:new"))
    assert {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)} == expected


def test_delete_where_takes_from_where_it_says() -> None:
    store = ox.Store()
    store.load(DATA, ox.RdfFormat.N_QUADS)
    store.update(with_dataset("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", [], ["x:g"]))
    assert {str(quad.subject) for quad in store} == {"<x:b>", "<x:c>"}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", QueryError),
        ("INSERT { ?s ?p ?o } USING <x:g> WHERE { ?s ?p ?o }", QueryError),
        ("INSERT { ?s ?p ?o }\nusing NAMED <x:g> WHERE { ?s ?p ?o }", QueryError),
        ("SELECT * { ?s ?p ?o }", QueryError),
        ("LOAD <http://127.0.0.1:1/>", RefusedQueryError),
        ("CLEAR ALL ; lo\\u0041d SILENT <http://127.0.0.1:1/>", RefusedQueryError),
        ("INSERT DATA { } ;\n#\nLOAD<http://127.0.0.1:1/>INTO GRAPH <x:g>", RefusedQueryError),
        ("PREFIX e: <http://127.0.0.1:1/> LOADe:x", RefusedQueryError),
        ("DELETE { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", RefusedQueryError),
        ("INSERT { ?s ?p ?o } WHERE { { SELECT * { \\u0053ervice?x { ?s ?p ?o } } } }", RefusedQueryError),
    ],
)
def test_what_names_its_own_graphs_or_leaves_the_host_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        with_dataset(text, ["x:g"], [])


def test_words_that_only_look_like_ways_out_pass() -> None:
    text = "PREFIX load: <x:> INSERT DATA { <x:LOAD> load:LOAD 'LOAD <x:y> ; SERVICE' }"
    assert with_dataset(text, [], []) == text


@pytest.mark.parametrize("text", ["", "# nothing", "PREFIX a: <x:>"])
def test_an_update_may_be_empty(text: str) -> None:
    ox.Store().update(with_dataset(text, [], []))
