"""``/pictures``: citations, lines of documents, acts by force, themes over time; each as page, SVG and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Wanted
from resograph.releases.tables import NoTablesError
from resograph.symbols import Symbol, SymbolError
from resograph.web import static
from resograph.web.answers import tagged
from resograph.web.components.figures import by_force, by_year
from resograph.web.components.links import Link, link_to
from resograph.web.components.offices import together
from resograph.web.components.rendering import render
from resograph.web.components.sections import Figures
from resograph.web.interface import PAGES_VARY, Interface, interface_of
from resograph.web.known import near_to
from resograph.web.pages.pictures.view import Citations, Network, drawn_chain, drawn_network
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.web.tables import register_of
from resograph.web.typed import symbol_typed

router = APIRouter()
_FORMATS = {"": "text/html; charset=utf-8", "svg": "image/svg+xml", "json": "application/json"}
_STEPS = 2
_LONGEST = 200
_ROOT = "../"
"""The way from a picture back to the base."""


@dataclass(frozen=True)
class Picture:
    """A picture with its facts."""

    title: str
    of: Link
    drawing: Markup
    facts: dict[str, Any]
    template: str
    values: Mapping[str, Any]


@router.api_route("/pictures", methods=["GET", "HEAD"], include_in_schema=False)
def pictures(request: Request) -> Response:
    """What can be drawn, and of what."""
    page = render(request, "pages/pictures/template.html", kinds=[kind for kind in _KINDS if kind not in _OF_THINGS])
    return tagged(request, page.encode(), "pictures", _FORMATS[""], {"Vary": PAGES_VARY})


@router.api_route("/pictures/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def picture(request: Request, name: str) -> Response:
    """One picture: as a page with its facts in a table, alone, or its facts alone."""
    kind, _, suffix = name.partition(".")
    if kind not in _KINDS or suffix not in _FORMATS:
        near = [(f"pictures/{known}", known) for known in _KINDS]
        raise ProblemError(404, "No such picture", f"There is no pictures/{name[:60]}.", near=near)
    graph = state_of(request).graph
    words = interface_of(request)
    found = _KINDS[kind](request, graph, words)
    if suffix == "svg":
        body = str(found.drawing)
        if not body:
            raise ProblemError(404, "Nothing to draw", f"There is nothing to draw of {found.of.name}.")
    elif suffix == "json":
        body = json.dumps(found.facts, ensure_ascii=False, indent=1)
    else:
        body = render(request, found.template, kind=kind, picture=found, query_string=request.url.query, **found.values)
    headers = {"Vary": "Accept-Language, Cookie" if suffix == "svg" else PAGES_VARY}
    return tagged(request, body.encode(), f"pictures/{name}?{request.url.query}", _FORMATS[suffix], headers)


def acts_by_force(request: Request, symbol: Symbol) -> Figures | None:
    """The acts of a document by force, to be shown in its page (``figure`` of ``components/sections.html``)."""
    try:
        counts = register_of(request.app).counts(Wanted(document=symbol.text), "force")
    except NoTablesError:  # the words are there without them
        counts = ()
    if not counts:
        return None
    return by_force(counts, state_of(request).graph, interface_of(request), {"document": symbol.text}, "by-force")


# ── what is drawn ────────────────────────────────────────────────────────────────────────────────────────────────────
def _citations(request: Request, graph: ReleaseGraph, words: Interface) -> Picture:
    symbol = _document(request, graph)
    given = request.query_params.get("steps", "1")
    if given not in [str(number) for number in range(1, _STEPS + 1)]:
        raise ProblemError(400, "Bad parameter", f"steps={given[:40]}: citations are drawn for 1 or 2 steps.")
    steps = int(given)
    found = Citations(graph, words.language).around(symbol.text, steps)
    return _of_documents(
        symbol, "citations", found, drawn_network(found, symbol, words, _ROOT), words, graph, steps=steps
    )


def _chain(request: Request, graph: ReleaseGraph, words: Interface) -> Picture:
    symbol = _document(request, graph)
    found = Citations(graph, words.language).line(symbol.text)
    return _of_documents(symbol, "chain", found, drawn_chain(found, symbol, words, _ROOT), words, graph)


def _of_documents(
    symbol: Symbol,
    kind: str,
    found: Network,
    drawing: Markup,
    words: Interface,
    graph: ReleaseGraph,
    steps: int = 0,
) -> Picture:
    facts = {
        "document": graph.iri(symbol.text),
        "documents": [
            {
                "address": graph.iri(one.symbol),
                "symbol": one.symbol,
                "title": one.title.text or None,
                "adopted": one.adopted or None,
                "held": one.held,
                "step": one.step,
            }
            for one in found.documents
        ],
        "citations": [
            {
                "source": one.source,
                "target": one.target,
                "verbs": [verb.path.removeprefix("verb/") for verb in one.verbs],
            }
            for one in found.citations
        ],
    }
    verbs = {one.target if one.source == symbol.text else one.source: one.verbs for one in found.citations if one.verbs}
    return Picture(
        words(f"pictures.{kind}_of", symbol=symbol.text),
        link_to(graph, graph.iri(symbol.text), words.language),
        drawing,
        facts,
        "pages/pictures/documents.html",
        {
            "symbol": symbol,
            "found": found,
            "verbs": verbs,
            "steps": steps,
            "explorable": static.is_there("vendor/cytoscape.min.js"),
        },
    )


def _force(request: Request, graph: ReleaseGraph, words: Interface) -> Picture:
    addressee = request.query_params.get("addressee", "")
    if addressee:
        of, wanted = _thing(graph, "addressee", addressee, words), Wanted(addressees=together(graph, addressee))
        asked = {"addressee": addressee}
    else:
        symbol = _document(request, graph)
        of, wanted, asked = Link(symbol.text, symbol.text), Wanted(document=symbol.text), {"document": symbol.text}
    counts = register_of(request.app).counts(wanted, "force")
    section = by_force(counts, graph, words, asked, "by-force")
    rows = [{"force": graph.iri(count.value), "acts": count.count} for count in counts]
    return _of_numbers(section, of, rows, words)


def _timeline(request: Request, graph: ReleaseGraph, words: Interface) -> Picture:
    thing = request.query_params.get("thing", "")
    of = _thing(graph, "thing", thing, words)
    how = "theme" if thing.startswith("theme/") else "mentions"
    years = register_of(request.app).parts_by_year(thing, how)
    title = words(f"pictures.{how}_by_year")
    section = by_year(years, {how: words("thing.in_paragraphs")}, title, words, "timeline")
    rows = [{"year": year.year, "paragraphs": year.counts.get(how, 0)} for year in years]
    return _of_numbers(section, of, rows, words)


def _of_numbers(section: Figures, of: Link, rows: list[dict[str, Any]], words: Interface) -> Picture:
    title = f"{section.title}{words('site.colon')}{of.name}"
    facts = {"title": title, "rows": rows}
    return Picture(title, of, section.picture, facts, "pages/pictures/numbers.html", {"section": section})


_KINDS: Mapping[str, Callable[[Request, ReleaseGraph, Interface], Picture]] = {
    "citations": _citations,
    "chain": _chain,
    "force": _force,
    "timeline": _timeline,
}
_OF_THINGS = ("timeline",)


def _document(request: Request, graph: ReleaseGraph) -> Symbol:
    """The document asked for.

    Raises:
        ProblemError: 400, it is no symbol; 404, nothing is known of it.
    """
    written = request.query_params.get("document", "").strip()
    try:
        symbol = symbol_typed(request.app, written[:_LONGEST])
    except SymbolError as error:
        detail = f"Give the symbol of a document, as in ?document=A/RES/67/138. {error}"
        raise ProblemError(400, "Bad symbol", detail, near=(("pictures", "Pictures"),)) from error
    if not graph.says(graph.iri(symbol.text)):
        near = [(name, name) for name in near_to(request.app, symbol)]
        raise ProblemError(404, "Not held", f"{symbol} is neither held nor cited here.", near=near)
    return symbol


def _thing(graph: ReleaseGraph, name: str, path: str, words: Interface) -> Link:
    if not path or graph.node_at(path) is None:
        raise ProblemError(
            400,
            "Bad parameter",
            f"{name}={path[:80]}: nothing of that address is known here, as actor/un-volunteers is.",
        )
    return link_to(graph, graph.base + path, words.language)
