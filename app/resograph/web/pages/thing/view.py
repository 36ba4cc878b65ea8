"""What the page of a thing is made from, and the sections that several kinds of things have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request

from resograph.releases.budgets import cited_in_budgets
from resograph.releases.reader import Node, ReleaseGraph
from resograph.releases.register import Register, Wanted
from resograph.web.components.acts import best, cut, part_name, rows_of
from resograph.web.components.figures import by_force, by_year, mandates
from resograph.web.components.links import Link, link_to, told_apart
from resograph.web.components.paging import Pages, pages_of
from resograph.web.components.sections import Acts, Counts, Figures, Listed, ListRow, Section
from resograph.web.interface import Interface, interface_of
from resograph.web.state import state_of
from resograph.web.tables import register_of
from resograph.writing.terms import DCT, RESO

_FEW, MOST = 10, 40
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


# ── what pages are put together from ─────────────────────────────────────────────────────────────────────────────────
def few_acts(
    view: ThingView, title: str, count: int, wanted: Wanted, asked: Mapping[str, object], sort: str = "newest"
) -> Acts:
    """A few of the acts, and the way to all."""
    rows = rows_of(view.register.acts(wanted, sort, _FEW), view.graph, view.words)
    more = Link(view.say("as_table", count), mandates(**asked, sort=sort if sort != "newest" else ""))
    return Acts(title, rows, more if count else None)


def acts(view: ThingView, key: str, wanted: Wanted, asked: Mapping[str, object], sort: str = "newest") -> Acts:
    """A few of the acts under their number, and the way to all."""
    count = view.register.count(wanted)
    return few_acts(view, view.say(key, count), count, wanted, asked, sort)


def acts_in(view: ThingView, key: str, wanted: Wanted, asked: Mapping[str, object]) -> Acts:
    """The acts, page by page."""
    pages = view.pages(view.register.count(wanted))
    rows = rows_of(view.register.acts(wanted, "newest", pages.size, pages.skip), view.graph, view.words)
    return Acts(view.say(key, pages.total), rows, Link(view.words("thing.filter"), mandates(**asked)), pages)


def figures(view: ThingView, wanted: Wanted, asked: Mapping[str, object]) -> Iterator[Section]:
    """Acts by force and by year."""
    forces = view.register.counts(wanted, "force")
    if forces:
        yield by_force(forces, view.graph, view.words, asked, "by-force")
        names = {count.value: view.link(count.value).name for count in forces}
        yield by_year(
            view.register.acts_by_year(wanted), names, view.words("pictures.acts_by_year"), view.words, "by-year"
        )


def counted(view: ThingView, key: str, wanted: Wanted, feature: str, asked: Mapping[str, object]) -> Counts:
    """The commonest values of a feature among acts, each with the way to its acts."""
    return Counts(
        view.words(f"thing.{key}"),
        [
            (
                Link(told_apart(view.link(count.value)).name, mandates(**{**asked, feature: count.value})),
                view.words.number(count.count),
            )
            for count in view.register.counts(wanted, feature, _FEW)
        ],
    )


def parts(view: ThingView, key: str, how: str, main: bool) -> Listed:
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


def documents(
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


def cited_in_budgets_by(view: ThingView) -> Listed:
    """A few of the documents that budgets cite for an entity, and the way to what they ask."""
    symbols = cited_in_budgets(view.graph, view.path)
    more = Link(view.words("thing.filter"), mandates(**{"cited-by": view.path, "kind": "acts"})) if symbols else None
    rows = [_document_row(view, symbol, "", "") for symbol in symbols[:MOST]]
    return Listed(view.say("cited_in_budgets", len(symbols)), rows, more)


def ranked(view: ThingView, key: str, how: str) -> Listed:
    """The documents with most paragraphs about a thing."""
    found = view.register.documents_about(view.path, how, _FEW)
    rows = [_document_row(view, one.value, "", view.say("paragraphs", one.count)) for one in found]
    return Listed(view.words(f"thing.{key}"), rows)


def spoken_of(view: ThingView, how: str) -> Figures:
    """Paragraphs over time."""
    years = view.register.parts_by_year(view.path, how)
    alone = Link(view.words("pictures.alone"), f"pictures/timeline?thing={view.path}")
    return by_year(
        years, {how: view.words("thing.in_paragraphs")}, view.words(f"pictures.{how}_by_year"), view.words, how, alone
    )
