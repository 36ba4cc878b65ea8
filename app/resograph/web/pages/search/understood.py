"""What the words of a search may mean beside themselves: things with that name, and questions with their answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import FastAPI, Request

from resograph.asking import Question
from resograph.reconciling import KnownEntity
from resograph.sparql.examples import written_out
from resograph.web.asking import asker_of, beginnings_of, recogniser_of
from resograph.web.components.cells import CellView, cells, without_given
from resograph.web.disconnects import ClientGoneError
from resograph.web.interface import Interface, interface_of
from resograph.web.problems import ProblemError
from resograph.web.registries.reconcile.described import types_of
from resograph.web.sparql import look_at, shown
from resograph.web.sparql.shown import PAGE
from resograph.web.state import state_of

_THINGS = 8
_QUESTIONS = 5
_ANSWERED = 2
"""Questions of which the beginning of the answer is shown."""
_ROWS = 5
_LIKELY = 0.55
"""Likeness of a question of which the answer is shown though it is not certain."""
_LIMITED = re.compile(r"\bLIMIT\s+\d+\s*$")


@dataclass(frozen=True)
class NamedThing:
    """A thing: its path, its name, its class and what that is called."""

    path: str
    name: str
    language: str
    """Of the name, where it is not the page's."""
    kind: str
    kind_name: str


@dataclass(frozen=True)
class AskedQuestion:
    """A question with the beginning of its answer; rows are None where it was not asked, or takes long."""

    question: Question
    address: str
    """Of the page of its answer, below the base."""
    text: str
    """The query, its values written in."""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[CellView | None]] | None = None
    late: bool = False


def things_of(app: FastAPI, words: str, interface: Interface) -> list[NamedThing]:
    """The things whose name the words are or begin, then those that the words name among others."""
    if not words:
        return []
    language = interface.language
    found = [entry for entry, _ in beginnings_of(app).find(words, language, _THINGS)]
    recogniser, asker = recogniser_of(app), asker_of(app)
    for place in recogniser.found_in(words):
        if asker.is_of_questions(words[place.start : place.end]):
            continue  # "who" is the World Health Organization in capitals alone
        found += [entry for thing in place.things[:2] if (entry := recogniser.entity(thing.value))]
    return [_named(entry, interface) for entry in dict.fromkeys(found)][:_THINGS]


def questions_of(app: FastAPI, words: str, language: str) -> list[Question]:
    """The queries that the words may ask, filled in, the likeliest first."""
    return asker_of(app).questions(words, language, _QUESTIONS) if words else []


async def answered(request: Request, questions: Sequence[Question]) -> list[AskedQuestion]:
    """The questions, the likeliest with the beginnings of their answers, as far as these come in time."""
    base = state_of(request).graph.base
    plain = [
        AskedQuestion(
            one,
            f"queries/{one.operation.name}?{urlencode(one.values)}".rstrip("?"),
            written_out(one.operation, one.values, base),
        )
        for one in questions
    ]
    likely = [one for one in plain if one.question.certain or one.question.score >= _LIKELY][:_ANSWERED]
    if likely and likely[0].question.certain:
        likely = likely[:1]
    asked = await asyncio.gather(*(_answered(request, one) for one in likely))
    return [*asked, *plain[len(asked) :]]


async def _answered(request: Request, one: AskedQuestion) -> AskedQuestion:
    state = state_of(request)
    operation = one.question.operation
    text = operation.text if _LIMITED.search(operation.text.strip()) else f"{operation.text}\nLIMIT {_ROWS}"
    values = operation.bind(one.question.values, state.graph.base)
    try:
        async with asyncio.timeout(state.settings.question_seconds):
            query = await look_at(request, text, substitutions=values, formats=PAGE)
            found = await shown(request, query)
    except (TimeoutError, ProblemError, ClientGoneError):  # who is gone reads no page, and nothing failed
        return AskedQuestion(one.question, one.address, one.text, late=True)
    columns, values_shown = without_given(found, operation, one.question.values)
    rows = cells(values_shown[:_ROWS], state.graph.base, state.graph, interface_of(request).language)
    return AskedQuestion(one.question, one.address, one.text, columns, rows)


def _named(entry: KnownEntity, interface: Interface) -> NamedThing:
    kind = str(types_of(entry, interface.language)[0]["id"])
    name, code = entry.shown_in(interface.language)
    return NamedThing(entry.path, name, code if code != interface.language else "", kind, kind_name(kind, interface))


def kind_name(kind: str, interface: Interface) -> str:
    """What a class is called on pages."""
    key = f"thing.{'theme' if kind == 'Theme' else kind}"
    return interface(key) if interface.has(key) else kind
