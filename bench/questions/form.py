"""The files of the benchmark: questions with their SPARQL, answers of a system, results of queries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
HALVES = {"open": FOLDER / "open.yaml", "kept": FOLDER / "kept.yaml"}
"""The half that may be looked at while a system is made, and the one that is read once, at the end."""
TRUE = FOLDER / "answers.json"
"""What each question's own query gives on the sample: what the challenge calls the true result set."""


@dataclass(frozen=True)
class Question:
    """A question in one language; ``name`` is what the challenge calls qname: prefix, id and language."""

    name: str
    dataset: str
    language: str
    text: str
    kind: str
    sparql: str
    operation: str
    """The documented query that answers it; "" where there is none."""
    values: Mapping[str, str]
    """The values that it takes."""


def questions_in(path: Path) -> list[Question]:
    """The questions of a file, one for each language that a question is asked in."""
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    dataset = file["dataset"]
    return [
        Question(
            f"{dataset['prefix']}:{row['id']}-{language}",
            dataset["id"],
            language,
            text,
            row.get("kind", ""),
            row["query"]["sparql"],
            row.get("operation", {}).get("name", ""),
            row.get("operation", {}).get("values", {}),
        )
        for row in file["questions"]
        for language, text in row["question"].items()
    ]


def queries_in(path: Path) -> dict[str, str]:
    """The queries of a file of answers, by the question's name."""
    return {row["qname"]: row["query"] for row in json.loads(path.read_text(encoding="utf-8"))}


def result_set(results: Mapping[str, Any]) -> dict[str, int]:
    """SPARQL results (JSON) as the challenge counts them: each value once, whatever its column; of ASK, ``true``.

    >>> result_set({"head": {}, "boolean": False})
    {'true': 0}
    """
    if "boolean" in results:
        return {"true": int(results["boolean"])}
    rows = results["results"]["bindings"]
    return {row[name]["value"]: 1 for name in results["head"].get("vars", ()) for row in rows if name in row}


def columns_of(results: Mapping[str, Any]) -> list[dict[str, int]]:
    """The same for each column by itself."""
    if "boolean" in results:
        return [result_set(results)]
    return [result_set({**results, "head": {"vars": [name]}}) for name in results["head"].get("vars", ())]
