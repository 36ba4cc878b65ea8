"""Pages of what is no document: actors, bodies, States, themes, verbs, events, sessions, acts."""

from __future__ import annotations

import pyoxigraph as ox
from fastapi import Request

from resograph.web.graph import Node, ReleaseGraph
from resograph.web.interface import interface_of
from resograph.web.problems import ProblemError
from resograph.web.rendering import render
from resograph.web.views import Link, with_words
from resograph.writing.terms import RESO, SKOS, TYPE

_USES = (
    "addressee",
    "mentions",
    "theme",
    "verb",
    "reportTo",
    "adoptedBy",
    "dueSession",
    "session",
    "underItem",
    "inFavour",
    "against",
    "abstaining",
    "notVoting",
    "sponsor",
)


def thing_page(request: Request, thing: str) -> str:
    """An actor, body, State, theme, verb, event … or an act: what is said of it, and where it is used."""
    graph: ReleaseGraph = request.app.state.graph
    interface = interface_of(request).language
    iri = graph.iri(thing)
    node = graph.node(iri)
    if node is None:
        raise ProblemError(404, "Not found", f"Nothing is known of {thing} here.")
    names = {kind: sorted(_labels(node, kind)) for kind in ("prefLabel", "altLabel")}
    facts = [
        (
            predicate,
            [
                Link(graph.label(value, interface) if value.startswith(graph.base) else value, graph.path(value))
                for value in node.links(predicate)
            ],
        )
        for predicate in sorted(_predicates(node))
    ]
    uses = []
    for name in _USES:
        users = [graph.path(subject) for subject in graph.pointing_at(iri, RESO + name)]
        links = [
            Link(with_words(graph, path) or path, path)
            for path in users
            if "~" in path or name in ("adoptedBy", "sponsor")
        ]
        if links:
            uses.append((name, links[:200], len(links)))
    return render(
        request,
        "thing.html",
        thing=thing,
        name=graph.label(iri, interface),
        names=names,
        classes=sorted(node.classes),
        facts=facts,
        texts=sorted(node.texts(f"{RESO}text").items()),
        uses=uses,
    )


def _labels(node: Node, kind: str) -> list[tuple[str, str]]:
    return [(value.language or "", value.value) for value in node.all(SKOS + kind) if isinstance(value, ox.Literal)]


_SHOWN = (RESO, f"{SKOS}exactMatch", f"{SKOS}closeMatch", f"{SKOS}broader")


def _predicates(node: Node) -> list[str]:
    return [name for name in node.properties() if name.startswith(_SHOWN) and node.links(name) and name != TYPE.value]
