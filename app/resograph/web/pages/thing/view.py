"""The file of a thing: what is asked of an actor, how a State voted, where a theme is spoken of …, as sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request

from resograph.releases.reader import Node, ReleaseGraph
from resograph.releases.register import Register, Wanted
from resograph.web.components.acts import best, cut, part_name, rows_of
from resograph.web.components.figures import by_force, by_year, mandates
from resograph.web.components.links import Link, link_to
from resograph.web.components.paging import Pages, pages_of
from resograph.web.components.sections import Acts, Counts, Figures, Listed, Row, Section
from resograph.web.interface import Interface, interface_of
from resograph.web.registers import register_of
from resograph.web.state import state_of
from resograph.writing.terms import DCT, RESO, SKOS

_FEW, _MOST = 10, 40
"""Rows of a list that is not the main one; values of a feature."""
VOTES = ("inFavour", "abstaining", "against", "notVoting")


@dataclass(frozen=True)
class File:
    """A thing, and what its page is made from."""

    request: Request
    thing: str
    """Its path."""
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


def sections_of(file: File) -> list[Section]:
    """All sections of the page that have something to show."""
    kind = file.thing.partition("/")[0] if "~" not in file.thing else file.thing.rpartition("__")[2].partition("_")[0]
    return [section for section in _KINDS.get(kind, _named)(file) if section.kind == "figures" or section.rows]


# ── what pages are put together from ─────────────────────────────────────────────────────────────────────────────────
def _acts(file: File, key: str, wanted: Wanted, asked: Mapping[str, object], sort: str = "newest") -> Acts:
    """A few of the acts, and the way to all."""
    count = file.register.count(wanted)
    rows = rows_of(file.register.acts(wanted, sort, _FEW), file.graph, file.words)
    more = Link(file.say("as_table", count), mandates(**asked, sort=sort if sort != "newest" else ""))
    return Acts(file.say(key, count), rows, more if count else None)


def _all_acts(file: File, key: str, wanted: Wanted, asked: Mapping[str, object]) -> Acts:
    """The acts, page by page."""
    pages = file.pages(file.register.count(wanted))
    rows = rows_of(file.register.acts(wanted, "newest", pages.size, pages.skip), file.graph, file.words)
    return Acts(file.say(key, pages.total), rows, Link(file.words("thing.filter"), mandates(**asked)), pages)


def _figures(file: File, wanted: Wanted, asked: Mapping[str, object]) -> Iterator[Section]:
    """Acts by force and by year."""
    forces = file.register.counts(wanted, "force")
    if forces:
        yield by_force(forces, file.graph, file.words, asked, "by-force")
        names = {count.value: file.link(count.value).name for count in forces}
        yield by_year(
            file.register.acts_by_year(wanted), names, file.words("pictures.acts_by_year"), file.words, "by-year"
        )


def _counted(file: File, key: str, wanted: Wanted, feature: str, asked: Mapping[str, object]) -> Counts:
    """The commonest values of a feature among acts, each with the way to its acts."""
    return Counts(
        file.words(f"thing.{key}"),
        [
            (
                Link(file.link(count.value).name, mandates(**{**asked, feature: count.value})),
                file.words.number(count.count),
            )
            for count in file.register.counts(wanted, feature, _FEW)
        ],
    )


def _parts(file: File, key: str, how: str, main: bool) -> Listed:
    """Paragraphs about a thing, or that name it."""
    count = file.register.count_parts(file.thing, how)
    pages = file.pages(count) if main else None
    found = file.register.parts(file.thing, how, pages.size if pages else _FEW, pages.skip if pages else 0)
    return Listed(file.say(key, count), [_part_row(file, path, adopted) for path, _, adopted in found], None, pages)


def _part_row(file: File, path: str, adopted: str) -> Row:
    iri = file.graph.iri(path)
    texts = file.graph.texts(iri, f"{RESO}text") or file.graph.texts(iri, f"{RESO}heading")
    words = cut(best(texts, file.words.language))
    return Row(Link(part_name(path, file.words), path), words, file.words.date(adopted) if adopted else "")


def _documents(file: File, key: str, how: Sequence[str], main: bool, notes: Mapping[str, str] | None = None) -> Listed:
    """Documents filed under a thing."""
    count = file.register.count_documents(file.thing, how)
    pages = file.pages(count) if main else None
    found = file.register.documents(file.thing, how, pages.size if pages else _FEW, pages.skip if pages else 0)
    rows = [_document_row(file, symbol, adopted, (notes or {}).get(filed, "")) for symbol, adopted, filed in found]
    return Listed(file.say(key, count), rows, None, pages)


def _document_row(file: File, symbol: str, adopted: str, note: str) -> Row:
    title = best(file.graph.texts(file.graph.iri(symbol), f"{DCT}title"), file.words.language)
    return Row(Link(symbol, symbol), title, file.words.date(adopted) if adopted else "", note)


def _ranked(file: File, key: str, how: str) -> Listed:
    """The documents with most paragraphs about a thing."""
    found = file.register.documents_about(file.thing, how, _FEW)
    rows = [_document_row(file, one.value, "", file.say("paragraphs", one.count)) for one in found]
    return Listed(file.words(f"thing.{key}"), rows)


def _spoken_of(file: File, how: str) -> Figures:
    """Paragraphs over time."""
    years = file.register.parts_by_year(file.thing, how)
    alone = Link(file.words("pictures.alone"), f"pictures/timeline?thing={file.thing}")
    return by_year(
        years, {how: file.words("thing.in_paragraphs")}, file.words(f"pictures.{how}_by_year"), file.words, how, alone
    )


# ── kinds of things ──────────────────────────────────────────────────────────────────────────────────────────────────
def _actor(file: File) -> Iterable[Section]:
    asked = {"addressee": file.thing, "kind": "acts"}
    wanted = Wanted(addressee=file.thing)
    reports = Wanted("reports", addressee=file.thing, answered=False)
    yield from _figures(file, wanted, asked)
    yield _acts(file, "reports_open", reports, {**asked, "kind": "reports", "answered": "no"}, "due")
    yield _all_acts(file, "asked_of", wanted, asked)
    yield _counted(file, "asked_by", wanted, "organ", asked)
    yield _counted(file, "asked_about", wanted, "theme", asked)
    is_asked = bool(file.register.count(wanted))
    if not is_asked and file.register.count_parts(file.thing, "mentions"):
        yield _spoken_of(file, "mentions")
    yield _parts(file, "mentioned", "mentions", main=not is_asked)


def _body(file: File) -> Iterable[Section]:
    by = Wanted("requests", organ=file.thing)
    asked = {"organ": file.thing, "kind": "requests"}
    to = Wanted("reports", recipient=file.thing)
    of = Wanted(addressee=file.thing)
    yield by_year(
        file.register.documents_by_year(file.thing, ["adoptedBy"]),
        {"adoptedBy": file.words("thing.documents_column")},
        file.words("pictures.adopted_by_year"),
        file.words,
        "adopted-by-year",
    )
    yield Counts(
        file.words("thing.sessions"),
        [
            (file.link(one.value), file.words.number(one.count))
            for one in file.register.filed_beside(file.thing, "adoptedBy", "session", _MOST)
        ],
    )
    yield _counted(file, "asks_whom", by, "addressee", asked)
    yield _acts(file, "reported_to", to, {"recipient": file.thing, "kind": "reports"}, "due")
    yield _acts(file, "asked_of", of, {"addressee": file.thing, "kind": "acts"})
    adopted = file.register.count_documents(file.thing, ["adoptedBy"])
    yield _documents(file, "adopted_by", ["adoptedBy"], main=bool(adopted))
    yield _parts(file, "mentioned", "mentions", main=not adopted)


def _state(file: File) -> Iterable[Section]:
    names = {how: file.words(f"thing.{how}") for how in VOTES}
    votes = file.register.count_documents(file.thing, VOTES)
    if votes:
        yield by_year(
            file.register.documents_by_year(file.thing, VOTES),
            names,
            file.words("pictures.votes_by_year"),
            file.words,
            "votes-by-year",
        )
    yield _documents(file, "votes", VOTES, bool(votes), names)
    yield _documents(file, "sponsored", ["sponsor"], main=False)
    yield _acts(file, "asked_of", Wanted(addressee=file.thing), {"addressee": file.thing, "kind": "acts"})
    yield _parts(file, "mentioned", "mentions", main=not votes)


def _theme(file: File) -> Iterable[Section]:
    if file.register.count_parts(file.thing, "theme"):
        yield _spoken_of(file, "theme")
    yield _ranked(file, "ranked", "theme")
    yield _counted(
        file, "asks_whom", Wanted("requests", theme=file.thing), "addressee", {"theme": file.thing, "kind": "requests"}
    )
    yield _parts(file, "on_theme", "theme", main=True)


def _named(file: File) -> Iterable[Section]:
    """An event, an instrument, a publication: where it is named."""
    if file.register.count_parts(file.thing, "mentions"):
        yield _spoken_of(file, "mentions")
    yield _ranked(file, "named_most", "mentions")
    yield _parts(file, "mentioned", "mentions", main=True)


def _session(file: File) -> Iterable[Section]:
    yield _documents(file, "adopted_at", ["session"], main=True)
    due = Wanted("reports", session=file.thing)
    yield _acts(file, "due_at", due, {"session": file.thing, "kind": "reports"}, "document")
    yield _parts(file, "mentioned", "mentions", main=False)


def _meeting(file: File) -> Iterable[Section]:
    yield _documents(file, "adopted_at", ["adoptedAt"], main=True)


def _item(file: File) -> Iterable[Section]:
    yield _documents(file, "adopted_under", ["agendaItem"], main=True)
    yield _acts(file, "due_under", Wanted("reports", item=file.thing), {"item": file.thing, "kind": "reports"}, "due")
    yield _parts(file, "mentioned", "mentions", main=False)


def _verb(file: File) -> Iterable[Section]:
    wanted, asked = Wanted(verb=file.thing), {"verb": file.thing, "kind": "acts"}
    years = file.register.acts_by_year(wanted)
    force = next(iter(file.register.counts(wanted, "force", 1)), None)
    if force:
        names = {count.value: file.link(count.value).name for count in file.register.counts(wanted, "force")}
        yield by_year(years, names, file.words("pictures.acts_by_year"), file.words, "by-year")
    yield _counted(file, "used_by", wanted, "organ", asked)
    yield _counted(file, "asks_whom", wanted, "addressee", asked)
    yield _all_acts(file, "with_verb", wanted, asked)


def _force(file: File) -> Iterable[Section]:
    wanted, asked = Wanted(force=file.thing), {"force": file.thing, "kind": "acts"}
    used = {count.value: count.count for count in file.register.counts(wanted, "verb")}
    verbs = [file.graph.path(iri) for iri in file.graph.pointing_at(file.graph.base + file.thing, f"{SKOS}broader")]
    yield Counts(
        file.words("thing.verbs"),
        [
            (file.link(verb), file.words.number(used.get(verb, 0)))
            for verb in sorted(verbs, key=lambda verb: (-used.get(verb, 0), verb))
        ],
    )
    yield by_year(
        file.register.acts_by_year(wanted),
        {file.thing: file.link(file.thing).name},
        file.words("pictures.acts_by_year"),
        file.words,
        "by-year",
    )
    yield _all_acts(file, "with_force", wanted, asked)


_KINDS: Mapping[str, Callable[[File], Iterable[Section]]] = {
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
