"""Where queries come from and where they run: a text2sparql endpoint, the box of search; a store, a SPARQL endpoint."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.asking import made
from bench.questions.form import Question
from resograph.asking import Asker
from resograph.releases import open_current
from resograph.releases.reader import ReleaseGraph
from resograph.sparql.binding import bind_values
from resograph.sparql.errors import QueryError, RefusedQueryError
from resograph.sparql.query import Query
from resograph.stores.embedded import EmbeddedStore

Run = Callable[[str], Mapping[str, Any]]
"""A query → its results in SPARQL's JSON; of one that fails, none."""
NOTHING: Mapping[str, Any] = {"head": {"vars": []}, "results": {"bindings": []}}
JSON = "application/sparql-results+json"


def in_store(directory: Path) -> Run:
    """Runs queries over the release of a store directory, in this process and without a limit of time."""
    release = open_current(directory)
    store = EmbeddedStore.read_only(release.store, release.manifest.base)

    def run(query: str) -> Mapping[str, Any]:
        try:
            answer = store.query(Query.of(query))
            return dict(json.loads(b"".join(answer.chunks))) if answer.format == "json" else NOTHING
        except (QueryError, RefusedQueryError):
            return NOTHING

    return run


def at_endpoint(url: str, seconds: float = 180) -> Run:
    """Runs queries at a SPARQL endpoint."""

    def run(query: str) -> Mapping[str, Any]:
        data = urllib.parse.urlencode({"query": query}).encode()
        request = urllib.request.Request(url, data, {"Accept": JSON})
        try:
            with urllib.request.urlopen(request, timeout=seconds) as response:
                return dict(json.load(response))
        except (OSError, ValueError):
            return NOTHING

    return run


def asked_at(url: str, questions: Iterable[Question], seconds: float = 600) -> list[dict[str, str]]:
    """The answers of a text2sparql endpoint (GET with ``question`` and ``dataset``), as the challenge keeps them."""
    answers = []
    for one in questions:
        values = urllib.parse.urlencode({"dataset": one.dataset, "question": one.text})
        try:
            with urllib.request.urlopen(f"{url}?{values}", timeout=seconds) as response:
                query = str(json.load(response)["query"])
        except (OSError, ValueError, KeyError):
            continue  # a question without an answer counts as one that found nothing
        answers.append(_answer(one, query, url))
    return answers


def boxed(directory: Path, questions: Iterable[Question]) -> list[dict[str, str]]:
    """What the box of search offers first for each question, in its language, as answers of the challenge."""
    graph = ReleaseGraph(open_current(directory))
    asker = asker_of(graph)
    answers = []
    for one in questions:
        if found := asker.questions(one.text, one.language):
            bound = found[0].operation.bind(found[0].values, graph.base)
            query = bind_values(Query.of(found[0].operation.text, substitutions=bound), graph.base)
            answers.append(_answer(one, query.text, "the box of search"))
    return answers


def asker_of(graph: ReleaseGraph) -> Asker:
    """What understands questions over a release."""
    return made(graph)[0]


def _answer(question: Question, query: str, endpoint: str) -> dict[str, str]:
    return {
        "dataset": question.dataset,
        "question": question.text,
        "query": query,
        "endpoint": endpoint,
        "qname": question.name,
        "uri": question.dataset + question.name.partition(":")[2],
    }
