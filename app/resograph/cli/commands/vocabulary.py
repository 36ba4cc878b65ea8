"""``resograph vocabulary``: SKOS files join the vocabularies of a store, are listed, and are taken away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import UsageError, note, write_out
from resograph.cli.options import BaseOption, StoreOption, settings_for, store_written
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.files import content_of
from resograph.reading import UnreadableError
from resograph.settings import default_store
from resograph.vocabularies.concepts import Vocabulary, load, statements
from resograph.vocabularies.skos import adopt, read_skos, turtle

vocabulary = typer.Typer(help="Vocabularies that a store's builds use beside the product's.", no_args_is_help=True)

_SHOWN = 10


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
    and kept. Broader and related concepts and notes are taken along; deprecated concepts are read in no text. Then
    build again: resograph add. Example: resograph vocabulary add unbis.ttl
    """
    settings, directory = settings_for(base), store_written(store)
    if not file.is_file():
        raise UnreadableError(f"{file} is not there; give a SKOS file.")
    short = _short(name or re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-"))
    most = settings.vocabulary_mb * 2**20
    target = _file(directory, short)
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
    if adopted.deprecated:
        left = f"; {adopted.nameless} of them have no name and were left out" if adopted.nameless else ""
        note(f"{adopted.deprecated} concepts are deprecated and are read in no text{left}.")
    if adopted.without_english:
        note(f"{adopted.without_english} concepts have no English name.")
    for clash in adopted.clashes[:_SHOWN]:
        note(f"The same name: {clash}.")
    if len(adopted.clashes) > _SHOWN:
        note(f"… and {len(adopted.clashes) - _SHOWN} more names that two concepts have.")
    note("Build again to use it: resograph add")


@vocabulary.command("list")
def list_(store: StoreOption = None) -> None:
    """List the vocabularies that were added to a store: name, concepts, labels, file.

    Example: resograph vocabulary list
    """
    directory = store or default_store()
    files = sorted((directory / "vocabularies").glob("*.ttl"))
    for path in files:
        labels: dict[str, int] = {}
        for subject, predicate, _ in statements(path, "vocabulary:///"):
            labels[subject] = labels.get(subject, 0) + predicate.endswith("Label")
        line = f"{path.stem}\t{len(labels)} concepts\t{sum(labels.values())} labels\t{path}\n"
        write_out(line.encode(), None)
    if not files:
        note(f"No vocabulary was added to {directory}; add one: resograph vocabulary add FILE")


@vocabulary.command()
def remove(
    name: Annotated[str, typer.Argument(help="Name of the vocabulary, as resograph vocabulary list has it.")],
    store: StoreOption = None,
) -> None:
    """Take away a vocabulary that was added to a store. Then build again: resograph add.

    Example: resograph vocabulary remove unbis
    """
    directory = store_written(store)
    target = _file(directory, _short(name))
    if not target.is_file():
        there = sorted(path.stem for path in target.parent.glob("*.ttl"))
        raise UsageError(f"There is no vocabulary {name}; there is {', '.join(there) or 'none'}.")
    target.unlink()
    note(f"{target} is taken away. Build again: resograph add")


def _short(name: str) -> str:
    """A name that can stand in addresses and name a file."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        raise UsageError(f"{name[:80]} cannot stand in addresses; give a name in small letters, digits and hyphens.")
    return name


def _file(directory: Path, name: str) -> Path:
    return directory / "vocabularies" / f"{name}.ttl"


def _others(directory: Path, target: Path) -> Vocabulary:
    """What is known without an earlier state of the same file."""
    return load(path for path in Extensions.in_folder(directory).vocabulary_files() if path != target)
