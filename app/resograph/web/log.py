"""Structured logs: one line an event on stderr, JSON or text.

A thread of its own writes what has come together. Where nobody reads stderr (a full pipe), lines are dropped and
counted; the server goes on.
"""

from __future__ import annotations

import datetime
import json
import logging
import sys
import threading
import time
from collections import deque
from typing import Any, NamedTuple

_MOST_LINES = 10_000
_SECONDS = 0.1
"""Between two times of writing."""


class _Event(NamedTuple):
    at: float
    name: str
    values: dict[str, Any]


class Log:
    """A log in a form: json, text or off."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._is_on = form != "off"
        self._waiting: deque[_Event] = deque()
        self._ended = threading.Event()
        self._writer = threading.Thread(target=self._write, name="log", daemon=True)
        self.dropped = 0
        """Lines that could not be written in time."""
        self.handler: logging.Handler = _Handler(self)
        """Takes what libraries log, too."""

    def start(self) -> None:
        """Begin to write."""
        if self._is_on:
            self._writer.start()

    def stop(self) -> None:
        """Write what is left, for a second at most: nobody may be reading."""
        self._ended.set()
        if self._writer.is_alive():
            self._writer.join(timeout=1)

    def event(self, name: str, /, **values: Any) -> None:
        """Write down an event."""
        if not self._is_on:
            return
        if len(self._waiting) < _MOST_LINES:
            self._waiting.append(_Event(time.time(), name, values))
        else:
            self.dropped += 1

    def _write(self) -> None:
        is_last = False
        while not is_last:
            is_last = self._ended.wait(_SECONDS)
            lines = [f"{self._line(self._waiting.popleft())}\n" for _ in range(len(self._waiting))]
            try:
                sys.stderr.write("".join(lines))
                sys.stderr.flush()
            except (OSError, ValueError):  # nobody holds the other end any more, or it was closed
                self.dropped += len(lines)

    def _line(self, event: _Event) -> str:
        moment = datetime.datetime.fromtimestamp(event.at, datetime.UTC)
        at = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        if self._form == "json":
            return json.dumps({"time": at, "event": event.name, **event.values}, ensure_ascii=False, default=str)
        return " ".join([at, event.name, *(f"{key}={_plain(value)}" for key, value in event.values.items())])


class _Handler(logging.Handler):
    """What libraries warn of, as an event "message"."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """See ``logging.Handler``."""
        self._log.event("message", level=record.levelname.lower(), source=record.name, text=record.getMessage())


def _plain(value: Any) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if not text or any(c in text for c in ' "=\n\r\t') else text
