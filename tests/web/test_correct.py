"""``/correct``: from a fact on a page to the command, the file, or the correction itself."""

from __future__ import annotations

import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from lxml import html
from servers import served

from resograph.releases import Release

PART = "zh/A/RES/67/138~para_14"
GIVEN = {"address": PART, "words": "宣传", "do": "remove", "fact": "theme", "was": "theme/1005197"}
GIVEN |= {"why": "to publicise", "by": "A. Librarian"}
PAGE = {"Accept": "text/html", "Accept-Language": "en"}


@pytest.fixture(scope="module")
def store(release: Release, store_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("corrected") / "store"
    shutil.copytree(store_directory, copied, symlinks=True)
    return copied


@pytest.fixture(scope="module")
def http(store: Path) -> Iterator[httpx.Client]:
    given = {"token": "the-token", "report_url": "mailto:library@example.org"}
    with served("--store", str(store), settings=given) as client:
        yield client


def test_each_fact_leads_to_a_form_that_is_filled(http: httpx.Client) -> None:
    found = html.fromstring(http.get(f"/{PART}.html", headers=PAGE).content)
    links = [link for link in found.xpath("//main//a/@href") if "correct?" in link]
    assert len(links) == len(found.xpath("//table[contains(@class, 'facts-table')]/tbody/tr")) + 1
    given = [dict(parse_qsl(urlsplit(link).query)) for link in links]
    theme = next(one for one in given if one.get("was") == "theme/1005197")
    form = html.fromstring(http.get("/correct", params=theme, headers=PAGE).content).forms[-1]
    assert form.fields["words"] == theme["words"] == "宣传" and form.fields["fact"] == "theme"
    for field in form.xpath(".//input | .//select"):
        assert form.xpath(f".//label[@for='{field.get('id')}']")


def test_without_the_token_the_command_and_the_file_are_given(http: httpx.Client, store: Path) -> None:
    answer = http.post("/correct", data=GIVEN, headers=PAGE)
    assert answer.status_code == 200, answer.text
    command, file = (one.text_content() for one in html.fromstring(answer.content).iter("pre"))
    given = ["--words", "宣传", "--remove", "theme=theme/1005197", "--why", "to publicise", "--by", "A. Librarian"]
    assert shlex.split(command) == ["resograph", "correct", PART, *given]
    (correction,) = tomllib.loads(file)["correction"]
    assert (correction["part"], correction["value"], correction["by"]) == ("para_14", "theme/1005197", "A. Librarian")
    assert not (store / "corrections").exists()


REFUSED = [
    ({"words": "不在此处"}, 400, "is not there"),
    ({"address": "A/RES/67/138~para_14"}, 400, "is no part in one language"),
    ({"address": "en/A/RES/67/138~para_14"}, 400, "is held in zh only"),
    ({"address": "<script>"}, 400, "Write the part in one language"),
    ({"do": "destroy"}, 400, "is none of add, remove, replace"),
    ({"why": " "}, 400, "lacks why"),
    ({"occurrence": "²"}, 400, "is a number from 1"),
    ({"words": "x" * 5000}, 400, "may have 4,000 characters"),
    ({"token": "wrong"}, 401, "Bearer"),
]


@pytest.mark.parametrize(("changed", "status", "detail"), REFUSED)
def test_what_does_not_fit_is_told(
    http: httpx.Client, store: Path, changed: dict[str, str], status: int, detail: str
) -> None:
    answer = http.post("/correct", data=GIVEN | changed)
    assert (answer.status_code, detail in answer.json()["detail"]) == (status, True), answer.text
    assert not (store / "corrections").exists()


def test_with_the_token_it_is_written(http: httpx.Client, store: Path) -> None:
    answer = http.post("/correct", data=GIVEN | {"token": "the-token"}, headers=PAGE)
    assert answer.status_code == 200 and "resograph add" in answer.text
    written = tomllib.loads((store / "corrections" / "zh" / "A_RES_67_138.toml").read_text(encoding="utf-8"))
    assert [one["value"] for one in written["correction"]] == ["theme/1005197"]
    again = http.post("/correct", data=GIVEN | {"token": "the-token"})
    assert again.status_code == 400 and "there already" in again.json()["detail"]


def test_a_mistake_is_reported_where_the_operator_says(http: httpx.Client, client: httpx.Client) -> None:
    assert 'href="mailto:library@example.org"' in http.get("/", headers=PAGE).text
    assert "mailto:" not in client.get("/", headers=PAGE).text
