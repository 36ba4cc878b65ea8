"""The page of some parts of a document: their words in all languages, and each fact under its words."""

from __future__ import annotations

from functools import partial

from fastapi import Request

from resograph.releases.lineage import Reused, Step, adopted_on, history_of, reused_in
from resograph.releases.reader import ReleaseGraph, nodes_of
from resograph.symbols import Address, Symbol
from resograph.web import documents
from resograph.web.components.citing import cited_at
from resograph.web.components.rendering import render
from resograph.web.interface import interface_of
from resograph.web.pages.correct.page import correcting
from resograph.web.pages.document.page import text_shown
from resograph.web.pages.document.values import PartView
from resograph.writing.explaining import Explainer, Explanation
from resograph.writing.terms import RESO

_NOTE = "note_"
"""Ids of notes begin so."""


def part_page(request: Request, wanted: Address, language: str) -> str:
    """Some parts of a document in one language; with ``?with=`` beside them in another."""
    view, parts, given = text_shown(request, wanted, language)
    graph, interface = view.graph, interface_of(request).language
    chosen = documents.range_of(graph, wanted)
    return render(
        request,
        "pages/part/template.html",
        **given,
        explanations=[_explain(graph, wanted.symbol, language, interface, part) for part in parts],
        versions=[(code, _texts(graph, wanted, parts, code)) for code in given["held"] if code != language],
        around=_around(graph, wanted, chosen),
        correcting=partial(correcting, graph, f"{language}/{wanted.symbol}"),
        cited=partial(cited_at, words=interface_of(request)),
        history=[step for eid in chosen for step in _history(graph, wanted, eid)],
        reused=[found for eid in chosen for found in _reused(graph, wanted, eid, interface)],
        citing=[graph.path(iri) for eid in chosen for iri in _citing_part(graph, wanted, eid)],
    )


def _texts(graph: ReleaseGraph, wanted: Address, parts: list[PartView], language: str) -> list[tuple[str, str]]:
    """Number and words of some parts in another language."""
    nodes = (graph.node(graph.iri(wanted.work().part(part.eid))) for part in parts)
    found = [[node.texts(RESO + name).get(language, "") for name in ("number", "text")] for node in nodes if node]
    return [(number, text) for number, text in found if text]


def _history(graph: ReleaseGraph, wanted: Address, eid: str) -> list[tuple[Step, str, str]]:
    """How a part came from earlier ones and went into later ones, each with the days of both documents."""
    found = history_of(graph, str(wanted.work().part(eid)))
    return [(step, adopted_on(graph, step.earlier), adopted_on(graph, step.later)) for step in found]


def _reused(
    graph: ReleaseGraph, wanted: Address, eid: str, language: str
) -> list[tuple[Reused, str, str, list[tuple[str, str]]]]:
    """Words of a part that other series have, too: with the days of first and latest use, and paths and names of the
    bodies that used them."""
    return [
        (
            one,
            adopted_on(graph, one.first),
            adopted_on(graph, one.latest),
            [(path, graph.label(graph.iri(path), language)) for path in one.bodies],
        )
        for one in reused_in(graph, str(wanted.work().part(eid)))
    ]


def _citing_part(graph: ReleaseGraph, wanted: Address, eid: str) -> list[str]:
    """The parts whose citations name a part."""
    mentions = graph.pointing_at(graph.iri(wanted.work().part(eid)), f"{RESO}citedPart")
    return sorted({part for one in mentions for part in graph.objects(one, f"{RESO}inPart")})


def _around(graph: ReleaseGraph, wanted: Address, chosen: list[str]) -> list[str | None]:
    """Ids of the parts before and behind, on the level of the first."""
    level = chosen[0].count("__")
    is_note = chosen[0].startswith(_NOTE)
    order = [
        eid for eid in graph.part_order(wanted.symbol) if eid.count("__") == level and eid.startswith(_NOTE) == is_note
    ]
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
