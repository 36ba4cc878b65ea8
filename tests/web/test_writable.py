"""One mutable store over HTTP: who may write, what is kept, and whole graphs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Client, Response, TransportError
from servers import BEARER, TOKEN, process_of, writable

from conftest import SEED, free_port, run

UPDATE = {"Content-Type": "application/sparql-update"}
TURTLE = {"Content-Type": "text/turtle"}
COUNT = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with writable(tmp_path_factory.mktemp("store"), {"query_seconds": 2, "body_mb": 1}) as client:
        yield client


def update(http: Client, text: str) -> Response:
    return http.post("/sparql", content=text, headers={**UPDATE, **BEARER})


def count(http: Client, text: str = COUNT) -> int:
    answer = http.get("/sparql", params={"query": text})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


WRONG = [None, "Bearer", "Bearer wrong", "Basic YTph", "Bearer a-token-for-tests2"]


@pytest.mark.parametrize("given", WRONG)
def test_writing_takes_the_token(http: Client, given: str | None) -> None:
    assert update(http, "CLEAR ALL").status_code == 204
    headers = {"Authorization": given} if given else {}
    tries = [
        http.post("/sparql", content="INSERT DATA { <x:a> <x:b> 1 }", headers={**UPDATE, **headers}),
        http.post("/sparql", data={"update": "INSERT DATA { <x:a> <x:b> 1 }"}, headers=headers),
        http.put(
            "/rdf-graph-store?default", content="<x:a> <x:b> 1 .", headers={**headers, "Content-Type": "text/turtle"}
        ),
        http.post("/rdf-graph-store", content="<x:a> <x:b> 1 .", headers={**headers, "Content-Type": "text/turtle"}),
        http.delete("/rdf-graph-store?default", headers=headers),
    ]
    for answer in tries:
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert count(http) == 0
    assert http.get("/sparql", params={"query": "ASK {}"}, headers=headers).status_code == 200


def test_a_form_carries_an_update_too(http: Client) -> None:
    form = {"update": "CLEAR ALL ; INSERT DATA { <x:a> <x:b> 'a b+c%20é' }"}
    assert http.post("/sparql", data=form, headers=BEARER).status_code == 204
    found = http.get("/sparql", params={"query": "SELECT ?o { ?s ?p ?o }"}, headers={"Accept": "text/csv"})
    assert found.text.split() == ["o", "a", "b+c%20é"]


def test_the_default_graph_is_the_stores_own(http: Client) -> None:
    update(http, "CLEAR ALL ; INSERT DATA { <x:a> <x:p> 1 . GRAPH <x:g> { <x:b> <x:p> 2 . <x:c> <x:p> 3 } }")
    plain = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert count(http, plain) == 1
    assert count(http, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == 2
    assert count(http, "SELECT (COUNT(*) AS ?n) FROM <x:g> { ?s ?p ?o }") == 2


REFUSED = [
    ("LOAD <http://127.0.0.1:1/>", 403),
    ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    ("CLEAR XYZ", 400),
    ("SELECT * { ?s ?p ?o }", 400),
    ("INSERT DATA { <x:a> <x:b> ?c }", 400),
]


@pytest.mark.parametrize(("text", "status"), REFUSED)
def test_what_is_no_update_or_not_allowed_changes_nothing(http: Client, text: str, status: int) -> None:
    update(http, "CLEAR ALL ; INSERT DATA { <x:a> <x:b> 1 }")
    answer = update(http, text)
    assert answer.status_code == status
    assert answer.json()["detail"]
    assert count(http) == 1


def test_parameters_are_for_their_own_operation(http: Client) -> None:
    assert http.get("/sparql", params={"query": "ASK {}", "using-graph-uri": "x:g"}).status_code == 400
    wrong = http.post("/sparql?default-graph-uri=x:g", content="CLEAR ALL", headers={**UPDATE, **BEARER})
    assert wrong.status_code == 400
    both = http.post("/sparql", data={"query": "ASK {}", "update": "CLEAR ALL"}, headers=BEARER)
    assert both.status_code == 400
    by_get = http.get("/sparql", params={"update": "CLEAR ALL"}, headers=BEARER)
    assert (by_get.status_code, by_get.headers["allow"]) == (405, "POST, OPTIONS")


CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MANY = "INSERT DATA {" + " ".join(f"<x:{n}> <x:p> {n} ." for n in range(2000)) + "}"


def test_a_runaway_query_stops_neither_queries_nor_updates(http: Client) -> None:
    update(http, f"CLEAR ALL ; {MANY}")
    runaway: list[Response] = []
    thread = threading.Thread(target=lambda: runaway.append(http.get("/sparql", params={"query": CROSS})))
    thread.start()
    done = 0
    while thread.is_alive():
        assert update(http, f"INSERT DATA {{ GRAPH <x:g> {{ <x:{done}> <x:p> 1 }} }}").status_code == 204
        done += 1
        assert count(http, "SELECT (COUNT(*) AS ?n) { GRAPH <x:g> { ?s ?p ?o } }") == done
    thread.join()
    assert runaway[0].status_code == 503
    assert runaway[0].headers["retry-after"]
    assert done > 5
    assert count(http) == 2000 + done


def test_a_runaway_update_is_stopped_and_nothing_of_it_kept(http: Client) -> None:
    update(http, f"CLEAR ALL ; {MANY}")
    answer = update(http, "INSERT { ?a <x:q> ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert answer.status_code == 503
    assert count(http) == 2000


@pytest.mark.parametrize("whom", ["server", "store"])
def test_an_update_that_was_acknowledged_outlives_a_kill(tmp_path: Path, whom: str) -> None:
    done = 0
    with writable(tmp_path) as http:
        for done in range(1, 21):
            assert update(http, f"INSERT DATA {{ <x:{done}> <x:p> {done} }}").status_code == 204
        children = Path(f"/proc/{process_of(http)}/task/{process_of(http)}/children").read_text().split()
        victim = process_of(http) if whom == "server" else int(children[0])
        os.kill(victim, signal.SIGKILL)
        if whom == "store":
            assert count(http) == done
            return
        with pytest.raises(TransportError):
            for _ in range(100):
                http.get("/health")
                time.sleep(0.05)
    with writable(tmp_path) as http:
        assert count(http) == done


def test_it_starts_with_a_token_and_a_directory_of_its_own(
    tmp_path: Path, store_directory: Path, release: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run("serve", "--writable", "--store", str(tmp_path))
    assert (told.returncode, "RESOGRAPH_TOKEN" in told.stderr) == (2, True)
    monkeypatch.setenv("RESOGRAPH_TOKEN", "x")
    assert "--store DIR" in run("serve", "--writable").stderr
    told = run("serve", "--writable", "--store", str(store_directory))
    assert (told.returncode, "holds a release" in told.stderr) == (2, True)


def test_a_second_writer_and_an_addition_are_refused_in_a_sentence(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writable(store) as http:
        command = [sys.executable, "-m", "resograph", "serve", "--writable", "--store", str(store)]
        command += ["--port", str(free_port())]
        environment = {**os.environ, "RESOGRAPH_TOKEN": TOKEN}
        second = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
        assert second.returncode == 2 and "another server has it open" in second.stderr
        added = run("add", str(SEED), "--store", str(store))
        assert added.returncode != 0 and "serve --writable" in added.stderr
        assert update(http, "INSERT DATA { <x:a> <x:b> 1 }").status_code == 204
    with writable(store) as http:
        assert http.get("/sparql", params={"query": "ASK { <x:a> <x:b> 1 }"}).json()["boolean"] is True
