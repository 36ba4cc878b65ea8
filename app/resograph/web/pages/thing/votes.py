"""How a State voted: by theme, and with whom it agrees most and least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from resograph.web.components.links import Link
from resograph.web.components.sections import Counts, Figures, Section
from resograph.web.pages.agreement.page import sides_of
from resograph.web.pages.agreement.view import Pair, agreement_of
from resograph.web.pages.thing.view import VOTES, ThingView
from resograph.web.state import state_of

_THEMES, _STATES = 20, 8


def vote_sections(view: ThingView) -> Iterator[Section]:
    """Votes by theme as a table, and the States that vote most and least alike."""
    words = view.words
    columns = [words(f"thing.{how}") for how in VOTES]
    rows = [
        (view.link(theme), [words.number(counts.get(how, 0)) for how in VOTES])
        for theme, counts in view.register.themes_by_side(view.path, VOTES, _THEMES)
    ]
    if rows:
        yield Figures(words("agreement.by_theme"), Markup(""), words("thing.theme"), columns, rows)
    found = agreement_of(state_of(view.request).release, sides_of(view.request.app), view.path, words)
    often = found.often
    yield Counts(words("agreement.most"), _said(view, often[:_STATES]))
    whole = Link(words("agreement.all"), f"agreement?state={view.path}")
    failed = Link(words("agreement.failed"), f"queries/failed?state={view.path}")
    yield Counts(words("agreement.least"), [*_said(view, often[: -_STATES - 1 : -1]), (whole, ""), (failed, "")])


def _said(view: ThingView, pairs: Sequence[Pair]) -> list[tuple[Link, str]]:
    number = view.words.number
    return [
        (pair.state, f"{number(round(100 * pair.found.index, 1))} % ({number(pair.found.votes)})") for pair in pairs
    ]
