"""Pages of documents: a whole text, some of its parts, or what is known of one that is only cited."""

from __future__ import annotations

from functools import partial

from fastapi import Request

from resograph.languages.profile import profile
from resograph.releases.reader import ReleaseGraph, nodes_of
from resograph.symbols import Address, Symbol, un_addresses
from resograph.symbols.address import LANGUAGES
from resograph.web import documents
from resograph.web.interface import interface_of
from resograph.web.negotiation import MEDIA_TYPES
from resograph.web.pages.pictures import acts_by_force
from resograph.web.rendering import render
from resograph.web.views import Link
from resograph.web.views.citing import cited_as
from resograph.web.views.schema_org import schema_org
from resograph.web.views.work import PartView, WorkView
from resograph.writing.explaining import Explainer, Explanation
from resograph.writing.terms import RESO

_MOST_CITING = 100
"""Places listed that cite a document; the query behind the list has all."""


def document_page(request: Request, wanted: Address, language: str) -> str:
    """A document or some of its parts in one language; with ``?with=`` beside it in another."""
    graph: ReleaseGraph = request.app.state.graph
    words = interface_of(request)
    held = [code for code in LANGUAGES if code in graph.release.languages(wanted.symbol.text)]
    view = WorkView(graph, wanted.symbol, language, words.language)
    chosen = documents.range_of(graph, wanted)
    parts = view.parts(chosen)
    other = request.query_params.get("with", "")
    beside = WorkView(graph, wanted.symbol, other, words.language) if other in held and other != language else None
    given = {
        "view": view,
        "parts": parts,
        "wanted": wanted,
        "language": language,
        "held": held,
        "direction_of": lambda code: profile(code).direction,
        "beside": beside,
        "beside_of": beside.part if beside else None,
        "cite": partial(cited_as, wanted.symbol, words=words),
        "elsewhere": un_addresses(wanted.symbol, language),
        "formats": {name: media for name, media in MEDIA_TYPES.items() if name != "html"},
        "base": graph.base,
        "schema_org": schema_org(graph, view, wanted),
    }
    if not chosen:
        citing = _citing(graph, wanted.symbol)
        return render(
            request,
            "document.html",
            **given,
            contents=_contents(parts),
            cited=view.cited(),
            citing=citing[:_MOST_CITING],
            citing_count=len(citing),
            acts=acts_by_force(request, wanted.symbol),
        )
    return render(
        request,
        "part.html",
        **given,
        explanations=[_explain(graph, wanted.symbol, language, words.language, part) for part in parts],
        versions=[(code, _texts(graph, wanted, parts, code)) for code in held if code != language],
        around=_around(graph, wanted, chosen),
        citing=[graph.path(iri) for eid in chosen for iri in _citing_part(graph, wanted, eid)],
    )


def _texts(graph: ReleaseGraph, wanted: Address, parts: list[PartView], language: str) -> list[tuple[str, str]]:
    """Number and words of some parts in another language."""
    nodes = (graph.node(graph.iri(wanted.work().part(part.eid))) for part in parts)
    found = [[node.texts(RESO + name).get(language, "") for name in ("number", "text")] for node in nodes if node]
    return [(number, text) for number, text in found if text]


def cited_page(request: Request, symbol: Symbol) -> str:
    """A document that is cited but not held: what is known of it, who cites it, where the UN keeps it."""
    graph: ReleaseGraph = request.app.state.graph
    words = interface_of(request)
    node = graph.node(graph.iri(symbol.text))
    citing = _citing(graph, symbol)
    return render(
        request,
        "cited.html",
        symbol=symbol,
        adopted=node.text(f"{RESO}adoptedOn") if node else "",
        citing=citing[:_MOST_CITING],
        citing_count=len(citing),
        elsewhere=un_addresses(symbol, words.language),
    )


def _citing(graph: ReleaseGraph, symbol: Symbol) -> list[Link]:
    """The parts that cite a document."""
    iri = graph.iri(symbol.text)
    found = {graph.path(one) for predicate in documents.CITING for one in graph.pointing_at(iri, predicate)}
    return [Link(path, path) for path in sorted(found) if "~" in path]


def _citing_part(graph: ReleaseGraph, wanted: Address, eid: str) -> list[str]:
    """The parts whose citations name a part."""
    mentions = graph.pointing_at(graph.iri(wanted.work().part(eid)), f"{RESO}citedPart")
    return sorted({part for one in mentions for part in graph.objects(one, f"{RESO}inPart")})


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


def _around(graph: ReleaseGraph, wanted: Address, chosen: list[str]) -> list[str | None]:
    """Ids of the parts before and behind, on the level of the first."""
    level = chosen[0].count("__")
    order = [eid for eid in graph.part_order(wanted.symbol) if eid.count("__") == level]
    if chosen[0] not in order or chosen[-1] not in order:
        return [None, None]
    first, last = order.index(chosen[0]), order.index(chosen[-1])
    return [order[first - 1] if first else None, order[last + 1] if last + 1 < len(order) else None]


def _explain(graph: ReleaseGraph, symbol: Symbol, language: str, interface: str, part: PartView) -> Explanation:
    """The facts of a part under its words."""
    taught = documents.taught_to(graph.release.taught)
    return Explainer(
        nodes=nodes_of(graph.part_triples(symbol, part.eid, language)),
        base=graph.base,
        symbol=symbol,
        language=language,
        label=lambda iri: graph.label(iri, interface),
        vocabulary=taught.vocabulary(),
        corrections=taught.corrections(symbol, language),
    ).explain(part.eid)
