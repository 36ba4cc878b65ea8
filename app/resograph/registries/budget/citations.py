"""A table of the documents that budgets cite: each row as what is kept of it, and what is wrong with rows."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from resograph.annotating.parties import coded, entity
from resograph.reading.tables import Table, cell, is_date_made
from resograph.resources import table
from resograph.symbols import SymbolError, parse
from resograph.symbols.elsewhere import from_un_address
from resograph.text.normal import caseless, single_spaced
from resograph.vocabularies.concepts import Vocabulary

_LONGEST = 200
_FEW = 5
_LONGEST_NUMBER = 40
_KEPT = (
    "budget",
    "section",
    "section_title",
    "programme",
    "programme_title",
    "subprogramme",
    "part",
    "described",
    "link",
)
_SLUG = re.compile(r"[^a-z0-9]+")


class BudgetTable:
    """The rows of a table of mandates that budgets cite.

    Args:
        found: the table.
        words: the vocabulary that has the entities.

    Raises:
        UnreadableError: it lacks a column that is needed.
    """

    def __init__(self, found: Table, words: Vocabulary) -> None:
        rules = table("data", "columns.toml")["budget"]
        self._table = found
        self._words = words
        self._places = found.columns(rules["columns"], rules["needed"])
        self._messages: dict[str, str] = rules["messages"]
        self._unknown: Counter[str] = Counter()
        self._two: Counter[tuple[str, str]] = Counter()
        self._in_words: dict[str, list[tuple[int, str]]] = {}
        self.rows = 0
        self.doubles = 0
        self.damaged = 0
        self.symbols: set[str] = set()
        self.entities: set[str] = set()
        self.problems: list[str] = []
        """What is to be told of single rows."""

    def records(self) -> Iterator[tuple[str, bytes]]:
        """Number and content of each record; rows that say the same are one."""
        seen: set[str] = set()
        for line, row in self._table.rows:
            self.rows += 1
            said = self._said(line, row)
            if said is None:
                continue
            content = json.dumps(said, ensure_ascii=False, sort_keys=True)
            number = _number(said)
            if number in seen:
                self.doubles += 1
                continue
            seen.add(number)
            yield number, content.encode()

    def told(self) -> list[str]:
        """All that is to be told of the rows, when they have been gone through."""
        entities = [
            self._messages["entity"].format(count=count, words=code) for code, count in sorted(self._unknown.items())
        ]
        entities += [
            self._messages["entities"].format(count=count, code=code, name=name)
            for (code, name), count in sorted(self._two.items())
        ]
        return [*self.problems, *entities, *map(self._told_words, self._in_words)]

    def _told_words(self, source: str) -> str:
        """What rows of one kind name without a symbol: how many, and a few of them."""
        rows = self._in_words[source]
        few = ", ".join(self._messages["example"].format(line=line, words=words) for line, words in rows[:_FEW])
        more = ", …" if len(rows) > _FEW else ""
        return self._messages["no_symbol"].format(count=len(rows), source=source or "-", examples=few + more)

    def _said(self, line: int, row: Sequence[str]) -> dict[str, str] | None:
        """What a row says, empty cells left out; None where it names no document."""
        value = {what: single_spaced(cell(row, place)) for what, place in self._places.items()}
        source = value.get("kind", "")
        written = value.get("symbol") or value.get("short", "")
        symbol = _symbol(value.get("symbol", ""), value.get("link", ""), value.get("short", ""), source)
        if not symbol and is_date_made(written):
            self.damaged += 1
            self._tell("excel", line=line, words=written)
            return None
        words = "" if symbol else single_spaced(f"{source} {written}" if written else value.get("described", ""))
        if not symbol and not words:
            self._tell("nothing", line=line)
            return None
        if not symbol:
            self._in_words.setdefault(source[:_LONGEST], []).append((line, (written or words)[:_LONGEST]))
        said = {what: value.get(what, "") for what in _KEPT}
        said |= {
            "symbol": symbol,
            "words": words,
            "code": value.get("entity", ""),
            "name": value.get("entity_name", ""),
        }
        said["programme"] = re.sub(r"\.0+$", "", said["programme"])
        said["section"] = re.sub(r"\.0+$", "", said["section"])
        said["budget"] = said["budget"] or value.get("file", "")
        said["entity"] = self._entity(said["code"], said["name"])
        if symbol:
            self.symbols.add(symbol)
        return {what: text for what, text in said.items() if text}

    def _entity(self, code: str, name: str) -> str:
        """The path of an entity by its code, else by its name; "" where no vocabulary has it."""
        if not code and not name:
            return ""
        by_code, by_name = coded(code, self._words), entity(name, self._words) if name else None
        path = by_code or by_name or (entity(code, self._words) if code else None) or ""
        if not path:
            self._unknown[f"{code} ({name})" if name and name != code else code or name] += 1
        elif by_code and by_name and by_code != by_name:
            self._two[code, name] += 1
        if path:
            self.entities.add(path)
        return path

    def _tell(self, what: str, **values: object) -> None:
        self.problems.append(self._messages[what].format(**values))


def _number(said: dict[str, str]) -> str:
    """What a record is called: budget, section, entity, and a digest of all that tells it from others."""
    told = ("symbol", "words", "budget", "section", "code", "name", "programme", "subprogramme", "part")
    digest = hashlib.sha256("\0".join(said.get(what, "") for what in told).encode()).hexdigest()[:10]
    parts = (_SLUG.sub("-", said.get(what, "").lower()).strip("-")[:40] for what in ("budget", "section", "code"))
    return "-".join([*filter(None, parts), digest])


@lru_cache(maxsize=20000)
def _symbol(full: str, link: str, short: str, source: str) -> str:
    """The one symbol that a row names: outright, by the address beside it, or by a number whose kind is told."""
    for text in (full, from_un_address(link) or ""):
        if found := _parsed(text):
            return found
    for text in (full, short):
        numbered = _numbered(text, source)
        found = _parsed(re.sub(r"(?<=[/.]) | (?=[/.])", "", text)) if numbered is None else numbered
        if found:
            return found
    return ""


def _parsed(text: str) -> str:
    try:
        return parse(text).text if "/" in text and text[:1].isalpha() else ""
    except SymbolError:
        return ""


def _numbered(number: str, source: str) -> str | None:
    """The symbol of a number of a kind; "" where such have none that is certain; None where no rule is for it."""
    kind = caseless(source)
    if len(number) > _LONGEST_NUMBER or len(kind) > _LONGEST:
        return None
    for of_kind, of_number, symbol in _rules():
        if of_kind.fullmatch(kind) and (found := of_number.fullmatch(number)):
            return _parsed(symbol.format(number=found["number"].replace(" ", "")))
    return None


@cache
def _rules() -> list[tuple[re.Pattern[str], re.Pattern[str], str]]:
    rows: list[dict[str, Any]] = table("data", "columns.toml")["budget"]["numbers"]
    return [(re.compile(row["source"]), re.compile(row["number"], re.IGNORECASE), row["symbol"]) for row in rows]
