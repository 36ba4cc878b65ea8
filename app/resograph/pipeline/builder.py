"""A build: files in parallel to versions, works in parallel to graphs, graphs to a release that is switched to."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from resograph import __version__
from resograph.documents import Finding
from resograph.pipeline.derived import Setting
from resograph.pipeline.digests import stage_digest
from resograph.pipeline.engine import Engine
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.facts import NAME, read_facts
from resograph.pipeline.file_step import Reading, form_of
from resograph.pipeline.files import Source
from resograph.pipeline.lineage import Comparing, comparing_digest
from resograph.pipeline.processes import Here
from resograph.pipeline.publish import NewRelease, Plan, new_release
from resograph.pipeline.records import KeptRecords
from resograph.pipeline.report import Report
from resograph.pipeline.results import FileResult, HeldVersion, WorkResult, finding_from
from resograph.pipeline.steps import Step
from resograph.pipeline.work_step import Writing
from resograph.releases import Release, ReleaseError, open_current
from resograph.releases.release import NoReleaseError, link, only_writer
from resograph.releases.tables import TablesError
from resograph.settings import Settings
from resograph.symbols import mint

Progress = Callable[[str, int, int | None], None]
"""Told (stage, done, total)."""

_Versions = dict[tuple[str, str, str], HeldVersion]
"""Versions held, by symbol, language and issue."""
_Works = dict[str, list[HeldVersion]]
"""The newest issue of each version, by symbol of the work, in order."""

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Builder:
    """Builds releases in a store directory.

    Args:
        directory: the store directory.
        base: of all addresses; ends in a slash.
        engine: what does the work; without it, this process.
        progress: told (stage, done, total).
    """

    def __init__(
        self, directory: Path, base: str, engine: Engine | None = None, progress: Progress | None = None
    ) -> None:
        self._directory = directory
        self._base = base
        self._engine = engine or Here()
        self._progress: Progress = progress or (lambda stage, done, total: None)
        self._cache = directory / "cache"

    def build(
        self, sources: Iterable[Source], validate: bool = True, removed: Iterable[str] = ()
    ) -> tuple[Release | None, Report]:
        """A release of these files beside what the current one holds, published; None where no work was good.

        Args:
            sources: the files.
            validate: whether graphs are judged by the shapes.
            removed: names of files whose versions are to be held no more.

        Where the tables of the current release turn out to be damaged, all works are written anew from its documents.
        """
        files, gone = list(sources), set(removed)
        with only_writer(self._directory):
            try:
                return self._build(files, validate, gone)
            except TablesError:
                return self._build(files, validate, gone, anew=True)

    def _build(
        self, sources: list[Source], validate: bool, gone: set[str], anew: bool = False
    ) -> tuple[Release | None, Report]:
        """``anew``: whether all works are written again, for the tables of the current release cannot be used."""
        report = Report()
        if anew:
            text = "The tables of the current release are damaged; all works were written anew from its documents."
            report.add_findings([(self._base, Finding("release.tables", text))])
        started = time.perf_counter()
        extensions = Extensions.in_folder(self._directory)
        last = self._last()
        before = self._already_held(last)
        held = {key: one for key, one in before.items() if one.name not in gone}
        reading = Reading(self._cache, reading_digest(), Settings.from_environment().pdf_seconds)
        writing = Writing(self._cache, writing_digest(), self._base, validate, extensions)
        release: Release | None = None
        with self._engine as engine:
            for read in self._each(engine, reading, sources):
                self._take(read, held, report)
            works = _newest(held)
            facts = read_facts(last.path / NAME) if last and not anew else ()
            known = {one.symbol: one.key for one in facts}
            plan = Plan(last, known, {symbol: writing.key_of(versions) for symbol, versions in works.items()})
            with new_release(self._directory, Setting(self._base, extensions, self._cache), plan) as new:
                waiting = [works[symbol] for symbol in plan.changed]
                written = (
                    self._saved(result, works, held, before, writing, report)
                    for result in self._each(engine, writing, waiting)
                )
                some = bool(plan.kept)
                for result in written:
                    if self._judged(result, report):
                        new.add(result)
                        some = True
                if some and (report.files or gone or not sources):
                    release = self._publish(new, held, report, engine)
        if release is None:
            return None, report
        self._forget(held, reading)
        report.watch.add({"altogether": time.perf_counter() - started})
        return release, report

    # ── what is held ────────────────────────────────────────────────────────────────────────────────────────────
    def _last(self) -> Release | None:
        """The current release.

        Raises:
            ReleaseError: it was built for another base, or by another version.
        """
        try:
            release = open_current(self._directory)
        except NoReleaseError:
            return None
        if release.manifest.base != self._base:
            raise ReleaseError(
                f"The release in {self._directory} was built for {release.manifest.base}; add to it with that --base, "
                "or choose another --store."
            )
        return release

    def _already_held(self, release: Release | None) -> _Versions:
        """The versions of a release, by symbol, language and issue; their forms are in the cache then."""
        rows = [replace(HeldVersion.from_row(row), earlier=()) for row in release.held()] if release else []
        for row in rows:
            form = form_of(row, self._cache)
            if release and not form.exists():
                link(release.form(row.language, row.symbol, row.issue), form)
        return {(row.symbol, row.language, row.issue): row for row in rows}

    def _take(self, result: FileResult, held: _Versions, report: Report) -> None:
        report.watch.add(result.seconds)
        if result.unreadable:
            report.unreadable.append(result.unreadable)
            return
        report.files += 1
        for one in result.held:
            key = (one.symbol, one.language, one.issue)
            before = held.get(key)
            if before and before.sha256 != one.sha256 and before.source != one.source:
                names = " and ".join(sorted((before.name, one.name)))
                finding = Finding(
                    "merge.two-files", f"Two different files are the same issue: {names}. The later is kept."
                )
                report.add_findings([(mint(self._base, f"{one.language}/{one.symbol}"), finding)])
            held[key] = one

    def _saved(
        self, result: WorkResult, works: _Works, held: _Versions, before: _Versions, writing: Writing, report: Report
    ) -> WorkResult:
        """A work with a wrong version, from its good ones: those that are right alone, or were held before."""
        if not result.wrong:
            return result
        good: list[HeldVersion] = []
        for one in works[result.symbol]:
            alone = writing([one])
            old = next((row for key, row in before.items() if key[:2] == (one.symbol, one.language)), None)
            if not alone.wrong:
                good.append(one)
            else:
                wrong = [finding_from(row) for _, row in alone.findings if row["severity"] == "Violation"]
                report.kept_out.append((f"{one.symbol} ({one.language}, {one.name})", wrong))
                held.pop((one.symbol, one.language, one.issue))
                if old is not None and old.sha256 != one.sha256:
                    held[(old.symbol, old.language, old.issue)] = old
                    good.append(old)
        return writing(good) if good else result

    def _judged(self, result: WorkResult, report: Report) -> bool:
        report.watch.add(result.seconds)
        findings = [(about, finding_from(row)) for about, row in result.findings]
        if result.wrong:
            if not any(symbol.partition(" ")[0] == result.symbol for symbol, _ in report.kept_out):
                wrong = [finding for _, finding in findings if finding.severity.value == "Violation"]
                report.kept_out.append((result.symbol, wrong))
            return False
        report.add_findings(findings)
        return True

    # ── doing it ────────────────────────────────────────────────────────────────────────────────────────────────
    def _each(self, engine: Engine, do: Step[_In, _Out], items: Sequence[_In]) -> Iterator[_Out]:
        """The results in the order of the items, whatever order they come in; progress as they come."""
        self._progress(do.stage, 0, len(items))
        waiting: dict[int, _Out] = {}
        following = 0
        for done, (place, result) in enumerate(engine.each(do, items), start=1):
            self._progress(do.stage, done, len(items))
            waiting[place] = result
            while following in waiting:
                yield waiting.pop(following)
                following += 1

    def _publish(self, new: NewRelease, held: _Versions, report: Report, engine: Engine) -> Release:
        registries = KeptRecords.in_directory(self._directory)
        versions = [one for _, one in sorted(held.items())]
        comparing = Comparing(self._cache, comparing_digest())
        with report.watch.stage("publish"):
            release, found = new.publish(
                __version__,
                versions,
                registries,
                lambda pairs: self._each(engine, comparing, pairs),
                lambda done, total: self._progress("loading", done, total),
            )
        report.watch.add(new.seconds)
        report.add_findings((mint(self._base, symbol), finding) for symbol, _, finding in found)
        counts = release.manifest.counts
        report.works, report.parts, report.acts = counts["works"], counts["parts"], counts["acts"]
        report.citations, report.triples = counts["citations"], counts["triples"]
        return release

    def _forget(self, held: _Versions, reading: Reading) -> None:
        """Drop from the cache what the next build does not need: it finds the rest in the release."""
        used = {one.file for one in held.values()}
        for name in ("documents", "works", "forms", "files", "shared"):
            for path in (self._cache / name).glob("*"):
                if (name == "forms" and path.name in used) or (name == "files" and path.stem.endswith(reading.code)):
                    continue
                if name == "shared" and path.stat().st_nlink > 1:  # the release has it
                    continue
                with suppress(OSError):
                    path.unlink()


def reading_digest() -> str:
    """What the results of reading depend on beside the files."""
    return stage_digest("resograph.pipeline.file_step")


def writing_digest() -> str:
    """What the results of writing depend on beside the versions of works."""
    return stage_digest("resograph.pipeline.work_step")


def _newest(held: _Versions) -> _Works:
    """The newest issue of each version, by work."""
    works: dict[str, dict[str, HeldVersion]] = defaultdict(dict)
    for (symbol, language, _), one in sorted(held.items()):
        before = works[symbol].get(language)
        earlier = (*before.earlier, before.issue) if before and before.issue else ()
        works[symbol][language] = replace(one, earlier=earlier)
    return {symbol: [versions[language] for language in sorted(versions)] for symbol, versions in sorted(works.items())}
