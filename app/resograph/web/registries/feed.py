"""``/feed.atom``: works as they changed, the last first (RFC 4287), in pages (RFC 5005), gone ones too (RFC 6721).

``?about=actor/ohchr``: only those that have to do with a thing: an office with its head, a theme with those below it.
"""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from lxml import etree

from resograph.releases.catalogue import Listed, Place
from resograph.resources import table
from resograph.symbols import mint
from resograph.web.answers import tagged
from resograph.web.components.links import link_to
from resograph.web.components.offices import together
from resograph.web.interface import interface_of
from resograph.web.paths import quoted
from resograph.web.problems import ProblemError
from resograph.web.registries.moments import moment
from resograph.web.registries.newest import newest_release
from resograph.web.state import state_of
from resograph.web.tables import views_of

router = APIRouter()

_ATOM = "http://www.w3.org/2005/Atom"
_GONE = "http://purl.org/atompub/tombstones/1.0"
_PAGE = 50


@router.api_route("/feed.atom", methods=["GET", "HEAD"], include_in_schema=False)
async def feed(request: Request) -> Response:
    """A page of the feed."""
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    settings = state_of(request).settings
    catalogue = views_of(request.app, newest_release(request)).catalogue
    before = _place(request.query_params.get("before", ""))
    about = request.query_params.get("about", "").strip().removeprefix(settings.base)
    page = catalogue.newest(before, _PAGE + 1, _things(request, about))
    asked = {"about": about} if about else {}
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM, "at": _GONE})
    words = table("data", "oai.toml")["feed"]
    address = f"{settings.base}feed.atom"
    own = f"{address}?{urlencode(asked)}" if asked else address
    _text(root, "id", own)
    _text(root, "title", f"{words['title']}: {_name(request, about)}" if about else words["title"])
    _text(root, "updated", moment(catalogue.latest()))
    _text(root, "rights", words["rights"])
    _text(etree.SubElement(root, f"{{{_ATOM}}}author"), "name", words["author"])
    _link(root, "self", f"{address}?{request.url.query}" if before else own, "application/atom+xml")
    _link(root, "alternate", f"{settings.base}{quoted(about)}", "text/html")
    if len(page) > _PAGE:
        last = page[_PAGE - 1].place
        query = urlencode({**asked, "before": f"{last.changed}.{last.id}"})
        _link(root, "next", f"{address}?{query}", "application/atom+xml")
    for listed in page[:_PAGE]:
        _entry(root, listed, settings.base)
    etree.indent(root)
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return tagged(request, body, "feed.atom", "application/atom+xml; charset=utf-8", {})


def _things(request: Request, path: str) -> tuple[str, ...]:
    """The paths of a thing and of what goes with it: an office's head, narrower themes; none for "".

    Raises:
        ProblemError: 400, nothing is known of it.
    """
    graph = state_of(request).graph
    if not path:
        return ()
    if graph.node_at(path) is None:
        detail = f"about={path[:80]}: nothing of that address is known; take it from a page (actor/un-volunteers)."
        raise ProblemError(400, "Bad parameter", detail)
    return tuple(dict.fromkeys((*together(graph, path), *graph.with_narrower(path))))


def _name(request: Request, path: str) -> str:
    graph = state_of(request).graph
    return link_to(graph, graph.base + path, interface_of(request).language).name


def _place(text: str) -> Place | None:
    if not text:
        return None
    changed, _, number = text.partition(".")
    if not all(1 <= len(part) < 19 and part.isascii() and part.isdigit() for part in (changed, number)):
        raise ProblemError(400, "Bad parameter", "before is no place in the feed; follow its links rel=next.")
    return Place(int(changed), int(number))


def _entry(root: etree._Element, listed: Listed, base: str) -> None:
    address = mint(base, listed.symbol)
    if listed.deleted:
        etree.SubElement(root, f"{{{_GONE}}}deleted-entry", ref=address, when=moment(listed.changed))
        return
    words = table("data", "oai.toml")["feed"]
    entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
    _text(entry, "id", address)
    _text(entry, "title", f"{listed.symbol}: {listed.title}" if listed.title != listed.symbol else listed.symbol)
    _text(entry, "updated", moment(listed.changed))
    _text(entry, "published", moment(listed.first))
    _text(entry, "summary", words["new" if listed.first == listed.changed else "changed"])
    _link(entry, "alternate", address, "text/html")
    _link(entry, "alternate", f"{address}.ttl", "text/turtle")


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _link(parent: etree._Element, relation: str, address: str, media: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}link", rel=relation, href=address, type=media)
