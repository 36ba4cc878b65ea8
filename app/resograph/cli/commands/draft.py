"""``resograph draft``: what is to be told of a draft, beside a release or without one."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.console import UsageError, note, write_out
from resograph.cli.options import StoreOption, settings_for
from resograph.drafting import Limits, check_draft
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.files import content_of
from resograph.reading import UnreadableError
from resograph.releases import open_current
from resograph.releases.drafts import HeldInRelease
from resograph.releases.reader import ReleaseGraph
from resograph.releases.release import NoReleaseError, Release
from resograph.releases.tables import Tables
from resograph.settings import default_store
from resograph.symbols.address import LANGUAGES
from resograph.writing.draft import ShownDraft, draft_akn, draft_docx, draft_json, draft_sarif, draft_text

_FORMATS = ("text", "json", "akn", "docx", "sarif")


def draft(
    file: Annotated[str, typer.Argument(help="A draft: text, Word, PDF, HTML, Akoma Ntoso; - for standard input.")],
    language: Annotated[str | None, typer.Option("--lang", help="Its language: ar zh en fr ru es.")] = None,
    format_: Annotated[str, typer.Option("--format", help="text, json, akn, docx (tracked) or sarif.")] = "text",
    messages: Annotated[str, typer.Option("--messages", help="Language of the messages: ar zh en fr ru es.")] = "en",
    output: Annotated[Path | None, typer.Option(help="Where to write; without it, standard output.")] = None,
    store: StoreOption = None,
) -> None:
    """Check a draft: whom it asks, which earlier words it repeats or changes, what it cites, what it forgets.

    It needs no symbol and no heading, and nothing of it is kept. Without a release earlier words are not told.
    Example: resograph draft draft.docx --store release --format docx --output changes.docx
    """
    if format_ not in _FORMATS:
        raise UsageError(f"--format {format_} is no format; there are {', '.join(_FORMATS)}.")
    for name, code in (("--lang", language), ("--messages", messages)):
        if code and code not in LANGUAGES:
            raise UsageError(f"{name} {code}: there are {', '.join(LANGUAGES)}.")
    settings = settings_for(None)
    content = _content(file, settings.draft_kb * 1024)
    name = "" if file == "-" else Path(file).name
    release = _release(store)
    taught = Extensions.in_folder(release.taught) if release else Extensions()
    held = HeldInRelease(ReleaseGraph(release), Tables(release.tables)) if release else None
    found = check_draft(content, language, taught.vocabulary(), held, Limits.of(settings), name)
    base = release.manifest.base if release else settings.base
    write_out(_written(ShownDraft(found, base, taught.vocabulary(), messages), format_, name or "draft"), output)


def _content(file: str, most: int) -> bytes:
    advice = "Give it in several pieces (RESOGRAPH_DRAFT_KB)."
    if file != "-":
        return content_of(Path(file), most, advice)
    content = sys.stdin.buffer.read(most + 1)
    if len(content) > most:
        raise UnreadableError(f"The input is too large; at most {most:,} bytes are read. {advice}")
    return content


def _release(store: Path | None) -> Release | None:
    """The release to look in; None where none was named and none is in its usual place."""
    try:
        return open_current(store or default_store())
    except NoReleaseError:
        if store is not None:
            raise
        note("There is no release: earlier words and what is held are not told. Name one with --store DIR.")
        return None


def _written(shown: ShownDraft, format_: str, name: str) -> bytes:
    if format_ == "akn":
        return draft_akn(shown)
    if format_ == "docx":
        return draft_docx(shown)
    if format_ == "text":
        return draft_text(shown).encode()
    data = draft_json(shown) if format_ == "json" else draft_sarif(shown, name)
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
