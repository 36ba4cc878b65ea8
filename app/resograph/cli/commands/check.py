"""``resograph check``: Akoma Ntoso files by the schema and the guidelines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resograph.cli.checking import check_files
from resograph.cli.console import UsageError, note, write_out
from resograph.documents import Severity
from resograph.errors import Exit
from resograph.validating.akn.report import REPORTS
from resograph.validating.akn.rulebook import MESSAGE_LANGUAGES


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
