"""``mandates`` and ``reports_due``: who is asked to do what, and which reports are due."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import BaseModel, Field

from resograph.assistants.declared import advice
from resograph.assistants.meant import address_in, best, graph_of, thing_in
from resograph.assistants.paging import USUAL, Answer, Cursor, Limit, Size, fitting, next_of, place_of
from resograph.assistants.tools.finding import Language
from resograph.releases.register import Act, Register, Wanted
from resograph.releases.search import SearchError
from resograph.symbols import SymbolError, parse
from resograph.web.components.offices import together
from resograph.web.tables import index_of, register_of
from resograph.writing.terms import DCT, RESO

Name = Annotated[str, Field(max_length=300)]
_ACTOR, _BODY, _THEME = "actor/secretary-general", "body/un-ga", "theme/1006907"
_LONGEST = 2_000
"""Characters of a clause that are shown."""


class Named(BaseModel):
    """A thing with its name."""

    address: str
    name: str


class Report(BaseModel):
    """A report that is due."""

    address: str
    kind: str
    recipient: Named | None
    session: Named | None
    year: int | None
    day: str
    item: Named | None


class Mandate(BaseModel):
    """An act: verb, who is asked, words, reports due."""

    address: str
    paragraph: str
    document: str
    adopted: str | None
    organ: Named | None
    verb: str
    force: str
    addressees: list[Named]
    words: str
    language: str
    reports: list[Report]
    answers: list[str]
    """Held or cited documents that answer what was asked."""


class MandateAnswer(Answer):
    """Acts, in the order asked for."""

    total: int
    results: list[Mandate]


def mandates(
    app: FastAPI,
    addressee: Name = "",
    theme: Name = "",
    verb: Name = "",
    organ: Name = "",
    document: Name = "",
    words: Annotated[str, Field(max_length=500)] = "",
    kind: Literal["acts", "requests", "mandates", "reports"] = "mandates",
    sort: Literal["newest", "oldest", "due", "document", "verb"] = "newest",
    language: Language = "en",
    limit: Limit = 20,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> MandateAnswer:
    """See ``data/assistants/tools.toml``."""
    given = {"addressee": addressee, "theme": theme, "verb": verb, "organ": organ, "document": document, "words": words}
    if not any(value.strip() for value in given.values()):
        raise advice("no_filter", names=list(given))
    found = thing_in(app, theme, ("Theme",), _THEME)
    wanted = Wanted(
        kind=kind,
        addressees=_office(app, addressee),
        verb=thing_in(app, verb, (), "verb/requests"),
        organ=thing_in(app, organ, _ACTORS, _BODY),
        themes=graph_of(app).with_narrower(found) if found else (),
        document=_symbol(app, document),
        parts=_with_words(app, words) if words.strip() else None,
    )
    return _answer(app, wanted, sort, language, limit, cursor, most_characters)


def reports_due(
    app: FastAPI,
    year: Annotated[int, Field(ge=1946, le=2200)] | None = None,
    session: Name = "",
    addressee: Name = "",
    recipient: Name = "",
    document: Name = "",
    answered: bool | None = None,
    language: Language = "en",
    limit: Limit = 20,
    cursor: Cursor = "",
    most_characters: Size = USUAL,
) -> MandateAnswer:
    """See ``data/assistants/tools.toml``."""
    wanted = Wanted(
        kind="reports",
        year=year,
        session=thing_in(app, session, (), "session/un-ga/70"),
        addressees=_office(app, addressee),
        recipient=thing_in(app, recipient, _ACTORS, _BODY),
        document=_symbol(app, document),
        answered=answered,
    )
    return _answer(app, wanted, "due", language, limit, cursor, most_characters)


_ACTORS = ("Actor",)


def _office(app: FastAPI, addressee: str) -> tuple[str, ...]:
    found = thing_in(app, addressee, _ACTORS, _ACTOR)
    return together(graph_of(app), found) if found else ()


def _symbol(app: FastAPI, text: str) -> str:
    return address_in(app, text).symbol.text if text.strip() else ""


def _with_words(app: FastAPI, words: str) -> tuple[str, ...]:
    index = index_of(app)
    found = index.find(words, None, index.limits.matches)
    if found.total > index.limits.matches:
        raise SearchError(f"“{words[:80]}” is in {found.total:,} places; add words.")
    return tuple(match.path for match in found.matches if match.eid)


def _answer(
    app: FastAPI, wanted: Wanted, sort: str, language: str, limit: int, cursor: str, most: int
) -> MandateAnswer:
    register: Register = register_of(app)
    total = register.count(wanted)
    acts = register.acts(wanted, sort, limit, place_of(cursor)[0])
    taken, _ = fitting((_row(app, act, language) for act in acts), most)
    lacking = wanted.document if wanted.document and not total and not _is_held(app, wanted.document) else ""
    answering = {answer for row in taken for answer in row.answers}
    not_held = sorted(path for path in answering if not _is_held(app, path.removeprefix(graph_of(app).base)))
    return MandateAnswer(
        total=total,
        results=taken,
        not_held=[lacking] if lacking else not_held,
        next_cursor=next_of(cursor, len(taken), total),
    )


def _is_held(app: FastAPI, path: str) -> bool:
    try:
        return graph_of(app).holds(parse(path))
    except SymbolError:
        return False


def _row(app: FastAPI, act: Act, language: str) -> Mandate:
    graph = graph_of(app)
    words, code = best(graph.texts(graph.iri(act.path), f"{RESO}text"), language)

    def named(path: str) -> Named | None:
        return Named(address=graph.iri(path), name=graph.label(graph.iri(path), language)) if path else None

    return Mandate(
        address=graph.iri(act.path),
        paragraph=graph.iri(act.part),
        document=act.symbol,
        adopted=act.adopted or None,
        organ=named(act.organ),
        verb=graph.label(graph.iri(act.verb), language),
        force=graph.label(graph.iri(act.force), language),
        addressees=[one for path in act.addressees if (one := named(path))],
        words=words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …",
        language=code,
        reports=[
            Report(
                address=graph.iri(report.path),
                kind=report.kind.rpartition("/")[2].rpartition("#")[2],
                recipient=named(report.recipient),
                session=named(report.session),
                year=report.year,
                day=report.day,
                item=_item(graph.iri(report.item), graph.texts(graph.iri(report.item), f"{DCT}title"), language)
                if report.item
                else None,
            )
            for report in act.reports
        ],
        answers=[graph.iri(answer) for answer in act.answers],
    )


def _item(address: str, titles: dict[str, str], language: str) -> Named:
    return Named(address=address, name=best(titles, language)[0])
