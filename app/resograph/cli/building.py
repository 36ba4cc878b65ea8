"""A build as a user sees it: progress while it runs, then what became of the files."""

from __future__ import annotations

from pathlib import Path

from resograph.cli.console import note
from resograph.cli.progress import progress
from resograph.documents import Severity
from resograph.pipeline import Builder, Engine, Report, sources_in
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.processes import seldom_collect
from resograph.reading import UnreadableError


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
    with progress() as show_progress:
        release, report = Builder(directory, base, engine, show_progress).build(sources_in(paths), validate, removed)
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
