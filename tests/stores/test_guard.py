"""Keywords in every disguise that an engine without tokens takes for them; and none where there is none."""

from __future__ import annotations

import pytest

from resograph.sparql import Query, QueryError, RefusedQueryError
from resograph.sparql.binding import bind_values
from resograph.sparql.guard import shape_of
from resograph.sparql.search.rewriting import rewrite
from resograph.sparql.tokens import tokens_of
from resograph.sparql.update_dataset import with_dataset
from timing import seconds

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
    f'SELECT * {{?s ?p "a\\u0022 SERVICE{THERE}"',
]


@pytest.mark.parametrize("text", DISGUISED)
def test_a_way_out_is_seen(text: str) -> None:
    with pytest.raises(RefusedQueryError):
        shape_of(text)


ENDLESS = [
    ('ASK { ?s ?p "a', '" in line 1'),
    ("ASK {\n?s ?p 'a\n' }", "' in line 2"),
    ('ASK {\n\n?s ?p """a\n" }', '" in line 3'),
    (f'SELECT * {{?s ?p "a\\u0022 SERVICE{THERE}', '" in line 1'),
    ("INSERT DATA { <x:a> <x:b> 'it's' }", "' in line 1"),
]


@pytest.mark.parametrize(("text", "place"), ENDLESS)
def test_a_string_without_end_is_told_with_its_place(text: str, place: str) -> None:
    with pytest.raises(QueryError, match=place):
        shape_of(text)


def test_nothing_behind_a_string_without_end_is_looked_at() -> None:
    broken = '"\\' * 50_000
    assert [len(tokens_of(broken, to_endless=stops)) for stops in (True, False)] == [1, 100_000]


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
    assert shape_of(text).has_from


@pytest.mark.parametrize("text", ["ASK { ?from ?p 'FROM' }", "PREFIX from: <x:> ASK { ?s a from:from }"])
def test_no_dataset_is_seen_where_there_is_none(text: str) -> None:
    assert not shape_of(text).has_from


UNENDING = [
    "a.-", "a_", "a-", "é", "é_", "a_.-", "a:.", "a:%", "a:\\~.", '"\\', "'\\", '"\\"', "'\"\\", '"""\\', '"""\\" ',
    "'''\\", "<a", "@a-", "_:", "?a", "+1", "1e", "#", "{", "(", "\\u0022", "\\", "SERVIC", "PREFIX a:",
]  # fmt: skip


@pytest.mark.parametrize("letters", UNENDING)
def test_tokens_take_linear_time(letters: str) -> None:
    short, long = (letters * (length // len(letters)) for length in (10_000, 100_000))
    assert seconds(lambda: tokens_of(long)) < 0.5 + 40 * seconds(lambda: tokens_of(short))


REPEATED = [
    ("ASK {", " GRAPH ?g { ?s ?p ?o } ", "}"),
    ("ASK {", "{ ?s ?p ?o } UNION { ?o ?p ?s } OPTIONAL { ?s ?p ?o FILTER(?s = ?o) }", "}"),
    ("ASK {", "MINUS { { ?s ?p ?o } UNION { ?o ?p ?s } }", "}"),
    ("ASK {", "OPTIONAL { FILTER EXISTS { ?s ?p ?o } }", "}"),
    ("ASK { ?s ?p ", "1 , ", "1 }"),
    ("ASK { ?s ?p ", "[ ?p ?o ] , ", "1 }"),
    ("ASK { ?s ?p/<https://w3id.org/resograph/ns#p>", "/^<https://w3id.org/resograph/ns#q>*", "?o }"),
]


@pytest.mark.parametrize("parts", REPEATED, ids=lambda parts: parts[1])
def test_looking_through_takes_linear_time(parts: tuple[str, str, str]) -> None:
    def look(length: int) -> None:
        text = parts[0] + parts[1] * (length // len(parts[1])) + parts[2]
        search = "?part <https://w3id.org/resograph/ns#search> 'words' }"
        shape_of(text)
        bind_values(Query.of(text, substitutions={"s": "<x:a>"}))
        rewrite(Query.of(text.removesuffix("}") + f" . {search}"), lambda words, language, most: [])
        with_dataset(f"INSERT {{ }} WHERE {text[3:]} ;" * 2, ["x:g"], ["x:h"])

    look(1_000)
    assert seconds(lambda: look(100_000)) < 1.0 + 40 * seconds(lambda: look(10_000))
