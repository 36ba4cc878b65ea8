"""/reconcile against the specification's schemas and examples, and OpenRefine's own requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7
from servers import served

from conftest import BASE, SHARED
from resograph.releases import Release

SPEC = SHARED / "reference" / "schemas" / "reconciliation-0.2"
needs_spec = pytest.mark.skipif(not SPEC.is_dir(), reason="the specification's schemas are not here")
DRAFT = "http://json-schema.org/draft-07/schema#"
EXTENDED: dict[str, list[Any]] = {
    "ids": ["A/RES/67/138", "A%2FRES%2F67%2F138", "state/fra", "session/un-ga/67", "nothing/known"],
    "properties": [
        {"id": "adoptedOn"},
        {"id": "adoptedBy", "settings": {"content": "literal"}},
        {"id": "theme", "settings": {"limit": "2"}},
        {"id": "title", "settings": {"lang": "zh"}},
        {"id": "https://w3id.org/resograph/ns#session"},
        {"id": "notation"},
        {"id": "startYear"},
        {"id": "shoeSize"},
    ],
}


@pytest.fixture(scope="module")
def http(release: Release, store_directory: Path) -> Iterator[httpx.Client]:
    with served("--store", str(store_directory), settings={"reconcile_queries": 12, "form_mb": 1}) as client:
        yield client


def validate(instance: object, name: str) -> None:
    """Against a schema of the specification, where they are here."""
    if not SPEC.is_dir():
        return
    schemas = {path.name: json.loads(path.read_text()) for path in (SPEC / "schemas").glob("*.json")}
    schemas["manifest.json"]["properties"].pop("authentication")  # defined by another specification
    registry: Registry[Any] = Registry().with_resources(
        (schema.get("$id", file), Resource.from_contents(schema | {"$schema": DRAFT}, DRAFT7))
        for file, schema in schemas.items()
    )
    jsonschema.Draft7Validator(schemas[name] | {"$schema": DRAFT}, registry=registry).validate(instance)


def told(answer: httpx.Response, schema: str) -> Any:
    assert answer.status_code == 200, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    found = answer.json()
    validate(found, f"{schema}.json")
    return found


def asked(http: httpx.Client, **queries: Any) -> dict[str, Any]:
    """The results of a batch, posted as OpenRefine posts it."""
    found = told(http.post("/reconcile", data={"queries": json.dumps(queries)}), "reconciliation-result-batch")
    return {key: value["result"] for key, value in found.items()}


def test_the_manifest_says_where_all_is(http: httpx.Client) -> None:
    manifest = told(http.get("/reconcile"), "manifest")
    assert manifest["identifierSpace"] == BASE
    view = manifest["view"]["url"].replace("{{id}}", quote("A/RES/67/138", safe=""))
    assert http.get(view, follow_redirects=True, headers={"Accept": "text/html"}).status_code == 200
    for service in manifest["suggest"].values():
        assert http.get(service["service_url"] + service["service_path"], params={"prefix": "s"}).json()["result"]
    proposing = manifest["extend"]["propose_properties"]
    assert http.get(proposing["service_url"] + proposing["service_path"]).json()["properties"]
    assert http.get(manifest["preview"]["url"].replace("{{id}}", "state%2Ffra")).status_code == 200


def test_a_batch_of_ten_as_openrefine_sends_it(http: httpx.Client) -> None:
    names = ["A/RES/67/138", "67/138号决议", "Rep. of Korea", "Turkiye", "UNV", "UN Security Council"]
    names += ["sixty-seventh session of the General Assembly", "志愿服务", "Sendai Framework", "no such thing at all"]
    query = {"type": "", "type_strict": "should", "limit": 3}
    batch = {f"q{place}": {"query": name, **query} for place, name in enumerate(names)}
    found = asked(http, **batch)
    first = [rows[0]["id"] if rows else None for rows in found.values()]
    assert first[:8] == [
        "A/RES/67/138",
        "A/RES/67/138",
        "state/kor",
        "state/tur",
        "actor/un-volunteers",
        "body/un-sc",
        "session/un-ga/67",
        "theme/1006907",
    ]
    assert first[8] == "instrument/sendai-framework"
    assert not any(row["match"] for row in found["q9"])
    assert all(len(rows) <= 3 for rows in found.values())


def test_get_and_post_and_jsonp_say_the_same(http: httpx.Client) -> None:
    batch = json.dumps({"q0": {"query": "France", "type": "State"}})
    posted = http.post("/reconcile", data={"queries": batch}).json()
    assert http.get("/reconcile", params={"queries": batch}).json() == posted
    called = http.get("/reconcile", params={"queries": batch, "callback": "jQuery3_1.done"})
    assert called.headers["content-type"].startswith("text/javascript")
    assert json.loads(called.text.removeprefix("/**/jQuery3_1.done(").removesuffix(");")) == posted
    assert http.get("/reconcile", params={"callback": "alert(1)//"}).status_code == 400


def test_properties_take_objects_lists_and_names(http: httpx.Client) -> None:
    for value in ({"id": "body/un-ga", "name": "x"}, "General Assembly", ["body/un-sc", "Asamblea General"]):
        properties = [{"pid": "adoptedBy", "v": value}, {"pid": "date", "v": 2012}]
        (row,) = asked(http, q={"query": "A/RES/67/138", "properties": properties})["q"]
        assert row["match"], value
    unknown = [{"pid": "shoeSize", "v": 42}]
    assert not asked(http, q={"query": "A/RES/67/138", "properties": unknown})["q"][0]["match"]
    assert asked(http, q={"properties": [{"pid": "iso", "v": "FR"}]})["q"][0]["id"] == "state/fra"
    assert asked(http, q={"properties": unknown})["q"] == []


def test_data_extension(http: httpx.Client) -> None:
    validate(EXTENDED, "data-extension-query.json")
    answer = http.post("/reconcile", data={"extend": json.dumps(EXTENDED)})
    found = told(answer, "data-extension-response")
    rows = found["rows"]
    assert set(rows) == set(EXTENDED["ids"])
    document = rows["A/RES/67/138"]
    assert document["adoptedOn"] == [{"date": "2012-12-20T00:00:00Z"}]
    assert document["adoptedBy"] == [{"str": "General Assembly"}]
    assert len(document["theme"]) == 2
    assert document["theme"][0]["id"].startswith("theme/")
    assert rows["state/fra"]["notation"] == [{"str": "FR"}, {"str": "FRA"}]
    assert rows["session/un-ga/67"]["startYear"] == [{"int": 2012}]
    assert all(row["shoeSize"] == [] for row in rows.values())
    assert [one["id"] for one in found["meta"]] == [one["id"] for one in EXTENDED["properties"]]


def test_properties_are_proposed(http: httpx.Client) -> None:
    found = told(http.get("/reconcile/properties?type=Resolution&limit=5"), "data-extension-property-proposal")
    assert [one["id"] for one in found["properties"]][:2] == ["symbol", "title"]
    assert (len(found["properties"]), found["limit"]) == (5, 5)
    state = told(http.get("/reconcile/properties?type=State"), "data-extension-property-proposal")
    assert {"notation", "memberSince", "name"} <= {one["id"] for one in state["properties"]}


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("suggest/entity?prefix=A/RES/67", "A/RES/67/138"),
        ("suggest/entity?prefix=volunt", "actor/volunteers"),
        ("suggest/entity?prefix=OSRSG-CA", "actor/special-representative-children-armed-conflict-office"),
        ("suggest/entity?prefix=fran&type=State", "state/fra"),
        ("suggest/entity?prefix=安全理", "body/un-sc"),
        ("suggest/property?prefix=adop", "adoptedBy"),
        ("suggest/type?prefix=res", "Resolution"),
    ],
)
def test_suggestions(http: httpx.Client, address: str, first: str) -> None:
    kind = address.partition("/")[2].partition("?")[0]
    schema = {"entity": "entities", "property": "properties", "type": "types"}[kind]
    rows = told(http.get(f"/reconcile/{address}"), f"suggest-{schema}-response")["result"]
    assert rows[0]["id"] == first
    rest = http.get(f"/reconcile/{address}&cursor=1").json()["result"]
    assert [row["id"] for row in rest][: len(rows) - 1] == [row["id"] for row in rows[1:]]


def test_flyouts_and_previews(http: httpx.Client) -> None:
    for kind, id_ in (
        ("entity", "A%2FRES%2F67%2F138"),
        ("entity", "state/fra"),
        ("type", "State"),
        ("property", "theme"),
    ):
        assert http.get(f"/reconcile/flyout/{kind}?id={id_}").json()["html"].startswith("<p")
    page = http.get("/reconcile/preview?id=a/res/67/138", headers={"Accept-Language": "zh"})
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert "2012-12-20" in page.text
    assert http.get("/reconcile/preview?id=<script>").status_code == 404


def test_other_sites_may_ask(http: httpx.Client) -> None:
    for path in ("/reconcile", "/reconcile/suggest/entity"):
        answer = http.options(path, headers={"Origin": "http://x", "Access-Control-Request-Method": "POST"})
        assert answer.status_code == 204
        assert "POST" in answer.headers["access-control-allow-methods"]


@needs_spec
@pytest.mark.parametrize(
    "path", sorted(SPEC.glob("examples/reconciliation-query-batch/*/*.json")), ids=lambda path: path.stem
)
def test_the_specifications_queries(http: httpx.Client, path: Path) -> None:
    answer = http.post("/reconcile", data={"queries": path.read_text()})
    if path.parent.name == "valid":
        assert set(told(answer, "reconciliation-result-batch")) == set(json.loads(path.read_text()))
    else:
        assert answer.status_code == 400
        assert answer.json()["detail"]


@needs_spec
@pytest.mark.parametrize(
    "path", sorted(SPEC.glob("examples/data-extension-query/valid/*.json")), ids=lambda path: path.stem
)
def test_the_specifications_extensions(http: httpx.Client, path: Path) -> None:
    told(http.post("/reconcile", data={"extend": path.read_text()}), "data-extension-response")


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"queries": "{"}, 400),
        ({"queries": "[]"}, 400),
        ({"queries": '{"q0": "France"}'}, 400),
        ({"queries": '{"q0": {"query": 7}}'}, 400),
        ({"queries": '{"q0": {"query": "x", "limit": "many"}}'}, 400),
        ({"queries": '{"q0": {"query": "x", "limit": NaN}}'}, 400),
        ({"queries": '{"q0": {"query": "x", "type_strict": "mostly"}}'}, 400),
        ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "session"}]}}'}, 400),
        ({"queries": "[" * 100_000}, 400),
        ({"queries": json.dumps({f"q{place}": {"query": "x"} for place in range(13)})}, 413),
        ({"queries": json.dumps({"q0": {"query": "x" * 2_000_000}})}, 413),
        ({"queries": json.dumps({"q0": {"query": "\u0000\ud800 %s <b>" + "x" * 5000}})}, 400),
        ({"extend": '{"ids": ["A/RES/67/138"]}'}, 400),
        ({"extend": '{"ids": ["[[", "\\u0000", "..", "A/RES/67/138#x#y"], "properties": [{"id": "title"}]}'}, 200),
    ],
    ids=lambda value: str(value)[:60],
)
def test_bad_requests_are_told(http: httpx.Client, form: dict[str, str], status: int) -> None:
    answer = http.post("/reconcile", data=form)
    assert answer.status_code == status, answer.text
    assert status == 200 or answer.json()["detail"]


def test_other_bodies_are_refused(http: httpx.Client) -> None:
    answer = http.post("/reconcile", content=b"x", headers={"Content-Type": "application/xml"})
    assert answer.status_code == 415
    assert http.post("/reconcile", content=b"queries=%FF").status_code == 400
