"""Interfaces for other registries and for harvesters: OAI-PMH, reconciliation, dumps, tables, feed, sitemap."""

from fastapi import APIRouter

from resograph.web.registries import about, dumps, feed, oai, reconcile, sitemap, tables

router = APIRouter()
for part in (about, oai, reconcile, tables, dumps, feed, sitemap):
    router.include_router(part.router)

__all__ = ["router"]
