"""What the page of a thing shows, by kind: what is asked of an actor, how a State voted, where a theme occurs …"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from resograph.releases.register import Wanted
from resograph.web.components.figures import by_year
from resograph.web.components.offices import together
from resograph.web.components.sections import Counts, Section
from resograph.web.pages.thing.office import office_sections
from resograph.web.pages.thing.view import (
    MOST,
    VOTES,
    ThingView,
    acts,
    acts_in,
    cited_in_budgets_by,
    counted,
    documents,
    parts,
    ranked,
    spoken_of,
)
from resograph.web.pages.thing.votes import vote_sections
from resograph.writing.terms import SKOS


def sections_of(view: ThingView) -> list[Section]:
    """All sections of the page that have something to show."""
    kind = view.path.partition("/")[0] if "~" not in view.path else view.path.rpartition("__")[2].partition("_")[0]
    return [section for section in _KINDS.get(kind, _named)(view) if section.kind == "figures" or section.rows]


# ── kinds of things ──────────────────────────────────────────────────────────────────────────────────────────────────
def _actor(view: ThingView) -> Iterable[Section]:
    yield from office_sections(view)
    yield cited_in_budgets_by(view)
    is_asked = bool(view.register.count(Wanted(addressees=together(view.graph, view.path))))
    if not is_asked and view.register.count_parts(view.path, "mentions"):
        yield spoken_of(view, "mentions")
    yield parts(view, "mentioned", "mentions", main=not is_asked)


def _body(view: ThingView) -> Iterable[Section]:
    adopted = view.register.count_documents(view.path, ["adoptedBy"])
    adopted = view.register.count_documents(view.path, ["adoptedBy"])
    by = Wanted("requests", organ=view.path)
    asked = {"organ": view.path, "kind": "requests"}
    to = Wanted("reports", recipient=view.path)
    yield by_year(
        view.register.documents_by_year(view.path, ["adoptedBy"]),
        {"adoptedBy": view.words("thing.documents_column")},
        view.words("pictures.adopted_by_year"),
        view.words,
        "adopted-by-year",
    )
    yield Counts(
        view.words("thing.sessions"),
        [
            (view.link(one.value), view.words.number(one.count))
            for one in view.register.filed_beside(view.path, "adoptedBy", "session", MOST)
        ],
    )
    yield counted(view, "asks_whom", by, "addressee", asked)
    yield acts(view, "reported_to", to, {"recipient": view.path, "kind": "reports"}, "due")
    yield from office_sections(view, main=not adopted)
    yield cited_in_budgets_by(view)
    yield documents(view, "adopted_by", ["adoptedBy"], main=bool(adopted))
    yield parts(view, "mentioned", "mentions", main=not adopted)


def _state(view: ThingView) -> Iterable[Section]:
    names = {how: view.words(f"thing.{how}") for how in VOTES}
    votes = view.register.count_documents(view.path, VOTES)
    if votes:
        yield by_year(
            view.register.documents_by_year(view.path, VOTES),
            names,
            view.words("pictures.votes_by_year"),
            view.words,
            "votes-by-year",
        )
        yield from vote_sections(view)
    yield documents(view, "votes", VOTES, bool(votes), names)
    yield documents(view, "sponsored", ["sponsor"], main=False)
    yield acts(view, "asked_of", Wanted(addressees=(view.path,)), {"addressee": view.path, "kind": "acts"})
    yield parts(view, "mentioned", "mentions", main=not votes)


def _theme(view: ThingView) -> Iterable[Section]:
    if view.register.count_parts(view.path, "theme"):
        yield spoken_of(view, "theme")
    yield ranked(view, "ranked", "theme")
    yield counted(
        view,
        "asks_whom",
        Wanted("requests", themes=view.graph.with_narrower(view.path)),
        "addressee",
        {"theme": view.path, "kind": "requests"},
    )
    yield parts(view, "on_theme", "theme", main=True)


def _named(view: ThingView) -> Iterable[Section]:
    """An event, an instrument, a publication: where it is named."""
    if view.register.count_parts(view.path, "mentions"):
        yield spoken_of(view, "mentions")
    yield ranked(view, "named_most", "mentions")
    yield parts(view, "mentioned", "mentions", main=True)


def _session(view: ThingView) -> Iterable[Section]:
    yield documents(view, "adopted_at", ["session"], main=True)
    due = Wanted("reports", session=view.path)
    yield acts(view, "due_at", due, {"session": view.path, "kind": "reports"}, "document")
    yield parts(view, "mentioned", "mentions", main=False)


def _meeting(view: ThingView) -> Iterable[Section]:
    yield documents(view, "adopted_at", ["adoptedAt"], main=True)


def _item(view: ThingView) -> Iterable[Section]:
    yield documents(view, "adopted_under", ["agendaItem"], main=True)
    yield acts(view, "due_under", Wanted("reports", item=view.path), {"item": view.path, "kind": "reports"}, "due")
    yield parts(view, "mentioned", "mentions", main=False)


def _verb(view: ThingView) -> Iterable[Section]:
    wanted, asked = Wanted(verb=view.path), {"verb": view.path, "kind": "acts"}
    years = view.register.acts_by_year(wanted)
    force = next(iter(view.register.counts(wanted, "force", 1)), None)
    if force:
        names = {count.value: view.link(count.value).name for count in view.register.counts(wanted, "force")}
        yield by_year(years, names, view.words("pictures.acts_by_year"), view.words, "by-year")
    yield counted(view, "used_by", wanted, "organ", asked)
    yield counted(view, "asks_whom", wanted, "addressee", asked)
    yield acts_in(view, "with_verb", wanted, asked)


def _force(view: ThingView) -> Iterable[Section]:
    wanted, asked = Wanted(force=view.path), {"force": view.path, "kind": "acts"}
    used = {count.value: count.count for count in view.register.counts(wanted, "verb")}
    verbs = [view.graph.path(iri) for iri in view.graph.pointing_at(view.graph.base + view.path, f"{SKOS}broader")]
    yield Counts(
        view.words("thing.verbs"),
        [
            (view.link(verb), view.words.number(used.get(verb, 0)))
            for verb in sorted(verbs, key=lambda verb: (-used.get(verb, 0), verb))
        ],
    )
    yield by_year(
        view.register.acts_by_year(wanted),
        {view.path: view.link(view.path).name},
        view.words("pictures.acts_by_year"),
        view.words,
        "by-year",
    )
    yield acts_in(view, "with_force", wanted, asked)


_KINDS: Mapping[str, Callable[[ThingView], Iterable[Section]]] = {
    "actor": _actor,
    "body": _body,
    "state": _state,
    "theme": _theme,
    "session": _session,
    "meeting": _meeting,
    "item": _item,
    "verb": _verb,
    "force": _force,
}
