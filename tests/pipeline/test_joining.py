"""Kept records in a release: joined by symbol, apart from what documents say, derived anew by every build."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from conftest import BASE, SEED
from resograph.pipeline import Builder, Report, Source
from resograph.pipeline.records import Came, KeptRecords, Moved
from resograph.registries.marc import came_from, read_marc
from resograph.releases import Release
from resograph.sparql.operations import operation
from resograph.writing.entry import AgendaItem, Entry
from resograph.writing.marcxml import write_marcxml

UNDL = f"{BASE}graph/source/undl"


def entry(**values: object) -> Entry:
    given = {
        "symbol": "A/RES/67/138",
        "kind": "Resolution",
        "reference": "en",
        "titles": {"en": "Volunteering"},
        **values,
    }
    return Entry(**given)  # type: ignore[arg-type]


def keep(folder: Path, *entries: Entry, gone: str = "") -> None:
    kept = KeptRecords(folder, "undl")
    found = came_from(read_marc(write_marcxml(entries, BASE), "x")) if entries else ()
    kept.keep((Came(number, "marcxml", content) for number, content in found), Moved())
    if gone:
        kept.keep([Came(gone, "marcxml", None)], Moved())


def build(folder: Path, *sources: Source) -> tuple[Release, Report]:
    release, report = Builder(folder, BASE).build(sources)
    assert release is not None
    return release, report


def ask(release: Release, pattern: str) -> list[str]:
    store = ox.Store.read_only(str(release.store))
    rows = store.query(
        f"PREFIX reso: <https://w3id.org/resograph/ns#> PREFIX dct: <http://purl.org/dc/terms/> "
        f"PREFIX schema: <https://schema.org/> SELECT ?x WHERE {{ {pattern} }} ORDER BY ?x",
        base_iri=BASE,
    )
    assert isinstance(rows, ox.QuerySolutions)
    return [row["x"].value for row in rows]


def test_records_are_joined_and_discrepancies_are_findings(tmp_path: Path) -> None:
    keep(
        tmp_path,
        entry(adopted="2012-12-21", drafts=("A/C.3/67/L.12",), items=(AgendaItem("A/67/251", "27b", "Social."),)),
    )
    release, report = build(tmp_path, Source(SEED))
    assert ask(release, f"GRAPH <{UNDL}> {{ ?x schema:about <A/RES/67/138> }}") == [f"{UNDL}#A/RES/67/138"]
    assert ask(release, "<A/C.3/67/L.12> a reso:Draft ; dct:identifier ?x") == ["A/C.3/67/L.12"]
    assert ask(release, "<item/un-ga/67/27-b> dct:title ?x") == ["Social"]
    assert [(about, finding.rule) for about, finding in report.findings] == [
        (f"{BASE}A/RES/67/138", "discrepancy.acted")
    ]
    store = ox.Store.read_only(str(release.store))
    found = store.query(operation("discrepancies").text, base_iri=BASE)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["words"].value for row in found] == ["record: 2012-12-21 | text: 2012-12-20"]
    triples = [str(quad.triple) for quad in store]
    assert len(triples) == len(set(triples))


def test_later_builds_derive_the_graph_anew_and_take_out_what_is_gone(tmp_path: Path) -> None:
    build(tmp_path, Source(SEED))
    keep(tmp_path, entry(), entry(symbol="A/RES/67/139"))
    first, _ = build(tmp_path)
    assert len(ask(first, f"GRAPH <{UNDL}> {{ ?x schema:about ?y }}")) == 2
    again, _ = build(tmp_path)
    assert again.manifest.content == first.manifest.content
    keep(tmp_path, entry(titles={"en": "Other"}), gone="A/RES/67/139")
    last, _ = build(tmp_path)
    assert ask(last, f"GRAPH <{UNDL}> {{ ?y dct:title ?x }}") == ["Other"]
    assert ask(last, "<A/RES/67/139> ?p ?x") == []
    assert last.manifest.content != first.manifest.content
