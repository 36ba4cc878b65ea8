"""``resograph convert``: one file in another form, without a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import UsageError, note, write_out
from resograph.cli.conversion import converters
from resograph.cli.options import BaseOption, settings_for
from resograph.documents import Severity
from resograph.errors import Exit
from resograph.pipeline import Stopwatch, read_versions, write_work
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.files import content_of
from resograph.reading import MAX_BYTES, UnreadableError
from resograph.writing import Entailer
from resograph.writing.entailments import ontology_triples


def convert(
    file: Annotated[str, typer.Argument(help="A file, or - for standard input.")],
    to: Annotated[str, typer.Option("--to", help="akn, ttl, nt, jsonld, rdf, json, marcxml or txt.")],
    output: Annotated[Path | None, typer.Option(help="Where to write; without it, standard output.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of the text (ar zh en fr ru es), where it is known.")
    ] = None,
    choice: Annotated[
        str | None,
        typer.Option(help="Of a compilation text: first (as tabled), agreed (ad referendum), or a delegation's name."),
    ] = None,
    base: BaseOption = None,
) -> None:
    """Convert one file (Akoma Ntoso, page text, PDF, Word, JSON) to another form, without a store.

    JSON is paragraph records. Example: resograph convert data/documents/A_RES_67_138-zh.txt --to akn
    """
    forms = {**converters()}
    if to not in forms:
        raise UsageError(f"--to {to} is no form; there are {', '.join(forms)}.")
    settings = settings_for(base)
    name, content = _content(file)
    watch = Stopwatch()
    taught, entailer = Extensions(), Entailer(ontology_triples())
    versions = read_versions(content, name, language, taught, watch, choice, settings.pdf_seconds)
    graphs = [write_work([version], settings.base, entailer, taught.vocabulary(), watch) for version in versions]
    write_out(forms[to](graphs, settings.base), output)
    findings = [finding for graph in graphs for finding in graph.work.findings]
    for finding in findings:
        note(f"{finding.severity}: {finding.message}" + (f" (line {finding.line})" if finding.line else ""))
    if any(finding.severity is Severity.VIOLATION for finding in findings):
        raise typer.Exit(Exit.FAILED)


def _content(file: str) -> tuple[str, bytes]:
    if file == "-":
        return "standard input", sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(file)
    if not path.is_file():
        raise UnreadableError(f"{file} is not there; give a file, or - for standard input.")
    return path.name, content_of(path)
