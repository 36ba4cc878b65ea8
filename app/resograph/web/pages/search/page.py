"""``/search``: words looked for in all texts, as a page and as JSON (docs/search.md)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from resograph.asking import Question
from resograph.languages.folding import folding
from resograph.languages.profile import profile
from resograph.releases.reader import ReleaseGraph
from resograph.releases.search import Filters, Found, Match, SearchError, SearchIndex, SearchTimeoutError
from resograph.releases.search.plan import Plan
from resograph.releases.search.snippet import Fragment, matched, snippet
from resograph.symbols import SymbolError, parse
from resograph.symbols.address import LANGUAGES
from resograph.web.answers import tagged
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, Interface, interface_of
from resograph.web.negotiation import choose_format, choose_language
from resograph.web.pages.ontology.terms import terms
from resograph.web.pages.search.looser import looser_than
from resograph.web.pages.search.schema import SEARCHED
from resograph.web.pages.search.understood import AskedQuestion, NamedThing, answered, questions_of, things_of
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.web.tables import index_of

router = APIRouter()

USUAL, MOST = 20, 100
"""Matches on a page, unless asked otherwise, and at most."""
_FORMATS = {"html": "text/html", "json": "application/json"}


@dataclass(frozen=True)
class Hit:
    """A match with its words, in the language that suits the reader best."""

    match: Match
    language: str
    direction: str
    title: str
    """Of the document."""
    title_language: str
    heading: list[Fragment]
    words: list[Fragment]


@dataclass(frozen=True)
class SearchRequest:
    """What was asked: words, a language or "", the page from 1, and matches on it."""

    words: str
    language: str
    page: int
    size: int
    filters: Filters = field(default_factory=Filters)

    def parameters(self, **changed: object) -> str:
        """The query string of this or a similar search."""
        asked = {"q": self.words, "lang": self.language, **asdict(self.filters), "page": self.page, "limit": self.size}
        usual = {"page": 1, "limit": USUAL}
        found = (asked | changed).items()
        return urlencode({name: value for name, value in found if value != usual.get(name, "") or name == "q"})


@dataclass(frozen=True)
class Choice:
    """A value of a facet, its name, how many matches it has, and whether it is chosen."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Looser:
    """Matches of some of the words, where no place has all of them."""

    words: str
    total: int
    hits: list[Hit]


@dataclass(frozen=True)
class Searched:
    """All that was found."""

    asked: SearchRequest
    found: Found
    hits: list[Hit]
    near: str | None
    documents: list[str]
    facets: dict[str, list[Choice]]
    looser: Looser | None
    things: list[NamedThing]
    questions: list[Question]


@router.get("/search", responses={200: {"content": {"application/json": {"schema": SEARCHED}}}})
@router.head("/search", include_in_schema=False)
async def search(
    request: Request,
    q: Annotated[str, Query(description="Words, a passage in quotation marks, or a symbol.")] = "",
    lang: Annotated[str, Query(description="Only this language: ar, en, es, fr, ru or zh.")] = "",
    organ: Annotated[str, Query(description="Only of this organ: the path of its address, as facets give it.")] = "",
    session: Annotated[str, Query(description="Only of this session: the path of its address.")] = "",
    year: Annotated[str, Query(description="Only adopted in this year.")] = "",
    kind: Annotated[str, Query(description="Only of this kind: Resolution, Decision, PresidentialStatement …")] = "",
    page: Annotated[str, Query(description="The page, from 1.")] = "1",
    limit: Annotated[str, Query(description=f"Matches on a page, up to {MOST}.")] = str(USUAL),
) -> Response:
    """Paragraphs and documents with some words, the best first."""
    wanted = choose_format(request.headers.get("accept"), tuple(_FORMATS), _FORMATS)
    if wanted is None:
        raise ProblemError(
            406, "Not acceptable", f"A search answers as {' or '.join(_FORMATS.values())}.", headers={"Vary": "Accept"}
        )
    filters = Filters(organ.strip(), session.strip(), year.strip(), kind.strip())
    asked = SearchRequest(q.strip(), lang.strip(), _number("page", page, None), _number("limit", limit, MOST), filters)
    done = await run_in_threadpool(_searched, request, asked)
    if wanted == "json":
        body = json.dumps(_as_json(state_of(request).graph, done), ensure_ascii=False, indent=1).encode()
    else:
        questions = await answered(request, done.questions)
        body = (await run_in_threadpool(_as_page, request, done, questions)).encode()
    headers = {"Vary": PAGES_VARY if wanted == "html" else "Accept, Accept-Language"}
    charset = "; charset=utf-8" if wanted == "html" else ""
    return tagged(request, body, f"search?{asked.parameters()}", f"{_FORMATS[wanted]}{charset}", headers)


def _searched(request: Request, asked: SearchRequest) -> Searched:
    """What is found.

    Raises:
        ProblemError: 400, a search cannot be done; 503, it took too long.
    """
    graph, interface = state_of(request).graph, interface_of(request)
    reader = choose_language(request.headers.get("accept-language"), LANGUAGES)
    language, filters = asked.language or None, asked.filters
    try:
        index = index_of(request.app)
        first = (asked.page - 1) * asked.size
        if first + asked.size > max(index.limits.matches, asked.size):
            raise SearchError(f"One can leaf through {index.limits.matches:,} matches; add words or a language.")
        found = index.find(asked.words, language, asked.size, first, filters)
        counts = index.facets(asked.words, language, filters)
        near = None if found.total or not asked.words else index.meant(asked.words, language)
        hits = _hits(index, asked.words, language, found, reader)
        documents = index.documents_like(asked.words) or _known(graph, asked.words)
        looser = None
        if asked.words and not found.total and not documents:
            words, others = looser_than(asked.words, lambda words: index.find(words, language, asked.size, 0, filters))
            looser = Looser(words, others.total, _hits(index, words, language, others, reader)) if words else None
    except SearchTimeoutError as error:
        raise ProblemError(503, "Search stopped", str(error), headers={"Retry-After": "10"}) from error
    except SearchError as error:
        raise ProblemError(400, "Bad search", str(error), near=(("search", "Search"),)) from error
    facets = {name: _choices(graph, interface, asked, name, of_name) for name, of_name in counts.items()}
    things = things_of(request.app, asked.words, interface)
    questions = questions_of(request.app, asked.words, interface.language)
    return Searched(asked, found, hits, near, documents, facets, looser, things, questions)


def _hits(index: SearchIndex, words: str, language: str | None, found: Found, reader: str) -> list[Hit]:
    plans = index.plans(words, language)
    return [_hit(index, match, plans, language or reader) for match in found.matches]


def _number(name: str, value: str, most: int | None) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 8 and 0 < int(value) <= (most or int(value))):
        bound = f" up to {most}" if most else ""
        raise ProblemError(400, "Bad parameter", f"{name}={value[:40]} is no number from 1{bound}.")
    return int(value)


def _known(graph: ReleaseGraph, typed: str) -> list[str]:
    """A symbol typed that is no document's here, but is cited."""
    try:
        symbol = parse(typed)
    except SymbolError:
        return []
    return [symbol.text] if graph.says(graph.iri(symbol.text)) else []


def _choices(
    graph: ReleaseGraph, interface: Interface, asked: SearchRequest, name: str, counts: dict[str, int]
) -> list[Choice]:
    """The values of a facet: years and sessions the latest first, others by their matches."""
    chosen = asked.language if name == "language" else getattr(asked.filters, name)

    def shown(value: str) -> str:
        match name:
            case "language":
                return profile(value).name
            case "organ" | "session":
                return graph.label(graph.iri(value), interface.language)
            case "kind":
                term = terms().get(value)
                return (term.labels.get(interface.language) or term.labels["en"]) if term else value
        return value

    values = sorted(counts, key=lambda value: (-counts[value], value))
    if name in ("session", "year"):
        values.sort(key=lambda value: [int(number) for number in re.findall("[0-9]+", value)], reverse=True)
    return [Choice(value, shown(value), counts[value], value == chosen) for value in values]


def _hit(index: SearchIndex, match: Match, plans: dict[str, Plan], reader: str) -> Hit:
    """The match in the reader's language where it is one of those that match, else in the best of them."""
    language = reader if reader in match.languages else match.language
    plan, rules = plans[language], folding(language)
    heading, text = index.words_of(match.unit, language)
    title, title_language = index.title_of(match.unit, (language, reader, *LANGUAGES))
    return Hit(
        match,
        language,
        profile(language).direction,
        title,
        title_language,
        snippet(heading, matched(heading, plan, rules)) if heading else [],
        snippet(text, matched(text, plan, rules)) if text else [],
    )


def _as_json(graph: ReleaseGraph, done: Searched) -> dict[str, Any]:
    asked = done.asked
    return {
        "q": asked.words,
        "lang": asked.language or None,
        "total": done.found.total,
        "page": asked.page,
        "limit": asked.size,
        "didYouMean": done.near,
        "base": graph.base,
        "filters": {name: value for name, value in asdict(asked.filters).items() if value},
        "facets": {
            name: [{"value": choice.value, "name": choice.name, "count": choice.count} for choice in choices]
            for name, choices in done.facets.items()
        },
        "documents": [graph.iri(symbol) for symbol in done.documents],
        "things": [{"address": graph.iri(one.path), "name": one.name, "kind": one.kind} for one in done.things],
        "questions": [
            {
                "query": one.operation.name,
                "parameters": dict(one.values),
                "question": one.words,
                "certain": one.certain,
            }
            for one in done.questions
        ],
        "results": [_hit_as_json(graph, hit) for hit in done.hits],
        "looser": {
            "q": done.looser.words,
            "total": done.looser.total,
            "results": [_hit_as_json(graph, hit) for hit in done.looser.hits],
        }
        if done.looser
        else None,
    }


def _hit_as_json(graph: ReleaseGraph, hit: Hit) -> dict[str, Any]:
    def pieces(shown: list[Fragment]) -> list[dict[str, object]]:
        return [{"text": piece.text, "match": piece.marked} for piece in shown]

    return {
        "address": graph.iri(hit.match.path),
        "addressInLanguage": graph.iri(f"{hit.language}/{hit.match.path}"),
        "document": hit.match.symbol,
        "part": hit.match.eid or None,
        "title": hit.title,
        "language": hit.language,
        "languages": hit.match.languages,
        "score": hit.match.score,
        "heading": pieces(hit.heading),
        "snippet": pieces(hit.words),
    }


def _as_page(request: Request, done: Searched, questions: list[AskedQuestion]) -> str:
    asked, limits = done.asked, index_of(request.app).limits
    reachable = min(done.found.total, limits.matches // asked.size * asked.size)
    return render(
        request,
        "pages/search/template.html",
        asked=asked,
        total=done.found.total,
        hits=done.hits,
        near=done.near,
        documents=done.documents,
        facets={name: choices for name, choices in done.facets.items() if choices},
        looser=done.looser,
        things=done.things,
        questions=questions,
        languages=[(code, profile(code).name) for code in LANGUAGES],
        longest=limits.length,
        first=(asked.page - 1) * asked.size + 1,
        earlier=asked.page > 1,
        later=asked.page * asked.size < reachable,
    )
