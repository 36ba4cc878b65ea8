"""Who is next: those who wait for a process, with queries that are known to take long behind all others."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Generic, TypeVar

_Given = TypeVar("_Given")
_REMEMBERED = 1000
"""Texts that are known to take long, at most."""


class Queue(Generic[_Given]):
    """Those who wait, first come first served among equals."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, asyncio.Future[_Given]]] = []
        self._long: OrderedDict[int, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._waiting)

    def is_long(self, text: str) -> bool:
        """Whether a query took long the last time."""
        return hash(text) in self._long

    def note(self, text: str, long: bool) -> None:
        """Remember how long a query took."""
        self._long.pop(hash(text), None)
        if long:
            self._long[hash(text)] = None
        if len(self._long) > _REMEMBERED:
            self._long.popitem(last=False)

    def join(self, text: str) -> asyncio.Future[_Given]:
        """Wait with a query."""
        waiter: asyncio.Future[_Given] = asyncio.get_running_loop().create_future()
        self._waiting.append((text, waiter))
        return waiter

    def rejoin(self, found: tuple[str, asyncio.Future[_Given]]) -> None:
        """Wait again, before all others."""
        self._waiting.insert(0, found)

    def leave(self, waiter: asyncio.Future[_Given]) -> None:
        """Wait no more."""
        self._waiting = [pair for pair in self._waiting if pair[1] is not waiter]

    def next(self, long_too: bool) -> tuple[str, asyncio.Future[_Given]] | None:
        """Whoever is next, taken out; those with long queries only where ``long_too``, and after all others."""
        quick = (pair for pair in self._waiting if not self.is_long(pair[0]))
        found = next(quick, None) or (self._waiting[0] if self._waiting and long_too else None)
        if found:
            self._waiting.remove(found)
        return found
