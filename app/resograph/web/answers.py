"""Answers with the headers of DESIGN §2: negotiated, tagged, linked."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from fastapi import Request, Response

from resograph.symbols import AddressError, SymbolError, parse_path
from resograph.symbols.address import LANGUAGES
from resograph.web.interface import PAGES_VARY
from resograph.web.negotiation import MEDIA_TYPES, content_type
from resograph.web.paths import quoted, relative
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.writing.terms import SCHEMA, UN_TERMS

RDF = ("ttl", "jsonld", "nt", "rdf")
"""Formats of what is no document."""


def not_acceptable(formats: tuple[str, ...]) -> ProblemError:
    """406, with what there is."""
    there = ", ".join(MEDIA_TYPES[name] for name in formats)
    return ProblemError(
        406, "Not acceptable", f"This address answers as {there}.", headers={"Vary": "Accept, Accept-Language"}
    )


def send(
    request: Request,
    path: str,
    suffix: str,
    body: bytes,
    location: str,
    language: str | None = None,
    cite_as: str | None = None,
    languages: tuple[str, ...] = (),
) -> Response:
    """200 with the headers of DESIGN §2.

    Args:
        request: what is answered.
        path: of the request, below the base.
        suffix: the format of the body.
        body: the answer.
        location: the address of just this form.
        language: of the body, where it has one.
        cite_as: the address to cite, where it is not that of the body without its format.
        languages: that the same is held in.
    """
    canonical = re.sub(rf"\.(?:{'|'.join(MEDIA_TYPES)})$", "", location)
    headers = {
        "Vary": PAGES_VARY if suffix == "html" else "Accept, Accept-Language",
        "Content-Location": relative(path, location.replace("%3E", ">")),
        "Link": _links(path, canonical, suffix, state_of(request).graph.base, cite_as, languages),
    }
    if language:
        headers["Content-Language"] = language
    return tagged(request, body, location, content_type(suffix), headers)


def tagged(request: Request, body: bytes, name: str, media: str, headers: dict[str, str]) -> Response:
    """200 with an entity tag of release, name and body (conditions: ``validators``); no body for HEAD."""
    tag = hashlib.sha256(f"{state_of(request).release_name}\n{name}\n".encode() + body).hexdigest()[:20]
    headers = {"ETag": f'"{tag}"', "Cache-Control": "no-cache", **headers}
    headers["Content-Type"] = media
    if request.method == "HEAD":
        headers["Content-Length"] = str(len(body))
        return Response(None, 200, headers)
    return Response(body, 200, headers)


@lru_cache(maxsize=4096)
def _links(path: str, canonical: str, suffix: str, base: str, cite_as: str | None, languages: tuple[str, ...]) -> str:
    """Link header: the other formats, and what the page, its data and its files are to each other (RFC 8288).

    Signposting (https://signposting.org/FAIR/): the page has the files as items, is described by the data, and is of
    a type and an author; a file names the page as its collection, data say what they describe.
    """
    first = canonical.split("/")[0]
    is_document = not first.islower() or first in LANGUAGES
    plain = canonical.replace("%3E", ">")

    def link(target: str, relation: str, media: str = "") -> str:
        return f'<{target}>; rel="{relation}"' + (f'; type="{media}"' if media else "")

    def form(name: str, relation: str) -> str:
        return link(relative(path, f"{plain}.{name}"), relation, MEDIA_TYPES[name])

    others = tuple(MEDIA_TYPES) if is_document else ("html", *RDF)
    is_jsonld = suffix == "jsonld"  # PyLD fails where a JSON-LD answer has more than one alternate
    links = [form(other, "alternate") for other in (others if not is_jsonld else ("html",)) if other != suffix]
    links += [link(cite_as or base + quoted(canonical), relation) for relation in ("cite-as", "canonical")]
    without = plain.partition("/")[2] if first in LANGUAGES else plain
    for other in languages:
        if other != first and not is_jsonld:
            there = relative(path, f"{other}/{without}.{suffix}")
            links.append(f'{link(there, "alternate", MEDIA_TYPES[suffix])}; hreflang="{other}"')
    links += [form(name, "describedby") for name in RDF if name != suffix]
    links.append(link(UN_TERMS, "license"))
    page = relative(path, plain)
    if suffix in RDF:
        links.append(link(page, "describes", MEDIA_TYPES["html"]))
    elif suffix != "html":
        links.append(link(page, "collection", MEDIA_TYPES["html"]))
    else:
        links.append(link(f"{SCHEMA}AboutPage", "type"))
    if is_document:
        links.append(link(f"{SCHEMA}Legislation", "type"))
        links += [form(name, "item") for name in others if name not in ("html", *RDF) and suffix == "html"]
        links += [link(author, "author") for author in _authors(canonical, base)]
    return ", ".join(links)


def _authors(canonical: str, base: str) -> list[str]:
    """The body that adopted a document."""
    try:
        body = parse_path(canonical).symbol.body
    except (AddressError, SymbolError):
        return []
    return [f"{base}body/{body}"] if body else []
