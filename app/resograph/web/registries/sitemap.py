"""``/robots.txt`` and ``/sitemap.xml``: where crawlers may go, and each work with the day of its last change."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from lxml import etree

from resograph.releases.catalogue import Catalogue
from resograph.web.answers import tagged
from resograph.web.paths import quoted
from resograph.web.problems import ProblemError
from resograph.web.registries.moments import moment
from resograph.web.registries.newest import newest_release
from resograph.web.state import state_of
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
    base = state_of(request).settings.base
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
    settings = state_of(request).settings
    catalogue = views_of(request.app, newest_release(request)).catalogue
    changed = moment(catalogue.latest())
    rows = [(f"{settings.base}sitemap-{number}.xml", changed) for number in range(1, _parts(catalogue) + 1)]
    return tagged(request, _document("sitemapindex", "sitemap", rows), "sitemap.xml", _XML, {})


def _part(request: Request, part: str) -> Response:
    settings = state_of(request).settings
    catalogue = views_of(request.app, newest_release(request)).catalogue
    number = int(part) if part.isdecimal() and len(part) < 6 else 0
    if not 1 <= number <= _parts(catalogue):
        raise ProblemError(404, "No such part", "The sitemap has no such part.", near=(("sitemap.xml", "Its parts"),))
    works = catalogue.held((number - 1) * _PART, _PART)
    rows = [(settings.base, "")] if number == 1 else []
    rows += [(settings.base + quoted(symbol), moment(changed)) for symbol, changed in works]
    return tagged(request, _document("urlset", "url", rows), f"sitemap-{number}.xml", _XML, {})


def _parts(catalogue: Catalogue) -> int:
    return max(1, -(-len(catalogue) // _PART))


def _document(name: str, item: str, rows: Iterable[tuple[str, str]]) -> bytes:
    """A document of addresses, each with the moment of its last change ("" where it has none)."""
    root = etree.Element(f"{{{_SITEMAPS}}}{name}", nsmap={None: _SITEMAPS})
    for address, changed in rows:
        row = etree.SubElement(root, f"{{{_SITEMAPS}}}{item}")
        etree.SubElement(row, f"{{{_SITEMAPS}}}loc").text = address
        if changed:
            etree.SubElement(row, f"{{{_SITEMAPS}}}lastmod").text = changed
    etree.indent(root, space="")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
