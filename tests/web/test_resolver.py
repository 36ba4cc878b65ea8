"""The paths of docs.un.org and undocs.org work here, and /resolve tells programs where a symbol leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from servers import served

from conftest import BASE
from resograph.releases import Release
from resograph.web import known


@pytest.fixture(scope="module")
def http(release: Release, store_directory: Path) -> Iterator[httpx.Client]:
    with served("--store", str(store_directory), settings={"resolve_symbols": 20}) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("zh/A/RES/67/138", "zh/A/RES/67/138"),
        ("ch/A/RES/67/138", "zh/A/RES/67/138"),
        ("zho/a/res/67/138", "zh/A/RES/67/138"),
        ("ZH/A/RES/67/138", "zh/A/RES/67/138"),
        ("zh//A/RES/67/138/", "zh/A/RES/67/138"),
        ("zh/A/RES/67/138?OpenElement", "zh/A/RES/67/138"),
        ("zh/A%2FRES%2F67%2F138", "zh/A/RES/67/138"),
        ("A/RES/67/138/", "A/RES/67/138"),
        ("A/RES/67/138*", "A/RES/67/138"),
        ("A/67/153", "A/67/153"),
        ("en/A/67/153", "A/67/153"),
        ("A/RES/66/%2067", "A/RES/66/67"),
        ("Home/Mobile?FinalSymbol=A%2FRES%2F67%2F138&Language=C&DeviceType=Desktop", "zh/A/RES/67/138"),
        ("api/symbol/access?s=A/RES/67/138&l=zh&t=pdf", "zh/A/RES/67/138"),
        ("pdf?symbol=zh/A/RES/67/138", "zh/A/RES/67/138"),
    ],
)
def test_swap_the_host(http: httpx.Client, path: str, end: str) -> None:
    answer = http.get(f"/{path}", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.url.path == f"/{end}"


@pytest.mark.parametrize(
    "path", ["en/A/76/100/Rev.1", "ru/S/RES/9999(2030)", "xx/A/RES/67/138", "api/symbol/access?s=x"]
)
def test_what_is_not_here_is_told_with_what_is_near(http: httpx.Client, path: str) -> None:
    answer = http.get(f"/{path}", follow_redirects=True)
    assert answer.status_code == 404
    assert answer.json()["detail"]


def test_a_symbol_spelled_otherwise_is_near(http: httpx.Client) -> None:
    near = http.get("/en/A_RES_67_138").json()["near"]
    assert near[0]["address"] == "A/RES/67/138"


@pytest.mark.parametrize("written", ["A/RES/67/138", "a/res/67/138*", "GA res. 67/138", "第67/138号决议"])
def test_one_symbol(http: httpx.Client, written: str) -> None:
    found = http.get("/resolve", params={"symbol": written, "lang": "zh"}).json()
    assert (found["symbol"], found["kind"], found["held"]) == ("A/RES/67/138", "Resolution", ["zh"])
    assert found["address"] == f"{BASE}A/RES/67/138"
    assert found["versions"] == {"zh": f"{BASE}zh/A/RES/67/138"}
    assert found["titles"]["zh"].startswith("将志愿服务")
    assert found["adopted"] == "2012-12-20"
    assert found["aknIRI"] == "/akn/un/statement/deliberation/un-ga/2012-12-20/67-138"
    assert found["elsewhere"]["docs"] == "https://docs.un.org/zh/A/RES/67/138"
    assert {"undocs", "pdf", "word"} <= set(found["elsewhere"])


def test_a_symbol_that_is_not_known(http: httpx.Client) -> None:
    answer = http.get("/resolve?symbol=A/RES/66/291")
    found = answer.json()
    assert (answer.status_code, found["status"]) == (404, 404)
    assert found["near"][0]["address"] == "A/RES/66/290"  # cited
    assert found["elsewhere"]["docs"].endswith("/A/RES/66/291")
    assert http.get("/resolve?symbol=hello").status_code == 404
    assert http.get("/resolve").status_code == 400


def test_many_at_once(http: httpx.Client) -> None:
    rows = ["A/RES/67/138", {"symbol": "A/67/153", "lang": "fr"}, "nonsense", 7, None, {"symbol": "S/RES/1(2050)"}]
    found = http.post("/resolve", json=rows).json()
    assert [row.get("symbol") for row in found] == ["A/RES/67/138", "A/67/153", None, None, None, "S/RES/1(2050)"]
    assert [("error" in row) for row in found] == [False, False, True, True, True, True]
    assert http.post("/resolve", json=["A/RES/67/138"] * 21).status_code == 413
    assert http.post("/resolve", content=b"[").status_code == 400
    assert http.post("/resolve", json={"symbol": "A/RES/67/138"}).status_code == 400


KNOWN = ("A/RES/217(III)", "A/RES/67/138", "S/RES/279(1970)", "S/RES/2799(2025)", "S/RES/280(1970)", "S/RES/280(1971)")
LACKING = [
    ("S/RES/2799", "S/RES/2799(2025)"),
    ("s/res/2799", "S/RES/2799(2025)"),
    ("zh/S/RES/2799~para_3.ttl", "zh/S/RES/2799(2025)~para_3.ttl"),
    ("fr/A/RES/217", "fr/A/RES/217(III)"),
    ("S/RES/280", None),
    ("S/RES/27", None),
    ("A/RES/67", None),
    ("S/RES/2799/", None),
    ("S/RES/" + "9" * 5000, None),
]


@pytest.mark.parametrize(("path", "meant"), LACKING)
def test_a_symbol_without_its_year_leads_to_the_only_document(
    monkeypatch: pytest.MonkeyPatch, path: str, meant: str | None
) -> None:
    monkeypatch.setattr(known, "known_to", lambda app: KNOWN)
    found = known.address_meant(FastAPI(), path)
    assert (str(found) if found else None) == meant


def test_documents_that_are_cited_are_near(http: httpx.Client) -> None:
    near = [one["address"] for one in http.get("/A/67/154", headers={"Accept": "application/json"}).json()["near"]]
    assert "A/67/153" in near  # cited by the only document held
