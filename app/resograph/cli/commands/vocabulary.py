"""``resograph vocabulary add``: a SKOS file joins the vocabularies of a store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import UsageError, note, write_out
from resograph.cli.options import BaseOption, StoreOption, settings_for
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.files import content_of
from resograph.reading import UnreadableError
from resograph.settings import default_store
from resograph.vocabularies.concepts import Vocabulary, load
from resograph.vocabularies.skos import adopt, read_skos, turtle

vocabulary = typer.Typer(help="Vocabularies that a store's builds use beside the product's.", no_args_is_help=True)

_SHOWN = 10


@vocabulary.callback()
def _group() -> None:
    """Keeps ``add`` a command of its own."""


@vocabulary.command()
def add(
    file: Annotated[Path, typer.Argument(help="SKOS in Turtle, N-Triples, RDF/XML or JSON-LD, by its ending.")],
    name: Annotated[
        str | None, typer.Option(help="Short name for the addresses of its concepts; else the file's.")
    ] = None,
    store: StoreOption = None,
    base: BaseOption = None,
) -> None:
    """Add a vocabulary in SKOS: a thesaurus, other names of known concepts, or new actors.

    Concepts of the UNBIS Thesaurus join the themes of their number. Names that another concept has too are reported
    and kept. Then build again: resograph add. Example: resograph vocabulary add unbis.ttl
    """
    settings, directory = settings_for(base), store or default_store()
    if not file.is_file():
        raise UnreadableError(f"{file} is not there; give a SKOS file.")
    short = name or re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", short):
        raise UsageError(f"--name {short} cannot stand in addresses; give one in small letters, digits and hyphens.")
    most = settings.vocabulary_mb * 2**20
    target = directory / "vocabularies" / f"{short}.ttl"
    content = content_of(file, most, "Set RESOGRAPH_VOCABULARY_MB to read more.")
    adopted = adopt(read_skos(content, file.name, settings.base, most), short, _others(directory, target))
    target.parent.mkdir(parents=True, exist_ok=True)
    write_out(turtle(adopted, file.name).encode(), target)
    labels = ", ".join(f"{language} {count}" for language, count in adopted.labels.items()) or "none"
    write_out(f"{target}\n".encode(), None)
    note(f"{adopted.new} new concepts, {adopted.merged} known; new names: {labels}.")
    if adopted.other_languages:
        note(f"{adopted.other_languages} names in other than the six official languages were left out.")
    if adopted.unknown:
        note(f"{adopted.unknown} things with subjects are no concepts here and were left out.")
    if adopted.without_english:
        note(f"{adopted.without_english} concepts have no English name.")
    for clash in adopted.clashes[:_SHOWN]:
        note(f"The same name: {clash}.")
    if len(adopted.clashes) > _SHOWN:
        note(f"… and {len(adopted.clashes) - _SHOWN} more names that two concepts have.")
    note("Build again to use it: resograph add")


def _others(directory: Path, target: Path) -> Vocabulary:
    """What is known without an earlier state of the same file."""
    return load(path for path in Extensions.in_folder(directory).vocabulary_files() if path != target)
