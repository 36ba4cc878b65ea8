"""``resograph measure``: how well page text is read, against official mark-up."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import UsageError, write_out
from resograph.cli.progress import progress
from resograph.measuring.measure import Measured, Scores, measure_file, official_files
from resograph.measuring.report import tables, worst_cases


def measure(
    folder: Annotated[Path, typer.Argument(help="Official Akoma Ntoso files.", metavar="DIR")],
    seed: Annotated[int, typer.Option(help="Another one sets the pages in other styles.")] = 0,
    jobs: Annotated[int, typer.Option(help="Worker processes.", min=1)] = 2,
    worst: Annotated[int, typer.Option(help="How many of the worst documents to show.", min=0)] = 5,
) -> None:
    """Flatten official files to page text, read that, and compare with the files' own mark-up.

    Each file is set in a style drawn at random (widths, heads, page numbers, notes, marks, page breaks); precision,
    recall and F1 follow for each kind of thing, by language and organ, then the worst documents, what was expected
    beside what was read. Example: resograph measure ../GAresolutions/76session
    """
    files = official_files(folder)
    if not files:
        raise UsageError(f"{folder} holds no XML files; give a folder of official Akoma Ntoso files.")
    scores, measured = Scores(), list[Measured]()
    with progress() as show_progress, ProcessPoolExecutor(jobs) as pool:
        show_progress("measuring", 0, len(files))
        for done, found in enumerate(pool.map(partial(measure_file, seed=seed), files, chunksize=4), start=1):
            measured += found
            for one in found:
                scores.add(one)
            show_progress("measuring", done, len(files))
    if not measured:
        raise UsageError(f"None of the {len(files)} files in {folder} could be read as official Akoma Ntoso.")
    write_out("\n".join([*tables(scores), "", *worst_cases(measured, worst)]).encode() + b"\n", None)
