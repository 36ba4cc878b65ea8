"""``resograph correct``: a person's correction of what was read, checked and written to the store's folder."""

from __future__ import annotations

import datetime
import tomllib
from typing import Annotated, Any

import typer

from resograph.annotating.correction_files import write_correction
from resograph.cli.addresses import address_in
from resograph.cli.console import UsageError, note, write_out
from resograph.cli.options import StoreOption, store_written
from resograph.pipeline.correcting import checked_correction
from resograph.releases import open_current


def correct(
    address: Annotated[str, typer.Argument(help="A part in one language: zh/A/RES/67/138~para_14.")],
    words: Annotated[str, typer.Option(help="The exact words that the fact stands on.")],
    why: Annotated[str, typer.Option(help="Why.")],
    by: Annotated[str, typer.Option(help="Who says so.")],
    remove: Annotated[str | None, typer.Option(help="What is wrong: KIND or KIND=VALUE.", metavar="FACT")] = None,
    add: Annotated[str | None, typer.Option(help="What is missing: KIND=VALUE.", metavar="FACT")] = None,
    replace: Annotated[str | None, typer.Option(help="What it is instead: KIND=VALUE.", metavar="FACT")] = None,
    was: Annotated[str, typer.Option(help="With --replace: which fact, where the words have several.")] = "",
    occurrence: Annotated[int, typer.Option(help="Which of several places with these words.", min=1)] = 1,
    on: Annotated[datetime.datetime | None, typer.Option(help="When; today.", formats=["%Y-%m-%d"])] = None,
    store: StoreOption = None,
) -> None:
    """Correct what was read at some words.

    A correction is kept over rebuilds, shown as yours, and reported when its words are gone.
    Kinds are mention, theme, citation, verb, force, addressee (values are paths of concepts, or a symbol) and
    reporting (value: { kind = "report", to = "body/un-ga", session = "session/un-ga/70" }). Then build again:
    resograph add. Example: resograph correct zh/A/RES/67/138~para_14 --words 呼请 --replace verb=verb/requests
    --why "…" --by "…"
    """
    given = [(do, fact) for do, fact in (("remove", remove), ("add", add), ("replace", replace)) if fact]
    if len(given) != 1:
        raise UsageError("Say one thing: --remove FACT, --add FACT or --replace FACT.")
    directory = store_written(store)
    release = open_current(directory)
    wanted = address_in(address, release.manifest.base)
    row = _row(given[0], words, occurrence)
    row |= {"by": by, "why": why, "on": (on or datetime.datetime.now()).date(), **({"was": was} if was else {})}
    correction = checked_correction(directory, release, wanted, row)
    assert wanted.language
    path = write_correction(directory / "corrections", wanted.symbol, wanted.language, correction)
    write_out(f"{path}\n".encode(), None)
    note("Build again to see it: resograph add")


def _row(given: tuple[str, str], words: str, occurrence: int) -> dict[str, Any]:
    do, fact = given
    kind, _, value = fact.partition("=")
    row: dict[str, Any] = {"words": words, "do": do, "fact": kind.strip()}
    if occurrence > 1:
        row["occurrence"] = occurrence
    if value.strip().startswith("{"):
        try:
            row["value"] = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            raise UsageError(f'{value} is no table; write it as {{ kind = "report", to = "body/un-ga" }}.') from None
    elif value:
        row["value"] = value.strip()
    return row
