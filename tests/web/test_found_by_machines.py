"""What machines find a deployment by: links in headers, the catalogue, schemes, the context, calls that work."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib
from rdflib.namespace import DCAT, RDF, SKOS
from servers import served

from conftest import BASE, ROOT
from resograph.releases import Release

CALLS: list[dict[str, Any]] = tomllib.loads((ROOT / "data" / "calls.toml").read_text(encoding="utf-8"))["calls"]


@pytest.fixture(scope="module")
def http(release: Release, store_directory: Path) -> Iterator[httpx.Client]:
    with served("--store", str(store_directory)) as client:
        yield client


def signposts(answer: httpx.Response) -> dict[str, dict[str, str]]:
    """Relation → absolute target → type, of a Link header (RFC 8288): all that a Signposting client needs."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for target, parameters in re.findall(r"<([^>]*)>((?:\s*;\s*\w+=\"[^\"]*\")*)", answer.headers["link"]):
        told = dict(re.findall(r'(\w+)="([^"]*)"', parameters))
        found[told["rel"]][str(answer.url.join(target))] = told.get("type", "")
    return found


@pytest.mark.parametrize("path", ["A/RES/67/138", "zh/A/RES/67/138", "zh/A/RES/67/138~para_14"])
def test_signposting_leads_there_and_back(http: httpx.Client, path: str) -> None:
    page = http.get(f"/{path}", headers={"Accept": "text/html"})
    signs = signposts(page)
    assert list(signs["cite-as"]) == list(signs["canonical"]) == [f"{BASE}{path}"]
    assert {"https://schema.org/AboutPage", "https://schema.org/Legislation"} == set(signs["type"])
    assert list(signs["author"]) == [f"{BASE}body/un-ga"]
    assert len(signs["license"]) == 1
    for relation, back, least in (("item", "collection", 3), ("describedby", "describes", 4)):
        assert len(signs[relation]) >= least
        for target, media in signs[relation].items():
            answer = http.get(target)
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(media)
            (home,) = signposts(answer)[back]
            assert http.get(home, headers={"Accept": "text/html"}).status_code == 200


def test_things_are_described_too(http: httpx.Client) -> None:
    page = http.get("/state/fra", headers={"Accept": "text/html"}, follow_redirects=True)
    signs = signposts(page)
    assert "item" not in signs
    assert len(signs["describedby"]) == 4


def test_the_context_is_for_any_site_and_may_be_kept(http: httpx.Client) -> None:
    answer = http.get("/context.jsonld", headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"] == "application/ld+json"
    assert "max-age" in answer.headers["cache-control"]
    again = http.get("/context.jsonld", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert http.options("/context.jsonld").status_code == 204


def test_the_catalogue_tells_what_is_served(http: httpx.Client) -> None:
    graph = rdflib.Graph().parse(data=http.get("/.well-known/void", headers={"Accept": "text/turtle"}).text)
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    services = set(graph.objects(catalogue, DCAT.service))
    assert services == set(graph.subjects(RDF.type, DCAT.DataService))
    assert len(services) >= 6
    for service in services:
        for predicate in (DCAT.endpointURL, DCAT.endpointDescription):
            for address in graph.objects(service, predicate):
                status = http.get(f"/{str(address).removeprefix(BASE)}").status_code
                assert status == 200 or (str(address).endswith("/resolve") and status == 400), address
    (dataset,) = graph.objects(catalogue, DCAT.dataset)
    assert any(graph.value(dump, DCAT.downloadURL) for dump in graph.objects(dataset, DCAT.distribution))


@pytest.mark.parametrize(
    ("scheme", "most"),
    [
        ("theme", 7000),
        ("state", 190),
        ("actor", 300),
        ("body", 100),
        ("session", 200),
        ("verb", 200),
        ("force", 5),
        ("event", 50),
        ("instrument", 90),
        ("publication", 20),
    ],
)
def test_schemes_answer(http: httpx.Client, scheme: str, most: int) -> None:
    answer = http.get(f"/{scheme}", headers={"Accept": "application/n-triples"}, follow_redirects=True)
    members = re.findall(rf"<(\S+)> <{SKOS.inScheme}> <{BASE}{scheme}>", answer.text)
    assert len(members) > most
    assert f"<{BASE}{scheme}> <{RDF.type}> <{SKOS.ConceptScheme}>" in answer.text
    page = http.get(f"/{scheme}/", headers={"Accept": "text/html", "Accept-Language": "zh"}, follow_redirects=True)
    assert page.status_code == 200
    assert page.url.path == f"/{scheme}.html"


def test_the_thesaurus_is_leafed_through_and_searched(http: httpx.Client) -> None:
    first, second = (http.get(f"/theme.html?page={page}").text for page in (1, 2))
    assert "theme/sdg-1.1" in first
    assert "theme/sdg-1.1" not in second
    assert "theme/1006907" in http.get("/theme.html", params={"q": "志愿服务"}).text
    assert http.get("/theme.html?page=9999").status_code == 400
    assert "<script>" not in http.get("/theme.html", params={"q": "<script>"}).text


def test_identifiers_have_a_source(http: httpx.Client) -> None:
    theme = http.get("/theme/1000004.nt").text
    assert f"<{SKOS.exactMatch}> <http://metadata.un.org/thesaurus/1000004>" in theme
    assert f"<{SKOS.exactMatch}> <http://eurovoc.europa.eu/4504>" in theme
    assert f"<{SKOS.exactMatch}> <http://metadata.un.org/sdg/5>" in http.get("/theme/sdg-5.nt").text
    state = http.get("/state/fra.nt").text
    assert '"FRA"' in state
    assert f"<{SKOS.exactMatch}> <http://metadata.un.org/thesaurus/" in state


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not here")
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call["title"]["en"])
def test_the_calls_to_copy_work(http: httpx.Client, call: dict[str, Any]) -> None:
    here = str(http.base_url).rstrip("/")
    page = http.get(f"/about/{call['page']}")
    assert page.status_code == 200
    assert f"{here}/" in page.text
    command = shlex.split(call["command"].replace("{here}", here))
    answer = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert answer.returncode == 0
    assert call["gives"] in answer.stdout, answer.stdout[:2000]


def test_w3id_leads_to_what_is_served(http: httpx.Client) -> None:
    rules = (ROOT / "docs" / "w3id" / ".htaccess").read_text(encoding="utf-8")
    found = re.findall(r"^RewriteRule (\S+) https://resograph\.example\.org/(\S*) \[R=302,L\]$", rules, re.MULTILINE)
    assert len(found) == rules.count("RewriteRule")
    asked = ["ns", "ns.ttl", "ns.jsonld", "ns/Mandate", "context.jsonld", ""]
    for path in asked:
        pattern, target = next(
            (pattern, target) for pattern, target in found if re.fullmatch(pattern.strip("^$"), path)
        )
        match = re.fullmatch(pattern.strip("^$"), path)
        assert match
        led = target.replace("$1", match[1] if match.groups() else "")
        assert http.get(f"/{led}", follow_redirects=True).status_code == 200
