"""``/context.jsonld``: the JSON-LD context, for any site, kept by clients for an hour and then asked after."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response

from resograph.web.answers import tagged
from resograph.writing.jsonld import context

router = APIRouter()

_HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600"}


@router.api_route("/context.jsonld", methods=["GET", "HEAD"])
def jsonld_context(request: Request) -> Response:
    """The JSON-LD context."""
    body = json.dumps({"@context": dict(context())}, ensure_ascii=False).encode()
    return tagged(request, body, "context.jsonld", "application/ld+json", _HEADERS)


@router.options("/context.jsonld", include_in_schema=False)
def options() -> Response:
    """What other sites may ask."""
    return Response(None, 204, {"Allow": "GET, HEAD, OPTIONS", "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS"})
