"""``resograph query``: a question to a release or a server."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from resograph.cli.console import UsageError, write_out
from resograph.cli.options import LocationOption, credentials_in, settings_for
from resograph.releases.opening import open_store
from resograph.releases.search import searchable
from resograph.settings import default_store
from resograph.sparql import Formats, Query, ResultKind
from resograph.sparql.operations import operation


def query(
    name: Annotated[str, typer.Argument(help="Name of a query of the product, or a .rq file.", metavar="NAME|FILE")],
    values: Annotated[list[str] | None, typer.Argument(help="Parameters: name=value.", metavar="NAME=VALUE...")] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    store: LocationOption = None,
) -> None:
    """Ask a release a question.

    Values are bound, never pasted into the query. Example: resograph query mandates-of actor=actor/member-states
    """
    if format_ not in ("table", "csv", "json"):
        raise UsageError(f"--format {format_} is no format; there are table, csv and json.")
    found = operation(name)
    pairs = dict(_pair(value) for value in values or ())
    settings = settings_for(None)
    where = store or default_store()
    opened = open_store(where, seconds=settings.query_seconds, credentials=credentials_in(settings))
    bound = found.bind(pairs, opened.base)
    formats = Formats("csv" if format_ == "csv" else "json")
    answer = searchable(opened).query(Query.of(found.text, substitutions=bound, formats=formats))
    data = b"".join(answer.chunks)
    if format_ == "table" and answer.kind is ResultKind.ROWS:
        from resograph.cli.tables import print_table  # draws for people; programs ask for CSV or JSON

        print_table(json.loads(data), found.title, opened.base)
    else:
        write_out(data.rstrip() + b"\n", None)


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise UsageError(f"{text} is no parameter; write name=value.")
    return name, value
