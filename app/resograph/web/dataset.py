"""``/.well-known/void``: the dataset described as a release describes itself, and the ways to it (VoID, DCAT 3)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from resograph.settings import Settings
from resograph.stores import AsyncStore, ResultKind
from resograph.web.graph_store import PATH as GRAPH_STORE
from resograph.web.negotiation import MEDIA_TYPES, choose_format, content_type
from resograph.web.problems import ProblemError
from resograph.web.sparql.answering import told
from resograph.writing import RDF_FORMATS, serialise
from resograph.writing.terms import DCAT, DCT, TYPE, VOID

router = APIRouter()
_ITSELF = f"""CONSTRUCT {{ ?dataset ?p ?o . ?part ?q ?r }} WHERE {{
  ?dataset ?p ?o OPTIONAL {{ ?dataset <{VOID}classPartition> ?part . ?part ?q ?r }}
}}"""
_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_FORMATS = "http://www.w3.org/ns/formats/"
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
    settings: Settings = request.app.state.settings
    store: AsyncStore = request.app.state.store
    me = ox.NamedNode(f"{settings.base}.well-known/void#dataset")
    found = await told(store.query(_ITSELF, dict.fromkeys(ResultKind, "nt"), substitutions={"dataset": str(me)}))
    itself = [quad.triple for quad in ox.parse(await told(found.whole()), ox.RdfFormat.N_TRIPLES)]
    body = serialise({*itself, *_ways(me, settings)}, chosen, settings.base)
    return Response(body, headers={"Content-Type": content_type(chosen), "Vary": "Accept"})


def _ways(me: ox.NamedNode, settings: Settings) -> Iterator[ox.Triple]:
    """The endpoint as a service, and the graphs as files."""
    base = settings.base
    service = ox.NamedNode(f"{base}sparql#service")
    graphs = ox.NamedNode(f"{me.value}-graphs")

    def say(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(predicate), value)

    yield say(me, TYPE.value, ox.NamedNode(f"{VOID}Dataset"))
    yield say(me, TYPE.value, ox.NamedNode(f"{DCAT}Dataset"))
    yield say(me, f"{VOID}sparqlEndpoint", ox.NamedNode(f"{base}sparql"))
    for feature in _FEATURES:
        yield say(me, f"{VOID}feature", ox.NamedNode(_FORMATS + feature))
    yield say(service, TYPE.value, ox.NamedNode(f"{DCAT}DataService"))
    yield say(service, f"{DCT}title", ox.Literal("SPARQL endpoint", language="en"))
    yield say(service, f"{DCT}conformsTo", ox.NamedNode(_PROTOCOL))
    yield say(service, f"{DCAT}endpointURL", ox.NamedNode(f"{base}sparql"))
    yield say(service, f"{DCAT}endpointDescription", ox.NamedNode(f"{base}sparql"))
    yield say(service, f"{DCAT}servesDataset", me)
    yield say(me, f"{DCAT}distribution", graphs)
    yield say(graphs, TYPE.value, ox.NamedNode(f"{DCAT}Distribution"))
    yield say(graphs, f"{DCT}title", ox.Literal("All triples, by Graph Store Protocol", language="en"))
    yield say(graphs, f"{DCAT}accessURL", ox.NamedNode(f"{base}{GRAPH_STORE.lstrip('/')}?default"))
    yield say(graphs, f"{DCAT}accessService", service)
    for media in RDF_FORMATS.values():
        yield say(graphs, f"{DCAT}mediaType", ox.NamedNode(_MEDIA + media))
