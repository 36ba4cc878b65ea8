"""The page of a document that is cited but not held: what is known of it, who cites it, where the UN keeps it."""

from __future__ import annotations

from fastapi import Request

from resograph.symbols import Symbol, un_addresses
from resograph.web.components.rendering import render
from resograph.web.interface import interface_of
from resograph.web.pages.cited.view import MOST_CITING, citing_parts
from resograph.web.state import state_of
from resograph.writing.terms import RESO


def cited_page(request: Request, symbol: Symbol) -> str:
    """What is known of a document that is not held."""
    graph = state_of(request).graph
    words = interface_of(request)
    node = graph.node(graph.iri(symbol.text))
    citing = citing_parts(graph, symbol)
    return render(
        request,
        "pages/cited/template.html",
        symbol=symbol,
        adopted=node.text(f"{RESO}adoptedOn") if node else "",
        citing=citing[:MOST_CITING],
        citing_count=len(citing),
        elsewhere=un_addresses(symbol, words.language),
    )
