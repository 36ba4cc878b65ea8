"""Whatever a stranger sends as a symbol, an address or a link's words is read in linear time, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import product

import pytest

from resograph.annotating.citations import CitationReader
from resograph.languages.profile import profile
from resograph.reading.proponent import agenda_items, committee, item_numbers, proponent, reports
from resograph.reconciling.symbols import readings
from resograph.symbols import AddressError, SymbolError, from_akn_iri, from_un_address, mint, parse, parse_path
from resograph.symbols.finding import symbols_in
from resograph.symbols.fit import fit
from resograph.symbols.roman import from_roman
from resograph.symbols.typing import compact, compact_forms, may_be_symbol, reads_as
from timing import seconds

ENGLISH = profile("en")
AKN = "/akn/un/statement/deliberation/un-ga/2012-12-20/"
ENTRIES: dict[str, Callable[[str], object]] = {
    "parse": parse,
    "parse_path": parse_path,
    "mint": lambda text: mint("http://localhost:8000/", text),
    "from_un_address": from_un_address,
    "from_akn_iri": from_akn_iri,
    "from_roman": from_roman,
    "symbols_in": lambda text: list(symbols_in(text)),
    "citations": lambda text: CitationReader(ENGLISH, parse("A/RES/76/1")).read(text),
    "fit.words": lambda text: fit(text, "A/RES/67/138"),
    "fit.target": lambda text: fit("67/138", text),
    "compact": compact,
    "compact_forms": compact_forms,
    "reads_as.typed": lambda text: reads_as(text, "A/RES/67/138"),
    "reads_as.symbol": lambda text: reads_as("67/138", text),
    "may_be_symbol": may_be_symbol,
    "readings": readings,
    "item_numbers": lambda text: item_numbers(text, ENGLISH),
    "reports": reports,
    "committee": lambda text: committee(text, ENGLISH),
    "proponent": lambda text: proponent(text, ENGLISH),
    "agenda_items": lambda text: agenda_items(text.splitlines(), ENGLISH),
}
LETTERS = [
    "A", "a", "C", "I", "SUMMARY", "1", "9", ".", "-", "/", " ", "(", "[", "~", "@", "!", "*", "%", "\n", "\u200b", "ﷺ",
    "А", "A/", "A-", "/1", "/1(", "(A", "[A]", "A.", "A)", "-Corr.1", "/Corr.1", "-S/", "决", "第", "res ",
]  # fmt: skip
BEFORE = ["", "A/", "A/RES/67/138~para_", "https://docs.un.org/en/", f"{AKN}67-138", "["]
ENDS = ["~~", "]", "\n"]


def _texts(size: int, before: Iterable[str], ends: Iterable[str]) -> Iterator[str]:
    for head, letters, end in product(before, LETTERS, ends):
        yield head + letters * (size // len(letters)) + end


@pytest.mark.parametrize("name", ENTRIES)
def test_whatever_comes_is_read_in_linear_time(name: str) -> None:
    """A pattern that takes the square reads these for half a second and for fifty; a linear one for milliseconds."""
    small, large = _texts(10_000, BEFORE, ENDS), _texts(100_000, BEFORE[:3], ENDS[-1:])
    for limit, texts in ((0.2, small), (1, large)):
        for text in texts:
            taken = seconds(partial(_enter, ENTRIES[name], text))
            if taken >= limit:  # the machine may have paused
                taken = seconds(partial(_enter, ENTRIES[name], text), runs=2)
            assert taken < limit, (len(text), text[:60], text[-20:])


def _enter(entry: Callable[[str], object], text: str) -> None:
    with suppress(SymbolError, AddressError):
        entry(text)


@pytest.mark.parametrize("path", ["A/" + "A" * 44_000, "A/RES/67/138~para_" + "1" * 5_000, "/" * 100_000 + "~~"])
def test_what_is_too_long_is_no_address(path: str) -> None:
    with pytest.raises((AddressError, SymbolError)):
        parse_path(path)


@pytest.mark.parametrize("digit", ["9", "۱", "٣"])
def test_numbers_too_long_to_be_any_are_none(digit: str) -> None:
    assert ENGLISH.ordinal(digit * 5_000) is None
    assert item_numbers(f"{digit * 5_000} 66 (c)", ENGLISH) == ["66 (c)"]
    assert len(item_numbers("7 " * 5_000, ENGLISH)) == 1_000


@pytest.mark.parametrize(
    ("code", "words"), [("en", "on the report of the   (A/1"), ("fr", "sur la base du rapport de la   (A/.")]
)
def test_committees_that_are_named_without_end_take_linear_time(code: str, words: str) -> None:
    assert seconds(lambda: committee(words * 8_000, profile(code))) < 1  # the square took half a minute
