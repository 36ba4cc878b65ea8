"""``votes``: the vote on a document, or the votes of a State."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.declared import advice, sentence
from resograph.assistants.meant import address_in, best, graph_of, held_near, thing_in
from resograph.assistants.paging import USUAL, Answer, Cursor, Limit, Size, paged
from resograph.assistants.tools.finding import Language
from resograph.assistants.tools.rows import asked
from resograph.writing.terms import DCT, RESO

Name = Annotated[str, Field(max_length=300)]
_SIDES = {"inFavour": "in favour", "against": "against", "abstaining": "abstaining", "notVoting": "not voting"}


class Vote(BaseModel):
    """How a State voted on a document."""

    document: str
    symbol: str
    title: str
    adopted: str | None
    state: str
    name: str
    vote: str


class VoteAnswer(Answer):
    """Votes; of a document also the record's address, counts and outcome."""

    record: str | None
    counts: dict[str, int]
    outcome: str | None
    said: str
    """What is to be known where there are none."""
    total: int
    results: list[Vote]


async def votes(
    app: FastAPI,
    document: Name = "",
    state: Name = "",
    theme: Name = "",
    language: Language = "en",
    limit: Limit = 200,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> VoteAnswer:
    """See ``data/assistants/tools.toml``."""
    if document.strip():
        rows, found = _of_document(app, document, language), _record(app, document)
        if state.strip():
            path = graph_of(app).iri(thing_in(app, state, ("State",), "state/chn"))
            rows = [row for row in rows if row.state == path]
    elif state.strip():
        rows, found = await _of_state(app, state, theme, language), dict[str, Any]()
    else:
        raise advice("one_of", names="document, or state, or state and theme")
    taken, following = paged(rows, cursor, most_characters, limit)
    given = {"record": None, "counts": {}, "outcome": None, "said": "", **found}
    return VoteAnswer(**given, total=len(rows), results=taken, next_cursor=following)


def _record(app: FastAPI, text: str) -> dict[str, Any]:
    """The record of a vote: its address, counts, outcome, and what is not held."""
    graph, symbol = graph_of(app), address_in(app, text).symbol
    iri = graph.iri(f"{symbol}~vote")
    node = graph.node(iri)
    if node is None:
        if graph.holds(symbol):
            return {"said": sentence("no_vote", symbol=symbol, why=sentence("adopted_without"))}
        near = held_near(app, symbol)
        why = sentence("not_held", symbol=symbol, near=sentence("near", names=near) if near else "")
        return {"said": sentence("no_vote", symbol=symbol, why=why), "not_held": [symbol.text]}
    counts = {
        side: int(next(iter(node.texts(f"{RESO}{name}Count").values()), len(node.links(f"{RESO}{name}"))))
        for name, side in _SIDES.items()
    }
    return {"record": iri, "counts": counts, "outcome": node.text(f"{RESO}outcome") or None}


def _of_document(app: FastAPI, text: str, language: str) -> list[Vote]:
    graph, symbol = graph_of(app), address_in(app, text).symbol
    work = graph.iri(symbol.text)
    node = graph.node(graph.iri(f"{symbol}~vote"))
    title, _ = best(graph.texts(work, f"{DCT}title"), language)
    adopted = next(iter(graph.texts(work, f"{RESO}adoptedOn").values()), None)
    return [
        Vote(
            document=work,
            symbol=symbol.text,
            title=title,
            adopted=adopted,
            state=state,
            name=graph.label(state, language),
            vote=side,
        )
        for name, side in (_SIDES.items() if node else ())
        for state in (node.links(f"{RESO}{name}") if node else ())
    ]


async def _of_state(app: FastAPI, state: str, theme: str, language: str) -> list[Vote]:
    graph = graph_of(app)
    values = {"state": thing_in(app, state, ("State",), "state/chn")}
    if theme.strip():
        values["theme"] = thing_in(app, theme, ("Theme",), "theme/1006907")
    iri = graph.iri(values["state"])
    rows = await asked(app, "votes-on" if theme.strip() else "votes-of", values)
    return [
        Vote(
            document=graph.iri(row["symbol"]),
            symbol=row["symbol"],
            title=best(graph.texts(graph.iri(row["symbol"]), f"{DCT}title"), language)[0],
            adopted=row.get("adopted"),
            state=iri,
            name=graph.label(iri, language),
            vote=row["vote"],
        )
        for row in rows
    ]
