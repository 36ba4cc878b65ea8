"""``resograph review``: a list of citations, reviewed row by row beside what a release holds."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import UsageError, note, write_out
from resograph.cli.options import StoreOption, settings_for
from resograph.cli.progress import progress
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.files import content_of
from resograph.releases import open_current
from resograph.releases.mandated import MandatedWorks
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Register
from resograph.releases.tables import Tables
from resograph.reviewing.entities import Entities
from resograph.reviewing.listing import read_list
from resograph.reviewing.outputs import ShownReview, review_csv, review_json, review_xlsx
from resograph.reviewing.review import review as reviewed
from resograph.settings import default_store
from resograph.symbols.address import LANGUAGES

_FORMATS = ("csv", "xlsx", "json")


def review(
    list_: Annotated[str, typer.Argument(metavar="LIST", help="CSV, Excel, Word, or lines of symbols; - for stdin.")],
    format_: Annotated[str | None, typer.Option("--format", help="csv, xlsx or json; else as --output ends.")] = None,
    output: Annotated[Path | None, typer.Option(help="Where to write; without it, standard output.")] = None,
    language: Annotated[str, typer.Option("--lang", help="Language of the sentences: ar zh en fr ru es.")] = "en",
    store: StoreOption = None,
) -> None:
    """Review a list of citations: the newest of each series, what changed for the entity, and a proposal.

    A proposal is no decision: the last column is for the person who decides.
    Example: resograph review mandates.xlsx --output reviewed.xlsx
    """
    suffix = output.suffix.removeprefix(".").lower() if output else ""
    form = format_ or (suffix if suffix in _FORMATS else "csv")
    if form not in _FORMATS:
        raise UsageError(f"--format {form} is no format; there are {', '.join(_FORMATS)}.")
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise UsageError("An Excel file does not go to the terminal; name a file with --output.")
    if language not in LANGUAGES:
        raise UsageError(f"--lang {language}: there are {', '.join(LANGUAGES)}.")
    settings = settings_for(None)
    content = sys.stdin.buffer.read() if list_ == "-" else content_of(Path(list_))
    listing = read_list(content, settings.review_rows, settings.review_kb * 1024)
    directory = store or default_store()
    release = open_current(directory)
    vocabulary = Extensions.in_folder(directory).vocabulary()
    entities = Entities(vocabulary)
    works = MandatedWorks(ReleaseGraph(release), Register(Tables(release.tables)))
    with progress() as show:
        found = reviewed(listing, works, entities, vocabulary, lambda done, total: show("reviewing", done, total))
    shown = ShownReview(found, entities, vocabulary, release.manifest.base, language)
    if form == "json":
        data = json.dumps(review_json(shown), ensure_ascii=False, indent=1).encode() + b"\n"
    else:
        data = review_csv(shown) if form == "csv" else review_xlsx(shown)
    write_out(data, output)
    if found.unknown:
        note(f"Entities that are not known: {', '.join(found.unknown)}")
    note(shown.words["person"])
