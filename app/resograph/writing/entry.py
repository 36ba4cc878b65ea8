"""What a library's catalogue says of a work: one small value, from which MARC and Dublin Core are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import takewhile
from typing import Any

from resograph.annotating.parties import body, entity, state, states_in, theme
from resograph.annotating.reporting import session_year
from resograph.documents import Document, Keyword, Registry, Vote
from resograph.merging.subjects import subjects
from resograph.merging.work import Work
from resograph.resources import table
from resograph.symbols import Symbol, SymbolError, parse
from resograph.vocabularies.concepts import Vocabulary


@dataclass(frozen=True)
class NamedThing:
    """A subject, State, body or text: its path in the vocabularies ("" where none has it) and its English name."""

    path: str
    name: str


@dataclass(frozen=True)
class AgendaItem:
    """An agenda item: the agenda's symbol, number, title, and the cataloguer's subject."""

    agenda: str = ""
    number: str = ""
    title: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Ballot:
    """How a text was adopted: in the cataloguer's words where there are any, and in figures."""

    note: str = ""
    without_vote: bool = False
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    not_voting: int | None = None


_LISTS: dict[str, type[NamedThing] | type[AgendaItem]] = {
    "subjects": NamedThing,
    "sponsors": NamedThing,
    "additional_sponsors": NamedThing,
    "items": AgendaItem,
}


@dataclass(frozen=True)
class Entry:
    """All that the catalogue says. Dates are as ISO 8601 writes them, "" where they are unknown."""

    symbol: str
    kind: str
    reference: str
    """Language of the version that is shown first."""
    titles: Mapping[str, str]
    """Title by language held; "" where a version has none."""
    catalogue_title: str = ""
    """The cataloguer's own title, in English."""
    body: str = ""
    """The adopting body's name in addresses: "un-ga"."""
    session: str = ""
    """Session or year as in addresses: "76", "S-10", "2022"."""
    session_year: int | None = None
    adopted: str = ""
    issued: str = ""
    meeting: str = ""
    subjects: tuple[NamedThing, ...] = ()
    places: tuple[str, ...] = ()
    """Paths of those subjects that are names of States."""
    by_cataloguer: bool = False
    """Whether a cataloguer chose the subjects; else they are the themes that a machine ranks first."""
    items: tuple[AgendaItem, ...] = ()
    committee: NamedThing | None = None
    sponsors: tuple[NamedThing, ...] = ()
    additional_sponsors: tuple[NamedThing, ...] = ()
    """Those who joined the sponsors when the draft had been put forward."""
    drafts: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    """Symbols of the records of meetings at which it was adopted."""
    ballot: Ballot | None = None
    casts: Mapping[str, str] = field(default_factory=dict)
    """Path of each State in the lists of the vote → "in_favour", "against", "abstaining" or "not_voting"."""

    def to_json(self) -> str:
        """As JSON, to be kept."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Entry:
        """What ``to_json`` wrote."""
        row: dict[str, Any] = json.loads(text)
        for name, kind in _LISTS.items():
            row[name] = tuple(kind(**one) for one in row[name])
        for name, kind in {"committee": NamedThing, "ballot": Ballot}.items():
            row[name] = kind(**row[name]) if row[name] else None
        for name in ("places", "drafts", "reports", "records"):
            row[name] = tuple(row[name])
        return cls(**row)


def entry_of(work: Work, words: Vocabulary) -> Entry:
    """The entry of a work."""
    documents = [version.document for version in work.versions]
    shown = next((document for document in documents if document.language == "en"), documents[0])
    registry = next((document.registry for document in documents if document.registry), None) or Registry()
    symbol, organ = work.symbol, work.symbol.body or ""
    session = (
        symbol.session_number or symbol.session or next((d.cover.session for d in documents if d.cover.session), "")
    )
    dates = [document.cover.adopted for document in documents if document.cover.adopted]
    chosen = _chosen(registry.subjects, words)
    themes = chosen or tuple(_named(path, words) for path in _ranked(work, words))
    return Entry(
        symbol=symbol.text,
        kind=work.reference.document.kind.value,
        reference=work.reference.language,
        titles={document.language: document.title for document in documents},
        catalogue_title=registry.title or "",
        body=organ,
        session=session or "",
        session_year=_year(symbol, organ, session or "", words),
        adopted=dates[0].isoformat() if dates else "",
        issued=_issued(shown),
        meeting=next((document.cover.meeting for document in documents if document.cover.meeting), ""),
        subjects=themes,
        places=tuple(one.path for one in themes if one.path.startswith("theme/") and state(one.name, words)),
        by_cataloguer=bool(chosen),
        items=tuple(_items(shown, registry.agenda)),
        committee=_committee(shown, words),
        sponsors=(sponsors := _sponsors((draft.sponsors for draft in registry.drafts), words)),
        additional_sponsors=tuple(
            one
            for one in _sponsors((draft.additional_sponsors for draft in registry.drafts), words)
            if one not in sponsors
        ),
        drafts=_symbols(draft.symbol for draft in registry.drafts),
        reports=_symbols([*shown.cover.report, *registry.recommended_in]),
        records=_symbols([registry.adopted_at or ""]),
        ballot=_ballot(registry),
        casts=_casts(registry.vote, words) if registry.vote else {},
    )


def _symbols(texts: Iterable[str]) -> tuple[str, ...]:
    """The symbols among some texts, in their one spelling, each once."""
    found: dict[str, None] = {}
    for text in texts:
        try:
            found[parse(text).text] = None
        except SymbolError:
            continue
    return tuple(found)


def _issued(document: Document) -> str:
    return document.cover.issued.isoformat() if document.cover.issued else ""


def _year(symbol: Symbol, organ: str, session: str, words: Vocabulary) -> int | None:
    if symbol.session and symbol.session.isdigit() and len(symbol.session) == 4:
        return int(symbol.session)
    return session_year(f"session/{organ}/{session}", words) if organ and session else None


def _named(path: str, words: Vocabulary) -> NamedThing:
    concept = words.get(path)
    return NamedThing(path, (concept.preferred("en") if concept else None) or path.rpartition("/")[2])


def _ranked(work: Work, words: Vocabulary) -> tuple[str, ...]:
    return subjects(work, words)[: table("data", "marc.toml")["ranked_subjects"]]


def _chosen(keywords: tuple[Keyword, ...], words: Vocabulary) -> tuple[NamedThing, ...]:
    """What a cataloguer chose: themes, bodies, instruments; what no vocabulary has keeps its words alone."""
    labels = [keyword.label or keyword.value for keyword in keywords]
    return tuple(dict.fromkeys(NamedThing(subject_path(label, words), label) for label in labels if label))


def subject_path(label: str, words: Vocabulary) -> str:
    """Path of what a subject of the Library's names; "" where no vocabulary has it.

    A theme by its label, else a body, instrument or the like by its name, as the Library begins and ends it:
    "UN Volunteers", "UN. General Assembly", "Charter of the United Nations (1945)".
    """
    beginnings: dict[str, str] = table("data", "marc.toml")["name_beginnings"]
    plain = re.sub(r" \(\d{4}\)$", "", label)
    full = [long + plain.removeprefix(short) for short, long in beginnings.items() if plain.startswith(short)]
    named = (entity(name, words) for name in (label, plain, *full))
    return theme(label, words) or next(filter(None, named), "")


def _items(document: Document, catalogued: tuple[Keyword, ...]) -> Iterator[AgendaItem]:
    """The agenda items of a document: the cataloguer's, with the titles that the document prints; else its own.

    A cataloguer names the sub-item where the document names the item alone: that is no second item.
    """
    printed = {number_of(number): title for number, title in document.cover.agenda_items if number}
    named: set[str] = set()
    for keyword in catalogued:
        number, subject = number_of(keyword.value), keyword.label.isupper()
        named |= {number, main_number(number)}
        title = printed.get(number, "") or ("" if subject else keyword.label)
        yield AgendaItem(keyword.dictionary, number, title, keyword.label if subject else "")
    for number, title in printed.items():
        if number not in named:
            yield AgendaItem(number=number, title=title)


def number_of(written: str) -> str:
    """The number of an agenda item as the Digital Library writes it: "27 (b)" → "27b".

    >>> number_of("27 (b)"), number_of("[140]")
    ('27b', '[140]')
    """
    return "".join(char for char in written if char not in " ()")


def main_number(number: str) -> str:
    """The number of the item that a sub-item is of: "27b" → "27"."""
    return "".join(takewhile(str.isdigit, number))


def _committee(document: Document, words: Vocabulary) -> NamedThing | None:
    path = body(document.cover.committee, document.language, words) if document.cover.committee else None
    return _named(path, words) if path else None


def _sponsors(lists: Iterable[str], words: Vocabulary) -> tuple[NamedThing, ...]:
    return tuple(_named(path, words) for path in states_in(", ".join(lists), words))


def _ballot(registry: Registry) -> Ballot | None:
    vote = registry.vote
    told = registry.adoption or ""
    note = next((text for text in (told, registry.adopted_at or "") if text[:1].isupper() and " " in text), "")
    if vote is None:
        return Ballot(note) if note else None
    outcome = (vote.outcome or "").casefold()
    return Ballot(note, "without" in outcome, *_counts(vote))


def _casts(vote: Vote, words: Vocabulary) -> dict[str, str]:
    """How each State voted that the lists name and the vocabulary has."""
    lists = {
        "in_favour": vote.in_favour,
        "against": vote.against,
        "abstaining": vote.abstaining,
        "not_voting": vote.not_voting,
    }
    return {path: how for how, names in lists.items() for name in names if (path := state(name, words))}


def _counts(vote: Vote) -> tuple[int | None, int | None, int | None, int | None]:
    """The figures, else the lengths of the lists; who did not vote is told only where the file tells it."""
    pairs = (
        (vote.in_favour_count, vote.in_favour),
        (vote.against_count, vote.against),
        (vote.abstaining_count, vote.abstaining),
    )
    recorded = any(count is not None or states for count, states in pairs)
    found = [count if count is not None else (len(states) if recorded else None) for count, states in pairs]
    absent = vote.not_voting_count if vote.not_voting_count is not None else len(vote.not_voting) or None
    return found[0], found[1], found[2], absent
