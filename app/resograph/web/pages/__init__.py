"""Pages, rendered on the server: a module a kind of page."""

from fastapi import APIRouter

from resograph.web import static, switching
from resograph.web.pages import about, home, listing, mandates, pictures
from resograph.web.pages.documents import cited_page, document_page
from resograph.web.pages.problem import problem_page
from resograph.web.pages.things import thing_page
from resograph.web.pages.workbench import sparql_answer, sparql_form, sparql_problem, written_out
from resograph.web.rendering import render

router = APIRouter()
for _part in (about, home, listing, mandates, pictures, switching, static):
    router.include_router(_part.router)

__all__ = [
    "cited_page",
    "document_page",
    "problem_page",
    "render",
    "router",
    "sparql_answer",
    "sparql_form",
    "sparql_problem",
    "thing_page",
    "written_out",
]
