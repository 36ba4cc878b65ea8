"""Each query from its one file: by the store, by the command line, by HTTP, with what its header promises."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import httpx
import pytest
import rdflib
from typer.testing import CliRunner

from conftest import run
from resograph.cli import app_for
from resograph.releases import Release
from resograph.sparql import Query
from resograph.sparql.formats import Formats
from resograph.sparql.operations import OperationError, operation, operations, read_operation
from resograph.stores.embedded import EmbeddedStore
from resograph.symbols.address import LANGUAGES

GRAPHS = [name for name, found in operations().items() if "CONSTRUCT" in found.text]
ROWS = [name for name in operations() if name not in GRAPHS]


def examples(name: str) -> dict[str, str]:
    return {row.name: row.example for row in operation(name).parameters}


@pytest.mark.parametrize("name", operations())
def test_it_is_documented(name: str) -> None:
    found = operation(name)
    assert found.titles.keys() == set(LANGUAGES) and found.description and found.expected
    for descriptions in (found.descriptions, *(row.descriptions for row in found.parameters)):
        assert descriptions.keys() == set(LANGUAGES)
        assert len(set(descriptions.values())) == len(LANGUAGES)
    assert all(row.example for row in found.parameters)


@pytest.mark.parametrize("name", operations())
def test_its_example_gives_what_it_promises(name: str, release: Release) -> None:
    found = operation(name)
    bound = found.bind(examples(name), release.manifest.base)
    answer = EmbeddedStore.read_only(release.store).query(
        Query.of(found.text, substitutions=bound, formats=Formats(graph="nt"))
    )
    data = b"".join(answer.chunks)
    rows = set(data.splitlines()) if name in GRAPHS else json.loads(data)["results"]["bindings"]
    assert len(rows) == found.expected["rows"]


@pytest.mark.parametrize("name", GRAPHS)
def test_one_graph_everywhere(name: str, client: httpx.Client, store_directory: Path) -> None:
    values = examples(name)
    over_http = client.get(f"/queries/{name}", params=values, headers={"Accept": "text/turtle"})
    assert over_http.status_code == 200, over_http.text
    shell = run("query", name, *(f"{key}={value}" for key, value in values.items()), "--store", str(store_directory))
    assert shell.returncode == 0, shell.stderr
    theirs, ours = (rdflib.Graph().parse(data=text, format="turtle") for text in (over_http.text, shell.stdout))
    assert set(theirs) == set(ours)
    assert len(ours) == operation(name).expected["rows"]


@pytest.mark.parametrize("name", ROWS)
def test_one_answer_everywhere(name: str, client: httpx.Client, store_directory: Path) -> None:
    values = examples(name)
    over_http = client.get(f"/queries/{name}.csv", params=values)
    assert over_http.status_code == 200, over_http.text
    shell = run(
        "query",
        name,
        *(f"{key}={value}" for key, value in values.items()),
        "--format",
        "csv",
        "--store",
        str(store_directory),
    )
    assert shell.returncode == 0, shell.stderr
    assert list(csv.reader(io.StringIO(shell.stdout))) == list(csv.reader(io.StringIO(over_http.text)))
    page = client.get(f"/queries/{name}", params=values, headers={"Accept": "text/html"})
    assert "<table>" in page.text


@pytest.mark.parametrize("name", ROWS)
def test_the_shell_shows_a_table(name: str, store_directory: Path) -> None:
    values = [f"{key}={value}" for key, value in examples(name).items()]
    shown = CliRunner().invoke(app_for(["query"]), ["query", name, *values, "--store", str(store_directory)])
    assert shown.exit_code == 0, shown.output
    assert operation(name).title in shown.stdout


BAD = [
    ("mandates-of", {}, "needs actor"),
    ("mandates-of", {"actor": "actor/x", "y": "1"}, "no parameter y"),
    ("reports-due", {"year": "soon"}, "year=soon"),
    ("citations-of", {"document": "nonsense"}, "no UN document symbol"),
    ("mandates-of", {"actor": "actor/x> . ?s ?p ?o . <x"}, "can be no address"),
]


@pytest.mark.parametrize(("name", "values", "message"), BAD)
def test_bad_values_are_told(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(OperationError, match=message):
        operation(name).bind(values, "http://localhost:8000/")


HEADERS = [
    ('#: audience = "delegate"', "audience “delegate” is none of researcher, officer, librarian"),
    ('#: ask.en = ["who asks {whom}"]', "a place for whom, which is no parameter"),
    ("#: title = [", "header .* is broken"),
]


@pytest.mark.parametrize(("header", "message"), HEADERS)
def test_broken_headers_are_told(tmp_path: Path, header: str, message: str) -> None:
    file = tmp_path / "x.rq"
    file.write_text(f"{header}\nASK {{}}\n", encoding="utf-8")
    with pytest.raises(OperationError, match=message):
        read_operation(file)


def test_a_year_without_reports_gives_none(client: httpx.Client) -> None:
    rows = client.get("/queries/reports-due.json", params={"year": "1999"}).json()["results"]["bindings"]
    assert rows == []


def test_values_are_bound_never_pasted(client: httpx.Client) -> None:
    answer = client.get("/queries/mandates-of.json", params={"actor": "actor/member-states> } #"})
    assert answer.status_code == 400
