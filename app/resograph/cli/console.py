"""What a user sees on the terminal: notes and progress on stderr, data on stdout, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from resograph.documents import Severity
from resograph.pipeline import Report
from resograph.pipeline.builder import Progress as ReportProgress

_err = Console(stderr=True, highlight=False)


class Exit(IntEnum):
    """Exit codes; warnings alone are fine, FAILED is for what was kept out and for checks that failed."""

    FINE = 0
    FAILED = 1
    USAGE = 2
    UNREADABLE = 3


class UsageError(ValueError):
    """The command cannot be carried out as given."""


def note(text: str) -> None:
    """A line on stderr."""
    _err.print(text, soft_wrap=True, markup=False)


@contextmanager
def progress() -> Iterator[ReportProgress]:
    """A bar with count and time left, on a terminal only."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=_err,
        disable=not sys.stderr.isatty(),
        transient=True,
    ) as bar:
        task = bar.add_task("reading", total=None)

        def show(stage: str, done: int, total: int | None) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        yield show


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


def write_out(data: bytes, output: Path | None) -> None:
    """Data to a file, whole or not at all, or to stdout."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        partial = output.with_name(f".{output.name}.partial")
        partial.write_bytes(data)
        partial.replace(output)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}.") from None


def print_table(data: dict[str, Any], title: str, base: str) -> None:
    """The rows of an answer as a table."""
    columns = data["head"].get("vars", [])
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in data["results"]["bindings"]:
        table.add_row(*(row[column]["value"].removeprefix(base) if column in row else "" for column in columns))
    Console(highlight=False, width=None if sys.stdout.isatty() else 160).print(table, markup=False)
