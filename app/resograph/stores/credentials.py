"""Who we are to a SPARQL server."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Credentials:
    """Who we are to a server, where it asks."""

    user: str
    password: str = field(repr=False)
