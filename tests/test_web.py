"""Every form of address, over HTTP, from a server that runs as its own process (DESIGN §2)."""

from __future__ import annotations

import http.client
import json
from urllib.parse import quote, urljoin

import httpx
import pytest
import rdflib
from lxml import etree

from conftest import BASE

RESO = rdflib.Namespace("https://w3id.org/resograph/ns#")
TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "xml": "application/akn+xml",
    "txt": "text/plain",
    "json": "application/json",
}
DOCUMENTS = [
    "A/RES/67/138",
    "zh/A/RES/67/138",
    "zh/A/RES/67/138@2013-07-15",
    "A/RES/67/138~para_14",
    "zh/A/RES/67/138~para_14",
    "zh/A/RES/67/138@2013-07-15~para_14",
    "A/RES/67/138~preamble_3",
    "A/RES/67/138~note_1",
    "A/RES/67/138~para_8-%3Epara_15",
]


@pytest.mark.parametrize("path", DOCUMENTS)
@pytest.mark.parametrize("suffix", TYPES)
def test_every_address_in_every_format(client: httpx.Client, path: str, suffix: str) -> None:
    by_suffix = client.get(f"/{path}.{suffix}")
    by_header = client.get(f"/{path}", headers={"Accept": TYPES[suffix]})
    assert by_suffix.status_code == by_header.status_code == 200, by_suffix.text
    for answer in (by_suffix, by_header):
        assert answer.headers["content-type"].startswith(TYPES[suffix])
        assert {"accept", "accept-language"} <= {name.strip().lower() for name in answer.headers["vary"].split(",")}
        assert answer.headers["etag"]
        assert "content-location" in answer.headers
        for relation in ("alternate", "cite-as", "license"):
            assert f'rel="{relation}"' in answer.headers["link"]
    assert urljoin(str(by_header.url), by_header.headers["content-location"]).endswith(f".{suffix}")
    assert by_suffix.content == by_header.content or suffix == "html"
    if suffix in ("ttl", "nt", "rdf"):
        graph = rdflib.Graph().parse(data=by_suffix.content, format={"ttl": "turtle", "nt": "nt", "rdf": "xml"}[suffix])
        assert len(graph) > 5
    elif suffix == "xml":
        etree.fromstring(by_suffix.content)
    elif suffix in ("json", "jsonld"):
        assert json.loads(by_suffix.content)


def test_no_accept_gives_a_page(client: httpx.Client) -> None:
    for accept in ("*/*", ""):
        answer = client.get("/A/RES/67/138", headers={"Accept": accept})
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_q_values_count(client: httpx.Client) -> None:
    accept = "text/html;q=0.3, text/turtle;q=0.8, application/*;q=0.1"
    assert client.get("/A/RES/67/138", headers={"Accept": accept}).headers["content-type"].startswith("text/turtle")
    assert (
        client.get("/A/RES/67/138", headers={"Accept": "application/xml"}).headers["content-type"]
        == "application/akn+xml; charset=utf-8"
    )


def test_an_unknown_type_is_406_with_what_there_is(client: httpx.Client) -> None:
    answer = client.get("/A/RES/67/138", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


def test_etag_and_head(client: httpx.Client) -> None:
    plain = {"Accept-Encoding": "identity"}
    first = client.get("/A/RES/67/138~para_14.ttl", headers=plain)
    again = client.get("/A/RES/67/138~para_14.ttl", headers={**plain, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head("/A/RES/67/138~para_14.ttl", headers=plain)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]
    assert head.headers["content-length"] == str(len(first.content))


def raw_get(client: httpx.Client, target: str) -> tuple[int, dict[str, str]]:
    """GET with the path as it is written, which clients otherwise mend."""
    connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port, timeout=30)
    connection.request("GET", target)
    answer = connection.getresponse()
    answer.read()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


ALIASES = [
    ("a/res/67/138", "A/RES/67/138"),
    ("zh/a/res/67/138", "zh/A/RES/67/138"),
    ("A/RES/67/138*", "A/RES/67/138"),
    ("A%2FRES%2F67%2F138", "A/RES/67/138"),
    ("A/RES/67/138~para_8->para_15", "A/RES/67/138~para_8-%3Epara_15"),
    ("akn/un/statement/deliberation/un-ga/2012-12-20/67-138", "A/RES/67/138"),
    ("akn/un/statement/deliberation/unga/2012-12-20/67-138/zho@/!main~para_14", "zh/A/RES/67/138~para_14"),
    ("akn/un/statement/deliberation/un-ga/2012-12-20/67-138/zho@2013-07-15/!main", "zh/A/RES/67/138@2013-07-15"),
    ("akn/un/statement/deliberation/unga//67-138/!main/", "A/RES/67/138"),
]


@pytest.mark.parametrize(("alias", "canonical"), ALIASES)
def test_other_spellings_lead_to_the_one(client: httpx.Client, alias: str, canonical: str) -> None:
    status, headers = raw_get(client, f"/{alias}")
    assert status == 301
    assert "://" not in headers["location"]
    assert urljoin(f"{client.base_url}/{alias}", headers["location"]) == f"{client.base_url}/{canonical}"


def test_accept_language(client: httpx.Client) -> None:
    answer = client.get("/A/RES/67/138", headers={"Accept-Language": "fr, zh;q=0.5"})
    assert answer.headers["content-language"] == "zh"
    assert client.get("/fr/A/RES/67/138").status_code == 404


THINGS = [
    "actor/member-states",
    "theme/1006907",
    "verb/requests",
    "body/un-ga",
    "session/un-ga/70",
    "meeting/un-ga/67/60",
    "item/un-ga/70/社会发展",
]


@pytest.mark.parametrize("thing", THINGS)
def test_things_are_303_to_their_description(client: httpx.Client, thing: str) -> None:
    answer = client.get(f"/{quote(thing)}", headers={"Accept": "text/turtle"})
    assert answer.status_code == 303
    description = client.get(urljoin(str(answer.url), answer.headers["location"]))
    assert description.status_code == 200
    graph = rdflib.Graph().parse(data=description.text, format="turtle")
    assert (rdflib.URIRef(BASE + thing), None, None) in graph
    page = client.get(f"/{quote(thing)}", follow_redirects=True)
    assert page.headers["content-type"].startswith("text/html")


def test_an_act_is_303_to_its_description(client: httpx.Client) -> None:
    answer = client.get("/A/RES/67/138~para_14__act_2", headers={"Accept": "text/turtle"})
    assert answer.status_code == 303
    description = client.get(urljoin(str(answer.url), answer.headers["location"]))
    assert "呼请有能力的发展伙伴" in description.text


@pytest.mark.parametrize(
    "name", ["联合国志愿人员组织", "voluntarios-de-las-naciones-unidas", "united-nations-volunteers"]
)
def test_a_name_leads_to_whom_the_vocabulary_has_under_it(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/actor/named/{quote(name)}")
    assert (answer.status_code, answer.headers["location"]) == (301, "../un-volunteers")
    assert client.get(f"/actor/named/{quote(name)}.ttl").headers["location"] == "../un-volunteers.ttl"


def test_a_document_cited_but_not_held_answers(client: httpx.Client) -> None:
    page = client.get("/A/RES/66/67", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "A/RES/67/138~preamble_1" in page.text
    assert "https://docs.un.org/" in page.text
    graph = rdflib.Graph().parse(data=client.get("/A/RES/66/67.ttl").text, format="turtle")
    me = rdflib.URIRef(f"{BASE}A/RES/66/67")
    assert (me, RESO.adoptedOn, rdflib.Literal("2011-12-05", datatype=rdflib.XSD.date)) in graph
    assert (rdflib.URIRef(f"{BASE}A/RES/67/138~preamble_1"), RESO.cites, me) in graph


MISSING = [
    ("/A/RES/67/139", "A/RES/67/138"),
    ("/A/RES/67/138~para_99", "para_25"),
    ("/zh/A/RES/67/138@2013-01-01", "zh/A/RES/67/138"),
    ("/actor/nobody", "queries"),
    ("/actor/named/nobody", "queries"),
    ("/queries/nothing", "mandates-of"),
]


@pytest.mark.parametrize(("path", "near"), MISSING)
def test_what_is_not_there_is_404_with_what_is_near(client: httpx.Client, path: str, near: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert near in answer.text
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "<html" in page.text


@pytest.mark.parametrize("raw", ["/A/RES/%00", "/A/RES/%FF%FE", "/A/RES/67/%2e%2e/138", "/A/%ZZ/1", "/../etc/passwd"])
def test_bad_paths_are_400(client: httpx.Client, raw: str) -> None:
    assert raw_get(client, raw)[0] == 400


def test_jsonld_expands_to_the_same_graph(client: httpx.Client) -> None:
    document = client.get("/A/RES/67/138~para_25.jsonld").json()
    context = client.get("/context.jsonld").json()["@context"]
    assert document["@context"][0] == f"{BASE}context.jsonld"
    document["@context"][0] = context
    ours = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    xml = rdflib.Graph().parse(data=client.get("/A/RES/67/138~para_25.rdf").text, format="xml")
    assert set(ours) == set(xml)
    turtle = rdflib.Graph().parse(data=client.get("/A/RES/67/138~para_25.ttl").text, format="turtle")
    assert set(ours) < set(turtle)
    assert {predicate for _, predicate, _ in set(turtle) - set(ours)} == {rdflib.SKOS.prefLabel}


def test_a_part_is_not_the_whole(client: httpx.Client) -> None:
    part = client.get("/A/RES/67/138~para_14.nt").text
    assert "~para_14>" in part
    assert "~para_15>" not in part


def test_graphs_and_ontology(client: httpx.Client) -> None:
    moved = client.get("/graph/A/RES/67/138", follow_redirects=False)
    assert (moved.status_code, str(moved.url.join(moved.headers["location"]))) == (
        301,
        f"{client.base_url}/A/RES/67/138.nt",
    )
    assert client.get("/graph/vocabulary").status_code == 404
    own = rdflib.Graph().parse(data=client.get("/A/RES/67/138.nt").text, format="nt")
    described = rdflib.Graph().parse(
        data=client.get("/queries/describe-work?document=A/RES/67/138", headers={"Accept": "text/turtle"}).text,
        format="turtle",
    )
    assert set(own) == set(described)
    assert len(own) > 3000
    terms = rdflib.Graph().parse(data=client.get("/ns", headers={"Accept": "text/turtle"}).text, format="turtle")
    assert (RESO.Act, None, None) in terms
    assert client.get("/ns", headers={"Accept": "text/html"}).headers["content-type"].startswith("text/html")


def test_pages_link_relatively(client: httpx.Client) -> None:
    for path in ("/", "/A/RES/67/138", "/zh/A/RES/67/138~para_14", "/actor/member-states.html", "/queries"):
        page = client.get(path, headers={"Accept": "text/html"}).text
        tree = etree.HTML(page)
        for href in tree.xpath("//a/@href | //link/@href"):
            if not href.startswith(
                ("https://docs.un.org", "https://documents.un.org", "#", "http://metadata", "http://eurovoc")
            ):
                assert "://" not in href, (path, href)
                target = urljoin(f"{client.base_url}{path}", href)
                assert client.get(target, follow_redirects=True).status_code == 200, (path, href)
                break


def test_the_page_shows_text_and_facts(client: httpx.Client) -> None:
    page = client.get("/zh/A/RES/67/138").text
    for words in (
        "将志愿服务纳入下一个十年的工作",
        "大会，",
        "14.",
        "呼请",
        "20 December 2012",
        "calls upon",
        'id="para_25"',
        'lang="zh"',
    ):
        assert words in page


def test_turtle_has_the_names_of_what_a_document_names(client: httpx.Client) -> None:
    label = rdflib.SKOS.prefLabel
    stored = rdflib.Graph().parse(data=client.get("/A/RES/67/138.nt").text, format="nt")
    turtle = rdflib.Graph().parse(data=client.get("/A/RES/67/138.ttl").text, format="turtle")
    assert set(stored) < set(turtle)
    members = rdflib.URIRef("http://localhost:8000/actor/member-states")
    assert {getattr(name, "language", None) for name in turtle.objects(members, label)} >= {"en", "fr", "zh"}
    assert (members, label, None) not in stored
    chinese = rdflib.Graph().parse(data=client.get("/zh/A/RES/67/138.ttl").text, format="turtle")
    assert {getattr(name, "language", None) for name in chinese.objects(members, label)} == {"zh"}
