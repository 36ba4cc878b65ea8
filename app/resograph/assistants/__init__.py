"""Assistants: what the data say through the Model Context Protocol, over standard streams and over HTTP."""

from resograph.assistants.http import mount
from resograph.assistants.server import assistant_server

__all__ = ["assistant_server", "mount"]
