"""The rows that a work has in the tables of a release, from its triples and its entry: pure."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import pyoxigraph as ox
from lxml import etree

from resograph.annotating.as_json import to_json
from resograph.languages.folding import is_unspaced
from resograph.merging.work import Version
from resograph.releases.tables.sets import sets_of
from resograph.releases.tables.texts import Keys, Passage, WordCount, keys_of
from resograph.symbols import SymbolError, mint, parse
from resograph.vocabularies.concepts import Vocabulary
from resograph.wording.sketches import sketch
from resograph.wording.tokens import tokens_of
from resograph.writing.dublin_core import dublin_core
from resograph.writing.entry import Entry
from resograph.writing.marcxml import marc_text
from resograph.writing.mentions import place_of
from resograph.writing.terms import DCT, OA, RESO, TYPE

_KINDS = ("Request", "Mandate", "ReportingMandate")
"""Classes of acts, each a kind of the one before."""
_OPENING = "09-01"
"""When a session opens whose day is not known: sessions of the General Assembly open in September."""
_FILED = (
    *("adoptedBy", "adoptedAt", "session", "agendaItem", "sponsor"),
    *("inFavour", "against", "abstaining", "notVoting"),
)
_PARTIES = ("addressee", "reportTo", "underItem")
_EFFECTS = ("extends", "replaces", "suspends", "terminates")
_TITLE, _BODY, _TARGET = f"{DCT}title", f"{OA}hasBody", f"{OA}hasTarget"
_WANTED = {_TITLE, _BODY, _TARGET, TYPE.value} | {
    RESO + name
    for name in (
        *("adoptedOn", "vote", *_FILED, "inDocument", "position", "heading", "text", "theme", "mentions"),
        *("inPart", "governedBy", "verb", "force", *_PARTIES, "asksForReport"),
        *("reportKind", "dueSession", "dueYear", "dueDate", "endsOn", *_EFFECTS),
    )
}


class ActRow(NamedTuple):
    """An act: the position of its part, its place there, paths of verb and force, kind (see the schema), when due."""

    part: int
    place: int
    verb: str
    force: str
    kind: int
    due: str
    ends: str
    sketch: str


class ReportRow(NamedTuple):
    """A report that an act asks for; ``act`` is the act's number among the acts of the work."""

    act: int
    eid: str
    kind: str
    recipient: str
    item: str
    session: str
    year: int | None
    day: str
    due: str


class NamedWords(NamedTuple):
    """Words of a part (its position) that name something, in one language; ``end`` is excluded.

    ``body`` is the path of what they name, ``verb`` that of the verb which governs a citation, "" where none does.
    """

    part: int
    start: int
    end: int
    body: str
    verb: str


class Record(NamedTuple):
    """What the catalogue has of a work: its language shown first, its title in that, its metadata as XML, its sets."""

    language: str
    title: str
    oai_dc: str
    marcxml: str
    sets: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TableRows:
    """The rows of a work. Things are paths below the base; parts are meant by their positions, acts by their number."""

    symbol: str
    kind: str
    organ: str
    session: str
    adopted: str
    digest: str
    """Tells its graph and its files from any others."""
    record: Record
    filed: tuple[tuple[str, str], ...]
    """(thing, how)."""
    parts: tuple[tuple[int, str], ...]
    """(position, eid)."""
    names: tuple[tuple[str, str, int], ...]
    """(thing, how, part)."""
    acts: tuple[ActRow, ...]
    reports: tuple[ReportRow, ...]
    parties: tuple[tuple[str, str, int], ...]
    """(thing, how, act)."""
    effects: tuple[tuple[str, str, int], ...]
    """(how, target, part)."""
    passages: Mapping[str, tuple[Passage, ...]]
    """By language."""
    keys: Mapping[str, tuple[Keys, ...]]
    words: Mapping[str, tuple[WordCount, ...]]
    named: Mapping[str, tuple[NamedWords, ...]]
    """What the words of each version name; themes and the words of whole acts are left out."""
    found: Mapping[str, str]
    """What was found in each version, as JSON (``annotating.as_json``)."""

    def to_bytes(self) -> bytes:
        """The rows in a compact form."""
        return zlib.compress(json.dumps(vars(self), ensure_ascii=False, separators=(",", ":")).encode(), 3)

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """The rows that ``to_bytes`` wrote."""
        row: dict[str, Any] = json.loads(zlib.decompress(content))
        language, title, core, marc, sets = row["record"]
        of_work = {
            "record": Record(language, title, core, marc, tuple((spec, label) for spec, label in sets)),
            "acts": tuple(ActRow(*one) for one in row["acts"]),
            "reports": tuple(ReportRow(*one) for one in row["reports"]),
        }
        pairs = {name: tuple(map(tuple, row[name])) for name in ("filed", "parts", "names", "parties", "effects")}
        of_languages = {
            name: {code: tuple(kind(*one) for one in rows) for code, rows in row[name].items()}
            for name, kind in (("passages", Passage), ("keys", Keys), ("words", WordCount), ("named", NamedWords))
        }
        return cls(**(row | of_work | pairs | of_languages))


def table_rows(
    versions: Iterable[Version], triples: Iterable[ox.Triple], entry: Entry, base: str, words: Vocabulary, digest: str
) -> TableRows:
    """The rows of a work.

    Args:
        versions: of the work.
        triples: of the work, with their entailments.
        entry: what a catalogue says of it.
        base: of all addresses; ends in a slash.
        words: the vocabulary that it was read with, which has the days of sessions.
        digest: tells the triples and the files of the work from any others; another is a change for those who harvest.
    """
    found = {version.language: to_json(version.annotations) for version in versions}
    return _Reader(triples, entry, base, words, digest).rows(found)


def is_left_out(body: str) -> bool:
    """Whether a page shows nothing of a mention: what it is of (a path) is a theme, or the act that the words make."""
    return body.startswith("theme/") or "__act_" in body


class _Reader:
    def __init__(self, triples: Iterable[ox.Triple], entry: Entry, base: str, words: Vocabulary, digest: str) -> None:
        self._entry = entry
        self._base = base
        self._words = words
        self._digest = digest
        self._work = mint(base, entry.symbol)
        self._facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._literals: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        for triple in triples:
            name = triple.predicate.value
            if name not in _WANTED or not isinstance(triple.subject, ox.NamedNode):
                continue
            value = triple.object
            if isinstance(value, ox.Literal) and value.language:
                self._literals[name][triple.subject.value, value.language] = value.value
            elif isinstance(value, ox.NamedNode | ox.Literal):
                self._facts[triple.subject.value][name.removeprefix(RESO)].append(value.value.removeprefix(base))

    def rows(self, found_in: Mapping[str, str]) -> TableRows:
        symbol = self._entry.symbol
        facts = self._facts[self._work]
        positions = self._positions()
        acts, reports, parties = self._acts(positions)
        passages = self._passages(positions)
        found = {code: keys_of(code, symbol, rows) for code, rows in passages.items()}
        return TableRows(
            symbol=symbol,
            kind=_kind(symbol),
            organ=min(facts["adoptedBy"], default=""),
            session=min(facts["session"], default=""),
            adopted=min(facts["adoptedOn"], default=""),
            digest=self._digest,
            record=_record(self._entry, self._base),
            filed=tuple(sorted(set(self._filed()))),
            parts=tuple((position, self._eid(iri)) for iri, position in positions.items()),
            names=tuple(sorted(set(self._names(positions)))),
            acts=acts,
            reports=reports,
            parties=parties,
            effects=tuple(sorted(set(self._effects(positions)))),
            passages=passages,
            keys={code: tuple(keys) for code, (keys, _) in found.items()},
            words={code: tuple(counts) for code, (_, counts) in found.items()},
            named=self._named(positions),
            found=found_in,
        )

    def _eid(self, iri: str) -> str:
        return iri.removeprefix(self._work).removeprefix("~")

    def _positions(self) -> dict[str, int]:
        """The positions of the parts, in order; the work itself stands first."""
        inside = self._work.removeprefix(self._base)
        found = {
            iri: int(facts["position"][0])
            for iri, facts in self._facts.items()
            if inside in facts.get("inDocument", ()) and facts.get("position")
        }
        return {self._work: 0, **dict(sorted(found.items(), key=lambda pair: pair[1]))}

    def _filed(self) -> Iterator[tuple[str, str]]:
        """What stands at the work and at its vote."""
        facts = self._facts[self._work]
        for one in (facts, *(self._facts[self._base + vote] for vote in tuple(facts["vote"]))):
            for how in _FILED:
                for thing in one.get(how, ()):
                    yield thing, how

    def _names(self, positions: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
        for iri, position in positions.items():
            for how in ("theme", "mentions") if position else ():
                for thing in self._facts[iri].get(how, ()):
                    yield thing, how, position

    def _effects(self, positions: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
        """What parts do to others; what the work does as a whole is done by it (position 0)."""
        for iri, position in positions.items():
            for how in _EFFECTS:
                for target in self._facts[iri].get(how, ()):
                    yield how, target, position

    def _sketch(self, part: str) -> str:
        """The sketch of a part's words in the version that serves as reference; "" where they are too few."""
        language = self._entry.reference
        words = self._literals[RESO + "text"].get((part, language), "")
        numbers = sketch(tokens_of(words, language), is_unspaced(language))
        return json.dumps(numbers) if numbers else ""

    def _named(self, positions: Mapping[str, int]) -> dict[str, tuple[NamedWords, ...]]:
        """By language, in the order of the words."""
        found: dict[str, list[NamedWords]] = defaultdict(list)
        for facts in self._facts.values():
            body = min(facts.get(_BODY, ()), default="")
            part = positions.get(self._base + min(facts.get("inPart", ()), default=""))
            if not body or part is None or is_left_out(body):
                continue
            verb = min(facts.get("governedBy", ()), default="")
            for target in facts.get(_TARGET, ()):
                if place := place_of(self._base + target, self._base):
                    found[place.language].append(NamedWords(part, place.start, place.end, body, verb))
        return {language: tuple(sorted(rows)) for language, rows in sorted(found.items())}

    def _passages(self, positions: Mapping[str, int]) -> dict[str, tuple[Passage, ...]]:
        """By language, in the order of the document; where there is any text there is the document's own passage."""
        texts = self._literals[RESO + "text"]
        titles = {**self._literals[RESO + "heading"], **self._literals[_TITLE]}
        languages = {language for iri, language in (*texts, *titles) if iri in positions}
        found: dict[str, tuple[Passage, ...]] = {}
        for language in sorted(languages):
            rows = (
                Passage(position, titles.get((iri, language), ""), texts.get((iri, language), ""))
                for iri, position in positions.items()
            )
            found[language] = tuple(row for row in rows if row.title or row.text or not row.position)
        return found

    def _acts(
        self, positions: Mapping[str, int]
    ) -> tuple[tuple[ActRow, ...], tuple[ReportRow, ...], tuple[tuple[str, str, int], ...]]:
        acts: list[ActRow] = []
        reports: list[ReportRow] = []
        parties: list[tuple[str, str, int]] = []
        for facts in self._acts_in_order(positions):
            number = len(acts)
            asked = [self._report(number, report) for report in sorted(set(facts.get("asksForReport", ())))]
            classes = {one.removeprefix(RESO) for one in facts[TYPE.value]}
            acts.append(
                ActRow(
                    part=positions[self._base + min(facts["inPart"])],
                    place=int(facts["position"][0]),
                    verb=min(facts.get("verb", ()), default=""),
                    force=min(facts.get("force", ()), default=""),
                    kind=sum(kind in classes for kind in _KINDS),
                    due=min((report.due for report in asked if report.due), default=""),
                    ends=max(facts.get("endsOn", ()), default=""),
                    sketch=self._sketch(self._base + min(facts["inPart"])) if "Mandate" in classes else "",
                )
            )
            reports += asked
            parties += sorted({(thing, how, number) for how in _PARTIES for thing in facts.get(how, ())})
        return tuple(acts), tuple(reports), tuple(parties)

    def _acts_in_order(self, positions: Mapping[str, int]) -> list[Mapping[str, list[str]]]:
        """The acts that stand in a part, in the order of the document."""
        found = [
            (positions[self._base + min(facts["inPart"])], int(facts["position"][0]), iri, facts)
            for iri, facts in self._facts.items()
            if f"{RESO}Act" in facts.get(TYPE.value, ())
            and facts.get("position")
            and self._base + min(facts.get("inPart", ()), default="") in positions
        ]
        return [facts for _, _, _, facts in sorted(found, key=lambda row: row[:3])]

    def _report(self, act: int, path: str) -> ReportRow:
        facts = self._facts[self._base + path]
        kind, recipient, item, session, year, day = (
            min(facts.get(name, ()), default="")
            for name in ("reportKind", "reportTo", "underItem", "dueSession", "dueYear", "dueDate")
        )
        due = self._first_day(session, year, day)
        eid = self._eid(self._base + path)
        return ReportRow(act, eid, kind, recipient, item, session, int(year[:4]) if year else None, day, due)

    def _first_day(self, session: str, year: str, day: str) -> str:
        """The day on which something is due, or the first that it can be; "" where nothing says when."""
        if day:
            return day if len(day) > len("2000-01") else f"{day}-01"
        known = self._words.get(session)
        opening = known.first("startDate") if known else None
        return opening or (f"{year[:4]}-{_OPENING}" if year else "")


def _kind(symbol: str) -> str:
    try:
        return parse(symbol).kind.value
    except SymbolError:
        return ""


def _record(entry: Entry, base: str) -> Record:
    title = entry.titles.get("en") or entry.titles.get(entry.reference) or entry.symbol
    core = etree.tostring(dublin_core(entry, base), encoding="unicode")
    return Record(entry.reference, title, core, marc_text(entry, base), tuple(dict(sets_of(entry)).items()))
