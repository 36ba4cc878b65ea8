"""``/dumps/``: the graph as files of N-Quads by organ and session, with their checksums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from resograph.releases import Release
from resograph.releases.dumps import Dump, content_of, dumps_of
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY
from resograph.web.negotiation import choose_format
from resograph.web.problems import ProblemError
from resograph.web.registries.files import file_answer
from resograph.web.registries.newest import newest_release
from resograph.web.state import state_of
from resograph.writing.terms import DCAT, DCT, TYPE, VOID

router = APIRouter()

_CHECKSUMS = "SHA256SUMS"
_SPDX = "http://spdx.org/rdf/terms#"
_XSD_HEX = "http://www.w3.org/2001/XMLSchema#hexBinary"
_XSD_BYTES = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
_MEDIA = "https://www.iana.org/assignments/media-types/"


@router.api_route("/dumps", methods=["GET", "HEAD"], include_in_schema=False)
def elsewhere() -> Response:
    """The folder's one spelling."""
    return Response(None, 301, {"Location": "dumps/"})


@router.api_route("/dumps/", methods=["GET", "HEAD"], include_in_schema=False)
def listing(request: Request) -> Response:
    """What there is: JSON, or a page where a browser asks."""
    settings, dumps = state_of(request).settings, dumps_of(newest_release(request))
    headers = {"Vary": PAGES_VARY}
    if choose_format(request.headers.get("accept"), ("json", "html")) == "html":
        return HTMLResponse(render(request, "registries/dumps.html", rows=list(dumps)), headers=headers)
    return JSONResponse([_row(dump, settings.base) for dump in dumps], headers=headers)


@router.api_route("/dumps/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def dump(request: Request, name: str) -> Response:
    """A dump, or the checksums of all."""
    release = newest_release(request)
    dumps = {found.file: found for found in dumps_of(release)}
    if name == _CHECKSUMS:
        text = "".join(f"{found.sha256}  {found.file}\n" for found in dumps.values())
        return Response(text, media_type="text/plain; charset=utf-8")
    if name not in dumps:
        near = [("dumps/", "All dumps"), *((f"dumps/{file}", file) for file in list(dumps)[:20])]
        raise ProblemError(404, "No such dump", f"There is no dump {name}.", near=near)
    found = dumps[name]
    return file_answer(
        request,
        name,
        found.bytes,
        found.sha256,
        "application/gzip",
        lambda start, end: content_of(release, found, start, end),
    )


def _row(dump: Dump, base: str) -> dict[str, Any]:
    return {
        "name": dump.name,
        "address": f"{base}dumps/{dump.file}",
        "works": dump.works,
        "quads": dump.quads,
        "bytes": dump.bytes,
        "sha256": dump.sha256,
    }


def dump_triples(release: Release, base: str, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    """The dumps as distributions of a dataset (DCAT 3), for its description."""
    for found in dumps_of(release):
        me, file = ox.NamedNode(f"{dataset.value}-dump-{found.name}"), ox.NamedNode(f"{base}dumps/{found.file}")
        checksum = ox.NamedNode(f"{me.value}-checksum")
        rows: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
            (dataset, f"{DCAT}distribution", me),
            (dataset, f"{VOID}dataDump", file),
            (me, TYPE.value, ox.NamedNode(f"{DCAT}Distribution")),
            (me, f"{DCT}title", ox.Literal(f"N-Quads, {found.name}", language="en")),
            (me, f"{DCAT}downloadURL", file),
            (me, f"{DCAT}mediaType", ox.NamedNode(f"{_MEDIA}application/n-quads")),
            (me, f"{DCAT}compressFormat", ox.NamedNode(f"{_MEDIA}application/gzip")),
            (me, f"{DCAT}accessURL", file),
            (me, f"{DCAT}byteSize", ox.Literal(str(found.bytes), datatype=ox.NamedNode(_XSD_BYTES))),
            (me, f"{_SPDX}checksum", checksum),
            (checksum, TYPE.value, ox.NamedNode(f"{_SPDX}Checksum")),
            (checksum, f"{_SPDX}algorithm", ox.NamedNode(f"{_SPDX}checksumAlgorithm_sha256")),
            (checksum, f"{_SPDX}checksumValue", ox.Literal(found.sha256, datatype=ox.NamedNode(_XSD_HEX))),
        ]
        for subject, predicate, value in rows:
            yield ox.Triple(subject, ox.NamedNode(predicate), value)
