"""``resograph harvest``: what others hold, taken over again and again, only what changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from resograph.cli.building import build
from resograph.cli.console import UsageError, note
from resograph.cli.options import BaseOption, StoreOption, settings_for, store_written
from resograph.cli.progress import progress
from resograph.errors import Exit
from resograph.pipeline import engine_for
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.fetching import Fetcher, Manners
from resograph.pipeline.files import content_of
from resograph.pipeline.harvest import Repository
from resograph.pipeline.oai import Harvester, Wanted
from resograph.pipeline.records import Came, KeptRecords, Moved
from resograph.pipeline.registers import take_budget, take_votes, votes_source
from resograph.reading import UnreadableError
from resograph.registries.marc import came_from, read_marc
from resograph.registries.reading import FORMATS
from resograph.releases import open_current
from resograph.releases.release import NoReleaseError
from resograph.resources import table
from resograph.settings import Settings

_MIB = 1024 * 1024
_KINDS = ("unxml", "marc", "oai", "budget", "votes")
_REGISTERS = ("budget", "votes")
"""Kinds that are read from one file of rows."""
_FEW = 50
"""Lines about single rows or files that are shown."""


def harvest(
    kind: Annotated[str, typer.Argument(help="What to harvest: unxml (files), marc, oai, budget or votes (records).")],
    source: Annotated[
        str,
        typer.Argument(
            help="unxml: a clone's folder, or an address that git can clone; marc: a file or an address; "
            "oai: the address of an OAI-PMH provider; budget, votes: a file."
        ),
    ],
    store: StoreOption = None,
    base: BaseOption = None,
    jobs: Annotated[int, typer.Option(help="Worker processes; 0 for as many as there are cores.", min=0)] = 0,
    name: Annotated[
        str | None, typer.Option(help="The registry's name in addresses; without it, by kind or host, or undl.")
    ] = None,
    set_: Annotated[str, typer.Option("--set", help="oai: only this set.")] = "",
    since: Annotated[str, typer.Option("--from", help="oai: what changed since this date, not since last time.")] = "",
    format_: Annotated[str, typer.Option("--format", help="oai: marcxml or oai_dc.")] = "marcxml",
    under: Annotated[str, typer.Option(help="unxml: only this folder of it, as 76session.", metavar="FOLDER")] = "",
    descriptions: Annotated[
        Path | None, typer.Option(help="votes: the table that says what each vote was on.", metavar="FILE")
    ] = None,
    delay: Annotated[float, typer.Option(help="Seconds between requests.", min=0)] = 1.0,
) -> None:
    """Harvest what others hold: all at first, then what changed.

    Records are joined to documents by their symbols. unxml: the UN's own files from a repository, by its commits.
    marc: records in MARCXML or binary MARC, such as an export of the UN Digital Library. oai: records from an OAI-PMH
    provider; goes on where it was stopped. budget: a table of the documents that budgets cite, by section, programme
    and entity (CSV, TSV, Excel), or statements of programme budget implications (JSON). votes: the UN Digital Library's
    bulk file of votes, its voting records in MARC, or Voeten's roll calls.
    Where a record and a document's text disagree is shown by: resograph query discrepancies.
    Example: resograph harvest oai https://digitallibrary.un.org/oai2d --set resolutions
    """
    if kind not in _KINDS:
        raise UsageError(f"{kind} is nothing that can be harvested; there are {', '.join(_KINDS)}.")
    if format_ not in FORMATS:
        raise UsageError(f"--format {format_} cannot be read; there are {', '.join(FORMATS)}.")
    directory, settings = store_written(store), settings_for(base)
    if kind == "unxml":
        _files(
            Repository(source, directory / "harvests", settings.harvest_answer_seconds, under),
            directory,
            settings,
            jobs,
        )
        return
    if kind in _REGISTERS:
        _register(Register(kind, Path(source), name, descriptions), directory, settings, jobs)
        return
    kept = KeptRecords(directory, name or _name_of(source))
    if kind == "marc":
        moved, broken = _marc(source, kept, settings, delay)
    else:
        moved, broken = _oai(Wanted(source, format_, set_), since, kept, settings, delay), ""
    note(f"{kept.name}: {moved}.")
    _join(directory, settings, jobs, bool(moved))
    if broken:
        note(f"{source} is not whole: {broken}.")
    if broken or moved.unreadable:
        raise typer.Exit(Exit.FAILED)


def _files(repository: Repository, directory: Path, settings: Settings, jobs: int) -> None:
    found = repository.fetch()
    if found.rewritten:
        note("The history of the repository was written anew; what its files say now is taken over.")
    first = " (first harvest)" if found.whole and not found.rewritten else ""
    note(f"{len(found.changed)} files changed, {len(found.removed)} removed{first}.")
    for name in found.removed[:_FEW]:
        note(f"  Withdrawn: {name}")
    if len(found.removed) > _FEW:
        note(f"  … and {len(found.removed) - _FEW} more.")
    if found.whole and not found.changed:
        raise UnreadableError("The repository has no XML files there; leave --under out, or name one of its folders.")
    if found.changed or found.removed:
        works = engine_for("local", jobs, None)
        report = build(list(found.changed), directory, settings.base, works, True, found.removed)
        if found.changed and not report.files:
            raise typer.Exit(Exit.UNREADABLE)
    repository.done(found)


@dataclass(frozen=True)
class Register:
    """A file of rows: its kind, the name of the registry if one is given, and what says what its votes were on."""

    kind: str
    path: Path
    name: str | None
    descriptions: Path | None


def _register(wanted: Register, directory: Path, settings: Settings, jobs: int) -> None:
    """Keep the rows of a register; those that cannot be read are told, the others go on."""
    path, most = wanted.path, settings.table_mb * _MIB
    if not path.is_file():
        raise UnreadableError(f"{path} is not there; give a file.")
    words = Extensions.in_folder(directory).vocabulary()
    if wanted.kind == "budget":
        kept = KeptRecords(directory, wanted.name or wanted.kind)
        taken = take_budget(path, kept, words, most)
    else:
        kept = KeptRecords(directory, wanted.name or votes_source(path, most))
        taken = take_votes(path, kept, words, most, wanted.descriptions)
    note(f"{path.name}: {taken.summary}.")
    note(f"{kept.name}: {taken.moved}.")
    for problem in taken.problems[:_FEW]:
        note(f"  {problem}.")
    if len(taken.problems) > _FEW:
        note(f"  … and {len(taken.problems) - _FEW} more.")
    _join(directory, settings, jobs, bool(taken.moved))
    if taken.moved.unreadable or taken.left_out:
        raise typer.Exit(Exit.FAILED)


def _name_of(source: str) -> str:
    """A registry's name: as the table of registries has its host, else its host with hyphens; a file is undl's."""
    try:
        host = (urlsplit(source).hostname or "") if "://" in source else ""
    except ValueError:
        raise UsageError(f"{source[:200]} is no address.") from None
    known = (name for name, row in table("data", "registries.toml").items() if host in row.get("hosts", ()))
    return next(known, host.replace(".", "-") or "undl")


def _marc(source: str, kept: KeptRecords, settings: Settings, delay: float) -> tuple[Moved, str]:
    """Keep the records of a file or an address; and where it broke off."""
    most = settings.harvest_mb * _MIB
    if "://" in source:
        with Fetcher(_manners(settings, delay)) as fetcher:
            content = fetcher.get(source)
    else:
        path = Path(source)
        if not path.is_file():
            raise UnreadableError(f"{source} is not there; give a file, or an address of http:// or https://.")
        content = content_of(path, most, "Cut it up, or set RESOGRAPH_HARVEST_MB.")
    found = read_marc(content, source.rpartition("/")[2] or source)
    moved = Moved()
    kept.keep((Came(number, "marcxml", record) for number, record in came_from(found)), moved)
    return moved, found.broken


def _oai(wanted: Wanted, since: str, kept: KeptRecords, settings: Settings, delay: float) -> Moved:
    with progress() as show_progress, Fetcher(_manners(settings, delay)) as fetcher:
        return Harvester(fetcher, kept, wanted, show_progress).harvest(since)


def _manners(settings: Settings, delay: float) -> Manners:
    return Manners(
        delay=delay,
        timeout=settings.harvest_seconds,
        longest_answer=settings.harvest_answer_seconds,
        most_bytes=settings.harvest_mb * _MIB,
    )


def _join(directory: Path, settings: Settings, jobs: int, moved: bool) -> None:
    """Build the release anew with what is kept. Without documents the records wait."""
    try:
        open_current(directory)
    except NoReleaseError:
        note("No documents are held yet; the records are joined to those that are added.")
        return
    if not moved:
        return
    report = build([], directory, settings.base, engine_for("local", jobs, None))
    found = sum(count for rule, count in report.found.items() if rule.startswith("discrepancy."))
    if found:
        command = f"resograph query discrepancies --store {directory}"
        note(f"In {found} places records and texts disagree; to see them: {command}")
