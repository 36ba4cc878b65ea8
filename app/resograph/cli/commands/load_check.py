"""``resograph load-check``: how a batch of MARC records equals the Library's own."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import pymarc
import typer

from resograph.cli.console import UsageError, note, write_out
from resograph.cli.options import StoreOption, settings_for
from resograph.errors import Exit
from resograph.pipeline.loading_check import harvested, records_of
from resograph.registries.marc import BatchComparison, compare, joined, record_of, written_again
from resograph.settings import default_store

_MIB = 1024 * 1024


def load_check(
    records: Annotated[Path, typer.Argument(help="The batch: MARCXML or binary MARC.", metavar="RECORDS")],
    against: Annotated[
        Path | None, typer.Option(help="The Library's records; without it, those that were harvested.", metavar="FILE")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="Where the batch goes with the Library's numbers, ready to be loaded.", metavar="FILE"),
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    store: StoreOption = None,
) -> None:
    """Hold a batch of MARC records against the Library's own, field by field.

    Records are found by their number, else by their symbol. Told is, by field, how many are the same; each that
    differs, with the reason where one is known; and those that need a person's judgement.
    Example: resograph load-check batch.xml --against library.xml --output to-load.xml
    """
    if format_ not in ("text", "json"):
        raise UsageError(f"--format {format_} is no format; there are text and json.")
    most = settings_for(None).harvest_mb * _MIB
    batch = records_of(records, most)
    library = list(records_of(against, most)) if against else harvested(store or default_store())
    found = compare(batch, library)
    if output:
        write_out(_collection(_to_load(batch, library)), output)
    if format_ == "json":
        told = {**asdict(found), "share": found.share, "judgement": [asdict(one) for one in found.judgement]}
        write_out(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n", None)
    else:
        write_out(_text(found).encode(), None)
    note(
        f"{found.compared} records compared, {len(found.alone)} that the Library's have not; "
        f"{found.same.total()} of {found.all.total()} fields are the same ({found.share:.1%}), "
        f"{len(found.judgement)} need a person's judgement."
    )
    if found.judgement or found.alone:
        raise typer.Exit(Exit.FAILED)


def _text(found: BatchComparison) -> str:
    lines = [f"{tag}: {found.same[tag]} of {count} the same" for tag, count in sorted(found.all.items())]
    known = [one for one in found.differences if one.reason]
    for title, some in (("Differ, for a reason that is known", known), ("Need a person's judgement", found.judgement)):
        if some:
            lines += ["", f"{title} ({len(some)}):"]
        for one in some:
            lines += [f"{one.record} {one.tag}{f' ({one.reason})' if one.reason else ''}"]
            lines += [f"  batch:   {one.batch or '-'}", f"  library: {one.library or '-'}"]
    if found.alone:
        lines += ["", f"Not among the Library's ({len(found.alone)}): {', '.join(found.alone)}"]
    return "\n".join(lines) + "\n"


def _to_load(batch: tuple[pymarc.Record, ...], library: list[pymarc.Record]) -> list[pymarc.Record]:
    """The batch with what only the Library can know, where it has the record."""
    known = {symbol: one for one in library for symbol in record_of(one, "").symbols}
    found = []
    for one in batch:
        other = next((known[symbol] for symbol in record_of(one, "").symbols if symbol in known), None)
        found.append(joined(written_again(one), other) if other is not None else written_again(one))
    return found


def _collection(records: list[pymarc.Record]) -> bytes:
    rows = b"".join(pymarc.record_to_xml(record) for record in records)  # type: ignore[no-untyped-call]
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">'
    return head + rows + b"</collection>\n"
