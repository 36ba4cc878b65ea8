"""How many concepts of a release are matched with those of other vocabularies (VoID linksets); asked once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from resograph.releases.reader import ReleaseGraph
from resograph.resources import table
from resograph.sparql import Formats, Query
from resograph.stores.port import BusyError, QueryTimeoutError
from resograph.web.state import ServerState
from resograph.writing.terms import DCT, PREFIXES, TYPE, VOID, integer

_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
Counts = Mapping[tuple[str, str], int]
"""The property that matches, and how the addresses of the vocabulary begin → how many triples."""


class _Kept:
    """The counts of a release, once they are there."""

    def __init__(self, _: ReleaseGraph) -> None:
        self.task: asyncio.Task[Counts | None] | None = None


async def linkset_triples(state: ServerState, me: ox.NamedNode) -> list[ox.Triple]:
    """The linksets of a dataset; none where the store has no time to count them."""
    kept = state.release.once(_Kept)
    if kept.task is None or (kept.task.done() and kept.task.result() is None):
        kept.task = asyncio.create_task(_counts(state))
    done, _ = await asyncio.wait({kept.task}, timeout=_PATIENCE)
    counts = kept.task.result() if done else None
    return list(_triples(me, counts)) if counts else []


_PATIENCE = 5.0
"""Seconds that a request waits for them."""


async def _counts(state: ServerState) -> Counts | None:
    properties = " ".join(f"<{PREFIXES['skos']}{name}>" for name in _MATCHES)
    spaces = " ".join(str(ox.Literal(row["space"])) for row in table("data", "services.toml")["linksets"])
    text = f"""SELECT ?property ?space (COUNT(*) AS ?many) WHERE {{
      VALUES ?property {{ {properties} }} ?thing ?property ?other .
      VALUES ?space {{ {spaces} }} FILTER(STRSTARTS(STR(?other), ?space))
    }} GROUP BY ?property ?space"""
    try:
        answer = await state.store.query(Query.of(text, formats=Formats("json")))
        rows = json.loads(await answer.whole())["results"]["bindings"]
    except (QueryTimeoutError, BusyError):
        return None
    return {(row["property"]["value"], row["space"]["value"]): int(row["many"]["value"]) for row in rows}


def _triples(me: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    def say(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(name), value)

    for row in table("data", "services.toml")["linksets"]:
        target = ox.NamedNode(f"{me.value}-{row['name']}")
        for (predicate, space), many in sorted(counts.items()):
            if space != row["space"]:
                continue
            links = ox.NamedNode(f"{target.value}-{predicate.rpartition('#')[2]}")
            yield say(links, TYPE.value, ox.NamedNode(f"{VOID}Linkset"))
            yield say(me, f"{VOID}subset", links)
            yield say(links, f"{VOID}subjectsTarget", me)
            yield say(links, f"{VOID}objectsTarget", target)
            yield say(links, f"{VOID}linkPredicate", ox.NamedNode(predicate))
            yield say(links, f"{VOID}triples", integer(many))
            yield say(target, TYPE.value, ox.NamedNode(f"{VOID}Dataset"))
            yield say(target, f"{VOID}uriSpace", ox.Literal(space))
            for language, words in row["title"].items():
                yield say(target, f"{DCT}title", ox.Literal(words, language=language))
