"""Pages, rendered on the server from view models."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from resograph import __version__
from resograph.explaining import Explainer
from resograph.languages import profile
from resograph.operations import operations
from resograph.symbols import Address, Symbol, un_addresses
from resograph.symbols.address import LANGUAGES
from resograph.web import documents
from resograph.web.graph import Node, ReleaseGraph
from resograph.web.negotiation import choose_language
from resograph.web.paths import raw_path, root_of
from resograph.web.problems import ProblemError
from resograph.web.views import Link, WorkView
from resograph.writing.jsonld import context
from resograph.writing.terms import RESO, SKOS, TYPE

router = APIRouter()


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("resograph.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def render(request: Request, template: str, **values: Any) -> str:
    """A page as HTML; ``root`` is the way back to the base, so that all links are relative."""
    path = raw_path(request)
    return _environment().get_template(template).render(root=root_of(path), path=path, version=__version__, **values)


def _interface(request: Request) -> str:
    return choose_language(request.headers.get("accept-language"), LANGUAGES)


# ── documents ───────────────────────────────────────────────────────────────────────────────────────────────────────
def document_page(request: Request, wanted: Address, language: str) -> str:
    """A document or some of its parts in one language."""
    graph: ReleaseGraph = request.app.state.graph
    view = WorkView(graph, wanted.symbol, language, _interface(request))
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
    interface = _interface(request)
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
        elsewhere=un_addresses(symbol, _interface(request)),
    )


def _citing(graph: ReleaseGraph, symbol: Symbol) -> list[Link]:
    found = [
        graph.path(iri)
        for predicate in documents.CITING
        for iri in graph.pointing_at(graph.iri(symbol.text), predicate)
    ]
    return [Link(path, path) for path in sorted(set(found)) if "~" in path]


# ── things ──────────────────────────────────────────────────────────────────────────────────────────────────────────
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
    interface = _interface(request)
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


def with_words(graph: ReleaseGraph, path: str) -> str:
    """A path and the words that stand there, "" where there are none."""
    if path.endswith("~vote"):
        symbol = path.removesuffix("~vote")
        return f"{symbol} {graph.label(graph.iri(symbol), 'en')}"
    node = graph.node(graph.iri(path))
    texts = node.texts(f"{RESO}text") if node else {}
    words = next(iter(texts.values()), "")
    return f"{path} — {words[:120]}" if words else ""


_MOST_LISTED = 200
"""Documents on the first page."""


# ── the rest ────────────────────────────────────────────────────────────────────────────────────────────────────────
@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def home(request: Request) -> Response:
    """What is held, and what can be asked."""
    graph: ReleaseGraph = request.app.state.graph
    names = [name for iri in graph.graphs() if (name := graph.path(iri).removeprefix("graph/"))[:1].isupper()]
    works = [Link(graph.label(graph.iri(name), _interface(request)), name) for name in names[:_MOST_LISTED]]
    page = render(
        request,
        "home.html",
        works=works,
        more=len(names) - len(works),
        counts=graph.release.manifest.counts,
        operations=list(operations().values()),
    )
    return HTMLResponse(page)


@router.api_route("/context.jsonld", methods=["GET", "HEAD"])
def jsonld_context() -> Response:
    """The JSON-LD context."""
    return JSONResponse(
        {"@context": dict(context())}, headers={"Access-Control-Allow-Origin": "*"}, media_type="application/ld+json"
    )


@router.api_route("/static/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def static(name: str) -> Response:
    """Style sheet and pictures."""
    known: Mapping[str, str] = {"style.css": "text/css"}
    if name not in known:
        raise ProblemError(404, "Not found", f"There is no static/{name}.")
    content = files("resograph.web").joinpath("static", name).read_bytes()
    return Response(content, media_type=known[name], headers={"Cache-Control": "max-age=3600"})


def sparql_form(request: Request) -> Response:
    """A plain form for queries."""
    return HTMLResponse(render(request, "sparql.html", operations=list(operations().values())))


def problem_page(request: Request, error: ProblemError, headers: Mapping[str, str]) -> Response:
    """An error as a page."""
    try:
        page = render(request, "problem.html", error=error)
    except ProblemError:
        page = _environment().get_template("problem.html").render(root="/", path="", version=__version__, error=error)
    return HTMLResponse(page, error.status, dict(headers))
