"""``/context.jsonld``: the JSON-LD context, for any site."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from resograph.writing.jsonld import context

router = APIRouter()


@router.api_route("/context.jsonld", methods=["GET", "HEAD"])
def jsonld_context() -> Response:
    """The JSON-LD context."""
    return JSONResponse(
        {"@context": dict(context())}, headers={"Access-Control-Allow-Origin": "*"}, media_type="application/ld+json"
    )
