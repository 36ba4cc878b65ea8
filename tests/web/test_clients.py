"""What clients rely on: conditions and ranges at every address, other sites, one spelling, a base with a path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import etree
from servers import BEARER, served, writable

from conftest import BASE, SEED
from resograph.pipeline import Builder, sources_in
from resograph.releases import Release
from resograph.web.conditions import ByteRange, piece_of, status_for

ADDRESSES = [
    "A/RES/67/138",
    "zh/A/RES/67/138.xml",
    "body/un-ga.ttl",
    "ns.ttl",
    "queries",
    "documents",
    "search?q=peace",
]
ADDRESSES += [
    "mandates",
    "feed.atom",
    "sitemap.xml",
    "dumps/",
    "dumps/SHA256SUMS",
    ".well-known/void",
    "context.jsonld",
]
ADDRESSES += ["openapi.json", "docs/api", "reconcile", "static/style.css", "resolve?symbol=A/RES/67/138"]
ADDRESSES += ["sparql?query=ASK%7B%7D", "sparql", "rdf-graph-store?graph=x:y", "oai?verb=Identify", "about"]
CHANGING = ("oai?verb=Identify", "rdf-graph-store?graph=x:y")
"""One says what time it is, one is not there."""


@pytest.mark.parametrize("path", [path for path in ADDRESSES if path not in CHANGING])
def test_conditions_and_ranges_are_kept_to(client: httpx.Client, path: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    first = client.get(f"/{path}", headers=plain, follow_redirects=True)
    assert first.status_code == 200
    where, tag = str(first.url), first.headers["etag"]

    def asked(**headers: str) -> httpx.Response:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(where, headers={**plain, **names})

    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = asked(If_None_Match=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert asked(If_None_Match=tag.strip('"')).status_code == 200
    assert asked(If_Match=tag).status_code == asked(If_Match="*").status_code == 200
    refused = asked(If_Match='"other"')
    assert refused.status_code == 412 and refused.json()["detail"]
    piece = asked(Range="bytes=1-3")
    assert (piece.status_code, piece.content) == (206, first.content[1:4])
    assert piece.headers["content-range"] == f"bytes 1-3/{len(first.content)}"
    assert asked(Range="lines=1-3").content == asked(Range="bytes=1-3", If_Range='"other"').content == first.content
    beyond = asked(Range=f"bytes={len(first.content)}-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(first.content)}")
    head = client.head(where, headers={**plain, "Range": "bytes=1-3"})
    assert (head.status_code, head.headers["etag"], head.content) == (200, tag, b"")


def test_a_dump_comes_in_pieces_and_on_conditions(client: httpx.Client) -> None:
    path = "/dumps/" + client.get("/dumps/").json()[0]["address"].rpartition("/")[2]
    whole = client.get(path)
    tag, size = whole.headers["etag"], len(whole.content)
    table: list[tuple[dict[str, str], int, bytes]] = [
        ({"Range": "bytes=5-9"}, 206, whole.content[5:10]),
        ({"Range": "bytes=-4"}, 206, whole.content[-4:]),
        ({"Range": "bytes=5-9", "If-Range": tag}, 206, whole.content[5:10]),
        ({"Range": "bytes=5-9", "If-Range": '"x"'}, 200, whole.content),
        ({"Range": "lines=5-9"}, 200, whole.content),
        ({"Range": "bytes=9-5"}, 200, whole.content),
        ({"If-None-Match": tag}, 304, b""),
        ({"If-None-Match": "*"}, 304, b""),
        ({"If-None-Match": '"x"'}, 200, whole.content),
    ]
    for headers, status, content in table:
        answer = client.get(path, headers=headers)
        assert (answer.status_code, answer.content) == (status, content), headers
    assert client.get(path, headers={"If-Match": '"x"'}).status_code == 412
    assert client.get(path, headers={"Range": f"bytes={size}-"}).headers["content-range"] == f"bytes */{size}"
    assert client.head(path, headers={"Range": "bytes=5-9"}).status_code == 200


STATUS = [
    ("GET", {}, 200),
    ("GET", {"if-none-match": 'W/"a"'}, 304),
    ("HEAD", {"if-none-match": '"b", "a"'}, 304),
    ("PUT", {"if-none-match": "*"}, 412),
    ("GET", {"if-none-match": '"ab"'}, 200),
    ("GET", {"if-match": 'W/"a"'}, 412),
    ("GET", {"if-match": '"a"', "if-none-match": '"a"'}, 304),
    ("GET", {"if-match": ""}, 412),
]


@pytest.mark.parametrize(("method", "headers", "status"), STATUS)
def test_status_by_conditions(method: str, headers: dict[str, str], status: int) -> None:
    assert status_for(method, headers, '"a"') == status


PIECES: list[tuple[str, ByteRange | bool | None]] = [
    ("bytes=0-0", ByteRange(0, 1)),
    ("bytes=0-999", ByteRange(0, 10)),
    ("bytes=-999", ByteRange(0, 10)),
    ("bytes=-0", False),
    ("bytes=10-", False),
    ("bytes=" + "9" * 30 + "-", None),
    ("bytes=0-1,3-4", None),
    ("bytes=-", None),
    ("", None),
]


@pytest.mark.parametrize(("header", "piece"), PIECES)
def test_pieces(header: str, piece: ByteRange | bool | None) -> None:
    assert piece_of("GET", {"range": header}, '"a"', 10) == piece


@pytest.mark.parametrize("path", [*ADDRESSES, "nowhere"])
def test_other_sites_may_read_with_any_header_that_reads(client: httpx.Client, path: str) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "accept,if-none-match,range,accept-profile"
    answer = client.options(f"/{path}", headers=asked)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")
    allowed = {name.strip().lower() for name in answer.headers["access-control-allow-headers"].split(",")}
    assert set(asked["Access-Control-Request-Headers"].split(",")) <= allowed
    assert "Content-Range" in client.get(f"/{path}").headers["access-control-expose-headers"]


def test_with_the_token_other_sites_may_write(tmp_path: Path) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "PUT"}
    with writable(tmp_path / "store") as http:
        answer = http.options("/rdf-graph-store?default", headers=asked)
        assert "PUT" in answer.headers["access-control-allow-methods"]
        assert "Authorization" in answer.headers["access-control-allow-headers"]
        patch = http.request("PATCH", "/rdf-graph-store?default", headers=BEARER)
        assert (patch.status_code, patch.headers["allow"]) == (405, http.options("/rdf-graph-store").headers["allow"])


@pytest.mark.parametrize(
    "path", ["queries", "A/RES/67/138", "about", "search", "sparql", "reconcile", "zh/A/RES/67/138~para_1"]
)
def test_a_slash_at_the_end_leads_to_the_address_without(client: httpx.Client, path: str) -> None:
    answer = client.get(f"/{path}/?x=1")
    assert answer.status_code == 301
    assert answer.next_request is not None
    assert answer.next_request.url.raw_path.decode() == f"/{path}?x=1"


MANIFESTATIONS = [
    ("akn/un/statement/deliberation/un-ga/2012-12-20/67-138/zho@2013-07-15.xml", "zh/A/RES/67/138@2013-07-15.xml"),
    ("akn/un/statement/deliberation/un-ga/2012-12-20/67-138/zho@/!main.xml", "zh/A/RES/67/138.xml"),
    ("akn/un/statement/deliberation/un-ga/2012-12-20/67-138/!main.akn", "A/RES/67/138.xml"),
    ("akn/un/statement/deliberation/un-ga/2012-12-20/67-138.ttl", "A/RES/67/138.ttl"),
]


@pytest.mark.parametrize(("iri", "path"), MANIFESTATIONS)
def test_manifestations_lead_to_files(client: httpx.Client, iri: str, path: str) -> None:
    answer = client.get(f"/{iri}")
    assert answer.status_code == 301
    assert answer.next_request is not None and answer.next_request.url.path == f"/{path}"


def test_every_manifestation_that_a_file_names_is_there(client: httpx.Client) -> None:
    file = client.get("/zh/A/RES/67/138.xml").content
    named = set(re.findall(rb'<FRBRthis value="/(akn/[^"]+)"', file)) | set(
        re.findall(rb'<FRBRuri value="/(akn/[^"]+)"', file)
    )
    assert named
    for iri in named:
        assert client.get(f"/{iri.decode()}", follow_redirects=True).status_code == 200, iri


@pytest.mark.parametrize("path", ["A/RES/67/138", "A/RES/67/138~para_14", "zh/A/RES/67/138"])
def test_one_address_to_cite_whatever_the_format(client: httpx.Client, path: str) -> None:
    cited = {client.get(f"/{path}.{form}").links["cite-as"]["url"] for form in ("html", "ttl", "xml", "txt", "json")}
    assert cited == {f"http://localhost:8000/{path}"}


def test_json_ld_has_one_alternate(client: httpx.Client) -> None:
    """With two PyLD 3.3.0 retrieves nothing."""
    for path in ("A/RES/67/138", "zh/A/RES/67/138", "body/un-ga", "ns"):
        assert client.get(f"/{path}.jsonld").headers["link"].count('rel="alternate"') == 1


UNWRITTEN = [
    ('SELECT ("a\\u0001b" AS ?x) {}', "application/sparql-results+xml"),
    ("CONSTRUCT { <x:a> <http://x/1> 2 } {}", "application/rdf+xml"),
    ('CONSTRUCT { <x:a> <x:b> "\\uFFFE" } {}', "application/rdf+xml"),
]


@pytest.mark.parametrize(("query", "media"), UNWRITTEN)
def test_what_xml_cannot_hold_is_refused(client: httpx.Client, query: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": media})
    assert (answer.status_code, "XML" in answer.json()["detail"]) == (400, True)
    other = "application/sparql-results+json, text/turtle"
    assert client.get("/sparql", params={"query": query}, headers={"Accept": other}).status_code == 200


def test_xml_that_only_looks_so_is_written(client: httpx.Client) -> None:
    query = 'CONSTRUCT { <x:a> <x:b> "<oxprefix: \\u00E9\\uFFFD\\uD7FF" } {}'
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/rdf+xml"})
    assert "<oxprefix: " in "".join(etree.fromstring(answer.content).itertext())


def test_an_empty_parameter_is_named(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}", "default-graph-uri": ""})
    assert answer.status_code == 400 and "default-graph-uri" in answer.json()["detail"]


def test_a_packed_body_is_refused_in_a_sentence(client: httpx.Client) -> None:
    answer = client.post("/resolve", content=b"[]", headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 415 and "Content-Encoding" in answer.json()["detail"]


def test_the_description_is_whole(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    operations = [one for methods in described["paths"].values() for one in methods.values()]
    assert described["servers"][0]["url"] == "http://localhost:8000"
    assert len({one["operationId"] for one in operations}) == len(operations)
    unnamed = [
        (one["operationId"], row["name"])
        for one in operations
        for row in one.get("parameters", ())
        if not row.get("description")
    ]
    assert not unnamed
    assert {"/{symbol}", "/{language}/{symbol}", "/{symbol}~{part}"} <= set(described["paths"])
    assert "text/turtle" in described["paths"]["/rdf-graph-store"]["get"]["responses"]["200"]["content"]


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server whose base has a path."""
    directory = tmp_path_factory.mktemp("below")
    Builder(directory, "http://localhost:8000/un/").build(sources_in([SEED.parent]))
    with served("--store", str(directory), "--base", "http://localhost:8000/un/") as client:
        yield client


@pytest.mark.parametrize("path", ["", *ADDRESSES, "health", "metrics", "about/shapes"])
def test_everything_answers_below_a_base_with_a_path(below: httpx.Client, path: str) -> None:
    answer = below.get(f"/un/{path}", follow_redirects=True)
    assert answer.status_code == (404 if path == "rdf-graph-store?graph=x:y" else 200)
    assert str(answer.url.path).startswith("/un/")


def test_addresses_below_a_base_with_a_path_are_its_own(below: httpx.Client, release: Release) -> None:
    assert below.get("/un").headers["location"] == "un/"
    described = below.get("/un/A/RES/67/138.jsonld").json()
    assert described["@context"][1]["@base"] == "http://localhost:8000/un/"
    led = below.get("/un/a/res/67/138")
    assert led.next_request is not None and led.next_request.url.path == "/un/A/RES/67/138"


def test_dumps_can_be_leafed_through(client: httpx.Client) -> None:
    shown = client.get("/dumps/", headers={"Accept": "text/html"})
    files = [row["address"].rpartition("/")[2] for row in client.get("/dumps/").json()]
    assert all(f"dumps/{file}" in shown.text for file in [*files, "SHA256SUMS"])


def test_a_part_is_part_of_its_document_for_those_who_index(client: httpx.Client) -> None:
    shown = client.get("/zh/A/RES/67/138~para_14.html").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)
    assert found is not None
    record = json.loads(found[1])
    assert (record["@id"], record["isPartOf"]["@id"]) == (f"{BASE}A/RES/67/138~para_14", f"{BASE}A/RES/67/138")


def test_a_page_is_canonical_without_its_format(client: httpx.Client) -> None:
    for form in ("html", "ttl", "xml"):
        assert client.get(f"/zh/A/RES/67/138.{form}").links["canonical"]["url"] == f"{BASE}zh/A/RES/67/138"
