"""The document that a row of a list cites, as people write it."""

from __future__ import annotations

from collections.abc import Callable

from resograph.languages.naming import typed_words
from resograph.reconciling.symbols import readings
from resograph.reviewing.values import ListedRow
from resograph.symbols import Symbol, SymbolError, parse


def cited_in(row: ListedRow, is_known: Callable[[Symbol], bool]) -> Symbol | None:
    """The document; None where the words name none for certain.

    What a row says of the source ("Economic and Social Council resolutions") stands before its number ("1998/46").

    Args:
        row: of a list.
        is_known: whether a document is held or cited; of several that may be meant the known one is.
    """
    try:
        return parse(row.symbol)
    except SymbolError:
        pass
    found = _all(row.symbol) if row.symbol else []
    if row.source and row.symbol:
        found = _all(f"{row.source} {row.symbol}") or found
    if not found and row.symbol:
        # A number alone, such as 67/138, is that of the only document here that it fits.
        found = [symbol for symbol in _all(row.symbol, alone=True) if is_known(symbol)]
        return found[0] if len(found) == 1 else None
    known = [symbol for symbol in found if is_known(symbol)]
    return next(iter(known or found), None)


def _all(text: str, *, alone: bool = False) -> list[Symbol]:
    found = []
    for reading in readings(text):
        if not (reading.outright or alone) or any(not _is_noun(word) for word in reading.left):
            continue
        try:
            found.append(parse(reading.path))
        except SymbolError:
            continue
    return found


def _is_noun(word: str) -> bool:
    return any(noun.fullmatch(word) for noun in typed_words().nouns.values())
