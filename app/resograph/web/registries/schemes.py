"""``/theme``, ``/state`` …: the concepts of a scheme, to be leafed through, searched and fetched as SKOS."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox
from fastapi import Request, Response

from resograph.releases.reader import ReleaseGraph
from resograph.web.answers import RDF, not_acceptable, send
from resograph.web.components.paging import pages_of
from resograph.web.components.rendering import render
from resograph.web.interface import interface_of
from resograph.web.negotiation import choose_format
from resograph.web.paths import relative
from resograph.web.problems import ProblemError
from resograph.web.registries.reconcile.known import matcher_of
from resograph.web.state import state_of
from resograph.writing import serialise
from resograph.writing.terms import RESO, SKOS

SCHEMES = {
    "theme": ("Theme",),
    "actor": ("Office", "Programme", "Fund", "Organization", "ActorGroup"),
    "body": ("Body",),
    "state": ("State",),
    "session": ("Session",),
    "event": ("Event",),
    "instrument": ("Instrument",),
    "publication": ("Publication",),
    "verb": ("Verb",),
    "force": (),
    "change": (),
}
"""Path of a scheme → the types by which its concepts are searched."""

_PATH = re.compile(rf"(?P<scheme>{'|'.join(SCHEMES)})(?P<slash>/)?(?:\.(?P<format>html|ttl|jsonld|nt|rdf))?")
_SIZE = 200
_DEEPEST = 6
_NAMED = (f"{SKOS}prefLabel", f"{SKOS}notation", f"{SKOS}broader", f"{SKOS}exactMatch", f"{SKOS}closeMatch")


@dataclass(frozen=True)
class ConceptRow:
    """A concept in the list: where, its name, its codes, and those below it."""

    path: str
    name: str
    codes: list[str] = field(default_factory=list)
    below: list[ConceptRow] = field(default_factory=list)


def is_scheme(path: str) -> bool:
    """Whether a path is one of a scheme's."""
    return _PATH.fullmatch(path) is not None


def answer(request: Request, path: str) -> Response:
    """A scheme: 303 to its description; the list as a page or as SKOS."""
    found = _PATH.fullmatch(path)
    assert found
    scheme, suffix = found["scheme"], found["format"]
    graph = state_of(request).graph
    members = graph.pointing_at(graph.iri(scheme), f"{SKOS}inScheme")
    if not members:
        raise ProblemError(404, "Not found", f"There are no concepts in {scheme} here.", near=(("", "Start"),))
    if found["slash"] or suffix is None:
        chosen = choose_format(request.headers.get("accept"), ("html", *RDF))
        if chosen is None:
            raise not_acceptable(("html", *RDF))
        query = request.scope.get("query_string", b"").decode("latin-1")
        target = relative(path, f"{scheme}.{chosen}") + (f"?{query}" if query else "")
        return Response(None, 303, {"Location": target, "Vary": "Accept, Accept-Language"})
    if suffix == "html":
        return send(request, path, "html", _page(request, graph, scheme, members).encode(), f"{scheme}.html")
    body = serialise(_triples(graph, scheme, members), suffix, graph.base, graph.iri(scheme))
    return send(request, path, suffix, body, f"{scheme}.{suffix}")


def _triples(graph: ReleaseGraph, scheme: str, members: list[str]) -> list[ox.Triple]:
    """The scheme, and of each concept its names, codes, place and matches."""
    iri = ox.NamedNode(graph.iri(scheme))
    concepts = set(members)
    found = list(graph.description(iri.value))
    found += [ox.Triple(ox.NamedNode(member), ox.NamedNode(f"{SKOS}inScheme"), iri) for member in members]
    for predicate in _NAMED:
        found += graph.statements(predicate, concepts)
    return found


def _page(request: Request, graph: ReleaseGraph, scheme: str, members: list[str]) -> str:
    language = interface_of(request).language
    asked = request.query_params.get("q", "").strip()[:300]
    narrower = _narrower(graph, set(members))
    leaves = None
    if asked and SCHEMES[scheme]:
        entries = matcher_of(request.app).beginning(asked, SCHEMES[scheme], _SIZE)
        found = [graph.iri(entry.path) for entry in entries if entry.path.startswith(f"{scheme}/")]
    else:
        below = {iri for iris in narrower.values() for iri in iris}
        tops = sorted(set(members) - below, key=lambda iri: _order(graph, iri, language))
        leaves = pages_of(request, len(tops), size=_SIZE)
        found = tops[leaves.skip : leaves.skip + _SIZE]
    return render(
        request,
        "registries/scheme.html",
        scheme=scheme,
        name=graph.label(graph.iri(scheme), language),
        asked=asked,
        searchable=bool(SCHEMES[scheme]),
        concepts=[_shown(graph, iri, language, narrower) for iri in found],
        total=len(members),
        leaves=leaves,
    )


def _narrower(graph: ReleaseGraph, members: set[str]) -> dict[str, list[str]]:
    """Concept → those below it in the same scheme."""
    found: dict[str, list[str]] = defaultdict(list)
    for triple in graph.statements(f"{SKOS}broader", members):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            found[triple.object.value].append(triple.subject.value)
    return {above: below for above, below in found.items() if above in members}


def _shown(graph: ReleaseGraph, iri: str, language: str, narrower: dict[str, list[str]], depth: int = 0) -> ConceptRow:
    node = graph.node(iri)
    codes = sorted(getattr(code, "value", "") for code in node.all(f"{SKOS}notation")) if node else []
    below = narrower.get(iri, []) if depth < _DEEPEST else []
    below = sorted(below, key=lambda child: _order(graph, child, language))
    children = [_shown(graph, child, language, narrower, depth + 1) for child in below]
    return ConceptRow(graph.path(iri), graph.label(iri, language), codes, children)


def _order(graph: ReleaseGraph, iri: str, language: str) -> tuple[object, ...]:
    """Goals and sessions by their numbers, others by name."""
    node, path = graph.node(iri), graph.path(iri)
    number = (node.text(f"{SKOS}notation") or node.text(f"{RESO}number")) if node else ""
    if re.match(r"(?:E?S-)?\d", number):
        scheme = path.rpartition("/")[0]
        return 0, scheme, number[0].isdigit(), [int(figures) for figures in re.findall(r"\d+", number)], path
    return 1, graph.label(iri, language).casefold(), path
