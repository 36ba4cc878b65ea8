"""``/ns``: the ontology as a file, as pages, term by term, and as a drawing."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import Any

import pyoxigraph as ox
from fastapi import Request, Response

from resograph.pictures.model import draw
from resograph.releases.reader import ReleaseGraph
from resograph.resources import resource, table
from resograph.web.answers import RDF, not_acceptable, send, tagged
from resograph.web.components.links import Link, with_words
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, Interface, interface_of
from resograph.web.negotiation import MEDIA_TYPES, choose_format
from resograph.web.pages.ontology.terms import Term, families, terms
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.writing import serialise
from resograph.writing.entailments import ontology_triples
from resograph.writing.terms import RESO, TYPE

_FORMATS = ("html", *RDF)
_PATH = re.compile(r"ns(?:/(?P<name>[^/.]*))?(?:\.(?P<format>html|ttl|jsonld|nt|rdf))?")
_SHOWN = 5


def is_ontology(path: str) -> bool:
    """Whether a path is one of the ontology's."""
    return path == "ns" or path.startswith(("ns.", "ns/"))


def answer(request: Request, path: str) -> Response:
    """The ontology, a term of it, or its drawing."""
    if path == "ns/model.svg":
        return _drawing(request)
    found = _PATH.fullmatch(path)
    term = terms().get(found["name"]) if found and found["name"] else None
    if found is None or (term is None and found["name"] is not None):
        raise _no_such_term(path.removeprefix("ns").strip("/."))
    suffix = found["format"] or choose_format(request.headers.get("accept"), _FORMATS)
    if suffix is None:
        raise not_acceptable(_FORMATS)
    language = interface_of(request).language if suffix == "html" else None
    if term is None:
        location = "ns" if suffix == "html" else f"ns.{suffix}"
        return send(request, path, suffix, _whole(request, suffix), location, language)
    body = _term_page(request, term).encode() if suffix == "html" else _term_data(request, term, suffix)
    return send(request, path, suffix, body, f"ns/{term.name}.{suffix}", language, cite_as=term.iri)


def _no_such_term(wanted: str) -> ProblemError:
    name = wanted.partition(".")[0]
    known = {term.lower(): term for term in terms()}
    near = [known[found] for found in difflib.get_close_matches(name.lower(), known, n=6, cutoff=0.5)]
    links = [(f"ns/{found}", f"reso:{found}") for found in near]
    return ProblemError(404, "No such term", f"The ontology has no term {wanted}.", near=[*links, ("ns", "All terms")])


# ── data ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _whole(request: Request, suffix: str) -> bytes:
    if suffix == "html":
        return _list_page(request).encode()
    source = resource("ontology", "resograph.ttl").read_bytes()
    if suffix == "ttl":
        return source
    triples = [quad.triple for quad in ox.parse(source, ox.RdfFormat.TURTLE)]
    return serialise(triples, suffix, state_of(request).graph.base)


@cache
def _about(iri: str) -> list[ox.Triple]:
    """What ontology and alignments say of a term."""
    return [
        triple
        for triple in ontology_triples()
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value == iri
    ]


def _term_data(request: Request, term: Term, suffix: str) -> bytes:
    return serialise(_about(term.iri), suffix, state_of(request).graph.base, term.iri)


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def _page(request: Request, template: str, **values: Any) -> str:
    return render(request, template, formats={name: MEDIA_TYPES[name] for name in RDF}, **values)


def _list_page(request: Request) -> str:
    return _page(
        request, "pages/ontology/template.html", families=families(), drawing=_model(interface_of(request), "ns/")
    )


def _term_page(request: Request, term: Term) -> str:
    used = _used(state_of(request).graph, term, interface_of(request).language)
    return _page(request, "pages/ontology/term.html", term=term, used=used)


def _used(graph: ReleaseGraph, term: Term, language: str) -> list[tuple[Link, str, Link | None]]:
    """A few uses in the release: a subject of the class; or a subject of the property, and its value."""
    rows: list[tuple[Link, str, Link | None]] = []
    triples = graph.uses(TYPE.value, term.iri, _SHOWN) if term.is_class else graph.uses(term.iri, None, _SHOWN)
    for triple in triples:
        subject = _link(graph, str(getattr(triple.subject, "value", "")), language)
        if term.is_class:
            rows.append((subject, "", None))
        elif isinstance(triple.object, ox.NamedNode):
            rows.append((subject, "", _link(graph, triple.object.value, language)))
        else:
            rows.append((subject, str(getattr(triple.object, "value", "")), None))
    return rows


def _link(graph: ReleaseGraph, iri: str, language: str) -> Link:
    own = iri.startswith(graph.base) and not iri.startswith(RESO)
    if not own:
        return Link(iri, iri)
    path = graph.path(iri)
    name = graph.label(iri, language)
    return Link(with_words(graph, path) or path if name == path else name, path)


# ── the drawing ─────────────────────────────────────────────────────────────────────────────────────────────────────
@cache
def _model(words: Interface, to_term: str) -> str:
    """The drawing with names in a language; ``to_term`` leads from where it stands to the pages of terms."""

    def name_of(name: str) -> str:
        labels = terms()[name].labels if name in terms() else {"en": name}
        return labels.get(words.language, labels["en"])

    def link_of(name: str) -> str:
        return f"{to_term}{name}" if name in terms() else ""

    return draw(
        table("data", "model-drawing.toml"),
        name_of,
        link_of,
        title=words("ontology.model"),
        description=words("ontology.model_description"),
        language=words.language,
        comma=words("site.comma"),
    )


def _drawing(request: Request) -> Response:
    words = interface_of(request)
    style = '<?xml-stylesheet href="../static/style.css" type="text/css"?>\n'
    headers = {"Vary": PAGES_VARY, "Content-Language": words.language}
    body = f"{style}{_model(words, './')}".encode()
    return tagged(request, body, "ns/model.svg", "image/svg+xml; charset=utf-8", headers)
