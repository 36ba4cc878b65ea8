"""Tables of a release: they say what the graph says, in CSV and Parquet, described, whole or not at all."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
import yaml

from conftest import BASE, ROOT, SHARED, run
from resograph.exporting.declared import TYPES, tables
from resograph.exporting.errors import ExportError
from resograph.exporting.export import INDEX, export
from resograph.exporting.rows import Row
from resograph.exporting.votes import Dyads
from resograph.exporting.whole import changes, coverage, lineage, wordings
from resograph.pipeline import Builder, sources_in
from resograph.releases import Release

VOTED = sorted((SHARED / "corpus").glob("GAresolutions/77session/*/A_RES_77_125-*[EC].xml"))


@pytest.fixture(scope="module")
def voted(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A resolution with a recorded vote, in two languages."""
    if not VOTED:
        pytest.skip("the official sample is not here")
    release, report = Builder(tmp_path_factory.mktemp("voted"), BASE).build(sources_in(VOTED))
    assert release is not None, report
    return release


@pytest.fixture(scope="module")
def folder(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tables") / "made"
    export(release, made)
    return made


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(release: Release, name: str) -> Counter[tuple[str, ...]]:
    """The rows of a table by its documented query, over all works held."""
    store = ox.Store.read_only(str(release.store))
    table = tables()[name]
    found: Counter[tuple[str, ...]] = Counter()
    for symbol in release.manifest.works:
        given: dict[ox.Variable, Any] = {ox.Variable("document"): ox.NamedNode(f"{BASE}{symbol}")}
        for row in store.query(table.query, substitutions=given):  # type: ignore[union-attr]
            found[tuple(row[column].value if row[column] is not None else "" for column in table.names)] += 1
    return found


BY_QUERY = [name for name in tables() if tables()[name].query and name != "coverage"]


@pytest.mark.parametrize("name", BY_QUERY)
def test_tables_and_graph_say_the_same(folder: Path, release: Release, name: str) -> None:
    here = Counter(tuple(row.values()) for row in rows(folder, name))
    assert here == asked(release, name)
    assert here or name in ("votes", "lineage", "wordings"), "a comparison of nothing"


def test_tables_and_graph_say_the_same_of_an_official_document(voted: Release, tmp_path: Path) -> None:
    export(voted, tmp_path / "made")
    for name in BY_QUERY:
        here = Counter(tuple(row.values()) for row in rows(tmp_path / "made", name))
        there = asked(voted, name)
        if name == "votes":
            there = Counter({row: count for row, count in there.items() if row[-1]})
            here = Counter({row: n for row, n in here.items() if row[-1] not in ("absent", "not a member", "not told")})
        assert here == there, name
    votes = Counter(row["choice"] for row in rows(tmp_path / "made", "votes"))
    assert (votes["in favour"], votes["against"], votes["abstaining"]) == (141, 2, 25)
    assert votes["absent"] == 193 - 141 - 2 - 25
    assert votes["not a member"] > 0
    pairs = {(row["state_a"], row["state_b"]): row for row in rows(tmp_path / "made", "dyads")}
    assert pairs[f"{BASE}state/isr", f"{BASE}state/usa"]["agreement"] == "1.0000"
    assert pairs[f"{BASE}state/can", f"{BASE}state/usa"]["agreement"] == "0.5000"
    assert pairs[f"{BASE}state/ind", f"{BASE}state/usa"]["agreement"] == "0.0000"


def test_keys_are_keys_and_words_are_where_mentions_say(folder: Path) -> None:
    for name, table in tables().items():
        keys = [tuple(row[column] for column in table.key) for row in rows(folder, name)]
        assert len(keys) == len(set(keys)), name
        assert set(table.key) <= set(table.names)
        assert {column.type for column in table.columns} <= set(TYPES)
        assert all(column.en and column.zh for column in table.columns)
    texts = {(row["paragraph"], row["language"]): row["text"] for row in rows(folder, "paragraphs")}
    words = {
        row["about"]: texts[row["paragraph"], row["language"]][int(row["start"]) : int(row["end"])]
        for row in rows(folder, "mentions")
    }
    assert words[f"{BASE}body/un-ga"] in ("大会", "联合国大会", "联大")
    assert all(words.values())


def vote(session: str, **choices: str) -> list[Row]:
    return [("v", state, "d", session, None, choice) for state, choice in choices.items()]


def test_dyads() -> None:
    dyads = Dyads()
    yes, no, none = "in favour", "against", "abstaining"
    dyads.add(vote("s/1", a=yes, b=yes, c=no))
    dyads.add(vote("s/1", a=none, b=yes, c="absent"))
    dyads.add(vote("s/2", a=yes, b="not a member"))
    dyads.add([])
    assert list(dyads.rows()) == [
        ("s/1", "a", "b", "2", "1", "1", "0", "0.7500"),
        ("s/1", "a", "c", "1", "0", "0", "1", "0.0000"),
        ("s/1", "b", "c", "1", "0", "0", "1", "0.0000"),
    ]


def test_coverage_and_changes() -> None:
    found = list(coverage(["A/RES/76/1", "A/RES/76/9", "S/RES/2700(2023)"], ["A/RES/76/2", "A/76/5", "no symbol"]))
    assert found == [("un-ga", "76", "Resolution", "2", "1", "9"), ("un-sc", "2023", "Resolution", "1", "0", "1")]
    told = list(changes({"A/RES/76/1": "x", "A/RES/76/2": "y"}, {"A/RES/76/2": "z", "A/RES/76/3": "w"}, "then", BASE))
    assert [row[1:] for row in told] == [
        ("A/RES/76/1", "added", "then"),
        ("A/RES/76/2", "changed", "then"),
        ("A/RES/76/3", "removed", "then"),
    ]


def test_lineage_is_read_where_it_stands(tmp_path: Path) -> None:
    reso = "https://w3id.org/resograph/ns#"
    me, before = f"{BASE}A/RES/77/1", f"{BASE}A/RES/75/1"
    node = f"<{me}~para_1__continues_1>"
    lines = [
        f"<{me}> <{reso}drops> <{before}~para_9> .",
        f"<{me}> <{reso}renews> <{before}> .",
        f"{node} <{reso}change> <{BASE}change/edited> .",
        f"{node} <{reso}change> <{BASE}change/moved> .",
        f"{node} <{reso}earlier> <{before}~para_2> .",
        f"{node} <{reso}later> <{me}~para_1> .",
        f'{node} <{reso}similarity> "0.9"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
    ]
    path = tmp_path / "context.nq.gz"
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))
    assert list(lineage(path)) == [
        ("drops", me, f"{before}~para_9", me, None, None),
        ("renews", me, before, me, None, None),
        ("continues", f"{me}~para_1", f"{before}~para_2", me, "0.9", "edited moved"),
    ]
    store = ox.Store()
    store.bulk_load("\n".join([f"<{me}~para_1> <{reso}inDocument> <{me}> .", *lines]), ox.RdfFormat.N_TRIPLES)
    given: dict[ox.Variable, Any] = {ox.Variable("document"): ox.NamedNode(me)}
    found = list(store.query(tables()["lineage"].query, substitutions=given))  # type: ignore[arg-type]
    assert {row["relation"].value for row in found} == {"continues", "drops", "renews"}


def test_words_of_several_series_are_read_where_they_stand(tmp_path: Path) -> None:
    reso = "https://w3id.org/resograph/ns#"
    me, before = f"{BASE}A/RES/77/1", f"{BASE}E/RES/2015/1"
    node = f"<{before}~para_2__wording_1>"
    one = "http://www.w3.org/2001/XMLSchema#integer"
    lines = [
        f"<{me}~para_1> <{reso}usesWording> {node} .",
        f"{node} <{reso}firstUse> <{before}~para_2> .",
        f"{node} <{reso}latestUse> <{me}~para_1> .",
        f'{node} <{reso}useCount> "2"^^<{one}> .',
        f"{node} <{reso}usedBy> <{BASE}body/un-ecosoc> .",
        f"{node} <{reso}usedBy> <{BASE}body/un-ga> .",
        f'{node} <{reso}usedByVoteCount> "0"^^<{one}> .',
        f'{node} <{reso}usedWithoutVoteCount> "1"^^<{one}> .',
        f"<{before}~para_2> <{reso}usesWording> {node} .",
    ]
    path = tmp_path / "context.nq.gz"
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))
    told = (f"{before}~para_2", f"{me}~para_1", f"{BASE}body/un-ecosoc {BASE}body/un-ga", "2", "1", "0")
    assert list(wordings(path)) == [
        (node[1:-1], f"{me}~para_1", me, *told),
        (node[1:-1], f"{before}~para_2", before, *told),
    ]
    store = ox.Store()
    store.bulk_load("\n".join([f"<{me}~para_1> <{reso}inDocument> <{me}> .", *lines]), ox.RdfFormat.N_TRIPLES)
    given: dict[ox.Variable, Any] = {ox.Variable("document"): ox.NamedNode(me)}
    (row,) = store.query(tables()["wordings"].query, substitutions=given)  # type: ignore[misc]
    assert (row["documents"].value, row["without_vote"].value, len(row["bodies"].value.split())) == ("2", "1", 2)


def test_an_export_is_whole_and_the_same_each_time(release: Release, folder: Path, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    export(release, tmp_path / "again")
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert first == again
    pairs = (line.split("  ") for line in first["SHA256SUMS"].decode().splitlines())
    sums = {name: digest for digest, name in pairs}
    assert sums == {
        name: hashlib.sha256(content).hexdigest() for name, content in first.items() if name != "SHA256SUMS"
    }
    export(release, tmp_path / "again")  # an earlier export is replaced, and nothing has changed since
    assert rows(tmp_path / "again", "changes") == []
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_nothing_of_others_is_replaced(release: Release, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="something else"):
        export(release, tmp_path)
    with pytest.raises(ExportError, match="no format of tables"):
        export(release, tmp_path / "new", ["xlsx"])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_by_the_command_line(store_directory: Path, release: Release, tmp_path: Path) -> None:
    done = run("export", "tables", str(tmp_path / "made"), "--store", str(store_directory))
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'made'}\n")
    assert "tables with" in done.stderr
    assert (tmp_path / "made" / "paragraphs.csv").is_file()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x").touch()
    done = run("export", "tables", str(tmp_path / "other"), "--store", str(store_directory))
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)


def test_parquet_opens_everywhere(release: Release, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'resograph[tables]'")
    export(release, tmp_path / "made", ["csv", "parquet"])
    expected = rows(tmp_path / "made", "paragraphs")
    path = str(tmp_path / "made" / "paragraphs.parquet")
    opened: dict[str, Any] = {}
    duckdb, pandas, polars = (_or_none(name) for name in ("duckdb", "pandas", "polars"))
    if duckdb:
        opened["duckdb"] = [row[0] for row in duckdb.sql(f"SELECT text FROM '{path}' ORDER BY position").fetchall()]
        assert duckdb.sql(f"SELECT min(adopted_on) FROM '{path.replace('paragraphs', 'documents')}'").fetchall()
    if pandas:
        frame = pandas.read_parquet(path)
        opened["pandas"] = [text if isinstance(text, str) else None for text in frame.text]
        assert str(frame.position.dtype) == "int64"
    if polars:
        opened["polars"] = polars.read_parquet(path)["text"].to_list()
    if not opened:
        pytest.skip("none of duckdb, pandas and polars is installed")
    for name, texts in opened.items():
        assert texts == [row["text"] or None for row in expected], name


def _or_none(name: str) -> Any:
    try:
        return __import__(name)
    except ImportError:
        return None


def test_without_pyarrow_it_is_told_what_to_install(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ExportError, match=re.escape("pip install 'resograph[tables]'")):
        export(release, tmp_path / "made", ["parquet"])
    assert not list(tmp_path.iterdir())


def test_the_frictionless_descriptor(folder: Path) -> None:
    found = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert re.fullmatch(r"[-a-z0-9._/]+", found["name"])
    names = {resource["name"] for resource in found["resources"]}
    assert len(names) == len(found["resources"]) == len(tables())
    types = {"string", "number", "integer", "boolean", "date", "year"}
    for resource in found["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        header = content.decode().partition("\n")[0].split(",")
        fields = resource["schema"]["fields"]
        assert header == [field["name"] for field in fields]
        assert {field["type"] for field in fields} <= types
        assert set(resource["schema"].get("primaryKey", [])) <= set(header)
        for foreign in resource["schema"].get("foreignKeys", []):
            assert foreign["reference"]["resource"] in names


def test_the_croissant(folder: Path) -> None:
    """The properties that the specification requires (1.0), and each reference to a node that is there."""
    text = (folder / "croissant.json").read_text(encoding="utf-8")
    found = json.loads(text)
    required = {"@context", "@type", "conformsTo", "name", "description", "license", "url", "creator", "datePublished"}
    assert required | {"version", "citeAs", "distribution", "recordSet"} <= set(found)
    assert found["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    files = {file["@id"] for file in found["distribution"]}
    fields = {field["@id"] for records in found["recordSet"] for field in records["field"]}
    for file in found["distribution"]:
        assert {"@type", "name", "contentUrl", "encodingFormat", "sha256"} <= set(file)
        assert (folder / file["name"]).is_file()
    for records in found["recordSet"]:
        assert {key["@id"] for key in records["key"]} <= fields
        for field in records["field"]:
            assert {"@type", "@id", "name", "description", "dataType", "source"} <= set(field)
            assert field["source"]["fileObject"]["@id"] in files
            assert "references" not in field or field["references"]["field"]["@id"] in fields
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    croissant = rdflib.Namespace("http://mlcommons.org/croissant/")
    assert len(set(graph.subjects(rdflib.RDF.type, croissant.Field))) == len(fields)
    assert len(list(graph.subject_objects(croissant.column))) == len(fields)


def test_the_citation(folder: Path) -> None:
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    cff = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "date-released"} <= set(cff)
    assert str(cff["date-released"]) == index["date"]
    cite = json.loads((folder / "datacite.json").read_text(encoding="utf-8"))
    required = {"types", "titles", "creators", "publisher", "publicationYear", "schemaVersion"}
    assert required <= set(cite)
    assert cite["publicationYear"] == index["date"][:4]
    own = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert own["version"] == project["version"]


def test_measured_figures_stand_in_the_benchmark() -> None:
    lines = (ROOT / "bench" / "README.md").read_text(encoding="utf-8").splitlines()
    figures = tomllib.loads((ROOT / "data" / "measured.toml").read_text(encoding="utf-8"))["figures"]
    known = {row["variable"] for row in figures}
    for row in figures:
        start = next(n for n, line in enumerate(lines) if line.startswith("## ") and row["source"] in line)
        wanted = f"| {row.get('line', row['variable'])} | {' | '.join(row['values'].values())} |"
        assert any(line.startswith(wanted) for line in lines[start:]), wanted
    called = {column.measured for table in tables().values() for column in table.columns if column.measured}
    assert known <= called
    assert called - known == {"acts", "themes"}, "the codebook says “not measured” of these"
