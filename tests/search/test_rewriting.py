"""Queries with ``reso:search`` become plain ones, wherever it stands; others stay as they are."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resograph.sparql import Query, QueryError
from resograph.sparql.operations import operations
from resograph.sparql.search.cursor import Cursor
from resograph.sparql.search.patterns import statements
from resograph.sparql.search.rewriting import SEARCH, Lookup, Row, rewrite

PREFIX = "PREFIX reso: <https://w3id.org/resograph/ns#> "
ROWS = [Row("x:a~1", 1007.25, ("en", "fr")), Row("x:a~2", 6.0, ("en",))]
PARTS = "VALUES (?part) { (<x:a~1>) (<x:a~2>) }"
SCORES = "VALUES (?part ?score) { (<x:a~1> 1007.25) (<x:a~2> 6.0) }"
ANCHOR = "?part <https://w3id.org/resograph/ns#inDocument>|<http://purl.org/dc/terms/identifier> [] ."


def written(text: str, lookup: Lookup, substitutions: Mapping[str, str] | None = None) -> str:
    """The query without its searches, as text."""
    return rewrite(Query.of(text, substitutions=substitutions), lookup).text


def give(words: str, language: str | None, most: int | None) -> list[Row]:
    return ROWS


ALONE = f"{PARTS} {ANCHOR}"
BECOMES = [
    ('{ ?part reso:search "a" }', f"{{ {ALONE}  }}"),
    ('{ ?part reso:search "a" . }', f"{{ {ALONE}  }}"),
    ('{ ?part reso:search "a" ; a ?t ; }', f"{{ {PARTS} ?part a ?t }}"),
    ('{ ?part a ?t ; reso:search "a" ; a ?u }', f"{{ {PARTS} ?part a ?t ; a ?u }}"),
    ('{ ?part a ?t , ?u . ?part reso:search "a" . ?x ?y 5. }', f"{{ {PARTS} ?part a ?t , ?u .  ?x ?y 5. }}"),
    ('{ _:b ?x ?part FILTER(?n<3) ?part reso:search "a" }', f"{{ {PARTS} _:b ?x ?part FILTER(?n<3)  }}"),
    (
        '{ ?x ?y ?z OPTIONAL { ?x a ?part } ?part reso:search "a" }',
        f"{{ ?x ?y ?z OPTIONAL {{ ?x a ?part }} {ALONE}  }}",
    ),
    ('{ ?x ?y ?z OPTIONAL { ?part reso:search "a" } }', f"{{ ?x ?y ?z OPTIONAL {{ {ALONE}  }} }}"),
    ('{ { ?part reso:search "a" } UNION { ?x ?y ?z } }', f"{{ {{ {ALONE}  }} UNION {{ ?x ?y ?z }} }}"),
    ('{ ?x ?y ?z MINUS { ?part reso:search "a" } }', f"{{ ?x ?y ?z MINUS {{ {ALONE}  }} }}"),
    ('{ FILTER NOT EXISTS { ?part reso:search "a" } }', f"{{ FILTER NOT EXISTS {{ {ALONE}  }} }}"),
    ('{ FILTER(?n || EXISTS{?part reso:search "a"}) }', f"{{ FILTER(?n || EXISTS{{{ALONE} }}) }}"),
    ('{ BIND(EXISTS{?part reso:search "a"} AS ?n) }', f"{{ BIND(EXISTS{{{ALONE} }} AS ?n) }}"),
    ('{ { SELECT ?part { ?part reso:search "a" } LIMIT 1 } }', f"{{ {{ SELECT ?part {{ {ALONE}  }} LIMIT 1 }} }}"),
    ('{ GRAPH ?g { ?part reso:search "a" ; a ?t } }', f"{{ GRAPH ?g {{ {ALONE} ?part a ?t }} }}"),
    ('{ GRAPH ?g { ?x a ?t } ?part reso:search "a" ; a ?t }', f"{{ GRAPH ?g {{ ?x a ?t }} {PARTS} ?part a ?t }}"),
    ('{ (?part ?score) reso:search "a" . ?part a ?t }', f"{{ {SCORES}  ?part a ?t }}"),
    ('{ (?part ?score) reso:search ("a" 2) . ?part a ?t }', f"{{ {SCORES}  ?part a ?t }}"),
    (
        '{ ?x ?y ?z . (?part ?s ?l) reso:search "a" }',
        '{ VALUES (?part ?s ?l) { (<x:a~1> 1007.25 "en") (<x:a~1> 1007.25 "fr") (<x:a~2> 6.0 "en") } ?x ?y ?z .  }',
    ),
    ('{ <x:a~1> reso:search "a" ; a ?t }', "{  <x:a~1> a ?t }"),
    ('{ <x:b> reso:search "a" . ?x ?y ?z }', "{ FILTER(false)  ?x ?y ?z }"),
    ('{ (<x:a~2> ?score) reso:search "a" . ?x ?y ?z }', "{ VALUES (?score) { (6.0) }  ?x ?y ?z }"),
    ('{ <x:a~1> reso:search "a" }', f"{{  {ANCHOR.replace('?part', '<x:a~1>')}  }}"),
    ('{ ?part reso:search "a", "b" ; a ?t }', f"{{ {PARTS} {PARTS} ?part a ?t }}"),
    ('{ ?part reso:a/^reso:b*|!(a|^reso:c) ?x ; reso:search "a" }', None),
    ('{ ?part reso:search "a" } VALUES ?x { 1.5 "b"@en UNDEF }', f"{{ {ALONE}  }} VALUES ?x {{ 1.5 'b'@en UNDEF }}"),
    ("{ ?part <https://w3id.org/resograph/ns#search> '''a\"'''@zh-Hans }", f"{{ {ALONE}  }}"),
]


@pytest.mark.parametrize(("group", "becomes"), BECOMES)
def test_what_a_query_becomes(group: str, becomes: str | None) -> None:
    found = written(f"{PREFIX}SELECT * WHERE {group}", give)
    if becomes is not None:
        assert found.replace('"b"@en', "'b'@en") == f"{PREFIX}SELECT * WHERE {becomes}"
    assert SEARCH not in found.replace(PREFIX, "") and "reso:search" not in found
    ox.Store().query(found)


ASKED = [
    ('?part reso:search "two words"', ("two words", None, None)),
    ("?part reso:search '志愿'@zh", ("志愿", "zh", None)),
    ('?part reso:search "志愿"@zh-Hans-CN', ("志愿", "zh", None)),
    ('?part reso:search "a\\"b\\u0041\\n"', ('a"bA\n', None, None)),
    ('?part reso:search ("volunt*"@en 50)', ("volunt*", "en", 50)),
    ("?part reso:search ?words", ("given", "fr", None)),
    ("?part reso:search (?words 3)", ("given", "fr", 3)),
    ('?part reso:search """long"""^^<http://www.w3.org/2001/XMLSchema#string>', ("long", None, None)),
]


@pytest.mark.parametrize(("group", "asked"), ASKED)
def test_what_is_looked_up(group: str, asked: tuple[str, str | None, int | None]) -> None:
    seen: list[tuple[str, str | None, int | None]] = []

    def note(words: str, language: str | None, most: int | None) -> list[Row]:
        seen.append((words, language, most))
        return ROWS

    written(f"{PREFIX}SELECT * WHERE {{ {group} }}", note, substitutions={"words": '"given"@fr'})
    assert seen == [asked]


def test_words_that_were_given_stay_bound() -> None:
    found = written(f"{PREFIX}SELECT * {{ ?part reso:search ?w }}", give, substitutions={"w": '"a\\"b"'})
    assert found == f'{PREFIX}SELECT * {{ {PARTS} VALUES (?w) {{ ("a\\"b") }} {ANCHOR}  }}'


def test_and_so_in_a_list() -> None:
    found = written(f"{PREFIX}SELECT * {{ ?part reso:search (?w 3) }}", give, substitutions={"w": '"a"'})
    assert found == f'{PREFIX}SELECT * {{ {PARTS} VALUES (?w) {{ ("a") }} {ANCHOR}  }}'


def test_in_a_dataset_matches_are_looked_for_there() -> None:
    found = written(f'{PREFIX}SELECT * FROM <x:g> {{ ?part reso:search "a" }}', give)
    assert found == f"{PREFIX}SELECT * FROM <x:g> {{ {PARTS} {ANCHOR}  }}"


NAMED = [
    "PREFIX s: <https://w3id.org/resograph/ns#sea> SELECT * { ?part s:rch 'a' }",
    "BASE <https://w3id.org/x/> PREFIX s: <../resograph/ns#> SELECT * { ?part s:search 'a' }",
    "BASE <https://w3id.org/resograph/> SELECT * { ?part <ns#search> 'a' }",
    "prefix : <https://w3id.org/resograph/ns#> select*{?part :search 'a'}",
    "PREFIX r: <https://w3id.org/resograph/ns#> # ?x\nSELECT * #{\n{ ?part # }\n r:search # ;\n 'a' #\n}",
]


@pytest.mark.parametrize("text", NAMED)
def test_the_predicate_under_any_name(text: str) -> None:
    found = written(text, give)
    assert "<x:a~1>" in found
    ox.Store().query(found)


UNTOUCHED = [
    "SELECT * { ?s ?p 'reso:search' }",
    f"{PREFIX}SELECT * {{ reso:search ?p ?o ; a reso:search . ?s ?p reso:search }}",
    f"{PREFIX}DESCRIBE reso:search",
    f"{PREFIX}CONSTRUCT {{ ?s reso:search 'a' }} WHERE {{ ?s ?p ?o }}",
    "PREFIX reso: <x:> SELECT * { ?s reso:search 'a' }",
    "SELECT * { ?s ?p ",
    "reso:search { ( [",
    "SELECT * { <http://[x> ?p 'search' }",
    "PREFIX",
    "PREFIX search: ",
    "BASE 'search'",
    "",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_other_queries_stay_as_they_are(text: str) -> None:
    assert written(text, give) == text


@pytest.mark.parametrize("name", operations())
def test_the_queries_of_the_product_can_be_read(name: str) -> None:
    """Their groups and triples, as if any of them had a search."""
    cursor = Cursor(Query.of(operations()[name].text))
    cursor.prologue()
    found = statements(cursor, "https://w3id.org/resograph/ns#position")
    assert ("reso:position" in operations()[name].text) == bool(found)


MISUSED = [
    ("{ [] reso:search 'a' }", "must be a variable"),
    ("{ _:b reso:search 'a' }", "must be a variable"),
    ("{ 'a' reso:search 'a' }", "must be a variable"),
    ("{ ?x ?y [ reso:search 'a' ] }", "must be a variable"),
    ("{ () reso:search 'a' }", r"\?part, \(\?part \?score\)"),
    ("{ (?a ?b ?c ?d) reso:search 'a' }", r"\?part, \(\?part \?score\)"),
    ("{ (?a 5) reso:search 'a' }", r"\?part, \(\?part \?score\)"),
    ("{ (?a ?a) reso:search 'a' }", "must differ"),
    ("{ (?a ?b) reso:search 'a' ; a ?t }", "apart"),
    ("{ (?a ?b) reso:search 'a', 'b' }", "one string"),
    ("{ ?x reso:search 5 }", "is a string"),
    ("{ ?x reso:search ?y }", "is a string"),
    ("{ ?x reso:search <x:y> }", "is a string"),
    ("{ ?x reso:search '\\q' }", "is a string"),
    ("{ ?x reso:search ('a') }", "words and a number"),
    ("{ ?x reso:search ('a' 1.5) }", "words and a number"),
    ("{ ?x reso:search ('a' -5) }", "words and a number"),
    ("{ ?x reso:hasPart/reso:search 'a' }", "property path"),
    ("{ ?x reso:search? 'a' }", "property path"),
    ("{ ?x ^reso:search 'a' }", "property path"),
    ("{ ?x (reso:search|a) 'a' }", "property path"),
    ("{ " + "?x reso:search 'a' . " * 11 + "}", "10 of it"),
    ("{ ?x reso:search 'a' " + "{" * 5000 + "}" * 5001, " deep "),
    ("{ ?x reso:search 'a' ; ?y " + "[ ?y " * 5000 + "?z" + "]" * 5000 + "}", " deep "),
    ("{ ?x reso:search 'a' ", "line 1, column .* the text ends"),
    ("{ ?x reso:search }", "line 1, column .* “}”"),
    ("{\n ?x reso:search 'a' OPTIONAL ?y }", r"line 2, column 30, where there is “\?y }”"),
]


@pytest.mark.parametrize(("group", "message"), MISUSED)
def test_misuse_is_told(group: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        written(f"{PREFIX}SELECT * {group}", give)


def test_the_short_construct_is_told() -> None:
    with pytest.raises(QueryError, match="CONSTRUCT WHERE"):
        written(f"{PREFIX}CONSTRUCT WHERE {{ ?x reso:search 'a' }}", give)


TOKENS = (
    "{ } ( ) [ ] . ; , ?x a reso:search 'w' \"w\"@zh 5 1.5 <x:y> _:b ^ / | ! + ? # true * "
    "GRAPH OPTIONAL FILTER EXISTS UNION MINUS BIND VALUES SELECT LIMIT"
)
pieces = st.lists(st.sampled_from(TOKENS.split()), max_size=20)


@given(pieces)
def test_any_tokens_are_rewritten_or_told(tokens: list[str]) -> None:
    """And what an engine takes with a search is never let through with it, where it would match nothing in silence."""
    text = f"{PREFIX}SELECT * {{ ?x reso:search 'a' . {' '.join(tokens)} }}"
    try:
        found = written(text, give)
    except QueryError:
        return
    assert "reso:search 'a' ." not in found
    if parses(text):
        assert parses(found)


def parses(text: str) -> bool:
    try:
        ox.Store().query(text)
    except (SyntaxError, ValueError):
        return False
    return True
