"""``/.well-known/void``: the dataset described as a release describes itself, and the ways to it (VoID, DCAT 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, FastAPI, Request, Response

from resograph.releases.tables import NoTablesError
from resograph.resources import table
from resograph.settings import Settings
from resograph.sparql import Formats, Query
from resograph.web.graph_store import PATH as GRAPH_STORE
from resograph.web.linksets import linkset_triples
from resograph.web.negotiation import MEDIA_TYPES, choose_format, content_type
from resograph.web.partitions import partition_triples
from resograph.web.problems import ProblemError
from resograph.web.registries.dumps import dump_triples
from resograph.web.registries.newest import newest_release
from resograph.web.sparql.answering import told
from resograph.web.state import state_of
from resograph.writing import RDF_FORMATS, serialise
from resograph.writing.terms import DCAT, DCT, TYPE, VOID

router = APIRouter()
_ITSELF = f"""CONSTRUCT {{ ?dataset ?p ?o . ?part ?q ?r }} WHERE {{
  ?dataset ?p ?o OPTIONAL {{ ?dataset <{VOID}classPartition> ?part . ?part ?q ?r }}
}}"""
_MEDIA = "https://www.iana.org/assignments/media-types/"
_FORMATS = "http://www.w3.org/ns/formats/"
_AGENT, _NAME = "http://xmlns.com/foaf/0.1/Agent", "http://xmlns.com/foaf/0.1/name"
_EU = "http://publications.europa.eu/resource/authority/"
"""Authority tables of the Publications Office of the European Union."""
_FEATURES = ("Turtle", "JSON-LD", "N-Triples", "RDF_XML")


@router.api_route("/.well-known/void", methods=["GET", "HEAD"])
async def dataset(request: Request) -> Response:
    """The dataset's description in an RDF format."""
    suffixes = tuple(RDF_FORMATS)
    chosen = choose_format(",".join(request.headers.getlist("accept")), suffixes)
    if chosen is None and "text/html" in request.headers.get("accept", ""):
        chosen = suffixes[0]
    if chosen is None:
        there = ", ".join(MEDIA_TYPES[name] for name in suffixes)
        raise ProblemError(406, "Not acceptable", f"This address answers as {there}.", headers={"Vary": "Accept"})
    settings = state_of(request).settings
    store = state_of(request).store
    me = ox.NamedNode(f"{settings.base}.well-known/void#dataset")
    found = await told(store.query(Query.of(_ITSELF, substitutions={"dataset": str(me)}, formats=Formats(graph="nt"))))
    itself = [quad.triple for quad in ox.parse(await told(found.whole()), ox.RdfFormat.N_TRIPLES)]
    served = _served(request.app)
    try:
        dumps = list(dump_triples(newest_release(request), settings.base, me)) if "dumps/" in served else []
    except NoTablesError:  # a server's graph alone
        dumps = []
    state = state_of(request)
    counted = [*await partition_triples(state, me), *await linkset_triples(state, me)] if state.served else []
    body = serialise({*itself, *_ways(me, settings, served), *dumps, *counted}, chosen, settings.base)
    return Response(body, headers={"Content-Type": content_type(chosen), "Vary": "Accept"})


def _served(app: FastAPI) -> set[str]:
    """The paths that the application answers, below the base."""
    described: dict[str, Any] = app.openapi()["paths"]  # what answers ahead of the router stands only there
    return {path.lstrip("/") for path in (*described, *_paths(app))}


def _paths(router: Any) -> Iterator[str]:
    """The paths of a router's routes, and of the routers that it includes."""
    for route in router.routes:
        if inner := getattr(route, "original_router", None):
            yield from _paths(inner)
        elif path := getattr(route, "path", ""):
            yield str(path)


def _say(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)


def _ways(me: ox.NamedNode, settings: Settings, served: Iterable[str]) -> Iterator[ox.Triple]:
    """The services, the graphs as files, and the catalogue that holds both."""
    base = settings.base
    catalogue, graphs = ox.NamedNode(f"{base}.well-known/void#catalog"), ox.NamedNode(f"{me.value}-graphs")
    endpoint = ox.NamedNode(f"{base}sparql#service")
    data = table("data", "services.toml")
    yield _say(me, TYPE.value, ox.NamedNode(f"{VOID}Dataset"))
    yield _say(me, TYPE.value, ox.NamedNode(f"{DCAT}Dataset"))
    yield _say(me, f"{VOID}sparqlEndpoint", ox.NamedNode(f"{base}sparql"))
    yield _say(me, f"{DCAT}landingPage", ox.NamedNode(base))
    yield from _described(me, data, base)
    for feature in _FEATURES:
        yield _say(me, f"{VOID}feature", ox.NamedNode(_FORMATS + feature))
    yield _say(me, f"{DCAT}distribution", graphs)
    yield _say(graphs, TYPE.value, ox.NamedNode(f"{DCAT}Distribution"))
    yield _say(graphs, f"{DCT}title", ox.Literal("All triples, by Graph Store Protocol", language="en"))
    yield _say(graphs, f"{DCAT}accessURL", ox.NamedNode(f"{base}{GRAPH_STORE.lstrip('/')}?default"))
    yield _say(graphs, f"{DCAT}accessService", endpoint)
    usual = next(iter(RDF_FORMATS.values()))  # DCAT-AP has one at most; void:feature tells the others
    yield _say(graphs, f"{DCAT}mediaType", ox.NamedNode(_MEDIA + usual))
    yield _say(catalogue, TYPE.value, ox.NamedNode(f"{DCAT}Catalog"))
    yield from _titles(catalogue, data["catalogue"]["title"])
    yield from _described(catalogue, data, base)
    yield _say(catalogue, f"{DCAT}dataset", me)
    for service in data["services"]:
        if service["path"] in served:
            yield from _service(service, me, catalogue, base)


def _described(subject: ox.NamedNode, data: dict[str, Any], base: str) -> Iterator[ox.Triple]:
    """What DCAT-AP wants of a catalogue and a dataset: a description, and who publishes."""
    for language, words in data["catalogue"]["description"].items():
        yield _say(subject, f"{DCT}description", ox.Literal(words, language=language))
    publisher = ox.NamedNode(f"{base}.well-known/void#publisher")
    yield _say(subject, f"{DCT}publisher", publisher)
    yield _say(publisher, TYPE.value, ox.NamedNode(_AGENT))
    yield _say(publisher, _NAME, ox.Literal(data["catalogue"]["publisher"]))
    for code in data["catalogue"]["languages"]:
        yield _say(subject, f"{DCT}language", ox.NamedNode(f"{_EU}language/{code}"))


def _service(row: dict[str, Any], me: ox.NamedNode, catalogue: ox.NamedNode, base: str) -> Iterator[ox.Triple]:
    service = ox.NamedNode(f"{base}{row['path']}#service")
    yield _say(catalogue, f"{DCAT}service", service)
    yield _say(service, TYPE.value, ox.NamedNode(f"{DCAT}DataService"))
    yield from _titles(service, row["title"])
    yield _say(service, f"{DCAT}endpointURL", ox.NamedNode(f"{base}{row['path']}"))
    yield _say(service, f"{DCAT}servesDataset", me)
    if "conforms_to" in row:
        yield _say(service, f"{DCT}conformsTo", ox.NamedNode(row["conforms_to"]))
    if "described_by" in row:
        yield _say(service, f"{DCAT}endpointDescription", ox.NamedNode(f"{base}{row['described_by']}"))


def _titles(subject: ox.NamedNode, titles: dict[str, str]) -> Iterator[ox.Triple]:
    for language, words in titles.items():
        yield _say(subject, f"{DCT}title", ox.Literal(words, language=language))
