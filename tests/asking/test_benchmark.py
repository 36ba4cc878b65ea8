"""The benchmark of questions and the tasks of users: their files, how they are scored, how systems are asked."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bench.questions import running
from bench.questions.__main__ import scores, table
from bench.questions.form import HALVES, TRUE, Question, columns_of, queries_in, questions_in, result_set
from bench.questions.sample import LIST, MissingFilesError, files_in
from bench.questions.scoring import scored
from bench.tasks.__main__ import plans, taken, tasks

from conftest import BASE, SHARED
from resograph.assistants.tools import TOOLS
from resograph.sparql.operations import operation
from resograph.sparql.query import Query

QUESTIONS = {name: questions_in(path) for name, path in HALVES.items()}
EVERY = [question for half in QUESTIONS.values() for question in half]


def test_questions_of_all_kinds_in_six_languages() -> None:
    assert Counter(one.language for one in EVERY) == dict.fromkeys(("en", "fr", "es", "ru", "zh", "ar"), 20)
    kinds = Counter(one.kind for one in EVERY)
    assert len(kinds) == 20 and set(kinds.values()) == {6}
    assert len({one.name for one in EVERY}) == len({one.text for one in EVERY}) == 120
    assert {len(half) for half in QUESTIONS.values()} == {60}
    assert all(re.fullmatch(r"reso26:\d+-[a-z]{2}", one.name) for one in EVERY)


@pytest.mark.parametrize("question", EVERY, ids=lambda one: one.name)
def test_a_question_has_a_query_and_an_answer(question: Question) -> None:
    assert Query.of(question.sparql).form in ("SELECT", "ASK")
    assert json.loads(TRUE.read_text(encoding="utf-8"))[question.name]
    if question.operation:
        operation(question.operation).bind(question.values, "http://localhost:8000/")


ROWS = {
    "head": {"vars": ["d", "n"]},
    "results": {
        "bindings": [
            {"d": {"type": "uri", "value": "x:a"}, "n": {"type": "literal", "value": "1"}},
            {"d": {"type": "uri", "value": "x:b"}},
        ]
    },
}
SCORED = [  # found, wanted: F1, precision, recall, whether one column is the answer
    (ROWS, {"x:a": 1, "x:b": 1}, (0.8, 2 / 3, 1.0, 1.0)),
    (ROWS, {"x:a": 1}, (0.5, 1 / 3, 1.0, 0.0)),
    (ROWS, {"x:z": 1}, (0.0, 0.0, 0.0, 0.0)),
    ({"head": {}, "boolean": False}, {"true": 0}, (1.0, 1.0, 1.0, 1.0)),
    ({"head": {}, "boolean": True}, {"true": 0}, (0.0, 0.0, 0.0, 0.0)),
    (running.NOTHING, {"x:a": 1}, (0.0, 0.0, 0.0, 0.0)),
    (running.NOTHING, {"true": 0}, (0.0, 0.0, 0.0, 0.0)),
]


@pytest.mark.parametrize(("found", "wanted", "figures"), SCORED)
def test_scores(found: dict[str, object], wanted: dict[str, int], figures: tuple[float, ...]) -> None:
    score = scored(wanted, result_set(found), columns_of(found))
    assert (score.f1, score.precision, score.recall, score.column) == pytest.approx(figures)


@pytest.fixture
def endpoint() -> Iterator[str]:
    """A text2sparql endpoint that knows the questions' own queries, breaks one and fails at another."""
    own = {one.text: one.sparql for one in EVERY}
    texts = [one.text for one in QUESTIONS["open"]]

    class Knowing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given = parse_qs(urlsplit(self.path).query)
            text = given["question"][0]
            self.send_response(500 if text == texts[1] else 200)
            self.end_headers()
            query = "SELECT {" if text == texts[0] else own[text]
            self.wfile.write(json.dumps({"dataset": given["dataset"][0], "question": text, "query": query}).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Knowing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("release")
def test_an_endpoint_asked_and_scored(endpoint: str, store_directory: Path, tmp_path: Path) -> None:
    questions = QUESTIONS["open"]
    answers = running.asked_at(endpoint, questions)
    assert len(answers) == 59 and set(answers[0]) == {"dataset", "question", "query", "endpoint", "qname", "uri"}
    kept = tmp_path / "answers.json"
    kept.write_text(json.dumps(answers), encoding="utf-8")
    true = json.loads(TRUE.read_text(encoding="utf-8"))
    by_query = {one.sparql: true[one.name] for one in questions}

    def run(query: str) -> dict[str, object]:
        if query not in by_query:
            return dict(running.in_store(store_directory)(query))  # the broken one
        if "true" in by_query[query]:
            return {"head": {}, "boolean": bool(by_query[query]["true"])}
        rows = [{"x": {"value": value}} for value in by_query[query]]
        return {"head": {"vars": ["x"]}, "results": {"bindings": rows}}

    found = scores(questions, queries_in(kept), run)
    assert sum(one.f1 for one in found.values()) == 58
    assert table(questions, found).splitlines()[1].startswith("all | 60 | 0.97 | 0.97 | 0.97 | 0.97")


@pytest.mark.usefixtures("release")
def test_the_box_answers_over_a_store(store_directory: Path) -> None:
    question = Question("x:1-en", "x:", "en", "what is UNV asked to do", "", "", "", {})
    [answer] = running.boxed(store_directory, [question])
    run = running.in_store(store_directory)
    assert f"{BASE}A/RES/67/138~para_13" in result_set(run(answer["query"]))
    assert run("DESCRIBE <http://localhost:8000/A/RES/67/138>") == running.NOTHING
    assert run("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }") == running.NOTHING


def test_the_sample_is_a_list_of_files(tmp_path: Path) -> None:
    rows = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) == 312 and all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest, _ in rows)
    with pytest.raises(MissingFilesError, match="312 files"):
        files_in(tmp_path)
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the corpus is not here")
    assert len(files_in(SHARED / "corpus")) == 312


def test_tasks_of_four_kinds_each_with_a_plan() -> None:
    rows = tasks()
    assert Counter(kind for _, kind, _, _ in rows) == dict.fromkeys(
        ("delegate", "officer", "librarian", "researcher"), 10
    )
    assert {f"task-{number}" for number, *_ in rows} == set(plans())
    assert {plan["tool"] for plan in plans().values()} <= set(TOOLS)


def test_what_a_client_takes_of_an_answer() -> None:
    answer = {"rows": [{"a": "x", "b": ["one"]}, {"a": None, "b": []}, {"a": "y", "b": ["two", "three"]}]}
    assert taken(answer, "rows[].a", {}) == ["x", "y"]
    assert taken(answer, "rows[].a", {"b": "three"}) == ["y"]
    assert taken(answer, "rows[-1].a", {}) == ["y"]
    assert taken(answer, "best.address", {}) == []
