"""``resograph export``: a release as tables, the product's documents as pages."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import note, write_out
from resograph.cli.options import StoreOption
from resograph.cli.progress import progress
from resograph.releases import open_current
from resograph.settings import default_store

export = typer.Typer(help="A release as tables, the documents as pages.", no_args_is_help=True)


@export.callback()
def _group() -> None:
    """A release as tables, the documents as pages."""


@export.command()
def tables(
    directory: Annotated[Path, typer.Argument(help="New or empty folder, or an earlier export.", metavar="DIR")],
    formats: Annotated[list[str] | None, typer.Option("--format", help="csv or parquet; may be repeated.")] = None,
    store: StoreOption = None,
) -> None:
    """Write a release as tables: documents, paragraphs in six languages, acts, citations, votes, lineage and more.

    With them go a codebook, descriptors (Frictionless, Croissant), citation, checksums, and what changed since the
    export that stood there, or the release before. Without --format: CSV.
    Example: resograph export tables ./tables --format csv --format parquet
    """
    from resograph.exporting.export import export as written

    gc.disable()  # nothing here refers to itself, and looking for that takes a tenth of the time
    release = open_current(store or default_store())
    with progress() as show_progress:
        index = written(
            release,
            directory,
            tuple(dict.fromkeys(formats or ("csv",))),
            lambda done, of: show_progress("export", done, of),
        )
    write_out(f"{directory}\n".encode(), None)
    rows = sum(row["rows"] for row in index["tables"])
    note(f"{len(index['tables'])} tables with {rows:,} rows of {index['works']:,} documents, release {release.name}.")


@export.command()
def docs(
    directory: Annotated[Path, typer.Argument(help="New or empty folder, or an earlier export.", metavar="DIR")],
) -> None:
    """Write the product's own documents as pages, with a search that needs no server: what /docs of a server shows.

    Any server of files publishes the folder; DIR/index.html opens in a browser as it lies.
    Example: resograph export docs ./site
    """
    from resograph.exporting.docs.site import write_site

    pages = write_site(directory)
    write_out(f"{directory}\n".encode(), None)
    note(f"{pages} pages; begin with {directory / 'index.html'}.")
