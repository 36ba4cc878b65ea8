"""Citations of documents: by number with the organ from the words around, by symbol, by "ibid." (un-documents §4)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from resograph.annotating.citations.lists import ListedNumber
from resograph.annotating.citations.noun_before import NounBefore
from resograph.annotating.citations.noun_behind import NounBehind
from resograph.annotating.citations.numbers import named_symbol
from resograph.annotating.citations.places import cited_parts
from resograph.annotating.citations.tokens import Patterns, Token, find_tokens, find_words, may_cite, patterns
from resograph.documents import Span
from resograph.languages.profile import Profile, marks
from resograph.symbols import Symbol, parse
from resograph.symbols.finding import read_found
from resograph.text.plain import Plain, plain

_MOST, _MOST_IN_ALL = 60, 600
"""No range of resolutions is longer, nor are the ranges of one paragraph together."""

_ADOPTING = ("A", "A/HRC", "S", "E")
_SESSIONS = ("A", "A/HRC")
"""Who number by session, so that the organ of one number is likely that of the next in a list."""
_OF_REPORT = 240
"""Characters between paragraphs and the symbol of the report that they are of, at most."""
_LONGEST = 120
"""The words that open an annex of another body, "The Commission,", are not longer, in characters."""


@dataclass(frozen=True)
class Cited:
    """A document cited at a span, and the parts of it that are named ("para_80", "annex_1__para_3")."""

    span: Span
    symbol: Symbol
    date: datetime.date | None
    rule: str
    paragraphs: tuple[str, ...] = ()
    listed: bool = False
    """Whether it stands behind another in one list: what leads to that leads to both."""


class CitationReader:
    """Reads the parts of one language version, in their order: short citations lean on what was cited before."""

    def __init__(self, rules: Profile, own: Symbol | None, words: Patterns | None = None) -> None:
        self._patterns = words or patterns(rules.code)
        self._rules = rules
        self._own = own
        self._known: dict[str, Symbol | None] = {}
        """What a number was found to name where the words left no doubt."""
        self._alone: dict[str, Symbol] = {}
        """Security Council resolutions by number: once cited with their year, they may be named without."""
        self._noted: Symbol | None = None
        """The document last cited in the notes."""
        self._annex = ""
        self._speaker: str | None = None
        """Prefix of the body whose text the present annex is, "" where it has no symbols; None for the text's own."""

    def read(self, text: str, part: str = "") -> list[Cited]:
        """The documents that the text of the next part cites, in order.

        Args:
            part: its id; a footnote's ("note_3") and an annex's ("annex_1__p_1") are read as such.
        """
        note = part.startswith("note_")
        if not note:
            self._enter(part, text)
            if not self._alone and not may_cite(text):
                return []
        view = plain(text)
        tokens = find_tokens(view, self._patterns, bool(self._alone))
        found = sorted([*self._by_number(view, tokens), *self._by_symbol(view, tokens)], key=lambda one: one.span)
        if note:
            found = found or self._ibid(view)
            main = [cited.symbol for cited in found if not any(m.startswith("Corr") for m in cited.symbol.modifiers)]
            self._noted = main[-1] if main else None
        return [replace(cited, span=Span(*view.span(*cited.span))) for cited in found] if view else []

    def _enter(self, part: str, text: str) -> None:
        """Note who speaks in an annex: it may be the text of another body, which then opens it: "The Commission,"."""
        annex = part.partition("__")[0] if part.startswith("annex") else ""
        if annex != self._annex and (text or not annex):
            self._annex, self._speaker = annex, None
            if annex and len(text) < _LONGEST and text[-1] in marks("comma"):
                organs = [token.value for token in find_words(plain(text), self._patterns)]
                self._speaker = next((organ for organ in organs if organ in _ADOPTING), "")

    def _rule(self, name: str) -> str:
        return f"{self._rules.code}.citation.{name}"

    def _by_symbol(self, text: Plain, tokens: Sequence[Token]) -> Iterator[Cited]:
        for place, token in enumerate(tokens):
            if token.kind != "symbol":
                continue
            volume = self._patterns.volume.match(text.latin, token.end)
            written = token.match["symbol"]
            read = self._read(f"{written}(Vol.{volume['volume']})" if volume else written)
            if read is None:
                continue
            symbol, end = read[0], token.start + min(read[1], len(written))
            last = self._last_symbol(text, tokens, place)
            behind = self._behind(text, tokens[last + 1 : last + 4], tokens[last].end)
            parts = cited_parts(
                behind or self._before(text, tokens[max(0, place - 2) : place], token.start), self._patterns
            )
            yield Cited(Span(token.start, end), symbol, None, self._rule("symbol"), parts)

    def _read(self, written: str) -> tuple[Symbol, int] | None:
        """The symbol in what was found, and how many characters it takes."""
        return read_found(written)

    def _last_symbol(self, text: Plain, tokens: Sequence[Token], place: int) -> int:
        """Where the last symbol of a document stands that bears several: A/53/258-S/1998/763."""
        while (
            place + 1 < len(tokens)
            and tokens[place + 1].kind == "symbol"
            and text.text[tokens[place].end : tokens[place + 1].start] == "-"
        ):
            place += 1
        return place

    def _behind(self, text: Plain, following: Sequence[Token], end: int) -> list[Token]:
        """The annex and paragraphs that stand right behind a symbol: "(A/76/454), para. 51"."""
        found: list[Token] = []
        for token in following:
            if token.kind == "date" and self._patterns.is_free:
                continue
            gap = text.text[end : token.start].removeprefix(")")
            if token.kind not in ("parts", "annex", "section") or not self._patterns.joint.fullmatch(gap[:20]):
                break
            found.append(token)
            end = token.end
        return found

    def _before(self, text: Plain, preceding: Sequence[Token], start: int) -> list[Token]:
        """The paragraphs before a symbol: "paragraph 24 of the report of the Secretary-General (S/2024/12)"."""
        return [
            token
            for token in preceding
            if token.kind == "parts"
            and start - token.end <= _OF_REPORT
            and self._patterns.data.of_report.re.fullmatch(text.text, token.end, start)
        ]

    def _ibid(self, text: Plain) -> list[Cited]:
        found = self._patterns.ibid.search(text.text)
        if not found or self._noted is None:
            return []
        places = [token for token in find_words(text, self._patterns) if token.start >= found.end()]
        parts = cited_parts(self._behind(text, places, found.end()), self._patterns)
        return [Cited(Span(*found.span()), self._noted, None, self._rule("ibid"), parts)]

    def _by_number(self, text: Plain, tokens: Sequence[Token]) -> Iterator[Cited]:
        kind = NounBehind if self._patterns.noun_behind else NounBefore
        room = _MOST_IN_ALL
        for items in kind(text, tokens, self._patterns).lists():
            symbols = self._symbols(items)
            for place, (item, symbol) in enumerate(zip(items, symbols, strict=True)):
                if symbol is None:
                    continue
                if place and item.in_range and (first := symbols[place - 1]):
                    span = Span(items[place - 1].token.start, items[place - 1].shown)
                    for between in islice(_range(first, symbol), room):
                        yield Cited(span, between, None, self._rule("range"), listed=True)
                        room -= 1
                span = Span(item.token.start, item.shown)
                parts = cited_parts(item.places, self._patterns)
                yield Cited(span, symbol, item.date, self._rule("number"), parts, place > 0)
                for letter in item.letters:
                    if more := _part(symbol, letter):
                        yield Cited(span, more, item.date, self._rule("number"), listed=True)

    def _symbols(self, items: Sequence[ListedNumber]) -> list[Symbol | None]:
        """The documents of a list's numbers. A date that fits none is held for a slip where others of the list fit."""
        found: list[Symbol | None] = []
        organ: str | None = None
        for item in items:
            if item.attached is None and organ in _SESSIONS:
                item.nearby = organ
            found.append(self._symbol(item))
            organ = found[-1].prefix if found[-1] else None
        if any(found):
            for place, item in enumerate(items):
                if found[place] is None and item.date:
                    item.date = None
                    found[place] = self._symbol(item)
        for item, symbol in zip(items, found, strict=True):
            if item.attached is not None or item.date is not None:
                self._known[f"{item.mark} {item.number}"] = symbol
            if symbol and symbol.prefix == "S":
                self._alone[symbol.number or ""] = symbol
        return found

    def _symbol(self, item: ListedNumber) -> Symbol | None:
        key = f"{item.mark} {item.number}"
        if item.attached is None and item.date is None and key in self._known:
            return self._known[key]
        if item.number.isdigit():
            return self._alone.get(item.number)
        attached = self._speaker if item.attached is None and not item.nearby else item.attached
        return named_symbol(item.number, item.mark, self._own, attached, item.nearby, item.date)


def _range(first: Symbol, last: Symbol) -> Iterator[Symbol]:
    """The documents between two that a word such as "to" joins: 62/60 to 62/66."""
    alike = (first.prefix, first.kind, first.session) == (last.prefix, last.kind, last.session)
    if alike and not first.letters and first.text.endswith(f"/{first.number}"):
        start, end = first.figure, last.figure
        if start < end < start + _MOST:
            for number in range(start + 1, end):
                yield parse(f"{first.text.rpartition('/')[0]}/{number}")


def _part(symbol: Symbol, letter: str) -> Symbol | None:
    """Another part of the same resolution: 31/6 A and B."""
    whole = symbol.whole
    if whole is None or letter == symbol.letters:
        return None
    return parse(symbol.text.replace(f"{symbol.number}{symbol.letters}", f"{symbol.number}{letter}"))
