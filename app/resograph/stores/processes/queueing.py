"""Who is next: those who wait for a process, shared fairly among clients, with queries known to take long last."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from resograph.stores.port import BusyError

_Given = TypeVar("_Given")
_Held = TypeVar("_Held", bound=Hashable)
_REMEMBERED = 1000
"""Texts that are known to take long, and clients that ask such, at most."""
_MINUTE = 60.0
"""Seconds for which a client is known to ask what takes long."""


@dataclass(frozen=True, eq=False)
class Waiter(Generic[_Given]):
    """One who waits: a query's text, who asks it, what is waited for, and since when."""

    text: str
    client: str
    given: asyncio.Future[_Given]
    since: float


class Queue(Generic[_Given]):
    """Those who wait: first who holds least, first come first served among equals."""

    def __init__(self) -> None:
        self._waiting: list[Waiter[_Given]] = []
        self._long: OrderedDict[int, None] = OrderedDict()
        self._slow: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._waiting)

    def is_long(self, text: str) -> bool:
        """Whether a query took long the last time."""
        return hash(text) in self._long

    def is_heavy(self, text: str, client: str) -> bool:
        """Whether a query took long the last time, or another of its client did in the last minute."""
        return self.is_long(text) or self._slow.get(client, 0.0) > asyncio.get_running_loop().time()

    def note(self, text: str, client: str, long: bool) -> None:
        """Remember how long a query took."""
        self._long.pop(hash(text), None)
        if long:
            self._long[hash(text)] = None
            self._slow.pop(client, None)
            if client:
                self._slow[client] = asyncio.get_running_loop().time() + _MINUTE
        for known in (self._long, self._slow):
            if len(known) > _REMEMBERED:
                known.popitem(last=False)

    def join(self, text: str, client: str) -> Waiter[_Given]:
        """Wait with a query."""
        loop = asyncio.get_running_loop()
        waiter: Waiter[_Given] = Waiter(text, client, loop.create_future(), loop.time())
        self._waiting.append(waiter)
        return waiter

    def rejoin(self, waiter: Waiter[_Given]) -> None:
        """Wait again, before all others."""
        self._waiting.insert(0, waiter)

    def leave(self, waiter: Waiter[_Given]) -> None:
        """Wait no more."""
        self._waiting = [other for other in self._waiting if other is not waiter]

    def others_wait(self, client: str, seconds: float) -> bool:
        """Whether somebody else has waited for so long; whoever gives no name is somebody else."""
        until = asyncio.get_running_loop().time() - seconds
        return any(one.since < until and (not client or one.client != client) for one in self._waiting)

    def next(self, held: Mapping[str, int], may: Callable[[Waiter[_Given]], bool]) -> Waiter[_Given] | None:
        """Whoever is next, taken out.

        Args:
            held: how many processes each client has.
            may: whether one may have a process now.
        """
        able = (waiter for waiter in self._waiting if may(waiter))
        found = min(able, key=lambda one: (self.is_long(one.text), held.get(one.client, 0)), default=None)
        if found:
            self._waiting.remove(found)
        return found


class FairQueue(Generic[_Held]):
    """Things that are taken and put back. Whoever holds fewest is next, and nobody takes more than are left."""

    def __init__(self) -> None:
        self._free: list[_Held] = []
        self._holders: dict[_Held, str] = {}
        self._waiting: list[tuple[str, asyncio.Future[_Held]]] = []

    def __len__(self) -> int:
        return len(self._free)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def put(self, thing: _Held) -> None:
        """A new thing, or one that was taken, back."""
        self._holders.pop(thing, None)
        self._free.append(thing)
        self._hand_out()

    def clear(self) -> None:
        """Forget all things, those that are taken too."""
        self._free.clear()
        self._holders.clear()

    async def take(self, client: str, seconds: float) -> _Held:
        """A thing.

        Raises:
            BusyError: none is left for the client in that time.
        """
        future: asyncio.Future[_Held] = asyncio.get_running_loop().create_future()
        self._waiting.append((client, future))
        self._hand_out()
        try:
            async with asyncio.timeout(seconds):
                return await future
        except BaseException as error:
            if future.done() and not future.cancelled():
                self.put(future.result())
            if isinstance(error, TimeoutError):
                raise BusyError("All workers are busy; try again in a moment.") from None
            raise
        finally:
            self._waiting = [pair for pair in self._waiting if pair[1] is not future]

    def _hand_out(self) -> None:
        self._waiting = [pair for pair in self._waiting if not pair[1].done()]
        while self._free:
            held = Counter(self._holders.values())
            able = [pair for pair in self._waiting if held[pair[0]] < len(self._free)]
            if not able:
                return
            found = min(able, key=lambda pair: held[pair[0]])
            self._waiting.remove(found)
            thing = self._free.pop(0)
            self._holders[thing] = found[0]
            found[1].set_result(thing)
