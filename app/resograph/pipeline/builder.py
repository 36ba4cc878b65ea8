"""A build: files in parallel to versions, works in parallel to graphs, graphs to a release that is switched to at once."""

from __future__ import annotations

import multiprocessing
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from resograph import __version__
from resograph.documents import Finding
from resograph.pipeline.files import Source
from resograph.pipeline.publish import ReleaseParts, publish
from resograph.pipeline.report import Report
from resograph.pipeline.worker import FileResult, Held, WorkResult, finding_from, read_file, recipe, write_one
from resograph.stores import Release, ReleaseError, open_current
from resograph.stores.release import link
from resograph.symbols import mint

Progress = Callable[[str, int, int | None], None]
"""Told (stage, done, total)."""

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Builder:
    """Builds releases in a store directory.

    Args:
        directory: the store directory.
        base: of all addresses; ends in a slash.
        jobs: worker processes; 1 works in this process.
        progress: told (stage, done, total).
    """

    def __init__(self, directory: Path, base: str, jobs: int = 1, progress: Progress | None = None) -> None:
        self._directory = directory
        self._base = base
        self._jobs = jobs
        self._progress: Progress = progress or (lambda stage, done, total: None)
        self._cache = directory / "cache"

    def build(self, sources: Iterable[Source], validate: bool = True) -> tuple[Release | None, Report]:
        """A release of these files beside what the current one holds, published; None where no work was good."""
        report = Report()
        started = time.perf_counter()
        held = self._already_held()
        with self._pool() as pool:
            for result in self._each(pool, partial(read_file, cache_folder=self._cache), list(sources), "reading"):
                self._take(result, held, report)
            works = self._group(held, report)
            write = partial(write_one, base=self._base, validate=validate, cache_folder=self._cache)
            results = sorted(self._each(pool, write, works, "writing"), key=lambda result: result.symbol)
        good = [result for result in results if self._judged(result, report)]
        if not good or not report.files:
            return None, report
        with report.stage("publish"):
            release = self._publish(good, held, report)
        self._forget(held, results)
        report.seconds["altogether"] = time.perf_counter() - started
        return release, report

    # ── what is held ────────────────────────────────────────────────────────────────────────────────────────────
    def _already_held(self) -> dict[tuple[str, str, str], Held]:
        """The versions of the current release, by symbol, language and issue."""
        try:
            release = open_current(self._directory)
        except ReleaseError:
            return {}
        if release.manifest.base != self._base:
            raise ReleaseError(
                f"The release in {self._directory} was built for {release.manifest.base}; add to it with that --base, "
                "or choose another --store."
            )
        rows = [Held(**{**row, "findings": tuple(row["findings"])}) for row in release.held()]
        for row in rows:
            form = self._cache / "forms" / row.file
            if not form.exists():
                link(release.form(row.language, row.symbol, row.issue), form)
        return {(row.symbol, row.language, row.issue): row for row in rows}

    def _take(self, result: FileResult, held: dict[tuple[str, str, str], Held], report: Report) -> None:
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

    def _group(self, held: dict[tuple[str, str, str], Held], report: Report) -> list[list[Held]]:
        """The newest issue of each version, by work."""
        works: dict[str, dict[str, Held]] = defaultdict(dict)
        for (symbol, language, _), one in sorted(held.items()):
            works[symbol][language] = one
        return [[versions[language] for language in sorted(versions)] for _, versions in sorted(works.items())]

    def _judged(self, result: WorkResult, report: Report) -> bool:
        report.add_seconds(result.seconds)
        findings = [(about, finding_from(row)) for about, row in result.findings]
        if result.wrong:
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
    def _pool(self) -> Any:
        if self._jobs == 1:
            return _Here()
        return ProcessPoolExecutor(self._jobs, mp_context=multiprocessing.get_context("spawn"))

    def _each(self, pool: Executor, do: Callable[[_In], _Out], items: Sequence[_In], stage: str) -> Iterator[_Out]:
        """Results as they come, with no more tasks waiting than keep the workers busy."""
        waiting: set[Future[_Out]] = set()
        rest = iter(items)
        done = 0
        self._progress(stage, 0, len(items))
        while True:
            for item in rest:
                waiting.add(pool.submit(do, item))
                if len(waiting) >= self._jobs * 4:
                    break
            if not waiting:
                return
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                done += 1
                self._progress(stage, done, len(items))
                yield future.result()

    def _publish(self, good: list[WorkResult], held: dict[tuple[str, str, str], Held], report: Report) -> Release:
        kept = {result.symbol for result in good}
        parts = ReleaseParts(
            base=self._base,
            version=__version__,
            recipe=recipe(),
            held=[one for key, one in sorted(held.items()) if key[0] in kept],
            works=good,
            findings=report.findings,
            cache=self._cache,
        )
        release = publish(self._directory, parts, lambda done, total: self._progress("loading", done, total))
        report.triples = release.manifest.counts["triples"]
        return release

    def _forget(self, held: dict[tuple[str, str, str], Held], results: list[WorkResult]) -> None:
        """Drop from the cache what this build did not use."""
        used = {one.file for one in held.values()} | {result.quads for result in results}
        used |= {result.quads.replace(".nq", ".json") for result in results}
        for folder in ("forms", "works"):
            for path in (self._cache / folder).glob("*"):
                if path.name not in used:
                    path.unlink(missing_ok=True)
        for path in (self._cache / "files").glob("*"):
            if not path.stem.endswith(recipe()):
                path.unlink(missing_ok=True)


class _Here:
    """An executor of this process, for one job."""

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def submit(self, do: Callable[[_In], _Out], item: _In) -> Future[_Out]:
        """Do it now."""
        future: Future[_Out] = Future()
        future.set_result(do(item))
        return future
