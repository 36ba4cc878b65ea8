"""Interfaces for others: OAI-PMH, reconciliation, dumps, tables, feed, sitemap, llms.txt."""

from fastapi import APIRouter

from resograph.web.registries import about, dumps, feed, llms, oai, reconcile, sitemap, tables

router = APIRouter()
for part in (about, oai, reconcile, tables, dumps, feed, sitemap, llms):
    router.include_router(part.router)

__all__ = ["router"]
