"""Budgets as their registers have them: rows read, entities and symbols found, and what is wrong told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import BASE, SEED, SHARED, run
from resograph.reading import UnreadableError
from resograph.reading.tables import opened, table_in
from resograph.registries.budget import BudgetTable, citation_record, implications_record, read_implications
from resograph.registries.rdf import record_triples
from resograph.vocabularies.concepts import vocabulary
from resograph.writing.terms import RESO

SAMPLES = SHARED / "registries"
PPB, PKM = SAMPLES / "ppb2027-mandates-sample.csv", SAMPLES / "pkm2026-mandates-sample.csv"
needs_samples = pytest.mark.skipif(not PPB.is_file(), reason="the registries' samples (../shared) are not here")
HEADER = "Origin Document,Section,Entity,Entity-Long,Programme,Description,Link,Symbol,Full Document Symbol,Source\n"


def read(text: str | bytes) -> tuple[list[dict[str, str]], BudgetTable]:
    content = text if isinstance(text, bytes) else text.encode()
    found = BudgetTable(table_in(io.BytesIO(content), "t.csv"), vocabulary())
    return [json.loads(content) for _, content in found.records()], found


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("B,1,OHCHR,,20.0,x,,,A/RES/48/141,", {"symbol": "A/RES/48/141", "entity": "actor/ohchr", "programme": "20"}),
        ("B,1,ohchr,,,x,https://docs.un.org/en/A/RES/35/170,35/170,,", {"symbol": "A/RES/35/170"}),
        ("B,1,OHCHR,,,x,https://documents.un.org/symbol-explorer?s=A/RES/79/290&i=1,,,", {"symbol": "A/RES/79/290"}),
        ("B,1,OHCHR,,,x,,32/197,,General Assembly resolutions", {"symbol": "A/RES/32/197"}),
        ("B,1,OHCHR,,,x,,Decision 79/512,,General Assembly resolutions and decisions", {"symbol": "A/DEC/79/512"}),
        (
            "B,1,OHCHR,,,x,,2025/328,,Economic and Social Council resolutions and decisions",
            {"symbol": "E/DEC/2025/328"},
        ),
        ("B,1,OHCHR,,,x,,671 (XXV) A,,Economic and Social Council resolution", {"symbol": "E/RES/671A(XXV)"}),
        ("B,1,OHCHR,,,x,,ECE/CEP/ 2020/2,,Relevant decisions", {"symbol": "ECE/CEP/2020/2"}),
        (
            "B,1,OHCHR,,,x,,OS/14/2,,President’s statements agreed upon",
            {"words": "President’s statements agreed upon OS/14/2"},
        ),
        (
            "B,1,OHCHR,,,x,,58/5,,Commission on Narcotic Drugs resolutions",
            {"words": "Commission on Narcotic Drugs resolutions 58/5"},
        ),
        ("B,1,ODA,Office for Disarmament Affairs,,x,,,A/RES/1/1,", {"entity": "actor/office-disarmament-affairs"}),
        ("B,1,XYZ,Office of Nothing,,x,,,A/RES/1/1,", {"code": "XYZ"}),
    ],
)
def test_a_row(row: str, expected: dict[str, str]) -> None:
    ((said,), _) = read(HEADER + row + "\n")
    assert {key: said.get(key) for key in expected} == expected
    assert "entity" in expected or said.get("entity", "").startswith(("actor/ohchr",)) or "code" in expected


def test_what_is_wrong_is_told_and_never_guessed() -> None:
    rows = 2 * "B,1,XYZ,Office of Nothing,,x,,,A/RES/1/1,\n"
    rows += "B,1,DGC,,,x,,12-Jan,,\n,,,,,,,,,\nB,1,DGC,,,,,,,\n"
    said, found = read(HEADER + rows)
    assert len(said) == 1
    assert found.rows == 4
    assert found.doubles == 1
    assert "entity" not in said[0]
    told = "\n".join(found.told())
    for words in ("line 4: “12-Jan” is a date", "line 6 names no document", "“XYZ (Office of Nothing)” is no entity"):
        assert words in told


@pytest.mark.parametrize(
    "content",
    [
        HEADER.replace(",", ";") + "B;1;OHCHR;;20;x;;;A/RES/48/141;\n",
        "\ufeff" + HEADER.replace(",", "\t") + "B\t1\tOHCHR\t\t20\tx\t\t\tA/RES/48/141\t\n",
        "document symbol,ENTITY\nA/RES/48/141,OHCHR\n",
        "sep=;\nresolution;office\nA/RES/48/141;OHCHR\n",
    ],
)
def test_other_marks_and_names_of_columns(content: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        (said,), _ = read(content.encode(encoding))
        assert (said["symbol"], said["entity"]) == ("A/RES/48/141", "actor/ohchr")


def test_windows_1252_is_read_and_told() -> None:
    content = (HEADER + "B,1,OHCHR,,,Développement,,,A/RES/48/141,\n").encode("cp1252")
    found = table_in(io.BytesIO(content), "t.csv")
    assert found.is_guess
    assert json.loads(next(BudgetTable(found, vocabulary()).records())[1])["described"] == "Développement"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "lacks a column for “symbol” (Full Document Symbol"),
        (b"symbol,b\nA/RES/1/1,2\n", "lacks a column for “entity” (Entity"),
        (b"PK\x03\x04nonsense", "Excel"),
    ],
)
def test_what_cannot_be_read_says_what_is_wanted(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as told:
        read(content)
    assert words in str(told.value)


@needs_samples
@pytest.mark.parametrize("path", [PPB, PKM])
def test_all_symbols_and_entities_of_the_samples(path: Path) -> None:
    with opened(path, 2**24) as found:
        budget = BudgetTable(found, vocabulary())
        said = [json.loads(content) for _, content in budget.records()]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert budget.rows == len(rows)
    assert all(row.get("entity") for row in said)
    assert len({row["code"] for row in said}) == len({row["Entity"] for row in rows})
    assert len({row["Full Document Symbol"] for row in rows} - {""}) <= len(budget.symbols)
    assert budget.rows == len(said) + budget.doubles + sum("names no document" in line for line in budget.told())


def test_triples_of_a_citation_and_of_estimates() -> None:
    ((said,), _) = read(HEADER + "PPB 2027,24,OHCHR,,20.0,Title,,,A/RES/48/141,\n")
    record = citation_record(json.dumps(said).encode(), "budget", "one")
    triples = record_triples(record, BASE, vocabulary())
    assert (
        ox.Triple(
            ox.NamedNode(f"{BASE}graph/source/budget#one"),
            ox.NamedNode(f"{RESO}citingEntity"),
            ox.NamedNode(f"{BASE}actor/ohchr"),
        )
        in triples
    )
    stage = {"symbol": "A/C.6/50/L.16", "amount": 676400, "committee": "6", "is_recurring": False, "posts_count": None}
    entry = {"referenced_resolution": "A/C.6/50/L.14", "title": "t", "stages": [stage]}
    ((number, content),), problems = read_implications(
        json.dumps([entry, {"referenced_resolution": "x"}]).encode(), "t"
    )
    assert "entry 2" in problems[0]
    record = implications_record(content, "budget", number)
    assert [(one.symbol, one.amount, one.committee, one.recurring, one.posts) for one in record.estimates] == [
        ("A/C.6/50/L.16", 676400, "body/un-ga-c6", False, None)
    ]
    assert len([triple for triple in record_triples(record, BASE, vocabulary()) if "estimate_1" in str(triple)]) == 6
    with pytest.raises(UnreadableError, match="referenced_resolution"):
        read_implications(b'[{"a": 1}]', "t")


def test_harvested_and_asked(tmp_path: Path) -> None:
    store = tmp_path / "store"
    table = tmp_path / "budget.csv"
    table.write_text(HEADER + "PPB,1,DGC,,1,t,,,A/RES/67/138,\nPPB,1,OHCHR,,2,t,,,A/RES/67/138,\n", encoding="utf-8")
    assert run("add", str(SEED), "--store", str(store)).returncode == 0
    done = run("harvest", "budget", str(table), "--store", str(store))
    assert done.returncode == 0, done.stderr
    assert "2 rows, 0 of them doubles; 1 documents cited, 2 entities" in done.stderr
    again = run("harvest", "budget", str(table), "--store", str(store))
    assert "0 records new, 0 changed, 0 deleted, 2 as they were" in again.stderr
    for query, words in (
        ("budget-of actor=actor/ohchr", "A/RES/67/138"),
        ("budget-shared", ",2,2,"),
        ("budget-costs", "document"),
    ):
        shell = run("query", *query.split(), "--format", "csv", "--store", str(store))
        assert words in shell.stdout
