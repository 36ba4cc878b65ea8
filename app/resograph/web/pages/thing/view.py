"""What the page of a thing shows, as sections: what is asked of an actor, how a State voted, where a theme occurs …"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request

from resograph.releases.budgets import cited_in_budgets
from resograph.releases.reader import Node, ReleaseGraph
from resograph.releases.register import Register, Wanted
from resograph.web.components.acts import best, cut, part_name, rows_of
from resograph.web.components.figures import by_force, by_year, mandates
from resograph.web.components.links import Link, link_to
from resograph.web.components.paging import Pages, pages_of
from resograph.web.components.sections import Acts, Counts, Figures, Listed, ListRow, Section
from resograph.web.interface import Interface, interface_of
from resograph.web.state import state_of
from resograph.web.tables import register_of
from resograph.writing.terms import DCT, RESO, SKOS

_FEW, _MOST = 10, 40
"""Rows of a list that is not the main one; values of a feature."""
VOTES = ("inFavour", "abstaining", "against", "notVoting")


@dataclass(frozen=True)
class ThingView:
    """A thing, and what its page is made from."""

    request: Request
    path: str
    node: Node

    @property
    def graph(self) -> ReleaseGraph:
        """The release."""
        return state_of(self.request).graph

    @property
    def register(self) -> Register:
        """Its register."""
        return register_of(self.request.app)

    @property
    def words(self) -> Interface:
        """The interface."""
        return interface_of(self.request)

    def link(self, path: str) -> Link:
        """A thing by its path."""
        return link_to(self.graph, self.graph.base + path, self.words.language)

    def say(self, key: str, count: int) -> str:
        """Words with a number."""
        return self.words(f"thing.{key}", count=self.words.number(count))

    def pages(self, total: int) -> Pages:
        """Where one is in the main list of the page."""
        return pages_of(self.request, total)


def sections_of(view: ThingView) -> list[Section]:
    """All sections of the page that have something to show."""
    kind = view.path.partition("/")[0] if "~" not in view.path else view.path.rpartition("__")[2].partition("_")[0]
    return [section for section in _KINDS.get(kind, _named)(view) if section.kind == "figures" or section.rows]


# ── what pages are put together from ─────────────────────────────────────────────────────────────────────────────────
def _acts(view: ThingView, key: str, wanted: Wanted, asked: Mapping[str, object], sort: str = "newest") -> Acts:
    """A few of the acts, and the way to all."""
    count = view.register.count(wanted)
    rows = rows_of(view.register.acts(wanted, sort, _FEW), view.graph, view.words)
    more = Link(view.say("as_table", count), mandates(**asked, sort=sort if sort != "newest" else ""))
    return Acts(view.say(key, count), rows, more if count else None)


def _all_acts(view: ThingView, key: str, wanted: Wanted, asked: Mapping[str, object]) -> Acts:
    """The acts, page by page."""
    pages = view.pages(view.register.count(wanted))
    rows = rows_of(view.register.acts(wanted, "newest", pages.size, pages.skip), view.graph, view.words)
    return Acts(view.say(key, pages.total), rows, Link(view.words("thing.filter"), mandates(**asked)), pages)


def _figures(view: ThingView, wanted: Wanted, asked: Mapping[str, object]) -> Iterator[Section]:
    """Acts by force and by year."""
    forces = view.register.counts(wanted, "force")
    if forces:
        yield by_force(forces, view.graph, view.words, asked, "by-force")
        names = {count.value: view.link(count.value).name for count in forces}
        yield by_year(
            view.register.acts_by_year(wanted), names, view.words("pictures.acts_by_year"), view.words, "by-year"
        )


def _counted(view: ThingView, key: str, wanted: Wanted, feature: str, asked: Mapping[str, object]) -> Counts:
    """The commonest values of a feature among acts, each with the way to its acts."""
    return Counts(
        view.words(f"thing.{key}"),
        [
            (
                Link(view.link(count.value).name, mandates(**{**asked, feature: count.value})),
                view.words.number(count.count),
            )
            for count in view.register.counts(wanted, feature, _FEW)
        ],
    )


def _parts(view: ThingView, key: str, how: str, main: bool) -> Listed:
    """Paragraphs about a thing, or that name it."""
    count = view.register.count_parts(view.path, how)
    pages = view.pages(count) if main else None
    found = view.register.parts(view.path, how, pages.size if pages else _FEW, pages.skip if pages else 0)
    return Listed(view.say(key, count), [_part_row(view, path, adopted) for path, _, adopted in found], None, pages)


def _part_row(view: ThingView, path: str, adopted: str) -> ListRow:
    iri = view.graph.iri(path)
    texts = view.graph.texts(iri, f"{RESO}text") or view.graph.texts(iri, f"{RESO}heading")
    words = cut(best(texts, view.words.language))
    return ListRow(Link(part_name(path, view.words), path), words, view.words.date(adopted) if adopted else "")


def _documents(
    view: ThingView, key: str, how: Sequence[str], main: bool, notes: Mapping[str, str] | None = None
) -> Listed:
    """Documents filed under a thing."""
    count = view.register.count_documents(view.path, how)
    pages = view.pages(count) if main else None
    found = view.register.documents(view.path, how, pages.size if pages else _FEW, pages.skip if pages else 0)
    rows = [_document_row(view, symbol, adopted, (notes or {}).get(filed, "")) for symbol, adopted, filed in found]
    return Listed(view.say(key, count), rows, None, pages)


def _document_row(view: ThingView, symbol: str, adopted: str, note: str) -> ListRow:
    title = best(view.graph.texts(view.graph.iri(symbol), f"{DCT}title"), view.words.language)
    return ListRow(Link(symbol, symbol), title, view.words.date(adopted) if adopted else "", note)


def _cited_in_budgets(view: ThingView) -> Listed:
    """A few of the documents that budgets cite for an entity, and the way to what they ask."""
    symbols = cited_in_budgets(view.graph, view.path)
    more = Link(view.words("thing.filter"), mandates(**{"cited-by": view.path, "kind": "acts"})) if symbols else None
    rows = [_document_row(view, symbol, "", "") for symbol in symbols[:_MOST]]
    return Listed(view.say("cited_in_budgets", len(symbols)), rows, more)


def _ranked(view: ThingView, key: str, how: str) -> Listed:
    """The documents with most paragraphs about a thing."""
    found = view.register.documents_about(view.path, how, _FEW)
    rows = [_document_row(view, one.value, "", view.say("paragraphs", one.count)) for one in found]
    return Listed(view.words(f"thing.{key}"), rows)


def _spoken_of(view: ThingView, how: str) -> Figures:
    """Paragraphs over time."""
    years = view.register.parts_by_year(view.path, how)
    alone = Link(view.words("pictures.alone"), f"pictures/timeline?thing={view.path}")
    return by_year(
        years, {how: view.words("thing.in_paragraphs")}, view.words(f"pictures.{how}_by_year"), view.words, how, alone
    )


# ── kinds of things ──────────────────────────────────────────────────────────────────────────────────────────────────
def _actor(view: ThingView) -> Iterable[Section]:
    asked = {"addressee": view.path, "kind": "acts"}
    wanted = Wanted(addressee=view.path)
    reports = Wanted("reports", addressee=view.path, answered=False)
    yield from _figures(view, wanted, asked)
    yield _acts(view, "reports_open", reports, {**asked, "kind": "reports", "answered": "no"}, "due")
    yield _all_acts(view, "asked_of", wanted, asked)
    yield _counted(view, "asked_by", wanted, "organ", asked)
    yield _counted(view, "asked_about", wanted, "theme", asked)
    yield _cited_in_budgets(view)
    is_asked = bool(view.register.count(wanted))
    if not is_asked and view.register.count_parts(view.path, "mentions"):
        yield _spoken_of(view, "mentions")
    yield _parts(view, "mentioned", "mentions", main=not is_asked)


def _body(view: ThingView) -> Iterable[Section]:
    by = Wanted("requests", organ=view.path)
    asked = {"organ": view.path, "kind": "requests"}
    to = Wanted("reports", recipient=view.path)
    of = Wanted(addressee=view.path)
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
            for one in view.register.filed_beside(view.path, "adoptedBy", "session", _MOST)
        ],
    )
    yield _counted(view, "asks_whom", by, "addressee", asked)
    yield _acts(view, "reported_to", to, {"recipient": view.path, "kind": "reports"}, "due")
    yield _acts(view, "asked_of", of, {"addressee": view.path, "kind": "acts"})
    yield _cited_in_budgets(view)
    adopted = view.register.count_documents(view.path, ["adoptedBy"])
    yield _documents(view, "adopted_by", ["adoptedBy"], main=bool(adopted))
    yield _parts(view, "mentioned", "mentions", main=not adopted)


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
    yield _documents(view, "votes", VOTES, bool(votes), names)
    yield _documents(view, "sponsored", ["sponsor"], main=False)
    yield _acts(view, "asked_of", Wanted(addressee=view.path), {"addressee": view.path, "kind": "acts"})
    yield _parts(view, "mentioned", "mentions", main=not votes)


def _theme(view: ThingView) -> Iterable[Section]:
    if view.register.count_parts(view.path, "theme"):
        yield _spoken_of(view, "theme")
    yield _ranked(view, "ranked", "theme")
    yield _counted(
        view,
        "asks_whom",
        Wanted("requests", themes=view.graph.with_narrower(view.path)),
        "addressee",
        {"theme": view.path, "kind": "requests"},
    )
    yield _parts(view, "on_theme", "theme", main=True)


def _named(view: ThingView) -> Iterable[Section]:
    """An event, an instrument, a publication: where it is named."""
    if view.register.count_parts(view.path, "mentions"):
        yield _spoken_of(view, "mentions")
    yield _ranked(view, "named_most", "mentions")
    yield _parts(view, "mentioned", "mentions", main=True)


def _session(view: ThingView) -> Iterable[Section]:
    yield _documents(view, "adopted_at", ["session"], main=True)
    due = Wanted("reports", session=view.path)
    yield _acts(view, "due_at", due, {"session": view.path, "kind": "reports"}, "document")
    yield _parts(view, "mentioned", "mentions", main=False)


def _meeting(view: ThingView) -> Iterable[Section]:
    yield _documents(view, "adopted_at", ["adoptedAt"], main=True)


def _item(view: ThingView) -> Iterable[Section]:
    yield _documents(view, "adopted_under", ["agendaItem"], main=True)
    yield _acts(view, "due_under", Wanted("reports", item=view.path), {"item": view.path, "kind": "reports"}, "due")
    yield _parts(view, "mentioned", "mentions", main=False)


def _verb(view: ThingView) -> Iterable[Section]:
    wanted, asked = Wanted(verb=view.path), {"verb": view.path, "kind": "acts"}
    years = view.register.acts_by_year(wanted)
    force = next(iter(view.register.counts(wanted, "force", 1)), None)
    if force:
        names = {count.value: view.link(count.value).name for count in view.register.counts(wanted, "force")}
        yield by_year(years, names, view.words("pictures.acts_by_year"), view.words, "by-year")
    yield _counted(view, "used_by", wanted, "organ", asked)
    yield _counted(view, "asks_whom", wanted, "addressee", asked)
    yield _all_acts(view, "with_verb", wanted, asked)


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
    yield _all_acts(view, "with_force", wanted, asked)


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
