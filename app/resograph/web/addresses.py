"""Addresses that answer (DESIGN §2): documents, versions, issues, parts, things, graphs, each by negotiation."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from resograph.reconciling.symbols import readings
from resograph.releases.reader import ReleaseGraph
from resograph.releases.versions import versions_of
from resograph.symbols import Address, AddressError, Symbol, SymbolError, from_akn_iri, parse, parse_path, un_addresses
from resograph.symbols.address import LANGUAGES
from resograph.web import documents
from resograph.web.answers import RDF, not_acceptable, send
from resograph.web.cache import Kept
from resograph.web.interface import interface_of
from resograph.web.known import address_meant, bearer_of, meant_by, near_to
from resograph.web.negotiation import MEDIA_TYPES, choose_format, choose_language
from resograph.web.pages.cited.page import cited_page
from resograph.web.pages.document.page import document_page
from resograph.web.pages.ontology import page as ontology
from resograph.web.pages.part.page import part_page
from resograph.web.pages.thing.page import thing_page
from resograph.web.paths import as_sent, is_canonical, quoted, raw_path, relative
from resograph.web.problems import ProblemError
from resograph.web.registries import schemes
from resograph.web.state import state_of
from resograph.web.tables import views_of
from resograph.writing import serialise
from resograph.writing.eli import eli_triples
from resograph.writing.mentions import with_selectors

router = APIRouter()

_THING = re.compile(
    r"(?P<path>(?:actor|body|state|theme|verb|force|change|event|instrument|publication|session|meeting|item)/[^~@#]+?)"
    r"(?:\.(?P<format>html|ttl|jsonld|nt|rdf))?"
)
_GRAPH = re.compile(r"graph/(?P<name>.+?)(?:\.(?P<format>ttl|nt|rdf|jsonld))?")
_NODE = re.compile(
    r".*(?:__act_\d+|__report_\d+|__continues_\d+|__wording_\d+|__variant_\d+|__(?:actor|event|instrument|publication)_\d+|^(?:vote|theme_\d+))$"
)


@router.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
async def address(request: Request) -> Response:
    """Whatever has an address."""
    path = raw_path(request)
    return await run_in_threadpool(_answer, request, path)


def _answer(request: Request, path: str) -> Response:
    graph = state_of(request).graph
    if ontology.is_ontology(path):
        return ontology.answer(request, path)
    if path.startswith("akn/"):
        return _akn(request, path)
    if found := _GRAPH.fullmatch(path):
        return _graph(request, graph, path, found["name"], found["format"])
    if schemes.is_scheme(path):
        return schemes.answer(request, path)
    if found := _THING.fullmatch(path):
        return _thing(request, graph, path, found["path"], found["format"])
    try:
        wanted = parse_path(path)
    except (AddressError, SymbolError) as error:
        if lacking := address_meant(request.app, path):
            return _redirect(request, str(lacking))
        meant = [(reading.path, reading.path) for reading in readings(path.rpartition("/")[2]) if reading.sure]
        meant += [(symbol.text, symbol.text) for symbol in meant_by(request.app, path)]
        near = (*meant, ("queries", "Queries"), ("", "Start"))
        raise ProblemError(404, "Not found", f"{error}", near=near) from error
    if str(wanted).replace("%3E", ">") != path or not is_canonical(request):
        return _redirect(request, str(wanted))
    return _document(request, graph, path, wanted)


def _redirect(request: Request, target: str, status: int = 301) -> Response:
    """To another address of this host, relatively; the query string goes along."""
    query = request.scope.get("query_string", b"").decode("latin-1")
    location = relative(as_sent(request), target.replace("%3E", ">")) + (f"?{query}" if query else "")
    return Response(None, status, {"Location": location, "Vary": "Accept, Accept-Language"})


_MANIFESTATION = re.compile(rf"(?P<expression>.+?)(?:\.(?P<format>akn|{'|'.join(MEDIA_TYPES)}))?")


def _akn(request: Request, path: str) -> Response:
    """Works, expressions and manifestations (``….xml``) as Akoma Ntoso names them."""
    form = _MANIFESTATION.fullmatch(path)
    if form is None:
        raise ProblemError(404, "Not found", f"{path[:120]} is no address.")
    try:
        found = from_akn_iri(form["expression"])
    except SymbolError as error:
        raise ProblemError(404, "Not found", str(error)) from error
    until = None
    portion = found.portion
    if portion and "->" in portion:
        portion, until = portion.split("->", 1)
    format_ = {"akn": "xml"}.get(form["format"] or "", form["format"])
    target = Address(found.symbol, found.language, portion=portion, until=until, format=format_)
    text = str(target)
    if found.version and found.language:
        text = text.replace(str(found.symbol), f"{found.symbol}@{found.version}", 1)
    return _redirect(request, text)


# ── vocabulary, graphs ───────────────────────────────────────────────────────────────────────────────────
def _thing(request: Request, graph: ReleaseGraph, path: str, thing: str, suffix: str | None) -> Response:
    """Things that are no documents: 303 to their description."""
    iri = graph.iri(thing)
    triples = graph.description(iri)
    if not triples and (bearer := bearer_of(request.app, thing)):
        return _redirect(request, f"{bearer}.{suffix}" if suffix else bearer)
    if not triples:
        raise ProblemError(404, "Not found", f"Nothing is known of {thing} here.", near=(("queries", "Queries"),))
    if suffix is None:
        chosen = choose_format(request.headers.get("accept"), ("html", *RDF))
        if chosen is None:
            raise not_acceptable(("html", *RDF))
        return _redirect(request, f"{thing}.{chosen}", 303)
    if suffix == "html":
        return send(request, path, "html", thing_page(request, thing).encode(), f"{thing}.html")
    return send(request, path, suffix, serialise(triples, suffix, graph.base, iri), f"{thing}.{suffix}")


def _graph(request: Request, graph: ReleaseGraph, path: str, name: str, suffix: str | None) -> Response:
    """What a registry states, ``graph/source/{name}``; the graph of a document, as it was once, is its N-Triples."""
    triples = graph.triples(graph.iri(f"graph/{name}")) if name.startswith("source/") else []
    if not triples and (symbol := _symbol(name)):
        return _redirect(request, str(Address(symbol, format="nt")))
    if not triples:
        near = [(graph.path(iri), graph.path(iri)) for iri in graph.graphs()[:20]]
        detail = f"There is no graph/{name}: all but what registries state (graph/source/…) is in the default graph."
        raise ProblemError(404, "Not found", detail, near=near)
    chosen = suffix or choose_format(request.headers.get("accept"), RDF)
    if chosen is None and "text/html" in request.headers.get("accept", ""):
        chosen = "ttl"
    if chosen is None:
        raise not_acceptable(RDF)
    return send(request, path, chosen, serialise(triples, chosen, graph.base), f"graph/{name}.{chosen}")


def _symbol(text: str) -> Symbol | None:
    try:
        return parse(text)
    except SymbolError:
        return None


# ── documents ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _document(request: Request, graph: ReleaseGraph, path: str, wanted: Address) -> Response:
    held = graph.release.languages(wanted.symbol.text)
    if not held:
        return _not_held(request, graph, path, wanted)
    if wanted.language and wanted.language not in held:
        near = [(str(replace(wanted, language=language, format=None)), language) for language in held]
        near.append((un_addresses(wanted.symbol, wanted.language)["docs"], "at the United Nations"))
        raise ProblemError(
            404, "Not held in this language", f"{wanted.symbol} is held in {', '.join(held)} only.", near=near
        )
    if wanted.issue:
        issue = f"{graph.base}{wanted.language}/{wanted.symbol}@{wanted.issue}"
        if not graph.says(issue):
            raise ProblemError(
                404,
                "No such issue",
                f"No issue of {wanted.symbol} of {wanted.issue} is held.",
                near=((f"{wanted.language}/{wanted.symbol}", "the latest issue"),),
            )
    language = wanted.language or choose_language(request.headers.get("accept-language"), _by_reference(held))
    if wanted.portion:
        if (found := _check_portion(request, graph, path, wanted)) is not None:
            return found
        if _NODE.fullmatch(wanted.portion):
            return _node(request, graph, path, wanted)
    suffix = wanted.format or choose_format(request.headers.get("accept"), tuple(MEDIA_TYPES))
    if suffix is None:
        raise not_acceptable(tuple(MEDIA_TYPES))
    shown = replace(wanted, format=suffix)
    if suffix not in RDF:
        shown = replace(shown, language=language)
    body = _body(request, graph, wanted, language, suffix)
    cited = graph.base + quoted(str(replace(wanted, format=None)))
    return send(
        request, path, suffix, body, str(shown), language if suffix not in RDF else wanted.language, cited, tuple(held)
    )


def _by_reference(held: list[str]) -> list[str]:
    """The languages held, the reference version first."""
    return [language for language in LANGUAGES if language in held]


def _body(request: Request, graph: ReleaseGraph, wanted: Address, language: str, suffix: str) -> bytes:
    if suffix in RDF:
        root = graph.iri(wanted.work().part(wanted.portion) if wanted.portion else wanted.work())
        triples = _triples(graph, wanted)
        # N-Triples are what the store holds; the others write out the words of each mention, too, and Turtle the names
        # of what is named: who opens it in a notebook has nothing else.
        served = triples if suffix == "nt" else with_selectors(triples, graph.base)
        if suffix in ("ttl", "rdf") and wanted.portion is None:
            served = [*served, *eli_triples(triples, root)]
        if suffix == "ttl":
            served = [*served, *graph.labels_of(triples, wanted.language)]
        return serialise(served, suffix, graph.base, None if wanted.until else root)
    if suffix == "html":
        return _page(request, wanted, language)
    if suffix == "txt":
        return documents.as_text(documents.document_of(graph.release, wanted, language), wanted).encode()
    tables = views_of(request.app).tables
    issue = wanted.issue.isoformat() if wanted.issue else ""
    versions = versions_of(graph.release, tables, wanted.symbol, language, issue)
    if suffix == "xml":
        return documents.as_xml(versions[0], wanted)
    words = documents.taught_to(graph.release.taught).vocabulary()
    records = documents.as_json(versions, documents.range_of(graph, wanted), graph.base, words)
    return json.dumps(records, ensure_ascii=False, indent=1).encode()


def _page(request: Request, wanted: Address, language: str) -> bytes:
    """A document's page, kept to be given again."""
    cache = state_of(request).cache
    address = (raw_path(request), request.url.query, language, interface_of(request).language)
    key = ("page", state_of(request).release_name, *address)
    if cache and (kept := cache.get(key)):
        return kept.body
    page_of = part_page if wanted.portion else document_page
    body = page_of(request, wanted, language).encode()
    if cache:
        cache.put(key, Kept("text/html", body), 0)
    return body


def _triples(graph: ReleaseGraph, wanted: Address) -> list[ox.Triple]:
    if wanted.portion is None:
        if wanted.language:
            return graph.expression_triples(wanted.symbol, wanted.language)
        return graph.work_triples(wanted.symbol)
    portions = documents.range_of(graph, wanted)
    return [triple for portion in portions for triple in graph.part_triples(wanted.symbol, portion, wanted.language)]


def _check_portion(request: Request, graph: ReleaseGraph, path: str, wanted: Address) -> Response | None:
    """A part that is not there: 300 where its number restarts, else 404 with what is near."""
    for portion in (wanted.portion, wanted.until):
        if portion is None or graph.says(graph.iri(wanted.work().part(portion))):
            continue
        ids = graph.part_order(wanted.symbol)
        same = sorted(eid for eid in ids if eid.endswith(f"__{portion}") and eid.startswith(("sec_", "part_")))
        choices = [str(replace(wanted, portion=eid, until=None)) for eid in same]
        if len(choices) == 1:
            return _redirect(request, choices[0])
        if choices:
            body = {
                "title": "Several parts",
                "status": 300,
                "detail": f"{portion} stands in several sections.",
                "choices": choices,
            }
            links = ", ".join(f"<{relative(path, choice)}>; rel=alternate" for choice in choices)
            return Response(json.dumps(body), 300, {"Link": links}, media_type="application/json")
        tops = [eid for eid in ids if eid and "__" not in eid]
        near = [
            (str(replace(wanted, portion=eid, until=None, format=None)), eid)
            for eid in sorted(tops, key=lambda eid: _distance(eid, portion))[:6]
        ]
        raise ProblemError(404, "No such part", f"{wanted.symbol} has no part {portion}.", near=near)
    return None


def _distance(eid: str, wanted: str) -> tuple[bool, int, str]:
    """How near an id is to one that is not there: of its kind first, then by number."""
    kind, _, number = wanted.rpartition("_")
    other_kind, _, other = eid.rpartition("_")
    gap = abs(int(other) - int(number)) if _is_small(other) and _is_small(number) else 999
    return other_kind != kind, gap, eid


def _is_small(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 10


def _node(request: Request, graph: ReleaseGraph, path: str, wanted: Address) -> Response:
    """An act, a vote, an actor named only here: 303 to its description."""
    formats = ("html", *RDF)
    if wanted.format is None:
        chosen = choose_format(request.headers.get("accept"), formats)
        if chosen is None:
            raise not_acceptable(formats)
        return _redirect(request, str(replace(wanted, format=chosen)), 303)
    if wanted.format not in formats:
        raise not_acceptable(formats)
    thing = str(replace(wanted, format=None, language=None))
    if wanted.format == "html":
        return send(request, path, "html", thing_page(request, thing).encode(), path)
    iri = graph.iri(thing)
    return send(request, path, wanted.format, serialise(graph.description(iri), wanted.format, graph.base, iri), path)


def _not_held(request: Request, graph: ReleaseGraph, path: str, wanted: Address) -> Response:
    """A document cited but not held answers with what is known of it; one that nobody knows is not found."""
    iri = graph.iri(str(wanted.symbol))
    triples = graph.description(iri)
    if not triples:
        near = [(symbol, symbol) for symbol in near_to(request.app, wanted.symbol)]
        near.append((f"https://docs.un.org/en/{wanted.symbol}", "at the United Nations"))
        raise ProblemError(404, "Not held", f"{wanted.symbol} is neither held nor cited here.", near=near)
    if wanted.portion or wanted.language:
        return _redirect(request, str(Address(wanted.symbol, format=wanted.format)), 303)
    formats = ("html", *RDF)
    suffix = wanted.format or choose_format(request.headers.get("accept"), formats)
    if suffix not in formats:
        raise not_acceptable(formats)
    citing = [triple for predicate in documents.CITING for triple in _pointing(graph, iri, predicate)]
    if suffix == "html":
        body = cited_page(request, wanted.symbol).encode()
    else:
        body = serialise([*triples, *citing], suffix, graph.base, iri)
    return send(request, path, suffix, body, f"{wanted.symbol}.{suffix}")


def _pointing(graph: ReleaseGraph, iri: str, predicate: str) -> list[ox.Triple]:
    return [
        ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(iri))
        for subject in graph.pointing_at(iri, predicate)
    ]
