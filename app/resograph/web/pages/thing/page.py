"""Pages of what is no document: actors, bodies, States, themes, verbs, events, sessions …; acts and votes."""

from __future__ import annotations

from fastapi import Request

from resograph.symbols.address import LANGUAGES
from resograph.web.answers import RDF
from resograph.web.components.acts import Words
from resograph.web.components.rendering import render
from resograph.web.interface import interface_of
from resograph.web.pages.act.page import act_page
from resograph.web.pages.thing.description import definition_of, facts_of, names_of
from resograph.web.pages.thing.kinds import sections_of
from resograph.web.pages.thing.office import office_of
from resograph.web.pages.thing.view import ThingView
from resograph.web.pages.vote.page import vote_page
from resograph.web.problems import ProblemError
from resograph.web.state import state_of

_KINDS = (
    "Body",
    "State",
    "Programme",
    "Fund",
    "Organization",
    "Office",
    "ActorGroup",
    "Actor",
    "Event",
    "Instrument",
    "Publication",
    "Session",
    "Meeting",
    "AgendaItem",
    "Verb",
    "Force",
    "DueReport",
)
"""Classes that tell people what a thing is, the narrowest first."""


def thing_page(request: Request, thing: str) -> str:
    """The page of a thing, or the page of an act or a vote.

    Raises:
        ProblemError: 404, nothing is known of it; 400, it has no such page of a list, or ``?on=`` is no day.
    """
    graph = state_of(request).graph
    node = graph.node(graph.iri(thing))
    if node is None:
        raise ProblemError(404, "Not found", f"Nothing is known of {thing} here.")
    if "Act" in node.classes:
        return act_page(request, thing, node)
    if "Vote" in node.classes:
        return vote_page(request, thing, node)
    view = ThingView(request, thing, node)
    words = interface_of(request)
    kind = next((name for name in _KINDS if name in node.classes), "")
    return render(
        request,
        "pages/thing/template.html",
        thing=thing,
        formats=RDF,
        name=Words(*view.graph.label_in(node.iri, words.language)),
        kind=words(f"thing.{kind or ('theme' if thing.startswith('theme/') else 'thing')}"),
        names=names_of(view, LANGUAGES),
        facts=facts_of(view),
        definition=definition_of(view),
        office=office_of(view),
        sections=sections_of(view),
    )
