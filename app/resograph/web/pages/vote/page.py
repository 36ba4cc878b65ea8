"""The page of a vote."""

from __future__ import annotations

from fastapi import Request

from resograph.releases.reader import Node
from resograph.web.answers import RDF
from resograph.web.components.rendering import render
from resograph.web.pages.vote.view import vote_view


def vote_page(request: Request, thing: str, node: Node) -> str:
    """A vote by its path."""
    return render(request, "pages/vote/template.html", thing=thing, formats=RDF, vote=vote_view(request, thing, node))
