"""The page of an act."""

from __future__ import annotations

from fastapi import Request

from resograph.releases.reader import Node
from resograph.web.answers import RDF
from resograph.web.components.rendering import render
from resograph.web.pages.act.view import act_view


def act_page(request: Request, thing: str, node: Node) -> str:
    """An act by its path.

    Raises:
        ProblemError: 404, the register has no such act.
    """
    return render(request, "pages/act/template.html", thing=thing, formats=RDF, act=act_view(request, thing, node))
