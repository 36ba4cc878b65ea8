"""A build as a user sees it: progress while it runs, then what became of the files."""

from __future__ import annotations

from pathlib import Path

from resograph.cli.console import note
from resograph.cli.progress import progress
from resograph.documents import Severity
from resograph.pipeline import Builder, Engine, Report, sources_in
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.files import Source
from resograph.pipeline.processes import seldom_collect
from resograph.pipeline.text_tables import ENDINGS, unfold
from resograph.reading import UnreadableError
from resograph.resources import table
from resograph.settings import Settings

_FEW = 20
"""Notes on the rows of a table that are shown."""


def build(
    paths: list[Path],
    directory: Path,
    base: str,
    engine: Engine | None = None,
    validate: bool = True,
    removed: tuple[str, ...] = (),
) -> Report:
    """Build a release from files beside what the directory holds.

    Raises:
        UnreadableError: there is nothing to read.
    """
    seldom_collect()
    sources, problems = _sources(paths, directory)
    with progress() as show_progress:
        release, report = Builder(directory, base, engine, show_progress).build(sources, validate, removed)
    report.unreadable += problems
    print_report(report)
    if release is not None:
        held = [(row["language"], row["symbol"]) for row in release.held()]
        for path in Extensions.in_folder(directory).unused_corrections(held):
            note(f"Not used: {path} corrects nothing that is held (docs/corrections.md says how a file is named).")
    else:
        if not report.unreadable and not report.kept_out and not removed:
            where = ", ".join(map(str, paths)) or f"{directory}, which holds no release; give files or folders"
            raise UnreadableError(f"There is nothing to read in {where}.")
        note("Nothing was published; the last release, if there is one, stands.")
    return report


def _sources(paths: list[Path], directory: Path) -> tuple[list[Source], list[str]]:
    """The files of some paths, the texts of tables among them; and what of these is kept out."""
    sources: list[Source] = []
    problems: list[str] = []
    for path in paths:
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            sources += sources_in([path])
            continue
        found = unfold(path, directory / "cache" / "texts", Settings.from_environment().table_mb * 1024 * 1024)
        told = table("data", "columns.toml")["texts"]["messages"]["told"]
        note(told.format(name=path.name, rows=found.rows, texts=len(found.sources), out=len(found.problems)))
        for told in found.notes[:_FEW]:
            note(f"  {told}.")
        if len(found.notes) > _FEW:
            note(f"  … and {len(found.notes) - _FEW} more.")
        sources += found.sources
        problems += [f"{path.name}, {problem}" for problem in found.problems]
    return sources, problems


def print_report(report: Report) -> None:
    """What became of the files."""
    for message in report.unreadable:
        note(f"Not read: {message}")
    for symbol, findings in report.kept_out:
        note(f"Kept out: {symbol}")
        for finding in findings[:10]:
            note(f"  {finding.message} {finding.evidence}")
    for address, finding in report.findings[:20]:
        place = f" (line {finding.line})" if finding.line else ""
        note(f"{Severity(finding.severity)}: {address}{place}: {finding.message}")
    if report.found.total() > 20:
        note(f"… and {report.found.total() - 20} more findings; ask the release for them.")
    seconds = ", ".join(f"{stage} {spent:.2f} s" for stage, spent in report.watch.seconds.items())
    note(
        f"{report.files} files, {report.works} works, {report.parts} parts, {report.acts} acts, "
        f"{report.citations} citations, {report.triples} triples ({seconds})"
    )
