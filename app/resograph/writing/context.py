"""What is known of nodes that works share and none owns, derived at the end of a build: documents cited, meetings …"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from resograph.annotating.reporting import report_item, session_year
from resograph.merging.work import Version, Work
from resograph.resources import table
from resograph.symbols import Kind, Symbol, SymbolError, mint, parse
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.answers import Due, answers, followed_up, reports_due, reports_submitted
from resograph.writing.named import NamedActor, named_by, named_triples
from resograph.writing.proceedings import drafts_of, item_number_path
from resograph.writing.terms import DCT, SKOS, TYPE, date, reso, year


@dataclass(frozen=True)
class Shared:
    """What one work says of nodes that are not its own. Small: it is kept of every work until the build's end."""

    symbol: Symbol
    cited: tuple[tuple[Symbol, datetime.date | None], ...]
    meetings: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    items: tuple[tuple[str, str, str], ...] = field(default=())
    """Path, title and language of agenda items."""
    due: tuple[Due, ...] = ()
    """The reports that it asks for."""
    submitted: tuple[tuple[Symbol, Symbol], ...] = ()
    """Reports with another document that one of its paragraphs cites together with them."""
    title: str = ""
    drafts: tuple[Symbol, ...] = ()
    """Those from which it was adopted."""
    adopted: datetime.date | None = None
    named: tuple[NamedActor, ...] = ()
    """Actors that no vocabulary has."""

    def to_json(self) -> str:
        """As JSON, to be kept beside the work's quads."""
        cited = [(symbol.text, day.isoformat() if day else None) for symbol, day in self.cited]
        due = [(one.act, one.session, one.year) for one in self.due]
        submitted = [(report.text, other.text) for report, other in self.submitted]
        drafts = [draft.text for draft in self.drafts]
        adopted = self.adopted.isoformat() if self.adopted else None
        named = [(one.path, one.kind, one.name, one.language, one.established) for one in self.named]
        written = (due, submitted, self.title, drafts, adopted, named)
        row = [self.symbol.text, cited, self.meetings, self.sessions, self.items, *written]
        return json.dumps(row, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Shared:
        """What ``to_json`` wrote."""
        symbol, cited, meetings, sessions, items, due, submitted, title, drafts, adopted, named = json.loads(text)
        pairs = tuple((parse(name), datetime.date.fromisoformat(day) if day else None) for name, day in cited)
        return cls(
            parse(symbol),
            pairs,
            tuple(meetings),
            tuple(sessions),
            tuple((path, title, language) for path, title, language in items),
            tuple(Due(*one) for one in due),
            tuple((parse(report), parse(other)) for report, other in submitted),
            title,
            tuple(map(parse, drafts)),
            datetime.date.fromisoformat(adopted) if adopted else None,
            tuple(NamedActor(*one) for one in named),
        )


@dataclass(frozen=True)
class NamedInRecords:
    """Documents, and agenda items with their English titles, that the records of registries name."""

    documents: tuple[Symbol, ...] = ()
    items: tuple[tuple[str, str], ...] = ()


def shared_by(work: Work) -> Shared:
    """What a work says of shared nodes."""
    cited: dict[tuple[Symbol, datetime.date | None], None] = {}
    sessions: dict[str, None] = {}
    items: dict[tuple[str, str, str], None] = {}
    meetings: dict[str, None] = {}
    body = work.symbol.body
    for version in work.versions:
        for citation in version.annotations.citations:
            cited[(citation.symbol, citation.date)] = None
        for mention in version.annotations.mentions:
            if mention.target.startswith("session/"):
                sessions[mention.target] = None
        for act in version.annotations.acts:
            for report in act.reporting:
                if report.item and (path := report_item(report)):
                    items[(path, report.item, version.language)] = None
        cover = version.document.cover
        for number, title in cover.agenda_items:
            if number and body and cover.session:
                items[(item_number_path(body, cover.session, number), title, version.language)] = None
        if body and cover.session:
            sessions[f"session/{body}/{cover.session}"] = None
        if body and cover.meeting:
            meetings[
                f"meeting/{body}/{cover.session}/{cover.meeting}"
                if cover.session
                else f"meeting/{body}/{cover.meeting}"
            ] = None
        for symbol in _told(version):
            cited[(symbol, None)] = None
    for whole in (work.symbol.whole, work.symbol.changes[1] if work.symbol.changes else None):
        if whole:
            cited[(whole, None)] = None
    return Shared(
        work.symbol,
        tuple(cited),
        tuple(meetings),
        tuple(sessions),
        tuple(items),
        reports_due(work),
        reports_submitted(work),
        work.reference.document.title,
        drafts_of(work),
        next((day for version in work.versions if (day := version.document.cover.adopted)), None),
        named_by(work),
    )


def _told(version: Version) -> Iterator[Symbol]:
    """Reports and drafts that the file names."""
    registry = version.document.registry
    drafts = [draft.symbol for draft in registry.drafts] if registry else []
    for text in (*version.document.cover.report, *drafts):
        try:
            yield parse(text)
        except SymbolError:
            continue


def context_triples(
    works: Iterable[Shared], vocabulary: Vocabulary, base: str, named: NamedInRecords | None = None
) -> list[ox.Triple]:
    """The context graph of all works, and of what registries name beside them."""
    gathered = list(works)
    held = {shared.symbol for shared in gathered}
    dates: dict[Symbol, set[datetime.date]] = defaultdict(set)
    triples: set[ox.Triple] = set()
    for shared in gathered:
        for symbol, day in shared.cited:
            if symbol not in held:
                dates[symbol] |= {day} if day else set()
        for path in shared.sessions:
            triples.update(_session(path, vocabulary, base))
        for path in shared.meetings:
            triples.update(_meeting(path, base))
        for path, title, language in shared.items:
            triples.update(_item(path, title, language, base))
    for symbol in named.documents if named else ():
        if symbol not in held:
            dates.setdefault(symbol, set())
    for path, title in named.items if named else ():
        triples.update(_item(path, title, "en", base))
    drafts = {draft for shared in gathered for draft in shared.drafts}
    for symbol, days in dates.items():
        triples.update(_document(symbol, Kind.DRAFT if symbol in drafts else symbol.kind, days, base))
    triples.update(named_triples([(one.symbol, one.adopted, one.named) for one in gathered], base))
    triples.update(_became(gathered, base))
    triples.update(_answers(gathered, base))
    return sorted(triples, key=str)


def _answers(works: list[Shared], base: str) -> Iterator[ox.Triple]:
    due = {shared.symbol: shared.due for shared in works}
    titles = {shared.symbol: shared.title for shared in works}
    cited = {shared.symbol: [symbol for symbol, _ in shared.cited] for shared in works}
    together = [pair for shared in works for pair in shared.submitted]
    for report, act in answers(due, [*together, *followed_up(titles, cited)]):
        yield ox.Triple(ox.NamedNode(mint(base, report)), reso("answers"), ox.NamedNode(mint(base, act)))


def _became(works: list[Shared], base: str) -> Iterator[ox.Triple]:
    """What became of drafts, held or not."""
    for shared in works:
        for draft in shared.drafts:
            me = ox.NamedNode(mint(base, draft.text))
            yield ox.Triple(me, reso("adoptedAs"), ox.NamedNode(mint(base, shared.symbol.text)))
            yield ox.Triple(me, reso("draftOutcome"), ox.Literal("adopted"))


def _document(symbol: Symbol, kind: Kind, days: set[datetime.date], base: str) -> Iterator[ox.Triple]:
    me = ox.NamedNode(mint(base, symbol.text))
    yield ox.Triple(me, TYPE, reso(kind.value))
    yield ox.Triple(me, ox.NamedNode(f"{DCT}identifier"), ox.Literal(symbol.text))
    if symbol.body:
        yield ox.Triple(me, reso("adoptedBy"), ox.NamedNode(mint(base, f"body/{symbol.body}")))
        if len(days) == 1:
            yield ox.Triple(me, reso("adoptedOn"), date(next(iter(days))))


def _session(path: str, vocabulary: Vocabulary, base: str) -> Iterator[ox.Triple]:
    if vocabulary.get(path):
        return
    _, body, number = path.split("/", 2)
    me = ox.NamedNode(mint(base, path))
    yield ox.Triple(me, TYPE, reso("Session"))
    yield ox.Triple(me, reso("body"), ox.NamedNode(mint(base, f"body/{body}")))
    yield ox.Triple(me, reso("number"), ox.Literal(number))
    if opens := session_year(path, vocabulary):
        yield ox.Triple(me, reso("startYear"), year(opens))


def _meeting(path: str, base: str) -> Iterator[ox.Triple]:
    _, body, *session, number = path.split("/")
    me = ox.NamedNode(mint(base, path))
    yield ox.Triple(me, TYPE, reso("Meeting"))
    yield ox.Triple(me, reso("body"), ox.NamedNode(mint(base, f"body/{body}")))
    yield ox.Triple(me, reso("number"), ox.Literal(number))
    if session:
        yield ox.Triple(me, reso("session"), ox.NamedNode(mint(base, f"session/{body}/{session[0]}")))
    templates = table("data", "labels.toml")["meeting" if session else "meeting_alone"]
    for language, template in templates.items():
        words = template.format(number=number, session="".join(session))
        yield ox.Triple(me, ox.NamedNode(f"{SKOS}prefLabel"), ox.Literal(words, language=language))


def _item(path: str, title: str, language: str, base: str) -> Iterator[ox.Triple]:
    _, body, session, number = path.split("/", 3)
    me = ox.NamedNode(mint(base, path))
    yield ox.Triple(me, TYPE, reso("AgendaItem"))
    yield ox.Triple(me, reso("body"), ox.NamedNode(mint(base, f"body/{body}")))
    yield ox.Triple(me, reso("session"), ox.NamedNode(mint(base, f"session/{body}/{session}")))
    if number[0].isdigit():
        yield ox.Triple(me, reso("number"), ox.Literal(number))
    if title:
        yield ox.Triple(me, ox.NamedNode(f"{DCT}title"), ox.Literal(title, language=language))
