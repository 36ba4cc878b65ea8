"""``python -m bench.questions``: make the sample, ask a system, score its answers. README.md beside this tells how."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.questions import running, sample
from bench.questions.form import HALVES, TRUE, Question, columns_of, queries_in, questions_in, result_set
from bench.questions.scoring import Score, mean, scored
from resograph.releases import open_current
from resograph.releases.reader import ReleaseGraph


def gold(run: running.Run, questions: Iterable[Question]) -> dict[str, dict[str, int]]:
    """The results of the questions' own queries."""
    return {one.name: result_set(run(one.sparql)) for one in questions}


def scores(questions: Iterable[Question], answers: dict[str, str], run: running.Run) -> dict[str, Score]:
    """The score of each question; of one without an answer, nought."""
    true = json.loads(TRUE.read_text(encoding="utf-8"))
    found = {}
    for one in questions:
        results = run(answers[one.name]) if one.name in answers else running.NOTHING
        found[one.name] = scored(true[one.name], result_set(results), columns_of(results))
    return found


def table(questions: list[Question], found: dict[str, Score]) -> str:
    """The means: of all, by language, by kind."""
    lines = ["of | questions | F1 | precision | recall | one column is the answer"]
    groups: list[tuple[str, Callable[[Question], str]]] = [
        ("all", lambda one: "all"),
        ("language", lambda one: one.language),
        ("kind", lambda one: one.kind),
    ]
    for _, key in groups:
        parts: dict[str, list[Score]] = defaultdict(list)
        for one in questions:
            parts[key(one)].append(found[one.name])
        for name, rows in parts.items():
            whole = mean(rows)
            shares = (whole.f1, whole.precision, whole.recall, whole.column)
            lines.append(f"{name} | {len(rows)} | " + " | ".join(f"{share:.2f}" for share in shares))
    return "\n".join(lines)


def right_queries(store: Path, questions: Iterable[Question], verbose: bool) -> str:
    """Of the questions that a documented query answers: how often the box finds it, rightly filled in."""
    asker = running.asker_of(ReleaseGraph(open_current(store)))
    rows = [one for one in questions if one.operation]
    first = three = certain = wrong = 0
    for one in rows:
        offered = asker.questions(one.text, one.language)
        right = [(each.operation.name, dict(each.values)) == (one.operation, dict(one.values)) for each in offered]
        first += right[:1] == [True]
        three += any(right[:3])
        certain += bool(offered) and offered[0].certain
        wrong += bool(offered) and offered[0].certain and not right[0]
        if verbose and right[:1] != [True]:
            print(one.language, one.text, "\n   wanted", one.operation, dict(one.values))
            for each in offered[:3]:
                print("   found ", each.operation.name, dict(each.values), each.score, each.certain)
    shares = ", ".join(f"{part / len(rows):.2f}" for part in (first, three, certain))
    head = f"{len(rows)} questions that a documented query answers"
    return f"{head}: first, among three, certain: {shares}; of the certain {wrong} wrong"


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.questions")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("sample", help="build the release of the sample")
    one.add_argument("corpus", type=Path)
    one.add_argument("store", type=Path)
    one = commands.add_parser("gold", help="write answers.json from the questions' own queries")
    one.add_argument("store", type=Path)
    one = commands.add_parser("ask", help="ask a text2sparql endpoint; keep its answers")
    one.add_argument("url")
    one = commands.add_parser("box", help="ask the box of search; keep its answers")
    one.add_argument("store", type=Path)
    one.add_argument("--verbose", action="store_true")
    for each in ("ask", "box"):
        commands.choices[each].add_argument("answers", type=Path)
    one = commands.add_parser("score", help="score a file of answers")
    one.add_argument("answers", type=Path)
    one.add_argument("where", help="a store directory, or the address of a SPARQL endpoint")
    for each in ("ask", "box", "score"):
        commands.choices[each].add_argument("--half", choices=[*HALVES], default="open")
    given = parser.parse_args()
    if given.command == "sample":
        print(f"{sample.build(given.corpus, given.store)} triples in {given.store}")
    elif given.command == "gold":
        everything = [question for path in HALVES.values() for question in questions_in(path)]
        true = gold(running.in_store(given.store), everything)
        TRUE.write_text(json.dumps(true, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"{len(true)} questions, {sum(map(len, true.values()))} values")
        print("no answers:", *(name for name, values in true.items() if not values))
    else:
        questions = questions_in(HALVES[given.half])
        if given.command == "score":
            where = str(given.where)
            run = running.at_endpoint(where) if "://" in where else running.in_store(Path(where))
            print(table(questions, scores(questions, queries_in(given.answers), run)))
            return
        if given.command == "box":
            print(right_queries(given.store, questions, given.verbose))
        answers = (
            running.asked_at(given.url, questions) if given.command == "ask" else running.boxed(given.store, questions)
        )
        given.answers.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{len(answers)} of {len(questions)} questions answered, kept in {given.answers}")


if __name__ == "__main__":
    main()
