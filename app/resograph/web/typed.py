"""A symbol as people type it: "67/138", "ares67138", "A/RES/67/138"."""

from __future__ import annotations

from fastapi import FastAPI

from resograph.releases.search import SearchError
from resograph.releases.tables import TablesError
from resograph.symbols import Symbol, SymbolError, parse
from resograph.web.tables import index_of


def symbol_typed(app: FastAPI, typed: str) -> Symbol:
    """The symbol that is meant; one written in part is that of the only document held that it fits.

    Raises:
        SymbolError: it is none.
    """
    try:
        return parse(typed)
    except SymbolError:
        try:
            (found,) = index_of(app).documents_like(typed)
        except (SearchError, TablesError, ValueError):
            found = None
        if found is None:
            raise
        return parse(found)
