"""Tables written by the real writer from triples as a build makes them, and what they hold whatever its segments."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from conftest import BASE
from resograph.releases.tables import LIVE, Tables
from resograph.releases.tables.rows import TableRows, table_rows
from resograph.releases.tables.schema import WORK_OF
from resograph.releases.tables.writing import TablesWriter
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import Vocabulary, vocabulary
from resograph.writing.entry import Entry

RESO = "https://w3id.org/resograph/ns#"
PREFIXES = "@prefix reso: <https://w3id.org/resograph/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
Parts = Mapping[str, Mapping[str, str]]
"""Part's id ("" for the title) → language → words."""
Texts = Mapping[str, Parts]
"""By symbol."""


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + path)


def triples_of(symbol: str, parts: Parts) -> Iterator[ox.Triple]:
    """A work with its title, its parts in order, and their words."""
    work = node(symbol)
    for position, (eid, words) in enumerate(parts.items(), start=1):
        part = node(f"{symbol}~{eid}") if eid else work
        if eid:
            yield ox.Triple(part, ox.NamedNode(f"{RESO}inDocument"), work)
            yield ox.Triple(part, ox.NamedNode(f"{RESO}position"), ox.Literal(position))
        for language, text in words.items():
            name = f"{RESO}text" if eid else "http://purl.org/dc/terms/title"
            yield ox.Triple(part, ox.NamedNode(name), ox.Literal(text, language=language))


def turtle_of(text: str) -> list[ox.Triple]:
    """The triples of some Turtle, its addresses below the base."""
    return [quad.triple for quad in ox.parse(f"{PREFIXES} {text}".encode(), ox.RdfFormat.TURTLE, base_iri=BASE)]


def rows_from(
    symbol: str, triples: Iterable[ox.Triple], digest: str = "", words: Vocabulary | None = None
) -> TableRows:
    """The rows of a work of the General Assembly; after the way that they take from the worker."""
    entry = Entry(symbol, "Resolution", "en", {"en": f"About {symbol}"}, body="un-ga")
    rows = table_rows([], triples, entry, BASE, words or vocabulary(), digest)
    return TableRows.from_bytes(rows.to_bytes())


def write(
    folder: Path,
    works: Iterable[TableRows],
    before: Path | None = None,
    gone: Sequence[str] = (),
    *,
    answers: Iterable[tuple[str, str]] = (),
    now: int = 1,
    anew: bool = False,
    continued: Iterable[tuple[str, str]] = (),
) -> Tables:
    """The tables before with these works added and those taken out."""
    writer = TablesWriter(folder, BASE, before, anew=anew)
    for symbol in gone:
        writer.remove(symbol)
    for rows in works:
        writer.add(rows.symbol, rows)
    writer.finish(answers, now, continued)
    return Tables(folder)


def of_texts(texts: Texts) -> list[TableRows]:
    """The rows of works, which are others when their parts are."""
    return [rows_from(symbol, triples_of(symbol, parts), str(parts)) for symbol, parts in texts.items()]


def contents(tables: Tables) -> dict[str, list[tuple[object, ...]]]:
    """All rows that count, with symbols in the place of ids, in an order of their own."""
    symbols = dict(tables.rows(f"SELECT id, symbol FROM {{s}}.record WHERE id {LIVE}"))
    found: dict[str, list[tuple[object, ...]]] = {}
    for table, work in WORK_OF.items():
        rows = tables.rows(f"SELECT {work} AS of_work, * FROM {{s}}.{table} WHERE {work} {LIVE}")
        ids = {
            "work": 1,
            "record": 1,
            "member": 3,
            "filed": 3,
            "text": 1,
            "found": 1,
            "title": 1,
            "named_words": 1,
        }.get(table)
        found[table] = sorted(
            (symbols[number], *(_plain(value) for place, value in enumerate(row, start=1) if place != ids))
            for number, *row in rows
        )
    [(last,)] = tables.all(f"SELECT count(*) FROM {tables.schemas[-1]}.answer")
    words = tables.rows(
        "SELECT language, surface, plain, key, count FROM {s}.word",
        then="GROUP BY language, surface HAVING sum(count) <> 0 ORDER BY 1, 2",
        columns="language, surface, plain, key, sum(count)",
    )
    named = tables.rows("SELECT name, label FROM {s}.named", then="ORDER BY 1", columns="DISTINCT name, label")
    return {**found, "word": words, "named": named, "answer": [(last,)], **_keys(tables, symbols)}


def _plain(value: object) -> object:
    """A value without the id of its work; what is compressed as it is read."""
    if isinstance(value, int):
        return value & 0xFFFFF
    return zlib.decompress(value) if isinstance(value, bytes) else value


def _keys(tables: Tables, symbols: Mapping[int, str]) -> dict[str, list[tuple[object, ...]]]:
    """What stands in the index of each language: key, work, position, column, place."""
    found: dict[str, list[tuple[object, ...]]] = {language: [] for language in LANGUAGES}
    for language in LANGUAGES:
        for schema in tables.schemas:
            name = f"temp.v_{schema}_{language}"
            tables.all(f"CREATE VIRTUAL TABLE {name} USING fts5vocab('{schema}', 'keys_{language}', 'instance')")
            rows = tables.all(f"SELECT term, doc, col, offset FROM {name} WHERE doc >> 20 {LIVE}")
            found[language] += [(term, symbols[doc >> 20], doc & 0xFFFFF, *place) for term, doc, *place in rows]
            tables.all(f"DROP TABLE {name}")
        found[language].sort()
    return found
