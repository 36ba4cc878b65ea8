"""What a document renews, which of its parts continue earlier ones, and words that several series share, as triples
(DESIGN §3, "Wording")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from resograph.symbols import Symbol, mint
from resograph.wording.lineage import Lineage
from resograph.wording.reuse import Wording
from resograph.writing.terms import TYPE, XSD, reso

Renewal = tuple[Symbol, Symbol, Lineage | None]
"""A document, one that it renews, and the paragraphs of both; None where the earlier is not held."""


@dataclass(frozen=True)
class Reuse:
    """A wording; how many of its documents are known to have been adopted without a vote, and by a vote."""

    wording: Wording
    without_vote: int
    by_vote: int


def lineage_triples(renewals: Iterable[Renewal], base: str) -> Iterator[ox.Triple]:
    """The triples of all renewals; a later part's continuations are numbered over all that it continues."""
    numbers: Counter[str] = Counter()
    for later, earlier, lineage in renewals:
        me, other = _node(base, later.text), _node(base, earlier.text)
        yield ox.Triple(me, reso("renews"), other)
        if lineage is None:
            continue
        for one in lineage.continued:
            path = f"{later}~{one.later}"
            numbers[path] += 1
            part, taken_up = _node(base, path), _node(base, f"{earlier}~{one.earlier}")
            node = _node(base, f"{path}__continues_{numbers[path]}")
            yield ox.Triple(part, reso("continues"), taken_up)
            yield ox.Triple(node, TYPE, reso("Continuation"))
            yield ox.Triple(node, reso("later"), part)
            yield ox.Triple(node, reso("earlier"), taken_up)
            yield ox.Triple(node, reso("similarity"), ox.Literal(f"{one.similarity:.3f}", datatype=_DECIMAL))
            for change in one.change:
                yield ox.Triple(node, reso("change"), _node(base, f"change/{change.value}"))
        for eid in lineage.dropped:
            yield ox.Triple(me, reso("drops"), _node(base, f"{earlier}~{eid}"))


def reuse_triples(reused: Iterable[Reuse], base: str) -> Iterator[ox.Triple]:
    """The triples of all words that several series share; a wording's node is named after its first use."""
    for one in reused:
        parts = [_node(base, f"{symbol}~{eid}") for symbol, eid in one.wording.uses]
        symbol, eid = one.wording.uses[0]
        documents = one.wording.documents
        node = _node(base, f"{symbol}~{eid}__wording_1")
        yield ox.Triple(node, TYPE, reso("Wording"))
        yield ox.Triple(node, reso("firstUse"), parts[0])
        yield ox.Triple(node, reso("latestUse"), parts[-1])
        for body in sorted({symbol.body for symbol in documents if symbol.body}):
            yield ox.Triple(node, reso("usedBy"), _node(base, f"body/{body}"))
        counts = {
            "useCount": len(documents),
            "usedWithoutVoteCount": one.without_vote,
            "usedByVoteCount": one.by_vote,
        }
        for name, count in counts.items():
            yield ox.Triple(node, reso(name), ox.Literal(str(count), datatype=_INTEGER))
        for part in parts:
            yield ox.Triple(part, reso("usesWording"), node)


_INTEGER = ox.NamedNode(f"{XSD}integer")
_DECIMAL = ox.NamedNode(f"{XSD}decimal")


def _node(base: str, path: str) -> ox.NamedNode:
    return ox.NamedNode(mint(base, path))
