"""The desk for drafts: on a small release of a made-up series, by the command, and over HTTP."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from docx import Document as word_file
from lxml import etree, html

from conftest import BASE, SEED, free_port, run, wait_for
from resograph.documents.errors import UnreadableError
from resograph.drafting import CheckedDraft, Limits, check_draft
from resograph.drafting.remarks import rules
from resograph.pipeline import Builder, sources_in
from resograph.releases import Release
from resograph.releases.drafts import HeldInRelease
from resograph.releases.reader import ReleaseGraph
from resograph.releases.tables import Tables
from resograph.resources import table
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary
from resograph.web.pages.draft.schema import DRAFT
from resograph.writing.draft import ShownDraft, draft_akn, draft_docx, draft_json, draft_sarif, draft_text
from timing import seconds

HERE = Path(__file__).parent
LAMPS = (HERE / "lamps.txt").read_text(encoding="utf-8")
OPENING = "The General Assembly,\n\n"
RTL = "تطلب إلى الأمين العام أن يقدم تقريرا إلى الجمعية العامة في دورتها الثانية والثمانين؛"

Checker = Callable[[str | bytes], CheckedDraft]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("held")


@pytest.fixture(scope="module")
def held(directory: Path) -> Release:
    built, report = Builder(directory, BASE).build(sources_in([HERE / "held", SEED]))
    assert built is not None, report
    return built


@pytest.fixture(scope="module")
def checked(held: Release) -> Checker:
    graph, tables = ReleaseGraph(held), Tables(held.tables)
    return lambda text: check_draft(text, None, vocabulary(), HeldInRelease(graph, tables))


def shown(draft: CheckedDraft, language: str = "en") -> ShownDraft:
    return ShownDraft(draft, BASE, vocabulary(), language)


def paragraphs(draft: CheckedDraft) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in draft_json(shown(draft))["paragraphs"]}


# ── what is told ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_draft_without_symbol_is_told_beside_its_series(checked: Checker) -> None:
    draft = checked(LAMPS)
    found = draft_json(shown(draft))
    jsonschema.validate(found, DRAFT)
    assert (found["symbol"], found["renews"]) == (None, f"{BASE}A/RES/77/902")
    assert (found["counts"]["same"], found["counts"]["edited"]) == (3, 3)
    assert found["dropped"] == [f"{BASE}A/RES/77/902~preamble_1"]
    first = paragraphs(draft)["para_1"]
    assert (first["verb"], first["force"]) == (f"{BASE}verb/invites", "weak-directive")
    assert first["addressees"] == [{"address": f"{BASE}actor/secretary-general", "name": "Secretary-General"}]
    series, older = first["earlier"][:2]
    assert (series["address"], series["change"], series["in_series"]) == (
        f"{BASE}A/RES/77/902~para_1",
        ["edited"],
        True,
    )
    assert (older["address"], older["adopted"]) == (f"{BASE}A/RES/75/901~para_1", "2020-12-16")
    assert paragraphs(draft)["para_2"]["earlier"][0]["similarity"] == 1


CITED = [
    ("resolution 75/901 of 16 December 2020", "A/RES/75/901", True, "renewed"),
    ("resolution 77/902 of 14 December 2022", "A/RES/77/902", True, None),
    ("resolution 77/902 of 15 December 2022", "A/RES/77/902", True, "date"),
    ("resolution 77/902 of 15 December 1999", "A/RES/77/902", True, "date"),
    ("paragraph 3 of resolution 77/902", "A/RES/77/902", True, None),
    ("paragraph 30 of resolution 77/902", "A/RES/77/902", True, "paragraph"),
    ("resolution 76/903 of 17 December 2021, entitled “Wells of the dry coast”", "A/RES/76/903", True, None),
    ("resolution 76/903 of 17 December 2021, entitled “Gulls of the cliffs”", "A/RES/76/903", True, "title"),
    ("resolution 76/903 of 17 December 2021 on wells of the dry coast and their keepers", "A/RES/76/903", True, None),
    ("resolution 76/903 of 17 December 2021 on gulls that nest on cliffs", "A/RES/76/903", True, "title"),
    ("resolution 76/999 of 17 December 2021", "A/RES/76/999", False, "not-held"),
]


@pytest.mark.parametrize(("words", "symbol", "is_held", "problem"), CITED)
def test_citations_are_checked(checked: Checker, words: str, symbol: str, is_held: bool, problem: str | None) -> None:
    draft = checked(f"{OPENING}Recalling its {words},\n\n1. Requests the Secretary-General to act;")
    (citation,) = paragraphs(draft)["preamble_1"]["citations"]
    assert (citation["symbol"], citation["held"], citation["problem"]) == (symbol, is_held, problem)
    assert bool(citation["message"]) == bool(problem)


ASKED = "Requests the Secretary-General to report to the General Assembly at its eighty-second session"
REMARKS = [
    ("Calls for more lamps;", "lead", True),
    ("Calls for more lamps by Member States;", "review", False),
    ("Requests the Secretary-General to light all lamps;", "review", True),
    ("Requests the Secretary-General to light all lamps;", "report", True),
    (f"{ASKED} on lamps;", "report", False),
    (f"{ASKED} on lamps;", "report-item", True),
    (f"{ASKED} on lamps under the item entitled “Lamps”;", "report-item", False),
    (f"{ASKED} on lamps;", "report-time", False),
    ("Requests the Secretary-General to report on lamps;", "report-time", True),
    ("Requests the Secretary-General to report on lamps;", "report-recipient", True),
    ("Requests the Secretary-General to light all lamps;", "resources", True),
    ("Requests the Secretary-General to light all lamps with the resources approved;", "resources", False),
    ("Decides to establish an open-ended working group on lamps;", "end", True),
    ("Decides to establish an open-ended working group on lamps until 31 December 2030;", "end", False),
    ("Requests the Secretary-General to act within existing resources;", "existing-resources", True),
    ("Requests the Secretary General to foster co-operation;", "usage", True),
    ("Requests the Secretary-General to foster cooperation;", "usage", False),
    (
        "Requests the Secretary-General to count each year all wells of the dry coast that give clean water;",
        "twice",
        True,
    ),
    ("Requests the Secretary-General to paint each year all boats of the far islands that carry mail;", "twice", False),
]


@pytest.mark.parametrize(("words", "rule", "is_told"), REMARKS)
def test_the_check_list(checked: Checker, words: str, rule: str, is_told: bool) -> None:
    told = [one["rule"] for one in draft_json(shown(checked(f"{OPENING}1. {words}")))["checks"]]
    assert (rule in told) == is_told, told


def test_every_rule_is_tried_and_speaks_six_languages() -> None:
    assert set(rules()) == {rule for _, rule, is_told in REMARKS if is_told}
    sentences = [rule.message for rule in rules().values()]
    sentences += table("data", "drafting", "citations.toml")["problems"].values()
    assert all(set(one) == set(LANGUAGES) for one in sentences)
    assert all(rule.source for rule in rules().values())


FRAGMENTS = [
    ("Requests the Secretary-General to act;", "en", "requests"),
    ("4. Demande au Secrétaire général d’agir ;", "fr", "requests"),
    ("4. Solicita al Secretario General que actúe;", "es", "requests"),
    ("4. просит Генерального секретаря принять меры;", "ru", "requests"),
    ("4. 请秘书长采取行动；", "zh", "requests"),
    (f"4. {RTL}", "ar", "requests"),
]


@pytest.mark.parametrize(("words", "language", "verb"), FRAGMENTS)
def test_a_single_paragraph_will_do(words: str, language: str, verb: str) -> None:
    draft = check_draft(words, None, vocabulary(), None)
    (paragraph,) = draft.paragraphs
    assert (draft.language, [act.verb for act in paragraph.acts]) == (language, [verb])
    assert [one.target for one in paragraph.acts[0].addressees] == ["actor/secretary-general"]


def test_without_a_release_nothing_is_said_of_what_is_held() -> None:
    draft = check_draft(LAMPS, None, vocabulary(), None)
    found = draft_json(shown(draft))
    jsonschema.validate(found, DRAFT)
    assert (found["beside_held"], found["renews"]) == (False, None)
    cited = [citation for one in found["paragraphs"] for citation in one["citations"]]
    assert cited and all((one["held"], one["problem"]) == (None, None) for one in cited)
    assert not any(one["earlier"] for one in found["paragraphs"])


def test_a_compilation_tells_what_is_open_and_what_was_agreed(checked: Checker) -> None:
    wells = "Requests the Secretary-General to count each year all wells of the dry coast that give clean water"
    draft = checked(
        f"{OPENING}OP1 Requests the Secretary-General to light all lamps; [US: delete]\n\nOP2 [EU: {wells};]\n"
    )
    found = draft_json(shown(draft))
    jsonschema.validate(found, DRAFT)
    assert found["open"] == [
        {"proponent": "US", "paragraphs": ["para_1"]},
        {"proponent": "EU", "paragraphs": ["para_2"]},
    ]
    (variant,) = paragraphs(draft)["para_2"]["open"]
    assert variant["earlier"][0]["address"] == f"{BASE}A/RES/76/903~para_1"


BAD = [
    ("  ", "empty"),
    ("The cat sat on the mat and looked at the moon for all of the night.", "no draft"),
    ("\x00\x01", "no text"),
    (b"\x89PNG\r\n", "PNG"),
    (b"PK\x03\x04 no zip", "ZIP"),
    ("<a/>", "no Akoma Ntoso"),
    (OPENING + "\n\n".join(f"{n}. Requests the Secretary-General to act;" for n in range(1, 700)), "several pieces"),
    (OPENING + "1. " + "Requests the Secretary-General to act and " * 9000, "several pieces"),
]


@pytest.mark.parametrize(("content", "advice"), BAD)
def test_what_is_no_draft_is_told_in_a_sentence(content: str | bytes, advice: str) -> None:
    with pytest.raises(UnreadableError, match=advice):
        check_draft(content, None, vocabulary(), None)


REPEATED = [
    "75/901 of 16 December 2021, ",
    "75/901, ",
    "Requests the Secretary-General to light the lamps of the harbours each evening before dusk and ",
    "entitled “a",
    "program percent labor ",
]


@pytest.mark.parametrize("words", REPEATED)
def test_repeated_words_take_linear_time(checked: Checker, words: str) -> None:
    small, large = (
        seconds(partial(checked, f"{OPENING}Recalling its resolution {words * (size // len(words))}"), runs=2)
        for size in (10_000, 100_000)
    )
    assert large < 0.1 or large < 20 * small, (small, large)


def test_time_is_limited(held: Release) -> None:
    def over() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        check_draft(LAMPS, None, vocabulary(), None, Limits(go_on=over))


# ── what is written ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_akoma_ntoso_names_no_document_and_is_read_again(checked: Checker) -> None:
    draft = checked(LAMPS)
    content = draft_akn(shown(draft))
    root = etree.fromstring(content)
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    assert root.xpath("//a:FRBRnumber/@value", namespaces=names) == ["unnumbered"]
    assert not root.xpath("//a:docNumber | //a:FRBRalias | //a:docDate", namespaces=names)
    again = checked(content)
    assert [one.part.text for one in again.paragraphs] == [one.part.text for one in draft.paragraphs]
    assert again.renews == draft.renews


def test_word_tracks_the_changes_against_the_last_text_of_the_series(checked: Checker) -> None:
    content = draft_docx(shown(checked(LAMPS)))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("word/document.xml").decode()
    assert "<w:ins " in xml and "<w:delText" in xml
    assert "A/RES/77/902 → Lamps of the northern coasts" in word_file(io.BytesIO(content)).paragraphs[0].text
    alone = word_file(io.BytesIO(draft_docx(shown(check_draft(LAMPS, None, vocabulary(), None)))))
    assert any("breeding season" in one.text for one in alone.paragraphs)


def test_sarif_has_what_its_schema_requires(checked: Checker) -> None:
    log = draft_sarif(shown(checked(LAMPS)), "my draft.txt")
    assert log["version"] == "2.1.0"
    (run_,) = log["runs"]
    listed = run_["tool"]["driver"]["rules"]
    assert run_["tool"]["driver"]["name"] == "resograph"
    assert len({rule["id"] for rule in listed}) == len(listed)
    assert {result["ruleId"] for result in run_["results"]} >= {"lead", "usage", "citation-date", "citation-title"}
    for result in run_["results"]:
        assert listed[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "my%20draft.txt"


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_filled_in(checked: Checker, language: str) -> None:
    found = draft_json(shown(checked(LAMPS.replace("more lamps", "{words} {0}")), language))
    said = [one["message"] for one in found["checks"]]
    said += [one["message"] for row in found["paragraphs"] for one in row["citations"] if one["message"]]
    assert any("{words} {0}" in one for one in said)
    assert not any("{" in one.replace("{words} {0}", "") for one in said)
    assert draft_text(shown(checked(LAMPS), language))


# ── by the command and over HTTP ──────────────────────────────────────────────────────────────────────────────────────
def test_the_command(held: Release, directory: Path) -> None:
    text = run("draft", "-", "--store", str(directory), "--format", "json", stdin=LAMPS)
    assert json.loads(text.stdout)["renews"] == f"{BASE}A/RES/77/902"
    assert run("draft", "-", "--format", "pdf", stdin=LAMPS).returncode == 2
    assert run("draft", "-", "--store", "/no/such/place", stdin=LAMPS).returncode == 2
    refused = run("draft", "-", "--store", str(directory), stdin="nothing of the kind")
    assert refused.returncode == 3 and "Traceback" not in refused.stderr


@pytest.fixture(scope="module")
def served(
    held: Release, directory: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[httpx.Client, Path]]:
    port, log = free_port(), tmp_path_factory.mktemp("log") / "log"
    settings = {"RESOGRAPH_DRAFT_KB": "64", "RESOGRAPH_SLOW_QUERY_MS": "0"}
    with log.open("wb") as stderr:
        command = [sys.executable, "-m", "resograph", "serve", "--store", str(directory), "--port", str(port)]
        server = subprocess.Popen(command, env={**os.environ, **settings}, stderr=stderr)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
            wait_for(http)
            yield http, log
        server.terminate()
        server.wait(timeout=20)


def test_a_page_a_file_and_downloads(served: tuple[httpx.Client, Path], checked: Checker) -> None:
    http, _ = served
    assert http.get("/draft").status_code == 200
    word = {"file": ("draft <1>.docx", draft_docx(shown(check_draft(LAMPS, None, vocabulary(), None))))}
    answer = http.post("/draft", files=word, headers={"Accept": "text/html", "Accept-Language": "ar"})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    page = html.fromstring(answer.text)
    assert page.get("dir") == "rtl"
    assert page.xpath("//a[contains(@href, 'A/RES/77/902')]")
    assert page.xpath("//del") and page.xpath("//ins")
    hidden = page.xpath("string(//form//textarea[@hidden])")
    sarif = http.post("/draft", data={"text": hidden, "format": "sarif"})
    assert sarif.headers["content-type"] == "application/sarif+json"
    assert sarif.json()["runs"][0]["results"]
    for form, begins in (("akn", b"<?xml"), ("docx", b"PK"), ("text", b"Lamps"), ("json", b"{")):
        answer = http.post("/draft", data={"text": LAMPS, "format": form})
        assert answer.content.startswith(begins) and "attachment" in answer.headers["content-disposition"]


def test_json_is_as_declared(served: tuple[httpx.Client, Path]) -> None:
    http, _ = served
    headers = {"Accept": "application/json"}
    for given in (
        {"data": {"text": LAMPS}},
        {"json": {"text": LAMPS, "lang": "en"}},
        {"files": {"file": LAMPS.encode()}},
    ):
        found = http.post("/draft", headers=headers, **given).json()
        jsonschema.validate(found, DRAFT)
        assert found["renews"] == f"{BASE}A/RES/77/902"
    declared = http.get("/openapi.json").json()["paths"]["/draft"]["post"]
    assert declared["responses"]["200"]["content"]["application/json"]["schema"] == DRAFT


REFUSED = [
    ({"data": {"text": " "}}, 400, "Paste a draft"),
    ({"data": {"text": LAMPS, "lang": "de"}}, 400, "There are"),
    ({"data": {"text": LAMPS, "format": "pdf"}}, 406, "comes as"),
    ({"data": {"text": "the cat sat on the mat"}}, 422, "no draft"),
    ({"data": {"text": LAMPS * 90}}, 413, "several pieces"),
    ({"files": {"file": b"x" * 5_000_000}}, 413, "several pieces"),
    ({"files": {"file": b"\x89PNG\r\n"}}, 422, "PNG"),
    ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "boundary"),
    ({"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 400, "not whole"),
    ({"content": b"x", "headers": {"Content-Type": "text/plain"}}, 415, "POST a form"),
    ({"json": [1]}, 400, "POST an object"),
]


@pytest.mark.parametrize(("given", "status", "advice"), REFUSED)
def test_bad_input_is_answered_at_once(
    served: tuple[httpx.Client, Path], given: dict[str, Any], status: int, advice: str
) -> None:
    began = time.monotonic()
    answer = served[0].post("/draft", **given)
    assert answer.status_code == status
    assert advice in answer.json()["detail"]
    assert time.monotonic() - began < 10


def test_no_log_holds_a_word_of_a_draft(served: tuple[httpx.Client, Path], directory: Path) -> None:
    http, log = served
    secret = "Quixotry"
    text = LAMPS.replace("more lamps", f"more {secret} lamps")
    for given in ({"data": {"text": text}}, {"files": {"file": (f"{secret}.txt", text.encode())}}):
        assert http.post("/draft", **given).status_code == 200
    assert http.post("/draft", data={"text": secret}).status_code == 422
    time.sleep(0.5)
    logged = log.read_text(encoding="utf-8")
    assert '"path": "/draft"' in logged
    assert secret not in logged
    assert not [path for path in directory.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
