"""The symbols of all documents that a release holds or cites, and what they make of one that is neither."""

from __future__ import annotations

import re

from fastapi import FastAPI

from resograph.releases.reader import ReleaseGraph
from resograph.symbols import Address, Symbol, parse, parse_path
from resograph.symbols.near import completions, near_symbols
from resograph.web.state import state_of
from resograph.writing.terms import DCT

_PATH = re.compile(
    r"(?P<language>[A-Za-z]{2,3}/)?(?P<symbol>[A-Za-z.]{1,8}/[A-Za-z./]{1,20}/\d{1,6})(?P<rest>[~@.].*)?"
)


def near_to(app: FastAPI, symbol: Symbol) -> list[str]:
    """The known symbols that are nearest to one."""
    return near_symbols(known_to(app), symbol)


def meant_by(app: FastAPI, text: str) -> list[Symbol]:
    """The known documents that a symbol names which lacks its year or session: ``S/RES/2799``."""
    return [parse(symbol) for symbol in completions(known_to(app), text.strip())]


def address_meant(app: FastAPI, path: str) -> Address | None:
    """The address that a path names whose symbol lacks its year; None where it names none, or several.

    Raises:
        AddressError, SymbolError: what stands around the symbol is wrong.
    """
    found = _PATH.fullmatch(path)
    meant = meant_by(app, found["symbol"]) if found else []
    if found is None or len(meant) != 1:
        return None
    return parse_path(f"{found['language'] or ''}{meant[0]}{found['rest'] or ''}")


def known_to(app: FastAPI) -> tuple[str, ...]:
    """All of them, in the order of their letters; read from the graph once a release."""
    return state_of(app).release.once(_symbols)


def _symbols(graph: ReleaseGraph) -> tuple[str, ...]:
    return tuple(sorted({text.value for _, text in graph.literals(f"{DCT}identifier")}))
