"""Citations of documents: by number with the organ from the words around, and by symbol (un-documents §4)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from resograph.documents import Span
from resograph.languages import Profile, profile
from resograph.symbols import Symbol, SymbolError, parse

_SYMBOL = re.compile(
    r"(?<![\w/.])(?:A|S|E|T|ST|CRC|CCPR|CERD|CEDAW|CAT|CMW|CRPD|CED|HRI|DP|TD|UNEP)/[A-Z0-9][A-Za-z0-9./()\-]*[A-Za-z0-9)]"
    r"(?:\s\((?:\d{4}|[IVXL]+|Part\s[IVX]+|Vol\.\s?[IVX]+|Sect\.\s?\d+)\))?"
)


@dataclass(frozen=True)
class Cited:
    """A document cited at a span."""

    span: Span
    symbol: Symbol
    date: datetime.date | None
    rule: str


def find_citations(text: str, rules: Profile, own: str) -> list[Cited]:
    """The documents that a text cites, in order. ``own`` is the prefix of the text's organ ("A", "S", "E", "A/HRC")."""
    found = [*_by_number(text, rules, own), *_by_symbol(text, rules)]
    found.sort(key=lambda cited: cited.span)
    apart: list[Cited] = []
    for cited in found:
        if not apart or cited.span.start >= apart[-1].span.end:
            apart.append(cited)
    return apart


def _by_symbol(text: str, rules: Profile) -> Iterator[Cited]:
    for found in _SYMBOL.finditer(text):
        written = found[0]
        if written.count("(") != written.count(")"):
            written = written.rstrip(")")
        try:
            symbol = parse(written)
        except SymbolError:
            continue
        yield Cited(Span(found.start(), found.start() + len(written)), symbol, None, f"{rules.code}.citation.symbol")


def _by_number(text: str, rules: Profile, own: str) -> Iterator[Cited]:
    patterns = _patterns(rules.code)
    if patterns is None:
        return
    whole, item = patterns
    citations = rules["citations"]
    for found in whole.finditer(text):
        noun = found["noun"]
        mark = next((value for word, value in citations["nouns"].items() if noun.lower().startswith(word)), "RES")
        organ = _organ(text, found, citations, own)
        if organ is None:
            continue
        items = list(item.finditer(text, found.start(), found.end()))
        for index, one in enumerate(items):
            symbol = _symbol(re.sub(r"\s", "", one["number"]), mark, organ)
            if symbol is None:
                continue
            last = index + 1 == len(items)
            end = found.end("noun") if last and citations.get("date_before") else one.end()
            yield Cited(
                Span(one.start(), end), symbol, _date(text, one, items, index, rules), f"{rules.code}.citation.number"
            )


def _date(
    text: str, item: re.Match[str], items: list[re.Match[str]], index: int, rules: Profile
) -> datetime.date | None:
    """The date beside a number: before it in Chinese ("2011年12月5日第66/67号"), behind it elsewhere."""
    if rules["citations"].get("date_before"):
        since = items[index - 1].end() if index else max(0, item.start() - 120)
        dates = list(rules.date_pattern.finditer(text, since, item.start()))
        if not dates:
            return None
        between = text[dates[-1].end() : item.start()]
        return rules.date(dates[-1]) if not re.search(r"[，；。]", between) else None
    until = items[index + 1].start() if index + 1 < len(items) else min(len(text), item.end() + 60)
    found = rules.date_pattern.search(text, item.end(), until)
    return rules.date(found) if found and len(text[item.end() : found.start()]) < 25 else None


def _organ(text: str, found: re.Match[str], citations: dict[str, dict[str, str]], own: str) -> str | None:
    """The prefix of the organ whose number it is; None where the words name one that has no UN symbols."""
    clause = re.split(r"[；;。]|(?<=[^\d])[，,](?=\s)", text[max(0, found.start() - 60) : found.start()])[-1]
    places = [(clause.rfind(word), len(word), prefix) for word, prefix in citations["organs"].items() if word in clause]
    if not places:
        return own
    prefix = max(places)[2]
    return prefix or None


def _symbol(number: str, mark: str, organ: str) -> Symbol | None:
    """The symbol of a number whose shape and organ are known: the shape wins where it leaves no choice."""
    number = re.sub(r"^(\d+)([A-Z])?\(", lambda found: f"{found[1]}{found[2] or ''}(", number.upper())
    if re.fullmatch(r"\d+\(\d{4}\)", number):
        organ = "S"
    elif year := re.fullmatch(r"(19[4-9]\d|20\d\d)/\d+[A-Z]?", number):
        organ = "S" if organ == "S" and mark == "PRST" else "E"
        if int(year[1]) < 1978:
            return None
    elif organ == "S":
        organ = "A"
    try:
        return parse(f"{organ}/{mark}/{number}")
    except SymbolError:
        return None


@lru_cache(maxsize=16)
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    rules = profile(code)
    citations = rules.get("citations")
    if not citations:
        return None
    item = citations["item"]
    nameless = re.sub(r"\?P<\w+>", "?:", item)
    date = re.sub(r"\?P<\w+>", "?:", rules.date_pattern.pattern)
    whole = citations["list"].replace("{item}", nameless).replace("{date}", date)
    return re.compile(whole, re.IGNORECASE), re.compile(item, re.IGNORECASE)
