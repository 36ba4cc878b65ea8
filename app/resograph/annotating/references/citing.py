"""Documents that a stranger's text cites: which organ is meant is told by its words, never by whose text it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from resograph.annotating.citations import CitationReader, Cited
from resograph.annotating.citations.lists import ListedNumber
from resograph.annotating.citations.numbers import has_year, named_symbol
from resograph.annotating.citations.tokens import Token, find_tokens
from resograph.annotating.references.patterns import free_patterns
from resograph.documents import Span
from resograph.languages.profile import Profile
from resograph.symbols import Symbol
from resograph.symbols.finding import read_symbol
from resograph.symbols.sessions import year_of
from resograph.text.plain import Plain, plain

_UN, _COUNCIL = "UN", "?"
"""The Organization, one of whose organs is meant; a council, of whatever body."""
_MARKED = re.compile(r"(?<![\w/])(?:RES|DEC)/(?:E?S-)?\d{1,3}/\d{1,3}(?![\w/])")
_YEAR = re.compile(r"\((?:19|20)\d\d\)$")
_COUNCIL_RESOLUTION = re.compile(r"S/RES/(\d{1,4})(?!\d)")
_AROUND = 30
"""Characters before an organ's short name in which words make it another body's."""


class FreeReader(CitationReader):
    """Reads the paragraphs of one text, in order."""

    def __init__(self, rules: Profile, text: str) -> None:
        super().__init__(rules, None, free_patterns(rules.code))
        self._organs = frozenset(self._named(plain(text)))
        """The organs that the text names anywhere, and those of the symbols in it."""

    def _named(self, text: Plain) -> Iterator[str]:
        rows = [(pattern, value) for kind, pattern, value in self._patterns.kinds if kind == "organ" and value]
        for found in self._patterns.words.finditer(text.lower):
            for pattern, value in rows:
                if pattern.match(text.lower, found.start()):
                    yield value
                    break
        for found in self._patterns.numbers.finditer(text.latin):
            if found["symbol"]:
                yield found["symbol"].partition("/")[0]

    def find(self, text: str) -> list[Cited]:
        """The documents that a paragraph cites, in order, each place once."""
        view = plain(text)
        tokens = [one for one in find_tokens(view, self._patterns, True) if not self._of_others(view, one)]
        ways = (self._by_number(view, tokens), self._by_symbol(view, tokens), self._by_mark(view))
        found = sorted((cited for way in ways for cited in way), key=lambda one: one.span)
        return list(_once([replace(cited, span=Span(*view.span(*cited.span))) for cited in found]))

    def _read(self, written: str) -> tuple[Symbol, int] | None:
        """The symbol, with the year that S/RES/1325 lacks, and without the one that A/810 (1948) has too much."""
        read = super()._read(written)
        if read and read[0].body is None and (year := _YEAR.search(read[0].text)):
            bare = read_symbol(read[0].text[: year.start()])
            return (bare, len(written[: written.rindex("(")].rstrip())) if bare else read
        if read is None and (found := _COUNCIL_RESOLUTION.match(written)) and (in_year := year_of("S", int(found[1]))):
            symbol = read_symbol(f"{found[0]}({in_year})")
            return (symbol, found.end()) if symbol else None
        return read

    def _by_mark(self, view: Plain) -> Iterator[Cited]:
        """Symbols of the General Assembly without its letter: RES/67/138."""
        for found in _MARKED.finditer(view.latin):
            if symbol := read_symbol(f"A/{found[0]}"):
                yield Cited(Span(*found.span()), symbol, None, self._rule("symbol"))

    def _of_others(self, view: Plain, token: Token) -> bool:
        """Whether a token names a council that is not the United Nations'."""
        if token.kind != "organ" or token.value != _COUNCIL:
            return False
        around = view.lower[max(0, token.start - _AROUND) : token.end + _AROUND]
        return self._rules.references.others.re.search(around) is not None

    def _symbol(self, item: ListedNumber) -> Symbol | None:
        organ = item.attached if item.attached is not None else item.nearby
        if organ == "":
            return None
        if item.number.isdigit():
            return self._numbered_through(item, organ)
        return self._numbered(item, organ)

    def _numbered_through(self, item: ListedNumber, organ: str | None) -> Symbol | None:
        """A resolution of the Security Council named without its year."""
        if known := self._alone.get(item.number):
            return known
        is_meant = organ in ("S", _UN) or (organ in (None, _COUNCIL) and "S" in self._organs)
        if item.mark != "RES" or not is_meant:
            return None
        year = year_of("S", int(item.number))
        return read_symbol(f"S/RES/{item.number}({year})") if year else None

    def _numbered(self, item: ListedNumber, organ: str | None) -> Symbol | None:
        named = None if organ in (_UN, _COUNCIL) else organ
        if has_year(item.number):
            figure, year = re.findall(r"\d+", item.number)
            known = year_of("S", int(figure))
            fits = known is None or str(known) == year or (organ == "S" and abs(known - int(year)) < 2)
            return read_symbol(f"S/{item.mark}/{item.number}") if fits and item.mark == "RES" else None
        if "(" not in item.number and named is None:
            if item.mark != "RES" or not self._organs & {"A", "A/HRC", "S", "E", _UN}:
                return None
            if item.date is None and self._organs & {"A/HRC"} and "A" not in self._organs:
                named = "A/HRC"
        symbol = named_symbol(item.number, item.mark, None, named, None, item.date)
        is_asked = symbol is not None and (symbol.prefix != "E" or "E" in (named, *self._organs))
        return symbol if is_asked else None


def _once(found: Sequence[Cited]) -> Iterator[Cited]:
    """Each place once: of the same document there, the first, which is the longer."""
    seen: set[tuple[int, str]] = set()
    for cited in found:
        key = cited.span.start, cited.symbol.text
        if key not in seen:
            seen.add(key)
            yield cited
