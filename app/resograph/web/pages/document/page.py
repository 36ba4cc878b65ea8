"""The page of a document: a whole text in one language, or in two beside each other."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import Request

from resograph.languages.profile import profile
from resograph.releases.tables import NoTablesError
from resograph.symbols import Address, un_addresses
from resograph.symbols.address import LANGUAGES
from resograph.web import documents
from resograph.web.components.citing import cited_as
from resograph.web.components.rendering import render
from resograph.web.interface import interface_of
from resograph.web.negotiation import MEDIA_TYPES
from resograph.web.pages.cited.view import MOST_CITING, citing_parts
from resograph.web.pages.document.rows import cells_of, has_rows, in_tables
from resograph.web.pages.document.schema_org import schema_org
from resograph.web.pages.document.values import PartView
from resograph.web.pages.document.view import WorkView
from resograph.web.pages.pictures.page import acts_by_force
from resograph.web.state import state_of
from resograph.web.tables import tables_of


def document_page(request: Request, wanted: Address, language: str) -> str:
    """A document in one language; with ``?with=`` beside it in another."""
    view, parts, given = text_shown(request, wanted, language)
    citing = citing_parts(view.graph, wanted.symbol)
    return render(
        request,
        "pages/document/template.html",
        **given,
        contents=_contents(parts),
        cited=view.cited(),
        citing=citing[:MOST_CITING],
        citing_count=len(citing),
        acts=acts_by_force(request, wanted.symbol),
    )


def text_shown(request: Request, wanted: Address, language: str) -> tuple[WorkView, list[PartView], dict[str, Any]]:
    """What an address shows of a document: the document, the parts wanted, and what templates need to set them."""
    graph = state_of(request).graph
    words = interface_of(request)
    held = [code for code in LANGUAGES if code in graph.release.languages(wanted.symbol.text)]
    tables = tables_of(request.app)
    tabular = has_rows(graph.part_order(wanted.symbol))

    def shown_in(code: str) -> WorkView:
        try:
            cells = cells_of(documents.document_of(graph.release, Address(wanted.symbol), code)) if tabular else {}
        except NoTablesError:  # a server holds the graph alone: rows are shown as they stand
            cells = {}
        return WorkView(graph, wanted.symbol, code, words.language, tables, cells)

    view = shown_in(language)
    parts = view.parts(documents.range_of(graph, wanted))
    other = request.query_params.get("with", "")
    doubled = other in held and other != language
    beside = shown_in(other) if doubled else None
    other_of = beside.some([part.eid for part in parts]).get if beside else None
    given = {
        "view": view,
        "parts": in_tables(parts, wanted),
        "wanted": wanted,
        "language": language,
        "held": held,
        "direction_of": lambda code: profile(code).direction,
        "beside": beside,
        "beside_of": other_of,
        "rows_beside": lambda table: [other_of(row.eid) for row in table.rows] if other_of else [],
        "cite": partial(cited_as, wanted.symbol, words=words),
        "elsewhere": un_addresses(wanted.symbol, language),
        "formats": {name: media for name, media in MEDIA_TYPES.items() if name != "html"},
        "base": graph.base,
        "schema_org": schema_org(graph, view, wanted),
    }
    return view, parts, given


def _contents(parts: list[PartView]) -> list[tuple[str, str, str]]:
    """What a list of contents leads to: id, heading, and for preamble and body, which have none, their kind."""
    kinds = [part.kind for part in parts]
    begins: dict[int, str] = {}
    for kind in ("PreambularParagraph", "OperativeParagraph"):
        if kind in kinds:
            place = kinds.index(kind)
            while place and kinds[place - 1] == "Section":
                place -= 1
            begins.setdefault(place, kind)
    found: list[tuple[str, str, str]] = []
    for place, part in enumerate(parts):
        found += [(part.eid, "", begins[place])] if place in begins else []
        found += [(part.eid, part.heading, "")] if part.heading else []
    return found if len(found) > 1 else []
