"""The command line (DESIGN §7). Data to stdout, all else to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated

import typer

from resograph import __version__
from resograph.cli.commands import COMMANDS
from resograph.cli.console import note
from resograph.errors import Exit, ReportedError

_FIRST = """\
resograph makes United Nations resolutions a knowledge graph. To begin:

  resograph serve                       one resolution to look at, at http://localhost:8000/
  resograph add FILE… --store release   your own files or folders: Akoma Ntoso, text, PDF, Word
  resograph serve --store release       the same pages for those
  resograph --help                      all that it can do"""


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The command line with the one command loaded that the arguments ask for; the others are known by first line.

    Args:
        arguments: what stands behind the program's name.
    """
    app = typer.Typer(name="resograph", add_completion=False, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(_begin)
    asked = next((word for word in arguments if not word.startswith("-")), "")
    for name, line in COMMANDS.items():
        if name != asked:
            app.command(name, help=line)(_not_loaded)
        elif isinstance(found := _loaded(name), typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _loaded(name: str) -> Callable[..., None] | typer.Typer:
    module = name.replace("-", "_")
    found: Callable[..., None] | typer.Typer = getattr(import_module(f"resograph.cli.commands.{module}"), module)
    return found


def _not_loaded() -> None:
    raise NotImplementedError("Another command was asked for.")


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"resograph {__version__}")
        raise typer.Exit


def _begin(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """United Nations resolutions as a knowledge graph: read them, ask them, serve them."""
    if context.invoked_subcommand is None:
        note(_FIRST)
        raise typer.Exit(Exit.USAGE)


def main() -> None:
    """Run a command; errors become one sentence and an exit code, never a traceback."""
    try:
        app_for(sys.argv[1:])()
    except BrokenPipeError:
        sys.exit(Exit.FINE)
    except ReportedError as error:
        note(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        note(str(error))
        sys.exit(Exit.UNREADABLE)
