"""Doors for other registries and for machines that gather: OAI-PMH, dumps, feed, sitemap."""

from fastapi import APIRouter

from resograph.web.registries import dumps, feed, oai, sitemap

router = APIRouter()
for part in (oai, dumps, feed, sitemap):
    router.include_router(part.router)

__all__ = ["router"]
