"""The command line."""

from resograph.cli.commands import app, main

__all__ = ["app", "main"]
