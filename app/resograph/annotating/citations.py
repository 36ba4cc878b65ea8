"""Citations of documents: by number with the organ from the words around, and by symbol (un-documents §4)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from resograph.documents import Span
from resograph.languages import Profile, marks, profile
from resograph.resources import table
from resograph.symbols import Symbol, SymbolError, parse
from resograph.symbols.roman import to_roman


@cache
def _symbols() -> re.Pattern[str]:
    """A symbol in running text: an organ or series, then parts; a year or division in brackets behind it."""
    data = table("data", "symbols.toml")
    first = "|".join(sorted([*data["organs"], *data["series"]], key=len, reverse=True))
    return re.compile(
        rf"(?<![A-Za-z0-9/.])(?:{first})/[A-Z0-9][A-Za-z0-9./()\-]*[A-Za-z0-9)]"
        r"(?:\s\((?:\d{4}|[IVXL]+|Part\s[IVX]+|Vol\.\s?[IVX]+|Sect\.\s?\d+)\))?"
    )


@dataclass(frozen=True)
class Cited:
    """A document cited at a span, and the paragraphs of it that are named ("para_80")."""

    span: Span
    symbol: Symbol
    date: datetime.date | None
    rule: str
    paragraphs: tuple[str, ...] = ()


def find_citations(text: str, rules: Profile, own: str) -> list[Cited]:
    """The documents that a text cites, in order. ``own`` is the prefix of the text's organ ("A", "S", "E", "A/HRC")."""
    found = [*_by_number(text, rules, own), *_by_symbol(text, rules)]
    found.sort(key=lambda cited: cited.span)
    apart: list[Cited] = []
    for cited in found:
        within_range = bool(apart) and cited.rule.endswith(".range") and apart[-1].span.start == cited.span.start
        if not apart or within_range or cited.span.start >= apart[-1].span.end:
            apart.append(cited)
    return apart


def _by_symbol(text: str, rules: Profile) -> Iterator[Cited]:
    for found in _symbols().finditer(text):
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
        noun = found["noun"].lower()
        mark = next((value for word, value in citations["nouns"].items() if noun.startswith(word)), "RES")
        items = list(item.finditer(text, found.start(), found.end()))
        paragraphs = _paragraphs(text[: found.start()], citations)
        for index, one in enumerate(items):
            organ = _organ(text, found, items, index, citations, own)
            symbol = None if organ is None else _symbol(_written(one["number"], rules), mark, organ)
            if symbol is None:
                continue
            last = index + 1 == len(items)
            end = found.end("noun") if last and citations.get("date_before") else one.end()
            day = _date(text, one, items, index, rules)
            rule = f"{rules.code}.citation.number"
            yield Cited(Span(one.start(), end), symbol, day, rule, paragraphs if len(items) == 1 else ())
            for between in _range(text, items, index, symbol, citations):
                yield Cited(Span(one.start(), one.end()), between, None, f"{rules.code}.citation.range")


def _written(number: str, rules: Profile) -> str:
    """A printed number in plain letters: look-alikes, letters and sessions of other scripts as the symbol has them."""
    plain = number.replace("‑", "-").replace("–", "-")
    citations = rules["citations"]
    for mark, letters in citations.get("marks", {}).items():
        plain = plain.replace(mark, letters)
    if numeral := citations.get("session_numeral"):
        plain = re.sub(numeral, lambda found: to_roman(int(found[1])), plain)
    if rules.code == "ru":
        plain = "".join(rules.fold(char) or char if ord(char) > 1023 and char.isalpha() else char for char in plain)
    return re.sub(r"\s", "", plain).upper()


def _range(
    text: str, items: list[re.Match[str]], index: int, first: Symbol, citations: dict[str, str]
) -> Iterator[Symbol]:
    """The numbers between two that a word such as "to" joins: 62/60 to 62/66."""
    if index + 1 == len(items) or not re.search(
        citations["range"], text[items[index].end() : items[index + 1].start()]
    ):
        return
    here = re.fullmatch(r"(.+/)(\d+)", items[index]["number"].replace(" ", ""))
    there = re.fullmatch(r"(.+/)(\d+)", items[index + 1]["number"].replace(" ", ""))
    if here and there and here[1] == there[1] and 1 < int(there[2]) - int(here[2]) < 60:
        for number in range(int(here[2]) + 1, int(there[2])):
            yield parse(first.text.replace(f"{here[1]}{here[2]}", f"{here[1]}{number}"))


def _paragraphs(before: str, citations: dict[str, str]) -> tuple[str, ...]:
    """Ids of the paragraphs named before a document: "paragraphs 80 and 83 to 87 of"."""
    found = re.search(citations["paragraphs"], before[-160:]) if "paragraphs" in citations else None
    if found is None:
        return ()
    numbers: list[str] = []
    for piece in re.split(citations["between"], re.sub(r"\s?\([a-z]+\)", "", found["list"])):
        ends = [int(number) for number in re.findall(r"\d+", piece)]
        if len(ends) == 2 and ends[0] < ends[1] < ends[0] + 100:
            numbers += [str(number) for number in range(ends[0], ends[1] + 1)]
        else:
            numbers += [str(number) for number in ends]
    return tuple(f"para_{number}" for number in dict.fromkeys(numbers))


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
    if (
        not found
        or len(text[item.end() : found.start()]) > 14
        or re.search(rf"[{marks('clause')}.]", text[item.end() : found.start()])
    ):
        return None
    return rules.date(found)


def _organ(
    text: str,
    found: re.Match[str],
    items: list[re.Match[str]],
    index: int,
    citations: dict[str, dict[str, str]],
    own: str,
) -> str | None:
    """The prefix of the organ whose number it is; None where the words name one that has no UN symbols."""
    organs = citations["organs"]
    last = items[-1].end()
    behind = re.match(str(citations["after"]), text[last : last + 90]) if "after" in citations else None
    if behind:
        words = text[last + behind.end() :]
        named = [(len(word), prefix) for word, prefix in organs.items() if words.startswith(word)]
        if named:
            return max(named)[1] or None
    since = items[index - 1].end() if index else max(0, found.start() - 70)
    clause = re.split(_clause_end(), text[since : items[index].start()])[-1]
    places = [(clause.rfind(word) + len(word), len(word), prefix) for word, prefix in organs.items() if word in clause]
    if places:
        return max(places)[2] or None
    return _organ(text, found, items, index - 1, citations, own) if index else own


@cache
def _clause_end() -> re.Pattern[str]:
    """Where a clause ends: at its own mark, or at a comma that is none of a number's."""
    return re.compile(rf"[{marks('clause')}]|(?<=[^\d])[{marks('comma')}](?=\s)")


def _symbol(number: str, mark: str, organ: str) -> Symbol | None:
    """The symbol of a number whose shape and organ are known: the shape wins where it leaves no choice."""
    if re.fullmatch(r"\d+\(\d{4}\)", number):
        organ = "S"
    elif year := re.fullmatch(r"(19[4-9]\d|20\d\d)/\d+[A-Z]?", number):
        organ = "E"
        if int(year[1]) < 1978:
            return None
    elif organ == "S" or (organ == "E" and "/" in number):  # neither numbers its resolutions by session
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
    nouns = "|".join(re.escape(noun) for noun in citations["nouns"])
    gap = rf"(?:(?!{nouns})[^{marks('clause')}{marks('comma')}.()\d]){{0,50}}?"  # between two numbers of one list
    whole = citations["list"].replace("{item}", nameless).replace("{date}", date).replace("{gap}", gap)
    return re.compile(whole, re.IGNORECASE), re.compile(item, re.IGNORECASE)
