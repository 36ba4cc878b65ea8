"""How many things of each class and triples of each property a release has (VoID): asked once, then kept with it."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterator

import pyoxigraph as ox

from resograph.releases.reader import ReleaseGraph
from resograph.sparql import Formats, Query
from resograph.stores import AsyncStore
from resograph.stores.port import BusyError, QueryTimeoutError
from resograph.web.state import ServerState
from resograph.writing.terms import TYPE, VOID, integer

_CLASSES = f"SELECT ?one (COUNT(*) AS ?many) WHERE {{ ?thing <{TYPE.value}> ?one }} GROUP BY ?one"
_PROPERTIES = "SELECT ?one (COUNT(*) AS ?many) WHERE { ?thing ?one ?value } GROUP BY ?one"
_PATIENCE = 5.0
"""Seconds that a request waits for them."""


class _Kept:
    """The counts of a release, once they are there."""

    def __init__(self, _: ReleaseGraph) -> None:
        self.task: asyncio.Task[tuple[dict[str, int], dict[str, int]] | None] | None = None


async def partition_triples(state: ServerState, me: ox.NamedNode) -> list[ox.Triple]:
    """The partitions of a dataset; none yet where counting takes longer than a request waits, or too long."""
    kept = state.release.once(_Kept)
    if kept.task is None or (kept.task.done() and kept.task.result() is None):
        kept.task = asyncio.create_task(_counts(state.store))
    done, _ = await asyncio.wait({kept.task}, timeout=_PATIENCE)
    counts = kept.task.result() if done else None
    return list(_triples(me, *counts)) if counts else []


async def _counts(store: AsyncStore) -> tuple[dict[str, int], dict[str, int]] | None:
    try:
        return await _asked(store, _CLASSES), await _asked(store, _PROPERTIES)
    except (QueryTimeoutError, BusyError):
        return None


async def _asked(store: AsyncStore, text: str) -> dict[str, int]:
    answer = await store.query(Query.of(text, formats=Formats("json")))
    rows = json.loads(await answer.whole())["results"]["bindings"]
    return {row["one"]["value"]: int(row["many"]["value"]) for row in rows if row["one"]["type"] == "uri"}


def _triples(me: ox.NamedNode, classes: dict[str, int], properties: dict[str, int]) -> Iterator[ox.Triple]:
    yield ox.Triple(me, ox.NamedNode(f"{VOID}classes"), integer(len(classes)))
    yield ox.Triple(me, ox.NamedNode(f"{VOID}properties"), integer(len(properties)))
    for kind, counted, found in (("class", "entities", classes), ("property", "triples", properties)):
        for iri, count in found.items():
            name = hashlib.sha256(iri.encode()).hexdigest()[:12]
            part = ox.NamedNode(f"{me.value}-{kind}-{name}")
            yield ox.Triple(me, ox.NamedNode(f"{VOID}{kind}Partition"), part)
            yield ox.Triple(part, ox.NamedNode(f"{VOID}{kind}"), ox.NamedNode(iri))
            yield ox.Triple(part, ox.NamedNode(f"{VOID}{counted}"), integer(count))
