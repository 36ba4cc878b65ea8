"""From works on disk to a release: documents and quads linked, the store loaded, what is shared derived, a switch."""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from resograph.documents import Finding
from resograph.pipeline.derived import Setting, answers_in, context_lines, release_lines, source, vocabulary
from resograph.pipeline.digests import stage_digest
from resograph.pipeline.facts import NAME, FactsWriter, read_facts
from resograph.pipeline.file_step import form_of
from resograph.pipeline.joining import RecordsSay, all_discrepancies, records_say
from resograph.pipeline.lineage import NAME as LINEAGE
from resograph.pipeline.lineage import Comparison, Lineages, lineages
from resograph.pipeline.loading import Progress, Replacement, StreamedLoad, change_store
from resograph.pipeline.packed import Packed, shared_quads, told_of, work_quads, write_packed
from resograph.pipeline.records import KeptRecords
from resograph.pipeline.results import HeldVersion, WorkResult
from resograph.pipeline.timing import Stopwatch
from resograph.pipeline.work_step import quads_of, rows_of
from resograph.reconciling.known import entries_of
from resograph.reconciling.storing import write_names
from resograph.releases import Manifest, Release, ReleaseWriter
from resograph.releases.dumps import DumpsWriter
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Register
from resograph.releases.release import link, remove_old
from resograph.releases.tables import Tables
from resograph.releases.tables.registering import Registered
from resograph.releases.tables.rows import TableRows
from resograph.releases.tables.words import PartWords
from resograph.releases.tables.writing import TablesWriter
from resograph.writing.catalogued import catalogued
from resograph.writing.marcxml import marc_text

_CARRIED = 4
"""A store is carried over where at least so many works stay for each one that changes: to take a work out of a store
costs three times as much as to load it."""


@dataclass(frozen=True)
class Plan:
    """What a new release is to have.

    ``before`` is the release of the same base that it follows, if there is one; ``known`` are the keys of its works and
    ``planned`` those of the new one, both by symbol.
    """

    before: Release | None
    known: Mapping[str, str]
    planned: Mapping[str, str]

    @property
    def kept(self) -> set[str]:
        """Symbols of the works that stay as they are."""
        return {symbol for symbol, key in self.known.items() if self.planned.get(symbol) == key}

    @property
    def changed(self) -> list[str]:
        """Symbols of the works that are to be written, in order."""
        return sorted(symbol for symbol, key in self.planned.items() if self.known.get(symbol) != key)

    @property
    def is_carried(self) -> bool:
        """Whether the store of the release before is carried over."""
        kept = len(self.kept)
        changed = len(self.known) + len(self.planned) - 2 * kept
        return self.before is not None and kept >= _CARRIED * changed


@contextmanager
def new_release(directory: Path, setting: Setting, plan: Plan) -> Iterator[NewRelease]:
    """A release that takes works until it is published; if it is not, nothing is left of it and the last one stands."""
    writer = ReleaseWriter(directory, f"{time.strftime('%Y%m%dT%H%M%S')}-{time.time_ns() % 10**9:09d}")
    try:
        new = NewRelease(writer, setting, plan)
        try:
            yield new
        finally:
            new.close()
    finally:
        writer.discard()
    remove_old(directory)


class NewRelease:
    """See ``new_release``. The works that stay are in it from the beginning."""

    def __init__(self, writer: ReleaseWriter, setting: Setting, plan: Plan) -> None:
        self._writer = writer
        self._path = writer.path_of("")
        self._setting = setting
        self._plan = plan
        self._kept = plan.kept
        before = plan.before.path if plan.before else None
        self._vocabulary = vocabulary(setting)
        self._facts = FactsWriter(self._path / NAME, before / NAME if before else None, self._kept)
        self._load = None if plan.is_carried else StreamedLoad(self._path / "store")
        old = plan.before.tables if plan.before else None
        self._tables = TablesWriter(self._path / "tables", setting.base, old, anew=not self._kept)
        for symbol in sorted(plan.known.keys() - self._kept):
            self._tables.remove(symbol)
        self._answers: list[tuple[str, str]] = []
        self._watch = Stopwatch()
        self._shared: dict[str, Packed] = {}
        self._share("vocabulary", self._vocabulary)
        for symbol in sorted(self._kept):
            if before:
                self._take(symbol, work_quads(before, symbol))

    def add(self, work: WorkResult) -> None:
        """Take a work that is new or changed; they come in order of their symbols."""
        self._facts.add(work)
        self._take(work.symbol, quads_of(work.key, self._setting.cache))
        with self._watch.stage("tables"):
            self._tables.add(work.symbol, TableRows.from_bytes(rows_of(work.key, self._setting.cache).read_bytes()))

    def close(self) -> None:
        """Leave off, whatever is not done."""
        self._facts.close()
        self._tables.close()
        if self._load:
            self._load.close()

    @property
    def seconds(self) -> Mapping[str, float]:
        """How long the store and the tables took while works were written."""
        return self._watch.seconds | ({"load": self._load.seconds} if self._load else {})

    def publish(
        self,
        version: str,
        held: Sequence[HeldVersion],
        sources: Sequence[KeptRecords],
        compare: Comparison,
        progress: Progress,
    ) -> tuple[Release, list[tuple[str, str, Finding]]]:
        """Add what works share, and switch to it; the release, and where registries say otherwise.

        Args:
            version: of the product.
            held: the versions of its works.
            sources: the records of registries.
            compare: the lineage of each two documents, in order.
            progress: told (done, total) of what is loaded.
        """
        self._facts.finish()
        held = [one for one in held if one.symbol in self._facts.works]
        self._link_documents(held)
        self._setting.extensions.copy_to(self._path / "taught")
        for records in sources:
            self._share(f"source-{records.name}", source(self._setting, records))
        lineages_found = self._lineages(compare)
        told = records_say(sources, self._setting.cache)
        context = self._context(told, lineages_found)
        self._share_lines("context", context)
        self._answers = list(answers_in(context, self._setting.base))
        found = list(all_discrepancies(sources, read_facts(self._path / NAME)))
        content = self._content(found)
        counts = self._counts(held)
        numbers = {facts.symbol: facts.counts["findings"] for facts in read_facts(self._path / NAME)} if found else {}
        self._share_lines("release", release_lines(self._setting.base, content, counts, found, numbers))
        counts["triples"] += self._shared["release"].quads
        self._dump()
        self._fill_store(progress)
        with self._watch.stage("tables"):
            self._tables.register(self._registered(told))
            # Behind its end by up to a second: nobody who harvests before the switch asks only for what is later.
            self._tables.finish(self._answers, math.ceil(time.time()) + 1, lineages_found.continued)
        with self._watch.stage("names"):
            self._write_names()
        digests = {records.name: records.digest() for records in sources}
        recipe = self._shared["vocabulary"].digest
        manifest = Manifest(self._setting.base, version, counts, content, recipe, self._facts.works, digests)
        return self._writer.publish(manifest), found

    # ── quads ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _take(self, symbol: str, packed: Path) -> None:
        link(packed, work_quads(self._path, symbol))
        if self._load:
            self._load.add(packed)

    def _share(self, name: str, packed: Path) -> None:
        target = shared_quads(self._path, name)
        if packed != target:
            link(packed, target)
        self._shared[name] = told_of(target)
        if self._load:
            self._load.add(target)

    def _share_lines(self, name: str, lines: Sequence[bytes]) -> None:
        write_packed(shared_quads(self._path, name), lines)
        self._share(name, shared_quads(self._path, name))

    def _lineages(self, compare: Comparison) -> Lineages:
        """Which documents renew which, kept for the next build."""
        before = self._plan.before.path / LINEAGE if self._plan.before else None
        with self._watch.stage("lineage"), PartWords(self._tables.segments()) as words:
            found = lineages(read_facts(self._path / NAME), before, words.of, compare)
        found.write(self._path / LINEAGE)
        return found

    def _registered(self, told: RecordsSay) -> Iterator[Registered]:
        """The works, each with what registries give its record in MARC."""
        known = told.known(self._setting.extensions.vocabulary())
        if not (known or told.given or self._tables.is_any_registered()):
            return
        for facts in read_facts(self._path / NAME):
            entry = facts.entry
            own = catalogued(entry, told.given.get(facts.symbol, {}), known)
            yield Registered(facts.symbol, own.mark, partial(marc_text, entry, self._setting.base, own))

    def _context(self, told: RecordsSay, found: Lineages) -> list[bytes]:
        def quads(symbol: str) -> Path | None:
            return work_quads(self._path, symbol) if symbol in self._facts.works else None

        return context_lines(
            self._setting, read_facts(self._path / NAME), told.named, found.renewals, found.reused, quads
        )

    def _fill_store(self, progress: Progress) -> None:
        if self._load:
            self._load.finish(progress)
        elif self._plan.before:
            change_store(self._plan.before.store, self._path / "store", self._changes(self._plan.before.path), progress)

    def _write_names(self) -> None:
        """What all that is known is called, for who looks for it."""
        release = Release(self._path, Manifest(self._setting.base, "", {}))
        held = Register(Tables(release.tables)).held()
        before = self._plan.before.names if self._plan.before else None
        code = stage_digest(write_names.__module__)
        with closing(sqlite3.connect(release.names)) as database:
            write_names(database, entries_of(ReleaseGraph(release)), lambda path: held.get(path, 0), code, before)

    def _changes(self, before: Path) -> Iterator[Replacement]:
        """What takes the place of what, from the release before to this one."""
        for symbol in sorted((self._plan.known.keys() | self._facts.works.keys()) - self._kept):
            yield _change(work_quads(before, symbol), work_quads(self._path, symbol))
        for name in sorted({path.name for folder in (before, self._path) for path in (folder / "shared").iterdir()}):
            yield _change(before / "shared" / name, self._path / "shared" / name)

    def _dump(self) -> None:
        dumps = DumpsWriter(self._path, self._plan.before)
        quads = {facts.symbol: facts.counts["triples"] for facts in read_facts(self._path / NAME)}
        dumps.add_works(self._facts.works, quads)
        for name in ("vocabulary", "context"):
            members = {
                one: told for one, told in self._shared.items() if (one == "vocabulary") == (name == "vocabulary")
            }
            digests = {one: told.digest for one, told in members.items()}
            dumps.add_shared(name, digests, sum(told.quads for told in members.values()))
        dumps.finish()

    # ── what it tells ───────────────────────────────────────────────────────────────────────────────────────────
    def _content(self, found: Sequence[tuple[str, str, Finding]]) -> str:
        """A digest that is the same for the same graph and for no other."""
        shared = sorted((name, packed.digest) for name, packed in self._shared.items())
        told = [self._setting.base, sorted(self._facts.works.items()), shared, sorted(map(str, found))]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]

    def _counts(self, held: Sequence[HeldVersion]) -> dict[str, int]:
        sums = self._facts.counts
        return {
            "works": len(self._facts.works),
            "versions": len({(one.symbol, one.language) for one in held}),
            "parts": sums["parts"],
            "acts": sums["acts"],
            "citations": sums["citations"],
            "triples": sums["triples"] + sum(packed.quads for packed in self._shared.values()),
        }

    def _link_documents(self, held: Sequence[HeldVersion]) -> None:
        newest = {(one.symbol, one.language): one.issue for one in sorted(held, key=lambda one: one.issue)}
        for one in held:
            issue = "" if newest[(one.symbol, one.language)] == one.issue else one.issue
            self._writer.add_document(one.language, one.symbol, issue, form_of(one, self._setting.cache))
        self._writer.write_held(map(asdict, held))


def _change(before: Path, after: Path) -> Replacement:
    return Replacement(before if before.is_file() else None, after if after.is_file() else None)
