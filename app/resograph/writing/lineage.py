"""What a document renews and which of its parts continue earlier ones, as triples (DESIGN §3, "Wording")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from resograph.symbols import Symbol, mint
from resograph.wording.lineage import Lineage
from resograph.writing.terms import TYPE, XSD, reso

Renewal = tuple[Symbol, Symbol, Lineage | None]
"""A document, one that it renews, and the paragraphs of both; None where the earlier is not held."""


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


_DECIMAL = ox.NamedNode(f"{XSD}decimal")


def _node(base: str, path: str) -> ox.NamedNode:
    return ox.NamedNode(mint(base, path))
