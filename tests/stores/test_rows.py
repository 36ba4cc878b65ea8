"""Rows counted as they pass, against rows that are known; values are made of what marks rows."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from resograph.stores.processes.rows import ROWS_BEFORE, row_counter

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
NASTY = ['},{"', "\\", '\\"', "<result>", "\n", "\r\n", '""', "é", "\t", "},{", ""]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("seed", range(20))
def test_rows_are_counted_in_pieces_of_any_size(format_: str, seed: int) -> None:
    dice = random.Random(seed)
    store = ox.Store()
    rows = dice.randrange(1, 40)
    for number in range(rows):
        value = "".join(dice.choice(NASTY) for _ in range(dice.randrange(8)))
        store.add(ox.Quad(ox.NamedNode(f"x:{number}"), ox.NamedNode("x:p"), ox.Literal(value)))
    found = store.query("SELECT * { ?s ?p ?o OPTIONAL { ?o ?q ?r } }")
    assert isinstance(found, ox.QuerySolutions)
    data = found.serialize(format=FORMATS[format_])
    assert data is not None
    count, counted, start = row_counter(format_), ROWS_BEFORE.get(format_, 0), 0
    while start < len(data):
        end = start + dice.randrange(1, 12)
        counted += count(data[start:end])
        start = end
    assert counted == rows
