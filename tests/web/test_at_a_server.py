"""``publish`` and ``serve --store http://…``: a release at Oxigraph and at Virtuoso answers as one in a directory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from engines import COUNT, server
from servers import served

from conftest import BASE, run
from resograph.releases import Release

WORK = f"{BASE}A/RES/67/138"
SEARCH = 'SELECT ?part { ?part <https://w3id.org/resograph/ns#search> "志愿" }'


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def remote(
    request: pytest.FixtureRequest,
    store_directory: Path,
    release: Release,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch_module: pytest.MonkeyPatch,
) -> Iterator[httpx.Client]:
    monkeypatch_module.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    if request.param == "virtuoso":
        with served("--store", request.getfixturevalue("virtuoso_address")) as http:
            until_made(http)
            yield http
        return
    with server() as address:
        for outcome in ("an empty server was filled", "the server had it already"):
            told = run("publish", address, "--store", str(store_directory))
            assert (told.returncode, outcome in told.stderr) == (0, True), told.stderr
        with served("--store", address) as http:
            until_made(http)
            yield http


def until_made(http: httpx.Client) -> None:
    """Until index and register are made; before, what needs them is told to wait."""
    for _ in range(300):
        answer = http.get("/search", params={"q": "志愿"})
        if answer.status_code == 200:
            return
        assert (answer.status_code, "being made" in answer.text) == (503, True)
        time.sleep(0.1)


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def bindings(http: httpx.Client, query: str) -> list[list[str]]:
    answer = http.get("/sparql", params={"query": query})
    assert answer.status_code == 200, answer.text
    return sorted(sorted(cell["value"] for cell in row.values()) for row in answer.json()["results"]["bindings"])


QUERIES = [COUNT, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", f"SELECT * {{ <{WORK}> ?p ?o }}"]


@pytest.mark.parametrize("query", QUERIES)
def test_queries_are_answered_the_same(remote: httpx.Client, client: httpx.Client, query: str) -> None:
    assert bindings(remote, query) == bindings(client, query)


PAGES = ["", "A/RES/67/138.html", "zh/A/RES/67/138~para_14.html", "actor/member-states.html", "sparql"]
PAGES += ["queries/mandates-of.csv?actor=actor/member-states", "resolve?symbol=A/RES/67/138"]
GRAPHS = ["A/RES/67/138.nt", "A/RES/67/138~para_14.nt", "graph/context.nt"]
GRAPHS += ["rdf-graph-store?graph=http://localhost:8000/graph/context"]


@pytest.mark.parametrize("path", PAGES + GRAPHS)
def test_addresses_answer_the_same(remote: httpx.Client, client: httpx.Client, path: str) -> None:
    headers = {"Accept": "application/n-triples" if path in GRAPHS else "*/*"}
    here, there = (http.get(f"/{path}", headers=headers) for http in (client, remote))
    assert (there.status_code, there.headers["content-type"]) == (200, here.headers["content-type"])
    if path in GRAPHS:
        found = [{quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)} for answer in (here, there)]
        fewer = (
            path == ".well-known/void"
        )  # what needs a release's own files, such as dumps, is served only beside them
        assert set() < found[1] < found[0] if fewer else found[0] == found[1] != set()
    else:
        assert sorted(there.text.splitlines()) == sorted(here.text.splitlines())


def test_search_is_the_same(remote: httpx.Client, client: httpx.Client) -> None:
    json_ = {"Accept": "application/json"}
    answer = remote.get("/search", params={"q": "志愿"}, headers=json_)
    assert answer.json() == client.get("/search", params={"q": "志愿"}, headers=json_).json()
    assert bindings(remote, SEARCH) == bindings(client, SEARCH)
    assert len(bindings(remote, SEARCH)) == 31


def test_what_is_not_in_the_graph_is_told(remote: httpx.Client) -> None:
    answer = remote.get("/A/RES/67/138.xml")
    assert (answer.status_code, "where the release was built" in answer.json()["detail"]) == (404, True)


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "DROP ALL"])
def test_ways_out_and_updates_are_refused(remote: httpx.Client, query: str) -> None:
    assert remote.get("/sparql", params={"query": query}).status_code in (400, 403)


def test_it_describes_itself(remote: httpx.Client) -> None:
    answer = remote.get("/sparql", headers={"Accept": "text/turtle"})
    assert f"{BASE}graph/A/RES/67/138" in answer.text
    health = remote.get("/health").json()
    assert (health["status"], health["counts"]["works"]) == ("ok", 1)


def test_another_release_is_taken_up_and_a_server_that_is_gone_is_told(
    release: Release, store_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    nothing = run("serve", "--store", "http://127.0.0.1:1/sparql")
    assert (nothing.returncode, "cannot be reached" in nothing.stderr) == (2, True)
    with ExitStack() as stack:
        address = stack.enter_context(server())
        empty = run("serve", "--store", address)
        assert (empty.returncode, "resograph publish" in empty.stderr) == (2, True)
        run("publish", address, "--store", str(store_directory))
        other = run("serve", "--store", address, "--base", "http://example.org/")
        assert (other.returncode, f"--base {BASE}" in other.stderr) == (2, True)
        with served("--store", address) as http:
            assert http.get("/A/RES/67/138.ttl").status_code == 200
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
            stack.close()
            for path in ("/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D", "/actor/member-states.html"):
                answer = http.get(path)
                assert (answer.status_code, "retry-after" in answer.headers) == (503, True), answer.text
