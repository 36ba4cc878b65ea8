"""A list of citations, row by row: the newest of each series, what changed for the entity, who else cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from resograph.releases.mandated import MandatedWorks
from resograph.releases.register import Act
from resograph.resources import table
from resograph.reviewing.deciding import Facts, propose
from resograph.reviewing.entities import Entities
from resograph.reviewing.symbols import cited_in
from resograph.reviewing.values import Asked, EntityChange, ListedRow, Listing, Newest, Review, ReviewedRow
from resograph.symbols import Symbol
from resograph.vocabularies.concepts import Vocabulary
from resograph.wording import shift

_PREAMBLE = "~preamble"
Progress = Callable[[int, int], None]


def review(
    listing: Listing,
    works: MandatedWorks,
    entities: Entities,
    vocabulary: Vocabulary,
    progress: Progress,
) -> Review:
    """All rows of a list, reviewed.

    Args:
        listing: the rows.
        works: the documents that are held.
        entities: that lists can name.
        vocabulary: that the release was built with.
        progress: told (done, total).
    """
    return Review(listing, tuple(_Reviewer(listing, works, entities, vocabulary).rows(progress)))


class _Reviewer:
    def __init__(self, listing: Listing, works: MandatedWorks, entities: Entities, vocabulary: Vocabulary) -> None:
        self._works = works
        self._entities = entities
        self._vocabulary = vocabulary
        data = table("data", "review.toml")
        self._rules: Mapping[str, Any] = data
        self._secretary_general: str = data["secretariat"]["head"]
        self._body: str = data["secretariat"]["body"]
        self._establishing = frozenset(data["establishing"]["verbs"])
        self._rows = listing.rows
        self._cited = {row.number: cited_in(row, works.is_known) for row in listing.rows}
        self._entity = {row.number: next(filter(None, map(entities.find, row.entities)), "") for row in listing.rows}
        self._same: dict[str, list[ListedRow]] = defaultdict(list)
        """The rows that cite a document or its series, by the first document of that."""
        self._first: dict[tuple[str, ...], int] = {}
        """Number of the first row that cites a document for an entity and subprogramme."""
        for row in listing.rows:
            if symbol := self._cited[row.number]:
                self._same[self._series(symbol)].append(row)
                self._first.setdefault(self._key(row, symbol), row.number)
        self._changes: dict[tuple[str, str, str], tuple[EntityChange, ...]] = {}

    def rows(self, progress: Progress) -> Iterable[ReviewedRow]:
        """The rows in order."""
        for done, row in enumerate(self._rows, start=1):
            yield self._row(row)
            progress(done, len(self._rows))

    def _key(self, row: ListedRow, symbol: Symbol) -> tuple[str, ...]:
        return symbol.text, self._entity[row.number] or row.entity, row.subprogramme

    def _series(self, symbol: Symbol) -> str:
        return self._works.series(symbol.text)[0].symbol.text if self._works.is_known(symbol) else symbol.text

    def _row(self, row: ListedRow) -> ReviewedRow:
        symbol, entity = self._cited[row.number], self._entity[row.number]
        if symbol is None:
            facts = Facts("", is_damaged=bool(row.damage))
            return ReviewedRow(row, "", False, entity, None, (), (), propose(facts, self._rules))
        beside = self._same[self._series(symbol)]
        citing = {self._entity[one.number] for one in beside}
        first = self._first[self._key(row, symbol)]
        facts = Facts(
            symbol.text,
            is_held=self._works.holds(symbol),
            entity=entity,
            entity_named=bool(row.entity),
            duplicate_of=first if first != row.number else 0,
            newest=self._newest(symbol),
            acting_entities=sum(map(self._entities.acts_for_secretary_general, citing)),
        )
        facts = self._of_held(facts, symbol) if facts.is_held else self._of_others(facts)
        numbers = tuple(one.number for one in beside if one.number != row.number)
        return ReviewedRow(
            row, symbol.text, facts.is_held, entity, facts.newest, facts.changes, numbers, propose(facts, self._rules)
        )

    def _newest(self, symbol: Symbol) -> Newest | None:
        """The last adopted of those that renew it and are held."""
        if not self._works.is_known(symbol):
            return None
        later = [one for one in self._works.lines_to(symbol.text).values() if one.is_held]
        if not later:
            return None
        last = max(later, key=lambda one: (one.adopted, one.symbol))
        return Newest(last.symbol.text, last.adopted, len(self._works.series(symbol.text)))

    def _of_others(self, facts: Facts) -> Facts:
        """What the vocabulary says of a document that is not held."""
        ours = self._entities.with_head(facts.entity) if facts.entity else ()
        return replace(facts, founded=self._entities.founded_in(facts.symbol, ours))

    def _of_held(self, facts: Facts, symbol: Symbol) -> Facts:
        ours = frozenset(self._entities.with_head(facts.entity)) if facts.entity else frozenset()
        acts = [act for act in self._works.acts(symbol.text) if act.kind > 0 and _PREAMBLE not in act.part]
        naming = frozenset(self._works.naming(symbol.text, tuple(ours))) if ours else frozenset()
        to_head = [act for act in acts if self._secretary_general in act.addressees and not ours & set(act.addressees)]
        # What the Secretary-General is asked in words that name the entity is the entity's to do.
        asked = [_asked(act) for act in acts if ours & set(act.addressees) or (act in to_head and act.part in naming)]
        through = [_asked(act) for act in to_head if act.part not in naming]
        elsewhere = frozenset(self._works.naming(symbol.text, self._entities.offices)) if through else frozenset()
        others = [_asked(act) for act in acts if self._is_of_others(act, ours)]
        of_secretariat = self._entities.is_of_secretariat(facts.entity)
        things = (*ours, self._body) if of_secretariat else tuple(ours)
        founding = self._founding(symbol, ours)
        newest = facts.newest
        operative = [part for part in self._works.paragraphs(symbol.text) if _PREAMBLE not in part]
        return replace(
            facts,
            for_secretary_general=self._entities.acts_for_secretary_general(facts.entity),
            of_secretariat=of_secretariat,
            founded=self._entities.founded_in(symbol.text, tuple(ours)) or (facts.entity if founding else ""),
            founding=founding,
            ended=self._works.ended_by(symbol.text),
            asked=tuple(asked),
            through=tuple(through),
            unshared=tuple(one for one in through if one.part not in elsewhere),
            others=tuple(others),
            requests=len(acts),
            named=self._works.naming(symbol.text, things) if things else (),
            changes=self._changed(symbol.text, newest.symbol, facts.entity, ours) if newest and ours else (),
            carried=self._carried(symbol.text, newest.symbol, operative) if newest else None,
            first=tuple(operative[:3]),
        )

    def _is_of_others(self, act: Act, ours: frozenset[str]) -> bool:
        """Whether an act asks entities of the United Nations alone, and neither these nor the Secretary-General."""
        whom = set(act.addressees)
        return all(map(self._entities.is_un, whom)) and not (ours | {self._secretary_general, self._body}) & whom

    def _founding(self, symbol: Symbol, ours: frozenset[str]) -> tuple[str, ...]:
        """Parts whose act sets up the entity."""
        acts = [act for act in self._works.acts(symbol.text) if act.verb in self._establishing]
        return tuple(act.part for act in acts if ours & set(act.addressees))

    def _carried(self, cited: str, newest: str, operative: Sequence[str]) -> float | None:
        if not operative:
            return None
        taken = self._works.taken_up(cited, newest)
        return sum(part in taken for part in operative) / len(operative)

    def _changed(self, cited: str, newest: str, entity: str, ours: frozenset[str]) -> tuple[EntityChange, ...]:
        key = cited, newest, entity
        if key not in self._changes:
            self._changes[key] = tuple(self._compared(cited, newest, ours))
        return self._changes[key]

    def _compared(self, cited: str, newest: str, ours: frozenset[str]) -> Iterable[EntityChange]:
        """What asks the entity in both, in the order of the cited text, then what is new."""
        # Of the Secretariat, what is asked of the Secretary-General counts where nothing asks the entity itself.
        wanted = ours
        if not any(ours & set(act.addressees) for act in self._works.acts(cited) if act.kind > 0):
            wanted = ours | {self._secretary_general} if ours & self._entities.secretariat else ours
        before, after = (
            [_asked(act) for act in self._works.acts(one) if act.kind > 0 and wanted & set(act.addressees)]
            for one in (cited, newest)
        )
        taken = self._works.taken_up(cited, newest)
        left = list(after)
        for one in before:
            there = [other for other in left if other.part in taken.get(one.part, ())]
            match = min(there, key=lambda other: (other.verb != one.verb, left.index(other)), default=None)
            if match is None:
                yield EntityChange(one, None, "dropped")
                continue
            left.remove(match)
            same = (one.verb, one.addressees, one.due) == (match.verb, match.addressees, match.due)
            found = shift(one.verb.removeprefix("verb/"), match.verb.removeprefix("verb/"), self._vocabulary)
            strength = found.value if found and found.value != "same" else ""
            yield EntityChange(one, match, "same" if same else "edited", strength)
        yield from (EntityChange(None, one, "new") for one in left)


def _asked(act: Act) -> Asked:
    due = tuple(sorted({report.session or report.day or str(report.year or "") for report in act.reports} - {""}))
    return Asked(act.path, act.part, act.verb, act.force, act.addressees, due, bool(act.reports and act.answers))
