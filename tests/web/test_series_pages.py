"""Files that become a series: the graph, whatever their order, and the pages of series and agreed language."""

from __future__ import annotations

import gzip
from pathlib import Path

import httpx
import jsonschema
import pytest
from servers import served

from conftest import run

LAMPS = "Requests the Secretary-General to light the lamps of the harbour each evening before dusk"
SHIPS = "Urges all Member States to keep their ships away from the reef during the breeding season"
GULLS = "Welcomes the report on gulls and terns that nest upon the northern cliffs of the island"
TIDES = "Decides to include in its provisional agenda the item on tides and currents of the sound"

PAGE = """United Nations A/RES/{session}/9
General Assembly
Resolution adopted by the General Assembly on {day}
{session}/9. Lamps of the harbour
The General Assembly,
Recalling its resolution {before} on the lamps of the harbour,
{preamble},
1. {one};
2. {two}.
"""
TEXTS = {
    "A_RES_70_9-en.txt": {"session": 70, "day": "1 December 2015", "before": "69/7 of 2 December 2014"}
    | {"preamble": GULLS, "one": LAMPS, "two": SHIPS},
    "A_RES_71_9-en.txt": {"session": 71, "day": "1 December 2016", "before": "70/9 of 1 December 2015"}
    | {"preamble": GULLS, "one": f"{LAMPS}, and until dawn", "two": TIDES},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("series")
    for name, values in TEXTS.items():
        (folder / name).write_text(PAGE.format(**values), encoding="utf-8")
    built = run("add", str(folder), "--store", str(folder / "store"), "--jobs", "1")
    assert built.returncode == 0, built.stderr
    return folder / "store"


def _context(store: Path) -> list[str]:
    [packed] = (store / "releases").glob("*/shared/context.nq.gz") if store.is_dir() else []
    return gzip.decompress(packed.read_bytes()).decode().splitlines()


def test_files_become_a_series_whatever_their_order(store: Path, tmp_path: Path) -> None:
    lines = _context(store)
    told = {line.replace("http://localhost:8000/", "").replace("https://w3id.org/resograph/ns#", "") for line in lines}
    for line in (
        "<A/RES/71/9> <renews> <A/RES/70/9> .",
        "<A/RES/70/9> <renews> <A/RES/69/7> .",
        "<A/RES/71/9~para_1> <continues> <A/RES/70/9~para_1> .",
        "<A/RES/71/9~para_1__continues_1> <change> <change/edited> .",
        "<A/RES/71/9> <drops> <A/RES/70/9~para_2> .",
    ):
        assert line in told
    other = tmp_path / "store"
    for name in reversed(TEXTS):
        added = run("add", str(store.parent / name), "--store", str(other), "--jobs", "1")
        assert added.returncode == 0, added.stderr
    newest = max((other / "releases").iterdir(), key=lambda one: one.name)
    packed = gzip.decompress((newest / "shared" / "context.nq.gz").read_bytes()).decode().splitlines()
    assert packed == lines


def test_the_series_and_agreed_language_answer(store: Path) -> None:
    with served("--store", str(store)) as http:
        declared = http.get("/openapi.json").json()["paths"]

        def schema(path: str) -> dict[str, object]:
            content = declared[path]["get"]["responses"]["200"]["content"]
            found: dict[str, object] = content["application/json"]["schema"]
            return found

        accept = {"Accept": "application/json"}
        told = http.get("/series/A/RES/70/9", headers=accept).json()
        jsonschema.validate(told, schema("/series/{symbol}"))
        assert [one["symbol"] for one in told["documents"]] == ["A/RES/69/7", "A/RES/70/9", "A/RES/71/9"]
        assert told["documents"][2]["counts"] == {"same": 1, "edited": 2, "new": 1, "dropped": 1}
        page = http.get("/series/A/RES/71/9", headers={"Accept": "text/html"}).text
        assert page.count('class="edited"') == 2 and "A/RES/69/7" in page
        assert "A/RES/70/9" in http.get("/en/A/RES/71/9~para_1.html").text

        found = http.get("/wording", params={"q": LAMPS, "lang": "en"}, headers=accept).json()
        jsonschema.validate(found, schema("/wording"))
        assert [one["address"].rpartition("/")[2] for one in found["matches"]] == ["9~para_1", "9~para_1"]
        assert [one["nearness"] for one in found["matches"]] == ["exact", "exact"]
        loose = http.get("/wording", params={"q": "lamps by ships at harbour tides"}, headers=accept).json()
        assert loose["looser"] and loose["language"] == "en"
        assert http.get("/wording", params={"q": "xyzzy plugh", "lang": "en"}, headers=accept).json()["matches"] == []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/wording?q=lamps&lang=xx", 400, "lang=xx"),
        ("/wording?q=lamps&lang=en&limit=0", 400, "limit=0"),
        (f"/wording?q={'lamps+' * 2000}", 400, "10,000"),
        ("/series/nonsense", 400, "symbol"),
        ("/series/A/RES/50/999", 404, "neither held nor cited"),
    ],
)
def test_bad_requests_get_a_sentence(client: httpx.Client, path: str, status: int, words: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == status and words in answer.json()["detail"]
