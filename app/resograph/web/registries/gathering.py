"""What is for machines that gather: OAI-PMH, dumps, the feed of changes, the sitemap."""

from fastapi import APIRouter

from resograph.web.registries import dumps, feed, oai, sitemap

router = APIRouter()
for part in (oai, dumps, feed, sitemap):
    router.include_router(part.router)
