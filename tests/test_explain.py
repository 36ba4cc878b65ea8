"""Every fact under its words with the rule behind it: in the terminal, as JSON, and on the paragraph's page."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.cells import cell_len

from conftest import BASE, ROOT, SEED, SHARED, run
from resograph.annotating import Annotations, annotate
from resograph.cli.addresses import address_in
from resograph.cli.commands.explain import explain
from resograph.cli.console import UsageError
from resograph.cli.underlining import Mark, numbered, underlined
from resograph.merging.work import Version
from resograph.reading import UnreadableError, read_all
from resograph.vocabularies.concepts import vocabulary
from resograph.writing.explaining import _row

MARKS = [
    ("Requests States", [(0, 8, 1), (9, 15, 2)], 40, ["Requests States", "└──1───┘ └─2──┘"]),
    ("请会员国", [(0, 1, 1), (1, 4, 2)], 40, ["请会员国", "1─└─2──┘"]),
    ("ab cd", [(0, 5, 1), (0, 2, 2)], 40, ["ab cd", "└─1─┘", "2─"]),
    ("aaaa bbbb", [(0, 9, 1)], 5, ["aaaa", "└1─┘", "bbbb", "└1─┘"]),
    ("请会员国", [(0, 4, 12)], 4, ["请会", "└12┘", "员国", "└12┘"]),
    ("abc", [(0, 1, 10), (1, 2, 11)], 9, ["abc", "10", " 11"]),
    ("aaaa bbbb", [(5, 9, 1)], 4, ["aaaa", "bbbb", "└1─┘"]),  # a line begins with no space
    ("第 1 段的请会员国", [(5, 6, 1)], 8, ["第 1 段", "的请会员", "1─", "国"]),  # a wide character may end one
    ("请会员国，又", [(0, 4, 1)], 8, ["请会员", "└─1──┘", "国，又", "1─"]),  # nor with a mark that closes
    ("e\u0301te\u0301 ok", [(0, 5, 1), (6, 8, 2)], 20, ["e\u0301te\u0301 ok", "└1┘ 2─"]),
]


@pytest.mark.parametrize(("text", "spans", "width", "lines"), MARKS)
def test_lines_stand_under_their_words(
    text: str, spans: list[tuple[int, int, int]], width: int, lines: list[str]
) -> None:
    marks = [Mark(start, end, number, "") for start, end, number in spans]
    assert [line.plain for line in underlined(text, marks, width)] == lines


def test_numbers_stand_behind_their_words_where_a_terminal_may_turn_them() -> None:
    text = "\u062a\u062b\u0646\u064a \u0639\u0644\u0649 \u0630\u0644\u0643"
    marks = [Mark(0, 12, 1, ""), Mark(0, 4, 2, ""), Mark(5, 8, 3, "")]
    assert numbered(text, marks).plain == f"{text[:4]}[2]{text[4:8]}[3]{text[8:]}[1]"


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_on_a_terminal_no_line_is_wider_and_no_word_is_lost(
    columns: int, store_directory: Path, release: object
) -> None:
    asked = ["explain", "A/RES/67/138~para_14", "--store", str(store_directory)]
    shown = on_terminal(asked, columns)
    assert max(cell_len(line) for line in shown.splitlines()) <= columns
    told, piped = (re.sub(r"\s+", "", text[text.index("  1 “") :]) for text in (shown, run(*asked).stdout))
    assert told == piped


def on_terminal(arguments: list[str], columns: int) -> str:
    """What a command writes to a terminal of that width, without its colours."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "resograph", *arguments], stdout=its, env={**environment, "TERM": "xterm"}
    )
    os.close(its)
    written = b""
    while True:
        try:
            written += os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
    os.close(ours)
    assert process.wait() == 0
    return re.sub(r"\x1b\[[\d;]*m", "", written.decode()).replace("\r\n", "\n")


def test_a_paragraph_of_a_release(store_directory: Path, release: object) -> None:
    done = run("explain", f"{BASE}zh/A/RES/67/138~para_14", "--store", str(store_directory))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"{BASE}zh/A/RES/67/138~para_14"
    assert lines[2].startswith("呼请联合国系统各组织")
    assert "addressee organizations of the United Nations system" in done.stdout
    assert "zh.verb.lead: The paragraph begins with a phrase of this verb. (data/languages/zh/verbs.tsv" in done.stdout
    assert "\x1b[" not in done.stdout


def nameless(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Facts without the names that only a release knows, such as the titles of agenda items."""
    told = ("kind", "start", "end", "words", "iri", "rules")
    return [{**part, "facts": [[fact[key] for key in told] for fact in part["facts"]]} for part in parts]


def test_as_json_every_fact_has_its_words_and_a_rule_with_files(store_directory: Path, release: object) -> None:
    of_release = run("explain", "A/RES/67/138", "--store", str(store_directory), "--format", "json")
    of_file = run("explain", "--file", str(SEED), "--format", "json")
    parts = json.loads(of_release.stdout)
    assert nameless(parts) == nameless(json.loads(of_file.stdout))
    kinds = set()
    for part in parts:
        for fact in part["facts"]:
            kinds.add(fact["kind"])
            assert fact["words"] == part["text"][fact["start"] : fact["end"]]
            assert fact["iri"].startswith(BASE)
            assert fact["rules"]
            for rule in fact["rules"]:
                assert rule["says"]
                assert all((ROOT / file).is_file() for file in rule["files"])
    assert kinds == {"act", "verb", "addressee", "citation", "mention", "report", "theme"}
    due = next(part for part in parts if part["part"] == "para_25")
    (act,) = [fact for fact in due["facts"] if fact["kind"] == "act"]
    assert act["label"] == "reporting mandate: requests"
    (report,) = [fact for fact in due["facts"] if fact["kind"] == "report"]
    assert report["label"] == "report"
    assert ["due year", "2015"] in report["details"]


def test_on_its_page(client: httpx.Client) -> None:
    page = client.get("/zh/A/RES/67/138~para_14.html").text
    assert "How this was read" in page
    assert "data/languages/zh/verbs.tsv" in page
    (table,) = re.findall(r"<details open>.*?</details>", page, re.DOTALL)
    assert table.count("<tr>") > 10


@pytest.mark.parametrize(
    "address",
    ["zh/A/RES/67/138%7Epara_14", "/A/RES/67/138~para_14__act_2", "zh/A/RES/67/138~para_14#char=0,2"],
)
def test_addresses_as_they_are_copied(address: str) -> None:
    assert str(address_in(f"{BASE}{address.lstrip('/')}", BASE)).removeprefix("zh/") == "A/RES/67/138~para_14"
    assert address_in(address, BASE) == address_in(f"{BASE}{address.lstrip('/')}", BASE)


WRONG = [
    ({"address": "A/RES/67/138~para_99"}, UsageError, "has no part para_99"),
    ({"address": "en/A/RES/67/138~para_1"}, UsageError, "it is held in zh"),
    ({"address": "A/RES/71/1"}, UsageError, "resograph add FILE"),
    ({"address": "../../etc/passwd"}, UsageError, "no "),
    ({}, UsageError, "Give the address"),
    ({"address": "A/RES/67/138", "format_": "xml"}, UsageError, "--format xml"),
    ({"file": Path("nowhere.txt")}, UnreadableError, "is not there"),
    ({"address": "A/RES/71/1", "file": SEED}, UsageError, "holds A/RES/67/138"),
]


@pytest.mark.parametrize(("given", "error", "message"), WRONG)
def test_wrong_use(
    given: dict[str, Any], error: type[Exception], message: str, store_directory: Path, release: object
) -> None:
    with pytest.raises(error, match=message):
        explain(**{"format_": "text", "store": store_directory, **given})


def test_wrong_use_is_one_sentence(store_directory: Path, release: object) -> None:
    done = run("explain", "A/RES/67/138~para_99", "--store", str(store_directory))
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)


def rules_of(found: Annotations) -> set[str]:
    rules = {one.rule for one in (*found.mentions, *found.themes)}
    rules |= {one.rule for one in found.citations} | {one.rule for one in found.acts}
    rules |= {one.rule for act in found.acts for one in act.addressees}
    return rules | {one.rule for act in found.acts for one in act.reporting}


def test_every_rule_is_explained(version: Version) -> None:
    assert all(_row(rule)[0]["says"] for rule in rules_of(version.annotations))


def test_every_rule_of_official_texts_is_explained() -> None:
    files = sorted((SHARED / "corpus").glob("*/*/*/*.xml"))[::120]
    if not files:
        pytest.skip("the official sample (../shared/corpus) is not here")
    words = vocabulary()
    found = {
        rule
        for file in files
        for document in read_all(file.read_bytes(), file.name)
        for rule in rules_of(annotate(document, words))
    }
    assert len(found) > 15
    assert {rule for rule in found if not _row(rule)[0]["says"]} == set()
