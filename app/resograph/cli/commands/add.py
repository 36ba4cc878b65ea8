"""``resograph add``: files read, judged and published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.building import build
from resograph.cli.options import BaseOption, StoreOption, settings_for, store_written
from resograph.errors import Exit
from resograph.pipeline import engine_for


def add(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; none to build what is held again.", metavar="PATH...")
    ] = None,
    store: StoreOption = None,
    base: BaseOption = None,
    jobs: Annotated[int, typer.Option(help="Worker processes; 0 for as many as there are cores.", min=0)] = 0,
    engine: Annotated[str, typer.Option(help="What does the work: local or spark.")] = "local",
    master: Annotated[str | None, typer.Option(help="Spark cluster, as spark://host:7077.", metavar="URL")] = None,
    validate: Annotated[bool, typer.Option(help="Judge every graph by the shapes.")] = True,
) -> None:
    """Read files, judge them, and publish them beside what the release holds.

    Akoma Ntoso, page texts, PDF and Word files (.docx), tables of texts (.csv, .tsv, .xlsx), in any mix. Each file is
    read alone, each work merged from its versions; one that breaks a shape is kept out, with the words at fault shown.
    A build that was stopped goes on where it stood.
    Example: resograph add data/documents --store ./release
    """
    works = engine_for(engine, jobs, master)
    report = build(paths or [], store_written(store), settings_for(base).base, works, validate)
    if report.unreadable and not report.works:
        raise typer.Exit(Exit.UNREADABLE)
    if report.unreadable or report.kept_out:
        raise typer.Exit(Exit.FAILED)
