"""Interfaces for other registries and for harvesters: OAI-PMH, reconciliation, dumps, feed, sitemap, llms.txt."""

from fastapi import APIRouter

from resograph.web.registries import about, dumps, feed, llms, oai, reconcile, sitemap

router = APIRouter()
for part in (about, oai, reconcile, dumps, feed, sitemap, llms):
    router.include_router(part.router)

__all__ = ["router"]
