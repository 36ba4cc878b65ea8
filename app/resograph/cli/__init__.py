"""The command line."""

from resograph.cli.app import app_for, main

__all__ = ["app_for", "main"]
