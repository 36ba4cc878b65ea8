"""The command line (DESIGN §7). Data to stdout, all else to stderr."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from resograph.annotating.correction_files import CorrectionError
from resograph.cli.building import build
from resograph.cli.checking import MendError, check_files
from resograph.cli.comparing import compare
from resograph.cli.console import Exit, UsageError, note, print_table, write_out
from resograph.cli.conversion import converters
from resograph.cli.correcting import correct
from resograph.cli.explaining import explain
from resograph.cli.harvesting import harvest
from resograph.cli.measuring import measure
from resograph.cli.options import BaseOption, LocationOption, StoreOption, credentials_in, settings_for
from resograph.cli.publishing import publish
from resograph.cli.serving import serve
from resograph.cli.vocabularies import vocabulary_commands
from resograph.documents import Severity
from resograph.languages.errors import LanguageDataError
from resograph.pipeline import (
    EngineError,
    Stopwatch,
    engine_for,
    read_versions,
    write_work,
)
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.files import content_of
from resograph.reading import MAX_BYTES, UnreadableError
from resograph.reading.compilation.choices import ChoiceError
from resograph.releases.opening import open_store
from resograph.releases.search import searchable
from resograph.settings import SettingError, default_store
from resograph.sparql import Formats, Query, QueryError, RefusedQueryError, ResultKind
from resograph.sparql.operations import OperationError, operation
from resograph.stores import StoreError
from resograph.stores.workers import BusyError, QueryTimeoutError
from resograph.symbols.address import AddressError
from resograph.validating.akn.report import REPORTS
from resograph.validating.akn.rulebook import MESSAGE_LANGUAGES
from resograph.vocabularies.concepts import VocabularyError
from resograph.writing import Entailer
from resograph.writing.entailments import ontology_triples

app = typer.Typer(
    name="resograph",
    help="United Nations resolutions as a knowledge graph: read them, ask them, serve them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command()(serve)
app.command()(measure)
app.command()(explain)
app.command()(compare)
app.command()(correct)
app.command()(publish)
app.command()(harvest)
app.add_typer(vocabulary_commands, name="vocabulary")


@app.command()
def add(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; none to build what is held again.", metavar="PATH...")
    ] = None,
    store: StoreOption = None,
    base: BaseOption = None,
    jobs: Annotated[int, typer.Option(help="Worker processes; 0 for as many as there are cores.", min=0)] = 0,
    engine: Annotated[str, typer.Option(help="What does the work: local or spark.")] = "local",
    master: Annotated[str | None, typer.Option(help="Spark cluster, as spark://host:7077.", metavar="URL")] = None,
    validate: Annotated[bool, typer.Option(help="Judge every graph by the shapes.")] = True,
) -> None:
    """Read files, judge them, and publish them beside what the release holds.

    Akoma Ntoso, page texts, PDF and Word files (.docx), in any mix. Each file is read alone, each work merged from its
    versions; one that breaks a shape is kept out, with the words at fault shown. A build that was stopped goes on where
    it stood.
    Example: resograph add data/documents --store ./release
    """
    works = engine_for(engine, jobs, master)
    report = build(paths or [], store or default_store(), settings_for(base).base, works, validate)
    if report.unreadable and not report.works:
        raise typer.Exit(Exit.UNREADABLE)
    if report.unreadable or report.kept_out:
        raise typer.Exit(Exit.FAILED)


@app.command()
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
    """Convert one file (Akoma Ntoso, page text, PDF, Word, paragraph records in JSON) to another form, without a store.

    Example: resograph convert data/documents/A_RES_67_138-zh.txt --to akn
    """
    forms = {**converters()}
    if to not in forms:
        raise UsageError(f"--to {to} is no form; there are {', '.join(forms)}.")
    settings = settings_for(base)
    name, content = _content(file)
    watch = Stopwatch()
    taught, entailer = Extensions(), Entailer(ontology_triples())
    try:
        versions = read_versions(content, name, language, taught, watch, choice, settings.pdf_seconds)
    except ChoiceError as error:
        raise UsageError(str(error)) from error
    graphs = [write_work([version], settings.base, entailer, taught.vocabulary(), watch) for version in versions]
    write_out(forms[to](graphs, settings.base), output)
    findings = [finding for graph in graphs for finding in graph.work.findings]
    for finding in findings:
        note(f"{finding.severity}: {finding.message}" + (f" (line {finding.line})" if finding.line else ""))
    if any(finding.severity is Severity.VIOLATION for finding in findings):
        raise typer.Exit(Exit.FAILED)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Akoma Ntoso files.", metavar="FILE...")],
    format_: Annotated[str, typer.Option("--format", help="text, json or sarif.")] = "text",
    language: Annotated[str, typer.Option("--messages", help="Language of the messages: en or zh.")] = "en",
    fix: Annotated[bool, typer.Option("--fix", help="Write the mended file beside it, as NAME.fixed.xml.")] = False,
    output: Annotated[Path | None, typer.Option(help="Where to write the mended file instead.")] = None,
) -> None:
    """Check Akoma Ntoso files by the OASIS schema and the AKN4UN guidelines, as they stand.

    Each finding says where, why (with the place in the guidelines) and what to do. With --fix the file is read,
    written anew (references, ids by printed number, right IRIs) and checked again; the original is never touched, and
    the exit code is 1 where a violation is left for a person, 0 where warnings are.
    Example: resograph check A_RES_76_131-2119153E.xml --format sarif > report.sarif
    """
    if format_ not in REPORTS:
        raise UsageError(f"--format {format_} is no format; there are {', '.join(REPORTS)}.")
    if language not in MESSAGE_LANGUAGES:
        raise UsageError(f"--messages {language}: there are {', '.join(MESSAGE_LANGUAGES)}.")
    checked = check_files(files, fix, output)
    write_out(REPORTS[format_](checked, language).encode(), None)
    for file in checked:
        if file.unreadable:
            note(file.unreadable)
        elif fix and not file.mended:
            note(f"{file.name} was not mended: what was written breaks rules itself. Please report it.")
    if any(file.unreadable for file in checked):
        raise typer.Exit(Exit.UNREADABLE)
    left = [flaw.rule.severity for file in checked for flaw in (file.remaining if fix else file.flaws)]
    if Severity.VIOLATION in left:
        raise typer.Exit(Exit.FAILED)


@app.command()
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
        print_table(json.loads(data), found.title, opened.base)
    else:
        write_out(data.rstrip() + b"\n", None)


# ── helpers ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def _content(file: str) -> tuple[str, bytes]:
    if file == "-":
        return "standard input", sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(file)
    if not path.is_file():
        raise UnreadableError(f"{file} is not there; give a file, or - for standard input.")
    return path.name, content_of(path)


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise UsageError(f"{text} is no parameter; write name=value.")
    return name, value


_CODES: tuple[tuple[type[Exception], Exit], ...] = (
    (UnreadableError, Exit.UNREADABLE),
    (VocabularyError, Exit.UNREADABLE),
    (LanguageDataError, Exit.UNREADABLE),
    (CorrectionError, Exit.USAGE),
    (OperationError, Exit.USAGE),
    (UsageError, Exit.USAGE),
    (MendError, Exit.USAGE),
    (EngineError, Exit.USAGE),
    (SettingError, Exit.USAGE),
    (AddressError, Exit.USAGE),
    (StoreError, Exit.USAGE),
    (QueryError, Exit.USAGE),
    (RefusedQueryError, Exit.USAGE),
    (QueryTimeoutError, Exit.USAGE),
    (BusyError, Exit.USAGE),
    (OSError, Exit.UNREADABLE),
)


def main() -> None:
    """Run a command; errors become one sentence and an exit code, never a traceback."""
    try:
        app()
    except BrokenPipeError:
        sys.exit(Exit.FINE)
    except tuple(kind for kind, _ in _CODES) as error:
        note(str(error))
        sys.exit(next(code for kind, code in _CODES if isinstance(error, kind)))
