"""Records that we wrote: parts, notes and cover as they were."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from resograph.documents import Cover, Document, Hyperlink, Note, Part, PartKind, Source, Span, Variant, VariantKind
from resograph.documents.errors import UnreadableError
from resograph.reading.json.records import Record
from resograph.symbols import SymbolError, parse
from resograph.symbols.address import LANGUAGES


def is_own(rows: Sequence[Record]) -> bool:
    """Whether we wrote some records: the title says what document it is, every other which part."""
    return bool(rows) and bool(rows[0].get("document")) and all(row.get("part") for row in rows[1:])


def read_own(rows: Sequence[Record], source: Source) -> Document:
    """The document of a title's record and those behind it.

    Raises:
        UnreadableError: a record was changed so that it can no longer be read.
    """
    try:
        about, language = rows[0]["document"], rows[0]["language"]
        if language not in LANGUAGES:
            raise ValueError(f"“{language}” is no official language")
        return Document(
            symbol=parse(about["symbol"]),
            language=language,
            title=about["title"],
            number=about["number"],
            parts=_parts([row for row in rows[1:] if row["type"] != "footnote"]),
            notes=tuple(_note(row) for row in rows[1:] if row["type"] == "footnote"),
            cover=_cover(about),
            source=source,
        )
    except (KeyError, TypeError, ValueError, AttributeError, SymbolError, RecursionError) as error:
        raise UnreadableError(
            f"{source.name or 'The input'} has records of resograph's that were broken ({str(error)[:80]}); "
            "write it again with resograph convert --to json."
        ) from None


def _parts(rows: Sequence[Record]) -> tuple[Part, ...]:
    below: dict[str | None, list[Record]] = defaultdict(list)
    known = {row["part"]["eid"] for row in rows}
    if len(known) < len(rows):
        raise ValueError("two parts have one id")
    for row in rows:
        parent = row["part"]["parent"]
        below[parent if parent in known else None].append(row)

    def built(row: Record, depth: int = 0) -> Part:
        about = row["part"]
        if depth > 40:
            raise ValueError("parts stand in each other")
        heading = about["heading"]
        return Part(
            kind=PartKind(about["kind"]),
            text="" if row["text"] == heading else row["text"],
            number=row["prefix"],
            heading=heading,
            parts=tuple(built(child, depth + 1) for child in below[about["eid"]]),
            eid=str(about["eid"]),
            role=str(about["role"]),
            emphasis=tuple(_span(pair, row["text"]) for pair in about["emphasis"]),
            cells=tuple(_span(pair, row["text"]) for pair in about.get("cells", ())),
            links=_links(about, row["text"]),
            variants=tuple(_variant(one, row["text"]) for one in about.get("variants", ())),
        )

    return tuple(built(row) for row in below[None])


def _note(row: Record) -> Note:
    about = row["part"]
    return Note(
        str(row["prefix"]), row["text"], str(about["bearer"]), int(about["anchor"]), str(about["eid"]),
        _links(about, row["text"]),
    )  # fmt: skip


def _links(about: dict[str, Any], text: str) -> tuple[Hyperlink, ...]:
    return tuple(Hyperlink(_span((start, end), text), str(href)) for start, end, href in about["links"])


def _variant(about: dict[str, Any], text: str, depth: int = 0) -> Variant:
    if depth > 40:
        raise ValueError("variants stand in each other")
    words = str(about["text"])
    return Variant(
        VariantKind(about["kind"]),
        _span(about["span"], text),
        words,
        tuple(str(name) for name in about["proponents"]),
        str(about["mark"]),
        tuple(_variant(one, words, depth + 1) for one in about["variants"]),
        bool(about["taken"]),
    )


def _span(pair: Sequence[int], text: str) -> Span:
    start, end = pair
    if not 0 <= start <= end <= len(text):
        raise ValueError("a span leaves its text")
    return Span(start, end)


def _cover(about: dict[str, Any]) -> Cover:
    def day(name: str) -> datetime.date | None:
        return datetime.date.fromisoformat(about[name]) if about[name] else None

    return Cover(
        adopted=day("adopted"),
        issued=day("issued"),
        reissued=day("reissued"),
        session=about["session"],
        meeting=about["meeting"],
        agenda_items=tuple((str(number), str(title)) for number, title in about["agenda_items"]),
        committee=about["committee"],
        report=tuple(str(symbol) for symbol in about["report"]),
        job_number=about["job_number"],
    )
