"""``/robots.txt`` and ``/sitemap.xml``: where crawlers may go, and each work with the day of its last change."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from resograph.releases.catalogue import Catalogue
from resograph.settings import Settings
from resograph.web.answers import tagged
from resograph.web.paths import quoted
from resograph.web.problems import ProblemError
from resograph.web.registries.moments import moment
from resograph.web.registries.newest import newest_release
from resograph.web.tables import views_of

router = APIRouter()

_PART = 45_000
"""Works of one part: the protocol allows 50,000 addresses."""
_XML = "application/xml; charset=utf-8"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_COSTLY = ("sparql", "search", "queries/", "oai", "reconcile")
"""Below these a crawler would only ask questions."""


@router.api_route("/robots.txt", methods=["GET", "HEAD"], include_in_schema=False)
def robots(request: Request) -> Response:
    """What crawlers may fetch."""
    base: str = request.app.state.settings.base
    root = urlsplit(base).path
    lines = ["User-agent: *", *(f"Disallow: {root}{path}" for path in _COSTLY), f"Sitemap: {base}sitemap.xml"]
    body = ("\n".join(lines) + "\n").encode()
    return tagged(request, body, "robots.txt", "text/plain; charset=utf-8", {})


@router.api_route("/sitemap.xml", methods=["GET", "HEAD"], include_in_schema=False)
async def index(request: Request) -> Response:
    """The parts of the sitemap."""
    return await run_in_threadpool(_index, request)


@router.api_route("/sitemap-{part}.xml", methods=["GET", "HEAD"], include_in_schema=False)
async def sitemap(request: Request, part: str) -> Response:
    """A part of the sitemap."""
    return await run_in_threadpool(_part, request, part)


def _index(request: Request) -> Response:
    settings: Settings = request.app.state.settings
    catalogue = views_of(request.app, newest_release(request)).catalogue
    changed = moment(catalogue.latest())
    rows = [
        f"<sitemap><loc>{escape(settings.base)}sitemap-{number}.xml</loc><lastmod>{changed}</lastmod></sitemap>"
        for number in range(1, _parts(catalogue) + 1)
    ]
    return tagged(request, _document("sitemapindex", rows), "sitemap.xml", _XML, {})


def _part(request: Request, part: str) -> Response:
    settings: Settings = request.app.state.settings
    catalogue = views_of(request.app, newest_release(request)).catalogue
    number = int(part) if part.isdecimal() and len(part) < 6 else 0
    if not 1 <= number <= _parts(catalogue):
        raise ProblemError(404, "No such part", "The sitemap has no such part.", near=(("sitemap.xml", "Its parts"),))
    works = catalogue.held((number - 1) * _PART, _PART)
    rows = [f"<url><loc>{escape(settings.base)}</loc></url>"] if number == 1 else []
    for symbol, changed in works:
        address = escape(settings.base + quoted(symbol))
        rows.append(f"<url><loc>{address}</loc><lastmod>{moment(changed)}</lastmod></url>")
    return tagged(request, _document("urlset", rows), f"sitemap-{number}.xml", _XML, {})


def _parts(catalogue: Catalogue) -> int:
    return max(1, -(-len(catalogue) // _PART))


def _document(name: str, rows: list[str]) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{_SITEMAPS}">\n'
    return (head + "\n".join(rows) + f"\n</{name}>\n").encode()
