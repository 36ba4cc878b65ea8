"""The nodes that a work speaks of: itself, its versions, its parts, what it names (DESIGN §2)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pyoxigraph as ox

from resograph.symbols import Address, Symbol, mint


class WorkNodes:
    """Nodes by path and by part id, each made once: a work speaks of its nodes many times over."""

    def __init__(self, symbol: Symbol, base: str) -> None:
        address = Address(symbol)
        self.address = str(address)
        self.at: Callable[[str], ox.NamedNode] = cache(lambda path: ox.NamedNode(mint(base, path)))
        """The node of a path."""
        self.path_in: Callable[[str], str] = cache(lambda language: str(address.within(language)))
        """The path of the version in a language."""
        self.part: Callable[[str], ox.NamedNode] = cache(lambda eid: self.at(f"{address}~{eid}"))
        """The node of a part id."""
        self.part_in: Callable[[str, str], ox.NamedNode] = cache(
            lambda eid, language: self.at(f"{self.path_in(language)}~{eid}")
        )
        """The node of a part in one language."""
        self.work = self.at(self.address)

    def target(self, path: str) -> ox.NamedNode:
        """The node of an entity: a path of a vocabulary, or ``~…`` for one known only here."""
        return self.part(path[1:]) if path.startswith("~") else self.at(path)
