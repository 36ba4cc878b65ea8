"""Pages of documents and their parts: held, or only cited."""

from __future__ import annotations

from fastapi import Request

from resograph.explaining import Explainer
from resograph.languages import profile
from resograph.symbols import Address, Symbol, un_addresses
from resograph.symbols.address import LANGUAGES
from resograph.web import documents
from resograph.web.graph import ReleaseGraph
from resograph.web.interface import interface_of
from resograph.web.rendering import render
from resograph.web.views import Link
from resograph.web.views.work import WorkView
from resograph.writing.terms import RESO


def document_page(request: Request, wanted: Address, language: str) -> str:
    """A document or some of its parts in one language."""
    graph: ReleaseGraph = request.app.state.graph
    view = WorkView(graph, wanted.symbol, language, interface_of(request).language)
    chosen = set(documents.range_of(graph, wanted))
    parts = [
        part
        for part in view.parts
        if not chosen or any(part.eid == eid or part.eid.startswith(f"{eid}__") for eid in chosen)
    ]
    shown = {part.eid for part in parts}
    if chosen:
        bearers = {graph.iri(view.address.part(eid)): eid for eid in shown}
        for note in view.notes:
            node = graph.work(wanted.symbol)[graph.iri(view.address.part(note.eid))]
            if note.eid not in shown and any(iri in bearers for iri in node.links(f"{RESO}noteTo")):
                parts.append(note)
    interface = interface_of(request).language
    taught = documents.taught_to(graph.release.taught)
    explainer = Explainer(
        nodes=graph.work(wanted.symbol),
        base=graph.base,
        symbol=wanted.symbol,
        language=language,
        label=lambda iri: graph.label(iri, interface),
        vocabulary=taught.vocabulary(),
        corrections=taught.corrections(wanted.symbol, language),
    )
    return render(
        request,
        "document.html",
        explanations=[explainer.explain(part.eid) for part in parts] if chosen else [],
        base=graph.base,
        view=view,
        parts=parts,
        wanted=wanted,
        language=language,
        direction=profile(language).direction,
        held=[
            (code, profile(code)["name"]) for code in LANGUAGES if code in graph.release.languages(wanted.symbol.text)
        ],
        elsewhere=un_addresses(wanted.symbol, language),
        citing=_citing(graph, wanted.symbol) if not chosen else [],
        formats=("ttl", "jsonld", "nt", "rdf", "xml", "txt", "json"),
    )


def cited_page(request: Request, symbol: Symbol) -> str:
    """A document that is cited but not held: what is known of it, who cites it, where the UN keeps it."""
    graph: ReleaseGraph = request.app.state.graph
    node = graph.node(graph.iri(symbol.text))
    adopted = node.text(f"{RESO}adoptedOn") if node else ""
    return render(
        request,
        "cited.html",
        symbol=symbol,
        adopted=adopted,
        citing=_citing(graph, symbol),
        elsewhere=un_addresses(symbol, interface_of(request).language),
    )


def _citing(graph: ReleaseGraph, symbol: Symbol) -> list[Link]:
    found = [
        graph.path(iri)
        for predicate in documents.CITING
        for iri in graph.pointing_at(graph.iri(symbol.text), predicate)
    ]
    return [Link(path, path) for path in sorted(set(found)) if "~" in path]
