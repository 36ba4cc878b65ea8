"""``/dumps/tables/``: tables of the release that is served, made when first asked for."""

from __future__ import annotations

import hashlib
import threading

import httpx
import jsonschema
import pytest

from conftest import BASE
from resograph.releases import Release


def test_the_listing_leads_to_every_file(client: httpx.Client, release: Release) -> None:
    told = client.get("/dumps/tables/").json()
    assert (told["state"], told["release"], told["works"]) == ("ready", release.name, 1)
    schema = client.get("/openapi.json").json()["paths"]["/dumps/tables/"]["get"]["responses"]["200"]["content"]
    jsonschema.validate(told, schema["application/json"]["schema"])
    files = [file for table in told["tables"] for file in table["files"]]
    assert len(files) >= 14
    for file in files:
        content = client.get(file["address"].replace(BASE, "/")).content
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
    for address in told["described_by"]:
        assert client.get(address.replace(BASE, "/")).status_code == 200, address


def test_a_release_has_an_address_that_stays(client: httpx.Client, release: Release) -> None:
    latest = client.get("/dumps/tables/latest/documents.csv")
    dated = client.get(f"/dumps/tables/{release.name}/documents.csv")
    assert latest.content == dated.content
    assert latest.headers["content-type"].startswith("text/csv")
    [listed] = client.get("/dumps/tables/").json()["releases"]
    assert listed["address"] == f"{BASE}dumps/tables/{release.name}/"
    assert client.get(f"/dumps/tables/{release.name}/").json()["release"] == release.name


def test_conditions_and_ranges(client: httpx.Client) -> None:
    path = "/dumps/tables/latest/acts.csv"
    whole = client.get(path)
    assert client.get(path, headers={"If-None-Match": whole.headers["etag"]}).status_code == 304
    piece = client.get(path, headers={"Range": "bytes=10-19"})
    assert (piece.status_code, piece.content) == (206, whole.content[10:20])
    assert client.get(path, headers={"Range": "bytes=99999999-"}).status_code == 416
    head = client.head(path, headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(whole.content)))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dumps/tables", 301),
        ("/dumps/tables/latest", 301),
        ("/dumps/tables/latest/none.csv", 404),
        ("/dumps/tables/latest/..%2Fexport.json", 400),
        ("/dumps/tables/20200101T000000-1/", 404),
        ("/dumps/tables/x", 404),
    ],
)
def test_what_there_is_not(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(path, follow_redirects=False).status_code == status


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_page(client: httpx.Client, language: str) -> None:
    page = client.get("/dumps/tables/", headers={"Accept": "text/html", "Accept-Language": language}).text
    assert f'lang="{language}"' in page
    assert "latest/paragraphs.csv" in page
    assert "croissant.json" in page


def test_many_may_ask_at_once(client: httpx.Client) -> None:
    found: list[int] = []
    asked = [
        threading.Thread(target=lambda: found.append(client.get("/dumps/tables/latest/votes.csv").status_code))
        for _ in range(16)
    ]
    for one in asked:
        one.start()
    for one in asked:
        one.join()
    assert found == [200] * 16
