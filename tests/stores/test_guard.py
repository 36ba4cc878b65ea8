"""Keywords in every disguise that an engine without tokens takes for them; and none where there is none."""

from __future__ import annotations

import pytest

from resograph.sparql.guard import RefusedQueryError, shape_of

THERE = "<http://127.0.0.1:1/>{?a ?b ?c}}"
DISGUISED = [
    f"PREFIX : <x:> SELECT * {{?s :p :b;SERVICE{THERE}",
    f"PREFIX : <x:> SELECT * {{?s ?p ?o FILTER(?o=:b)SERVICE{THERE}",
    f"SELECT * {{?s ?p 1e5SERVICE{THERE}",
    f"SELECT * {{?s ?p trueSERVICE{THERE}",
    f"SELECT * {{?s ?p ?o ServiceSilent{THERE}",
    "PREFIX ex: <http://127.0.0.1:1/> SELECT * {?s ?p ?o SERVICEex:foo{?a ?b ?c}}",
    "PREFIX : <http://127.0.0.1:1/> SELECT * {?s ?p ?o SERVICE:foo{?a ?b ?c}}",
    "PREFIX : <http://127.0.0.1:1/> PREFIX SERVICE: <x:> SELECT * {?s ?p ?o SERVICE:foo#c\n{?a ?b ?c}}",
    "SELECT * {?s ?p ?o FILTER(?o<?p)SERVICE#>\n?x{?a ?b ?c}}",
    f"SELECT * {{?s ?p ?o #\\u000ASERVICE{THERE}",
    f'SELECT * {{?s ?p "a\\u0022 SERVICE{THERE}',
]


@pytest.mark.parametrize("text", DISGUISED)
def test_a_way_out_is_seen(text: str) -> None:
    with pytest.raises(RefusedQueryError):
        shape_of(text)


INNOCENT = [
    "PREFIX SERVICE: <x:> SELECT * { ?s a SERVICE:SERVICE . ?SERVICE ?p ?o }",
    "PREFIX s: <http://example.org/service#> SELECT * { ?s s:serviceType ?o { ?s ?p ?o } }",
    "SELECT * { ?s <http://example.org/a(b)/x> '''SERVICE''' } # SERVICE",
    'SELECT * { ?s ?p "\\\\u0022 SERVICE" }',
]


@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_query_passes(text: str) -> None:
    assert shape_of(text).form == "SELECT"


@pytest.mark.parametrize(
    "text",
    ["ASKFROM<x:g>{?s ?p ?o}", "SELECT *FROMNAMED<x:g>{}", "PREFIX e: <x:> SELECT * FROMe:g {}", "ASK FROM<x:g>{}"],
)
def test_a_dataset_is_seen(text: str) -> None:
    assert shape_of(text).has_dataset


@pytest.mark.parametrize("text", ["ASK { ?from ?p 'FROM' }", "PREFIX from: <x:> ASK { ?s a from:from }"])
def test_no_dataset_is_seen_where_there_is_none(text: str) -> None:
    assert not shape_of(text).has_dataset
