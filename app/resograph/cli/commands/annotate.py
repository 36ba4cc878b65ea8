"""``resograph annotate``: what any text refers to."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from resograph.annotating.references import find_references
from resograph.cli.console import UsageError, write_out
from resograph.cli.options import BaseOption, settings_for
from resograph.documents.errors import UnreadableError
from resograph.pipeline.files import content_of
from resograph.reading.language import language_of
from resograph.reading.text.decoding import decode
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary
from resograph.writing.references import (
    Referred,
    references_akn,
    references_csv,
    references_html,
    references_json,
)

_MIB = 1024 * 1024
_FORMATS = ("json", "akn", "html", "csv")


def annotate(
    file: Annotated[str, typer.Argument(help="A text file in any of the six languages, or - for standard input.")],
    language: Annotated[str | None, typer.Option("--lang", help="Its language: ar zh en fr ru es.")] = None,
    format_: Annotated[
        str, typer.Option("--format", help="json (Web Annotation), akn, html (with links) or csv.")
    ] = "json",
    output: Annotated[Path | None, typer.Option(help="Where to write; without it, standard output.")] = None,
    base: BaseOption = None,
) -> None:
    """Find what any text refers to: UN documents and paragraphs, bodies and other actors, themes.

    Example: echo 'In line with UNSCR 1325 (2000)' | resograph annotate - --lang en --format csv
    """
    if format_ not in _FORMATS:
        raise UsageError(f"--format {format_} is no format; there are {', '.join(_FORMATS)}.")
    if language and language not in LANGUAGES:
        raise UsageError(f"--lang {language}: there are {', '.join(LANGUAGES)}.")
    settings = settings_for(base)
    text = _text(file, settings.form_mb * _MIB)
    code = language_of(text, "" if file == "-" else file, language)
    found = tuple(find_references(text, code, vocabulary()))
    write_out(_written(Referred(text, code, found, settings.base, vocabulary()), format_), output)


def _text(file: str, most: int) -> str:
    """The words of a file or of standard input.

    Raises:
        UnreadableError: it is not there, too long, or no text.
    """
    if file == "-":
        content = sys.stdin.buffer.read(most + 1)
        if len(content) > most:
            raise UnreadableError(f"Standard input is too large; at most {most:,} bytes are read.")
    else:
        content = content_of(Path(file), most, "Annotate it in several pieces.")
    return decode(content, file)[0]


def _written(referred: Referred, format_: str) -> bytes:
    if format_ == "akn":
        return references_akn(referred)
    if format_ == "html":
        return references_html(referred).encode()
    if format_ == "csv":
        return references_csv(referred).encode()
    return json.dumps(references_json(referred), ensure_ascii=False, indent=1).encode() + b"\n"
