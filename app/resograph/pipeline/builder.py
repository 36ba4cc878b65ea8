"""A build: files in parallel to versions, works in parallel to graphs, graphs to a release that is switched to."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from resograph import __version__
from resograph.documents import Finding
from resograph.pipeline.engines import Engine, Here
from resograph.pipeline.extensions import Taught
from resograph.pipeline.files import Source
from resograph.pipeline.joining import drifts
from resograph.pipeline.publish import NewRelease, ReleaseParts, new_release
from resograph.pipeline.records import KeptRecords
from resograph.pipeline.report import Report
from resograph.pipeline.steps import Reading, Step, Writing
from resograph.pipeline.worker import FileResult, Held, WorkResult, finding_from, recipe
from resograph.releases import Release, ReleaseError, open_current
from resograph.releases.release import NoReleaseError, link, only_writer
from resograph.symbols import mint

Progress = Callable[[str, int, int | None], None]
"""Told (stage, done, total)."""

_Versions = dict[tuple[str, str, str], Held]
"""Versions held, by symbol, language and issue."""

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
        """
        with only_writer(self._directory):
            return self._build(list(sources), validate, set(removed))

    def _build(self, sources: list[Source], validate: bool, gone: set[str]) -> tuple[Release | None, Report]:
        report = Report()
        started = time.perf_counter()
        taught = Taught.in_folder(self._directory)
        before = self._already_held()
        held = {key: one for key, one in before.items() if one.source.partition("\n")[0] not in gone}
        results: list[WorkResult] = []
        release: Release | None = None
        with self._engine as engine:
            for read in self._each(engine, Reading(self._cache), sources):
                self._take(read, held, report)
            writing, works = Writing(self._cache, self._base, validate, taught), _newest(held)
            planned = {versions[0].symbol: writing.quads_of(versions) for versions in works}
            with new_release(self._directory, self._base, recipe() + taught.digest, taught, planned) as new:
                for written in self._each(engine, writing, works):
                    result = self._saved(written, held, before, writing, report)
                    results.append(result)
                    if self._judged(result, report):
                        new.add(result)
                good = [result for result in results if not result.wrong]
                if good and (report.files or gone or not sources):
                    release = self._publish(new, good, held, report)
        if release is None:
            return None, report
        self._forget(held, results)
        report.seconds["altogether"] = time.perf_counter() - started
        return release, report

    # ── what is held ────────────────────────────────────────────────────────────────────────────────────────────
    def _already_held(self) -> _Versions:
        """The versions of the current release, by symbol, language and issue."""
        try:
            release = open_current(self._directory)
        except NoReleaseError:
            return {}
        if release.manifest.base != self._base:
            raise ReleaseError(
                f"The release in {self._directory} was built for {release.manifest.base}; add to it with that --base, "
                "or choose another --store."
            )
        rows = [Held(**{**row, "findings": tuple(row["findings"]), "earlier": ()}) for row in release.held()]
        for row in rows:
            form = self._cache / "forms" / row.file
            if not form.exists():
                link(release.form(row.language, row.symbol, row.issue), form)
        return {(row.symbol, row.language, row.issue): row for row in rows}

    def _take(self, result: FileResult, held: _Versions, report: Report) -> None:
        report.add_seconds(result.seconds)
        if result.unreadable:
            report.unreadable.append(result.unreadable)
            return
        report.files += 1
        for one in result.held:
            key = (one.symbol, one.language, one.issue)
            before = held.get(key)
            if before and before.sha256 != one.sha256 and before.source != one.source:
                names = " and ".join(sorted(row.source.partition("\n")[0] for row in (before, one)))
                finding = Finding(
                    "merge.two-files", f"Two different files are the same issue: {names}. The later is kept."
                )
                report.findings.append((mint(self._base, f"{one.language}/{one.symbol}"), finding))
            held[key] = one

    def _saved(
        self, result: WorkResult, held: _Versions, before: _Versions, writing: Writing, report: Report
    ) -> WorkResult:
        """A work with a wrong version, from its good ones: those that are right alone, or were held before."""
        if not result.wrong:
            return result
        good: list[Held] = []
        for one in next(works for works in _newest(held) if works[0].symbol == result.symbol):
            alone = writing([one])
            old = next((row for key, row in before.items() if key[:2] == (one.symbol, one.language)), None)
            if not alone.wrong:
                good.append(one)
            else:
                wrong = [finding_from(row) for _, row in alone.findings if row["severity"] == "Violation"]
                report.kept_out.append((f"{one.symbol} ({one.language}, {one.source.partition(chr(10))[0]})", wrong))
                held.pop((one.symbol, one.language, one.issue))
                if old is not None and old.sha256 != one.sha256:
                    held[(old.symbol, old.language, old.issue)] = old
                    good.append(old)
        return writing(good) if good else result

    def _judged(self, result: WorkResult, report: Report) -> bool:
        report.add_seconds(result.seconds)
        findings = [(about, finding_from(row)) for about, row in result.findings]
        if result.wrong:
            if not any(symbol.partition(" ")[0] == result.symbol for symbol, _ in report.kept_out):
                wrong = [finding for _, finding in findings if finding.severity.value == "Violation"]
                report.kept_out.append((result.symbol, wrong))
            return False
        report.findings += findings
        report.works += 1
        report.parts += result.counts["parts"]
        report.acts += result.counts["acts"]
        report.citations += result.counts["citations"]
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

    def _publish(self, new: NewRelease, good: list[WorkResult], held: _Versions, report: Report) -> Release:
        kept = {result.symbol for result in good}
        registries = KeptRecords.in_directory(self._directory)
        report.findings += drifts(registries, good, self._base)
        parts = ReleaseParts(
            version=__version__,
            held=[one for key, one in sorted(held.items()) if key[0] in kept],
            works=good,
            sources=registries,
            findings=report.findings,
        )
        with report.stage("publish"):
            release = new.publish(parts, lambda done, total: self._progress("loading", done, total))
        report.add_seconds(new.seconds)
        report.triples = release.manifest.counts["triples"]
        return release

    def _forget(self, held: _Versions, results: list[WorkResult]) -> None:
        """Drop from the cache what this build did not use."""
        used = {one.file for one in held.values()} | {result.quads for result in results}
        used |= {result.quads.replace(".nq", ending) for result in results for ending in (".json", ".nq.gz", ".rows")}
        for folder in ("forms", "works"):
            for path in (self._cache / folder).glob("*"):
                if path.name not in used:
                    path.unlink(missing_ok=True)
        for path in (self._cache / "files").glob("*"):
            if not path.stem.endswith(recipe()):
                path.unlink(missing_ok=True)


def _newest(held: _Versions) -> list[list[Held]]:
    """The newest issue of each version, by work."""
    works: dict[str, dict[str, Held]] = defaultdict(dict)
    for (symbol, language, _), one in sorted(held.items()):
        before = works[symbol].get(language)
        earlier = (*before.earlier, before.issue) if before and before.issue else ()
        works[symbol][language] = replace(one, earlier=earlier)
    return [[versions[language] for language in sorted(versions)] for _, versions in sorted(works.items())]
