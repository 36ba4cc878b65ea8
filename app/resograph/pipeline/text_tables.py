"""Tables of texts: each row as a page text of its own, which is then read as any other file."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from resograph.languages.called import language_called
from resograph.pipeline.atomic import write_whole
from resograph.pipeline.files import Source
from resograph.reading.tables import cell, is_date_made, opened
from resograph.resources import table
from resograph.symbols import Symbol, SymbolError, parse
from resograph.text.normal import single_spaced

ENDINGS = (".csv", ".tsv", ".xlsx")
_BEGINNING = 2000
"""Characters at whose beginning a text says itself what it is."""


@dataclass
class Unfolded:
    """The texts of a table as files, and what is wrong with rows."""

    rows: int = 0
    sources: list[Source] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What of rows that are taken is left out."""


def unfold(path: Path, folder: Path, most: int) -> Unfolded:
    """The texts of a table as files of a folder; a row that is wrong is told with its line and kept out.

    Args:
        path: CSV, TSV (UTF-8) or Excel, with columns for symbol and text, and for language, title, date and item if it
            has. A date or an item that cannot be read is told and left out; its row is taken.
        folder: where the files go; those that are there already are left.
        most: bytes of the longest table that is read.

    Raises:
        UnreadableError: it cannot be read, or lacks a column that is needed.
    """
    rules = table("data", "columns.toml")["texts"]
    messages: dict[str, str] = rules["messages"]
    found = Unfolded()
    taken: dict[str, str] = {}
    with opened(path, most, guess=False) as rows:
        places = rows.columns(rules["columns"], rules["needed"])
        for line, row in rows.rows:
            found.rows += 1
            said = {what: cell(row, place) for what, place in places.items()}
            written = said["symbol"]
            try:
                if is_date_made(written):
                    raise _RowError(messages["excel"].format(line=line, words=written))
                symbol = _symbol(written, line, messages)
                language = _language(said, line, messages)
                if not said["text"]:
                    raise _RowError(messages["empty"].format(line=line, words=symbol.text))
                name = f"{symbol.text.replace('/', '_')}-{language or 'xx'}.txt"
                content = _page(symbol, said).encode("utf-8", "replace")
                digest = hashlib.sha256(content).hexdigest()
                if taken.setdefault(name, digest) != digest:
                    raise _RowError(messages["double"].format(line=line, words=symbol.text))
            except _RowError as error:
                found.problems.append(str(error))
                continue
            file = folder / digest[:2] / digest[:24] / (name if language else name.replace("-xx", ""))
            if not file.exists():
                write_whole(file, content)
            adopted, item = _date(said.get("date", "")), _item(said.get("item", ""))
            found.notes += [
                messages[what].format(line=line, words=said[what][:40])
                for what, read in (("date", adopted), ("item", item))
                if said.get(what) and not read
            ]
            found.sources.append(Source(file, language, adopted, item))
    return found


class _RowError(ValueError):
    """A row is kept out."""


def _symbol(written: str, line: int, messages: Mapping[str, Any]) -> Symbol:
    try:
        return parse(written)
    except SymbolError as error:
        raise _RowError(messages["symbol"].format(line=line, why=error)) from None


def _language(said: Mapping[str, str], line: int, messages: Mapping[str, Any]) -> str | None:
    written = said.get("language", "")
    if not written:
        return None
    code = language_called(written)
    if code is None:
        raise _RowError(messages["language"].format(line=line, words=written[:40]))
    return code


def _date(written: str) -> str:
    """A day as ISO 8601 writes it, with or without a time; else "": which of 3/4 is the month nobody knows."""
    try:
        return datetime.date.fromisoformat(re.split("[ T]", written, maxsplit=1)[0]).isoformat() if written else ""
    except ValueError:
        return ""


def _item(written: str) -> str:
    """The number of an agenda item as documents print it, "27 (b)"; "" where it is none."""
    found = _item_pattern().fullmatch(single_spaced(written))
    if found is None:
        return ""
    return f"{found['number']} ({found['letter'].lower()})" if found["letter"] else found["number"]


@cache
def _item_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("data", "columns.toml")["texts"]["item_words"]))
    return re.compile(rf"(?:(?:{words}) ?)?(?P<number>\d{{1,3}}) ?\(?(?P<letter>[a-z]?)\)?", re.IGNORECASE)


def _page(symbol: Symbol, said: Mapping[str, str]) -> str:
    """The text as a page has it: symbol and title stand in front where it does not say them itself."""
    text = said["text"].replace("\r\n", "\n").replace("\r", "\n")
    begins = single_spaced(text[:_BEGINNING])
    head = [] if symbol.text in begins.replace(" ", "") else [symbol.text, ""]
    title = single_spaced(said.get("title", ""))
    number = symbol.printed_number
    if title and title.casefold() not in begins.casefold():
        head += [f"{number}. {title}" if number and number not in begins else title, ""]
    return "\n".join([*head, text.strip(), ""])
