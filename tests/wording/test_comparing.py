"""Two texts side by side: which paragraph takes up which, what changed, and how it is written."""

from __future__ import annotations

import io
import json
from pathlib import Path

import httpx
import jsonschema
import pytest
from docx import Document as word_file
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from conftest import SEED, run
from resograph.documents import PartKind
from resograph.vocabularies.concepts import vocabulary
from resograph.wording import Asked, Change, ComparedParagraph, Op, Shift, compare, marked, shift


def paragraphs(*words: str, language: str = "en") -> list[ComparedParagraph]:
    return [
        ComparedParagraph(f"para_{number}", PartKind.OPERATIVE, one, language, f"{number}.")
        for number, one in enumerate(words, 1)
    ]


LAMPS = "Requests the Secretary-General to light the lamps of the harbour each evening before dusk"
SHIPS = "Urges all Member States to keep their ships away from the reef during the breeding season"
GULLS = "Welcomes the report on gulls and terns that nest upon the northern cliffs of the island"
TIDES = "Decides to include in its provisional agenda the item on tides and currents of the sound"
WELLS = "Invites donors to pay for wells that give clean water to villages along the dry coast"

ROWS = [
    ([LAMPS, SHIPS], [LAMPS, SHIPS], ["1 1 same", "2 2 same"]),
    ([LAMPS], [f"{LAMPS} and until dawn"], ["1 1 edited"]),
    ([LAMPS], [LAMPS.replace("Requests", "invites").upper()], ["1 1 edited"]),
    ([LAMPS], [LAMPS.upper()], ["1 1 same"]),
    ([LAMPS, SHIPS], [SHIPS], ["1 - dropped", "2 1 same"]),
    ([SHIPS], [SHIPS, GULLS], ["1 1 same", "- 2 new"]),
    (
        [LAMPS, SHIPS, GULLS, TIDES],
        [GULLS, LAMPS, SHIPS, TIDES],
        ["3 1 same moved", "1 2 same", "2 3 same", "4 4 same"],
    ),
    ([LAMPS, SHIPS, GULLS], [f"{LAMPS}, and {SHIPS}", GULLS], ["1 1 edited merged", "2 1 edited merged", "3 2 same"]),
    ([f"{LAMPS}, and {SHIPS}", GULLS], [LAMPS, SHIPS, GULLS], ["1 1 edited split", "1 2 edited split", "2 3 same"]),
    ([WELLS], [f"{WELLS}, including {GULLS}, {TIDES}, and {SHIPS} on every day of each year"], ["1 1 edited"]),
    ([LAMPS], [GULLS], ["- 1 new", "1 - dropped"]),
    ([], [LAMPS], ["- 1 new"]),
    ([LAMPS], [], ["1 - dropped"]),
    ([LAMPS, LAMPS], [LAMPS, LAMPS], ["1 1 same", "2 2 same"]),
    (["Annex", SHIPS], ["Annex", SHIPS], ["1 1 same", "2 2 same"]),
    (["Lamps"], ["Ships"], ["- 1 new", "1 - dropped"]),
]


@pytest.mark.parametrize(("a", "b", "rows"), ROWS)
def test_each_paragraph_stands_beside_the_one_that_it_takes_up(a: list[str], b: list[str], rows: list[str]) -> None:
    found = [
        " ".join([*(one.number.rstrip(".") if one else "-" for one in (row.a, row.b)), *row.change])
        for row in compare(paragraphs(*a), paragraphs(*b)).rows
    ]
    assert sorted(found) == sorted(rows)


MARKED = [
    ("en", "Requests the Council to act;", "Invites the Council to act;", "[Requests]{Invites} the Council to act;"),
    ("en", "one two three", "one three", "one [two ]three"),
    ("en", "one two three.", "one two.", "one two[ three]."),
    ("en", "one two", "one two, three", "one two, {three}"),
    ("en", "resolution 73/175 of 17 May 2018", "resolution 75/183 of 16 May 2020",
     "resolution [73/175 of 17 May 2018]{75/183 of 16 May 2020}"),
    ("zh", "请秘书长提出报告", "邀请秘书长提出报告", "{邀}请秘书长提出报告"),
    ("ar", "وصدقت عليه الدول", "وصدّقت عليه الدول", "وصدّقت عليه الدول"),
    ("fr", "l'Assemblée prie", "l’Assemblée invite", "l’Assemblée [prie]{invite}"),
    ("en", "", "one", "{one}"),
    ("en", "one", "", "[one]"),
]  # fmt: skip
SIGNS = {Op.SAME: "{}", Op.DELETED: "[{}]", Op.INSERTED: "{{{}}}"}


@pytest.mark.parametrize(("language", "a", "b", "shown"), MARKED)
def test_words_that_went_and_came(language: str, a: str, b: str, shown: str) -> None:
    assert "".join(SIGNS[op].format(words) for op, words in marked(a, b, language)) == shown


@given(st.text(alphabet="ab ,.é\n", max_size=40), st.text(alphabet="ab ,.é\n", max_size=40))
def test_what_stays_and_comes_is_the_later_text(a: str, b: str) -> None:
    stretches = marked(a, b, "en")
    assert "".join(words for op, words in stretches if op is not Op.DELETED) == b
    gone = "".join(words for op, words in stretches if op is not Op.INSERTED)
    assert gone.replace(" ", "") or not any(char.isalpha() for char in a)


def test_what_is_asked_of_whom_by_when() -> None:
    asked = [Asked("requests", ("actor/x", "actor/y"), ("session/un-ga/67",))]
    later = [Asked("invites", ("actor/y", "actor/z"), ("2014",))]
    a, b = asking(LAMPS, *asked), asking(f"{LAMPS} and until dawn", *later)
    (row,) = compare([a], [b]).rows
    assert row.change == (Change.EDITED,)
    assert (row.verbs, row.addressees_added, row.addressees_dropped) == (
        ("requests", "invites"), ("actor/z",), ("actor/x",)
    )  # fmt: skip
    assert row.due == (("session/un-ga/67",), ("2014",))


def asking(words: str, *acts: Asked, led: tuple[Asked, ...] = ()) -> ComparedParagraph:
    return ComparedParagraph("para_1", PartKind.OPERATIVE, words, "en", "1.", acts, led)


LED = (Asked("requests", ("actor/x",)),)
CHANGED = [
    # the same words ask the same, however they were read
    (asking(LAMPS, Asked("requests", ("actor/x",))), asking(LAMPS, Asked("requests", ("actor/y",))), [], []),
    # of two that only their documents know it is not known that they differ
    (
        asking(LAMPS, Asked("requests", ("A/RES/1/1~actor_1", "actor/x"))),
        asking(f"{LAMPS} and until dawn", Asked("requests", ("A/RES/2/1~actor_3",))),
        [],
        ["actor/x"],
    ),
    # a point that asks nothing itself asks what leads it in
    (asking(LAMPS, Asked("requests", ("actor/x",))), asking(f"{LAMPS} and until dawn", led=LED), [], []),
    (
        asking(LAMPS, led=LED),
        asking(f"{LAMPS} and until dawn", Asked("invites", ("actor/y",))),
        ["actor/y"],
        ["actor/x"],
    ),
]


@pytest.mark.parametrize(("a", "b", "added", "dropped"), CHANGED)
def test_who_is_asked_anew_and_no_longer(
    a: ComparedParagraph, b: ComparedParagraph, added: list[str], dropped: list[str]
) -> None:
    (row,) = compare([a], [b]).rows
    assert (list(row.addressees_added), list(row.addressees_dropped)) == (added, dropped)
    assert None not in row.verbs


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("requests", "invites", Shift.WEAKER),
        ("invites", "requests", Shift.STRONGER),
        ("requests", "requests", Shift.SAME),
        ("requests", None, None),
        ("no-verb", "requests", None),
    ],
)
def test_strength_of_verbs(a: str | None, b: str | None, told: Shift | None) -> None:
    assert shift(a, b, vocabulary()) is told


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed with another number, its fourteenth paragraph weaker, its first gone."""
    text = SEED.read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("later") / "A_RES_68_901-zh.txt"
    path.write_text(text.replace("67/138", "68/901").replace("并呼请有能", "并邀请有能"), encoding="utf-8")
    return path


def test_files_are_compared_in_the_shell(later: Path) -> None:
    done = run("compare", str(SEED), str(later))
    assert done.returncode == 0, done.stderr
    assert "para_14 → para_14: edited" in done.stdout and "[-呼-]{+邀+}请有能力" in done.stdout
    told = json.loads(run("compare", str(SEED), str(later), "--format", "json").stdout)
    (edited,) = [row for row in told["paragraphs"] if row["change"] == ["edited"]]
    assert edited["a"].endswith("A/RES/67/138~para_14") and edited["b"].endswith("A/RES/68/901~para_14")


def test_a_word_file_tracks_the_changes(later: Path, tmp_path: Path) -> None:
    out = tmp_path / "changes.docx"
    assert run("compare", str(SEED), str(later), "--format", "docx", "--output", str(out)).returncode == 0
    body = word_file(io.BytesIO(out.read_bytes())).element.body
    words = {
        name: "".join(text.text or "" for change in body.iter(qn(name)) for text in change.iter(qn(of)))
        for name, of in (("w:ins", "w:t"), ("w:del", "w:delText"))
    }
    assert words == {"w:ins": "邀", "w:del": "呼"}


def test_a_document_beside_itself_is_the_same(client: httpx.Client) -> None:
    asked = {"a": "A/RES/67/138", "b": "67/138", "lang": "zh"}
    told = client.get("/compare.json", params=asked).json()
    assert {tuple(row["change"]) for row in told["paragraphs"]} == {("same",)}
    declared = client.get("/openapi.json").json()["paths"]["/compare"]["get"]["responses"]["200"]["content"]
    jsonschema.validate(told, declared["application/json"]["schema"])
    assert told["counts"]["same"] == len(told["paragraphs"]) > 30
    page = client.get("/compare", params=asked, headers={"Accept": "text/html"})
    assert page.headers["content-language"] == "zh" and page.text.count('<tr class="same">') == told["counts"]["same"]
    assert client.get("/compare.docx", params=asked).content[:2] == b"PK"
    again = client.get("/compare", params=asked, headers={"If-None-Match": page.headers["etag"], "Accept": "text/html"})
    assert again.status_code == 304


BAD = [
    ({"a": "A/RES/67/138"}, 400), ({"a": "nonsense", "b": "A/RES/67/138"}, 400),
    ({"a": "A/RES/66/67", "b": "A/RES/67/138"}, 404), ({"a": "A/RES/67/138", "b": "A/RES/67/138", "lang": "en"}, 404),
    ({"a": "A/RES/67/138", "b": "A" * 400}, 400),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "status"), BAD)
def test_what_cannot_be_compared_is_told(client: httpx.Client, asked: dict[str, str], status: int) -> None:
    answer = client.get("/compare.json", params=asked)
    assert answer.status_code == status and answer.headers["content-type"] == "application/problem+json"


def test_the_shell_tells_what_cannot_be_compared(store_directory: Path) -> None:
    for names in (("nonsense", "A/RES/67/138"), ("A/RES/66/67", "A/RES/67/138")):
        done = run("compare", *names, "--store", str(store_directory))
        assert done.returncode == 2 and done.stderr.count("\n") <= 2 and "Traceback" not in done.stderr
