"""The status of mandates on a day: what later texts do to them counts from the day on which these were adopted."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from resograph.sparql.operations import operation

TEXTS = """
@prefix reso: <https://w3id.org/resograph/ns#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <http://localhost:8000/> .
<actor/a> a reso:UNEntity ; skos:prefLabel "A"@en .
<D1> dct:identifier "D1" ; reso:adoptedOn "2020-01-01"^^xsd:date .
<D2> dct:identifier "D2" ; reso:adoptedOn "2021-01-01"^^xsd:date .
<D3> dct:identifier "D3" ; reso:adoptedOn "2022-01-01"^^xsd:date .
<D1~1> reso:inDocument <D1> ; reso:position 1 . <D1~2> reso:inDocument <D1> ; reso:position 2 .
<D1~3> reso:inDocument <D1> ; reso:position 3 .
<D2~1> reso:inDocument <D2> ; reso:extends <D1~1> . <D2~1a> reso:inPart <D2~1> ; reso:endsOn "2022-06-30"^^xsd:date .
<D3~1> reso:inDocument <D3> ; reso:terminates <D1~2> .
<D1~1a> a reso:Mandate ; reso:addressee <actor/a> ; reso:inPart <D1~1> ; reso:position 1 ;
    reso:endsOn "2021-06-30"^^xsd:date .
<D1~2a> a reso:Mandate ; reso:addressee <actor/a> ; reso:inPart <D1~2> ; reso:position 1 .
<D1~3a> a reso:Mandate ; reso:addressee <actor/a> ; reso:inPart <D1~3> ; reso:position 1 .
"""
HELD, UNKNOWN = "in force as far as is held", ("unknown", "", "")
STATUS: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("2019-01-01", []),
    ("2020-06-01", [(HELD, "2021-06-30", ""), UNKNOWN, UNKNOWN]),
    ("2021-12-01", [(HELD, "2022-06-30", "D2~1"), UNKNOWN, UNKNOWN]),
    ("2022-06-30", [(HELD, "2022-06-30", "D2~1"), ("ended by", "", "D3~1"), UNKNOWN]),
    ("2022-07-01", [("ended on", "2022-06-30", "D2~1"), ("ended by", "", "D3~1"), UNKNOWN]),
]


@pytest.mark.parametrize(("day", "expected"), STATUS)
def test_status(day: str, expected: list[tuple[str, str, str]]) -> None:
    store = ox.Store()
    store.load(TEXTS.encode(), ox.RdfFormat.TURTLE)
    asked = ox.Literal(day, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    rows = store.query(operation("mandate-status").text, substitutions={ox.Variable("day"): asked})
    assert isinstance(rows, ox.QuerySolutions)
    found = {}
    for row in rows:
        status, ends, by = (row[name].value if row[name] else "" for name in ("status", "ends", "by"))
        found[row["paragraph"].value] = (status, ends, by.removeprefix("http://localhost:8000/"))
    assert [found[paragraph] for paragraph in sorted(found)] == expected
