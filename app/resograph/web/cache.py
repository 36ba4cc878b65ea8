"""Answers kept to be given again, the least lately asked for forgotten first; bounded by their bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

_OVERHEAD = 500
"""Bytes that an entry takes beside its text and its answer."""


@dataclass(frozen=True)
class Kept:
    """An answer: its Content-Type, its bytes, and their entity tag where it is known."""

    media: str
    body: bytes
    tag: str = ""


class AnswerCache:
    """Answers by release, query, dataset and formats; pages by release, address and interface.

    What is larger than a sixteenth of it is not kept.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self.most_of_one = most_bytes // 16
        self._held: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()
        self.bytes = 0
        self.hits = 0
        self.misses = 0
        self._lock = Lock()

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._held.clear()
            self.bytes = 0

    def get(self, key: Hashable) -> Kept | None:
        """The answer kept, if there is one."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                self.misses += 1
                return None
            self.hits += 1
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, kept: Kept, text_length: int) -> None:
        """Keep an answer to a query of so many characters."""
        size = len(kept.body) + 4 * text_length + _OVERHEAD
        with self._lock:
            if size > self.most_of_one or key in self._held:
                return
            self._held[key] = kept, size
            self.bytes += size
            while self.bytes > self._most:
                _, (_, freed) = self._held.popitem(last=False)
                self.bytes -= freed
