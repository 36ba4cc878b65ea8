"""``resograph compare``: two texts paragraph by paragraph, from a release or from files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import UsageError, write_out
from resograph.cli.options import StoreOption, settings_for
from resograph.merging.merge import merge
from resograph.pipeline import Stopwatch, read_versions
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.files import content_of
from resograph.releases import Release, open_current
from resograph.releases.register import Register
from resograph.releases.tables import Tables
from resograph.releases.wording import text_in
from resograph.settings import default_store
from resograph.symbols import Symbol, SymbolError, parse
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary
from resograph.wording import Text, acts_of, text_of
from resograph.writing.comparison import ComparedTexts, comparison_docx, comparison_json, comparison_text

_FORMATS = ("text", "json", "docx")


def compare(
    a: Annotated[str, typer.Argument(help="The earlier text: the symbol of a held document, or a file.")],
    b: Annotated[str, typer.Argument(help="The later text.")],
    language: Annotated[str | None, typer.Option("--lang", help="Language of both: ar zh en fr ru es.")] = None,
    format_: Annotated[str, typer.Option("--format", help="text, json or docx (tracked changes).")] = "text",
    output: Annotated[Path | None, typer.Option(help="Where to write; without it, standard output.")] = None,
    store: StoreOption = None,
) -> None:
    """Compare two texts: each paragraph beside the one that it takes up, with the words that went and came.

    Example: resograph compare A/RES/75/183 A/RES/77/222 --lang en --format docx --output changes.docx
    """
    if format_ not in _FORMATS:
        raise UsageError(f"--format {format_} is no format; there are {', '.join(_FORMATS)}.")
    if language and language not in LANGUAGES:
        raise UsageError(f"--lang {language}: there are {', '.join(LANGUAGES)}.")
    texts = {name: _of_file(Path(name), language) for name in (a, b) if Path(name).is_file()}
    if len(texts) < len({a, b}):
        release = open_current(store or default_store())
        symbols = {name: _held(release, name) for name in (a, b) if name not in texts}
        code = _shared(release, symbols.values(), language or next((text.language for text in texts.values()), None))
        register = Register(Tables(release.tables))
        texts |= {name: text_in(release, register, symbol, code) for name, symbol in symbols.items()}
    earlier, later = texts[a], texts[b]
    if earlier.language != later.language:
        raise UsageError(f"{a} is in {earlier.language}, {b} in {later.language}; give two texts in one language.")
    compared = ComparedTexts(earlier, later, settings_for(None).base, vocabulary())
    write_out(_written(compared, format_), output)


def _of_file(path: Path, language: str | None) -> Text:
    """The first document of a file."""
    version = read_versions(content_of(path), path.name, language, Extensions(), Stopwatch())[0]
    return text_of(version.document, acts_of(merge([version])))


def _held(release: Release, name: str) -> Symbol:
    """The held document that a symbol names.

    Raises:
        UsageError: it is no symbol, or not held.
    """
    try:
        symbol = parse(name)
    except SymbolError as error:
        raise UsageError(f"{name} is no file and no symbol: {error}") from None
    if not release.languages(symbol.text):
        raise UsageError(f"{symbol} is not held; add it with: resograph add FILE")
    return symbol


def _shared(release: Release, symbols: Iterable[Symbol], wanted: str | None) -> str:
    """The language to compare in: the one wanted, else the first in which all are held.

    Raises:
        UsageError: they are not all held in it, or in no language together.
    """
    held = [release.languages(symbol.text) for symbol in symbols]
    shared = [code for code in LANGUAGES if all(code in codes for codes in held)]
    if not shared or (wanted and wanted not in shared):
        there = f"they are held in {', '.join(shared)}" if shared else "they are held in no language together"
        raise UsageError(f"The texts cannot be compared{f' in {wanted}' if wanted else ''}; {there}.")
    return wanted or shared[0]


def _written(texts: ComparedTexts, format_: str) -> bytes:
    if format_ == "docx":
        return comparison_docx(texts)
    if format_ == "json":
        return json.dumps(comparison_json(texts), ensure_ascii=False, indent=1).encode() + b"\n"
    return comparison_text(texts).encode()
