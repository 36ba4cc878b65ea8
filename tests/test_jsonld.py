"""JSON-LD reads like a record and says exactly what the triples say."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from conftest import BASE, ROOT
from resograph.releases import Release
from resograph.writing.jsonld import context, to_jsonld
from timing import seconds

RESO = "https://w3id.org/resograph/ns#"
ONTOLOGY = rdflib.Graph().parse(ROOT / "ontology" / "resograph.ttl")
OWN = {
    str(term).removeprefix(RESO)
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for term in ONTOLOGY.subjects(RDF.type, kind)
    if str(term).startswith(RESO)
}


@pytest.fixture(scope="module")
def store(release: Release) -> ox.Store:
    return ox.Store.read_only(str(release.store))


def expanded(document: dict[str, Any]) -> set[str]:
    """The triples of a document, by rdflib's processor."""
    document = {**document, "@context": [context(), *document["@context"][1:]]}
    text = rdflib.Graph().parse(data=json.dumps(document), format="json-ld").serialize(format="nt")
    return {str(quad.triple) for quad in ox.parse(text.encode(), ox.RdfFormat.N_TRIPLES)}


def in_graph(store: ox.Store, name: str) -> list[ox.Triple]:
    return [quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(f"{BASE}graph/{name}"))]


@pytest.mark.parametrize("name", ["A/RES/67/138", "ontology", "context", "release"])
def test_nothing_is_lost_and_nothing_added(store: ox.Store, name: str) -> None:
    triples = in_graph(store, name)
    assert expanded(to_jsonld(triples, BASE)) == {str(triple) for triple in triples}


def literal(text: str, kind: str = "string") -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))


ODD = [
    ("text", ox.Literal("words without a language")),
    ("number", ox.Literal("1", language="en")),
    ("number", ox.Literal("67/138")),
    ("adoptedOn", literal("2012", "gYear")),
    ("adoptedOn", literal("2012-12-20", "date")),
    ("adoptedOn", literal("soon")),
    ("position", literal("007", "integer")),
    ("position", literal("-7", "integer")),
    ("position", literal("1.5", "decimal")),
    ("verb", literal("verb/requests")),
    ("verb", ox.NamedNode(f"{BASE}item/un-ga/70/a:b")),
    ("verb", ox.NamedNode(f"{BASE}dct:title")),
    ("verb", ox.NamedNode(BASE)),
    ("verb", ox.NamedNode("urn:x")),
    ("eId", ox.NamedNode(f"{BASE}A/RES/1")),
    ("hasPart", ox.NamedNode(f"{BASE}s")),
    ("unheardOf", literal("true", "boolean")),
]


@pytest.mark.parametrize(("name", "value"), ODD, ids=str)
def test_odd_values_stay_what_they_are(
    name: str, value: ox.Literal | ox.NamedNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    triples = [ox.Triple(ox.NamedNode(f"{BASE}s"), ox.NamedNode(RESO + name), value)]
    assert expanded(to_jsonld(triples, BASE, f"{BASE}s")) == {str(triple) for triple in triples}


def test_a_paragraph_is_one_object(client: httpx.Client) -> None:
    record = client.get("/A/RES/67/138~para_25.jsonld").json()
    assert list(record)[:7] == ["@context", "id", "type", "number", "text", "position", "eId"]
    assert (record["id"], record["type"]) == ("A/RES/67/138~para_25", "OperativeParagraph")
    assert record["number"] == {"zh": "25."}
    assert record["text"]["zh"].startswith("请秘书长")
    assert record["inDocument"] == "A/RES/67/138"
    (act,) = record["acts"]
    assert act["type"] == "ReportingMandate"
    assert (act["verb"], act["force"]) == ("verb/requests", "force/directive")
    assert act["addressee"] == ["actor/secretary-general"]
    assert (act["dueSession"], act["dueYear"]) == ("session/un-ga/70", "2015")
    named = next(row for row in record["annotations"] if row["body"] == "actor/secretary-general")
    assert named["rule"]
    selector = named["target"][0]["selector"]
    assert (selector["start"], selector["end"], selector["exact"]) == (1, 4, "秘书长")
    assert not [key for key in record if ":" in key]
    assert "schema:about" in record["also"]


def test_footnotes_stand_inside(client: httpx.Client) -> None:
    (note,) = client.get("/A/RES/67/138~para_1.jsonld").json()["hasPart"]
    assert (note["id"], note["type"], note["text"]) == ("A/RES/67/138~note_1", "Footnote", {"zh": "A/67/153。"})
    assert note["annotations"][0]["type"] == "Citation"


def test_a_work_holds_its_parts_in_order(client: httpx.Client) -> None:
    work = client.get("/A/RES/67/138.jsonld").json()
    assert (work["id"], work["type"], work["number"]) == ("A/RES/67/138", "Resolution", "67/138")
    assert work["hasExpression"][0]["hasIssue"][0]["issued"] == "2013-07-15"
    positions = [part["position"] for part in work["hasPart"]]
    assert positions == sorted(positions)
    assert work["hasPart"][-1]["text"]


def test_every_term_of_ours_has_a_key() -> None:
    values = {value if isinstance(value, str) else value.get("@id") for value in context().values() if value != 1.1}
    assert {name for name in OWN if f"reso:{name}" not in values} == set()
    assert {value for value in values if str(value).startswith("reso:")} <= {f"reso:{name}" for name in OWN}


def test_it_is_fast(store: ox.Store) -> None:
    """Issue 3: a paragraph in 60 ms, a work in 1.5 s."""
    work = in_graph(store, "A/RES/67/138")
    part = [triple for triple in work if "~para_14" in str(triple.subject)]
    for triples, root, most in ((part, "A/RES/67/138~para_14", 0.06), (work, "A/RES/67/138", 1.5)):
        assert seconds(partial(to_jsonld, triples, BASE, BASE + root), runs=3) < most
