"""How the command line starts: with little, and telling errors that are meant for users."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import resograph
from conftest import run
from resograph.cli import app_for
from resograph.cli import commands as folder
from resograph.cli.commands import COMMANDS
from resograph.cli.console import UsageError
from resograph.documents.errors import UnreadableError
from resograph.errors import Exit, ReportedError
from resograph.languages.errors import LanguageDataError
from resograph.releases.search import SearchError
from resograph.settings import SettingError
from resograph.sparql import QueryError, RefusedQueryError
from resograph.stores import StoreError
from resograph.stores.port import BusyError, QueryTimeoutError
from resograph.symbols import AddressError, SymbolError
from resograph.vocabularies.concepts import VocabularyError


def test_every_file_of_a_command_is_in_the_table() -> None:
    assert {found.name for found in pkgutil.iter_modules(folder.__path__)} == {
        name.replace("-", "_") for name in COMMANDS
    }


@pytest.mark.parametrize(("name", "line"), COMMANDS.items())
def test_the_first_line_of_a_command_is_that_of_the_table(name: str, line: str) -> None:
    module = name.replace("-", "_")
    found = getattr(importlib.import_module(f"resograph.cli.commands.{module}"), module)
    told = found.info.help if isinstance(found, typer.Typer) else inspect.getdoc(found)
    assert told
    assert told.splitlines()[0] == line
    shown = CliRunner().invoke(app_for([name]), [name, "--help"], env={"COLUMNS": "200"})
    assert (shown.exit_code, line in shown.stdout) == (0, True), shown.output


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(app_for(["--help"]), ["--help"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert all(name in shown.stdout and line in shown.stdout for name, line in COMMANDS.items())


def test_without_arguments_it_says_what_to_do_first() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (Exit.USAGE, "")
    assert "resograph serve" in done.stderr and "resograph --help" in done.stderr


def test_the_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"resograph {resograph.__version__}\n")


def test_a_command_that_is_not_there() -> None:
    done = run("qury")
    assert done.returncode == Exit.USAGE
    assert "query" in done.stderr and "Traceback" not in done.stderr


LIGHT = [  # arguments, rooms that may be loaded beside the command line's own
    ((), ""),
    (("--help",), ""),
    (("--version",), ""),
    (("query",), "languages media_types releases resources settings sparql stores symbols text"),
]


@pytest.mark.parametrize(("arguments", "rooms"), LIGHT)
def test_a_command_loads_what_it_needs(arguments: tuple[str, ...], rooms: str) -> None:
    code = (
        "import sys; from resograph.cli import app_for; app_for(sys.argv[1:]); "
        "print(*{name.split('.')[1] for name in sys.modules if name.startswith('resograph.')})"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"cli", "errors", *rooms.split()}


CODES: list[tuple[type[ReportedError], Exit]] = [
    (UnreadableError, Exit.UNREADABLE),
    (VocabularyError, Exit.UNREADABLE),
    (LanguageDataError, Exit.UNREADABLE),
    *(
        (kind, Exit.USAGE)
        for kind in (
            AddressError,
            BusyError,
            QueryError,
            QueryTimeoutError,
            RefusedQueryError,
            SearchError,
            SettingError,
            StoreError,
            SymbolError,
            UsageError,
        )
    ),
]


@pytest.mark.parametrize(("kind", "code"), CODES)
def test_errors_for_users_know_their_exit_code(kind: type[ReportedError], code: Exit) -> None:
    assert kind.exit_code is code


def test_a_search_that_cannot_be_done_is_told(tmp_path: Path, store_directory: Path, release: object) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    query = tmp_path / "wrong.rq"
    query.write_text(f'SELECT * {{ ?x <https://w3id.org/resograph/ns#search> "{words}" }}', encoding="utf-8")
    done = run("query", str(query), "--store", str(store_directory))
    assert done.returncode == Exit.USAGE
    assert "Traceback" not in done.stderr and "words" in done.stderr
