"""``publish`` and ``serve --store http://…``: a release at Oxigraph and at Virtuoso answers as one in a directory."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from engines import COUNT, server
from servers import served

from conftest import BASE, SEED, run
from resograph.releases import Release, open_current

WORK = f"{BASE}A/RES/67/138"
SEARCH = 'SELECT ?part { ?part <https://w3id.org/resograph/ns#search> "志愿" }'


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def address(request: pytest.FixtureRequest, store_directory: Path, release: Release) -> Iterator[str]:
    """A server that holds the release."""
    if request.param == "virtuoso":
        yield request.getfixturevalue("virtuoso_address")
        return
    with server() as address:
        for outcome in ("an empty server was filled", "the server had it already"):
            told = run("publish", address, "--store", str(store_directory))
            assert (told.returncode, outcome in told.stderr) == (0, True), told.stderr
        yield address


@pytest.fixture(scope="module")
def remote(address: str, release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """All that a release has, its graph from the server: its own store is not there."""
    folder = tmp_path_factory.mktemp("tables") / "release"
    shutil.copytree(release.path, folder, ignore=shutil.ignore_patterns("store"))
    with served("--store", address, "--tables", str(folder)) as http:
        http.timeout = httpx.Timeout(120)  # the names of all things are read from the server once
        yield http


@pytest.fixture(scope="module")
def alone(address: str) -> Iterator[httpx.Client]:
    """The graph at the server and nothing else."""
    with served("--store", address) as http:
        yield http


def bindings(http: httpx.Client, query: str) -> list[list[str]]:
    answer = http.get("/sparql", params={"query": query})
    assert answer.status_code == 200, answer.text
    return sorted(sorted(cell["value"] for cell in row.values()) for row in answer.json()["results"]["bindings"])


QUERIES = [COUNT, "SELECT DISTINCT ?t { ?s a ?t }", f"SELECT * {{ <{WORK}> ?p ?o }}"]


@pytest.mark.parametrize("query", QUERIES)
def test_queries_are_answered_the_same(remote: httpx.Client, client: httpx.Client, query: str) -> None:
    assert bindings(remote, query) == bindings(client, query)


PAGES = ["", "A/RES/67/138.html", "zh/A/RES/67/138~para_14.html", "actor/member-states.html", "sparql"]
PAGES += ["queries/mandates-of.csv?actor=actor/member-states", "resolve?symbol=A/RES/67/138", "documents", "mandates"]
PAGES += ["A/RES/67/138.xml", "A/RES/67/138.txt", "A/RES/67/138~para_14.json", "search?q=志愿", "mandates.csv"]
PAGES += ["feed.atom", "sitemap.xml", "sitemap-1.xml", "dumps/", "dumps/SHA256SUMS", "dumps/un-ga-67.nq.gz"]
PAGES += [
    "oai?verb=ListRecords&metadataPrefix=marcxml",
    "oai?verb=GetRecord&metadataPrefix=akn&identifier=",
    "reconcile",
]
PAGES += [
    'reconcile?queries={"q0":{"query":"A/RES/67/138"}}',
    "actor/un-volunteers.html",
    "A/RES/67/138~para_14__act_1.html",
]
GRAPHS = ["A/RES/67/138.nt", "A/RES/67/138~para_14.nt", "actor/un-volunteers.nt"]
GRAPHS += ["queries/describe-work?document=A/RES/67/138"]


@pytest.mark.parametrize("path", PAGES + GRAPHS)
def test_addresses_answer_the_same(remote: httpx.Client, client: httpx.Client, path: str) -> None:
    headers = {"Accept": "application/n-triples" if path in GRAPHS else "*/*"}
    here, there = (http.get(f"/{path}", headers=headers) for http in (client, remote))
    assert (here.status_code, here.headers["content-type"]) == (200, there.headers["content-type"])
    assert there.status_code == 200
    if path in GRAPHS:
        found = [{quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)} for answer in (here, there)]
        assert found[0] == found[1] != set()
    elif path.endswith(".gz"):
        assert there.content == here.content
    else:
        assert sorted(_timeless(there.text)) == sorted(_timeless(here.text))


def _timeless(text: str) -> list[str]:
    """The lines of an answer without the second of its making and the port that was asked."""
    return re.sub(r"<responseDate>[^<]*|127\.0\.0\.1:[0-9]+", "", text).splitlines()


def test_search_is_the_same(remote: httpx.Client, client: httpx.Client) -> None:
    json_ = {"Accept": "application/json"}
    answer = remote.get("/search", params={"q": "志愿"}, headers=json_)
    assert answer.json() == client.get("/search", params={"q": "志愿"}, headers=json_).json()
    assert bindings(remote, SEARCH) == bindings(client, SEARCH)
    assert len(bindings(remote, SEARCH)) == 31


MISSING = ["A/RES/67/138.xml", "A/RES/67/138.txt", "search?q=志愿", "mandates", "documents", "feed.atom", "sitemap.xml"]
MISSING += ["oai?verb=Identify", "dumps/", "dumps/un-ga-67.nq.gz", "oai?verb=ListRecords&metadataPrefix=oai_dc"]


@pytest.mark.parametrize("path", MISSING)
def test_without_tables_what_needs_them_is_told(alone: httpx.Client, path: str) -> None:
    answer = alone.get(f"/{path}")
    assert (answer.status_code, "--tables DIR" in answer.json()["detail"]) == (404, True)


def test_without_tables_the_graph_is_served(alone: httpx.Client, client: httpx.Client) -> None:
    for path in ("", "A/RES/67/138.html", "actor/member-states.ttl", ".well-known/void"):
        assert alone.get(f"/{path}").status_code == 200
    query = f"SELECT * {{ <{WORK}> ?p ?o }}"
    assert bindings(alone, query) == bindings(client, query)
    answer = alone.get("/sparql", params={"query": SEARCH})
    assert (answer.status_code, "--tables DIR" in answer.text) == (400, True)


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "DROP ALL"])
def test_ways_out_and_updates_are_refused(remote: httpx.Client, query: str) -> None:
    assert remote.get("/sparql", params={"query": query}).status_code in (400, 403)


def test_it_describes_itself(remote: httpx.Client) -> None:
    answer = remote.get("/sparql", headers={"Accept": "text/turtle"})
    assert f"{BASE}sparql#dataset" in answer.text
    assert f"{BASE}graph/all" not in answer.text
    health = remote.get("/health").json()
    assert (health["status"], health["counts"]["works"]) == ("ok", 1)


def test_another_release_is_taken_up_and_a_server_that_is_gone_is_told(
    release: Release, store_directory: Path, tmp_path: Path
) -> None:
    nothing = run("serve", "--store", "http://127.0.0.1:1/sparql")
    assert (nothing.returncode, "cannot be reached" in nothing.stderr) == (2, True)
    with ExitStack() as stack:
        address = stack.enter_context(server())
        empty = run("serve", "--store", address)
        assert (empty.returncode, "resograph publish" in empty.stderr) == (2, True)
        run("publish", address, "--store", str(store_directory))
        other = run("serve", "--store", address, "--base", "http://example.org/")
        assert (other.returncode, f"--base {BASE}" in other.stderr) == (2, True)
        named = run("serve", "--store", address, "--tables", str(tmp_path))
        assert (named.returncode, "holds no release of the content" in named.stderr) == (2, True)
        other_base = tmp_path / "other"
        assert run("add", str(SEED), "--store", str(other_base), "--base", "http://example.org/").returncode == 0
        foreign = run("serve", "--store", address, "--tables", str(open_current(other_base).path))
        assert (foreign.returncode, "was built for http://example.org/" in foreign.stderr) == (2, True)
        with served("--store", address, "--tables", str(store_directory)) as http:
            assert http.get("/A/RES/67/138.ttl").status_code == 200
            assert http.get("/feed.atom").status_code == 200
            version = f"<{BASE}.well-known/void#dataset> <http://www.w3.org/2002/07/owl#versionInfo>"
            change = f"DELETE {{ GRAPH ?g {{ {version} ?v }} }} INSERT {{ GRAPH ?g {{ {version} 'next' }} }} "
            change += f"WHERE {{ GRAPH ?g {{ {version} ?v }} }}"
            assert httpx.post(f"{address}/update", data={"update": change}).is_success
            for _ in range(100):
                if http.get("/health").json()["release"] == "next":
                    break
                time.sleep(0.1)
            assert http.get("/health").json()["release"] == "next"
            assert http.get("/A/RES/67/138.ttl").status_code == 200
            assert http.get("/feed.atom").status_code == 404  # the tables are of another release
            stack.close()
            for path in ("/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D", "/actor/member-states.html"):
                answer = http.get(path)
                assert (answer.status_code, "retry-after" in answer.headers) == (503, True), answer.text
