"""Structured logs: one line an event on stderr, JSON or text.

A thread of its own writes them. Where nobody reads stderr (a full pipe), lines are dropped and counted; the server
goes on.
"""

from __future__ import annotations

import datetime
import json
import logging
import sys
import threading
from collections import deque
from typing import Any

_MOST_LINES = 10_000
_EVERY = 0.2
"""Seconds between two looks for new lines."""


class Log:
    """A log in a form: json, text or off."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._lines: deque[str] = deque(maxlen=_MOST_LINES)
        self._end = threading.Event()
        self._thread: threading.Thread | None = None
        self.dropped = 0
        """Lines that could not be written in time."""

    def start(self) -> None:
        """Begin to write."""
        if self._form != "off":
            self._thread = threading.Thread(target=self._write, name="log", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Write what is left, for a second at most."""
        self._end.set()
        if self._thread:
            self._thread.join(timeout=1)

    def event(self, name: str, /, **values: Any) -> None:
        """Write down an event."""
        if self._form == "off":
            return
        time = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        if self._form == "json":
            line = json.dumps({"time": time, "event": name, **values}, ensure_ascii=False)
        else:
            shown = " ".join(f"{key}={_plain(value)}" for key, value in values.items())
            line = f"{time} {name} {shown}"
        self.dropped += len(self._lines) == _MOST_LINES
        self._lines.append(line)

    def _write(self) -> None:
        while not self._end.wait(_EVERY) or self._lines:
            lines = [self._lines.popleft() for _ in range(len(self._lines))]
            if lines:
                sys.stderr.write("\n".join(lines) + "\n")
                sys.stderr.flush()


def _plain(value: Any) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if not text or any(c in text for c in ' "=\n\r\t') else text


class LogHandler(logging.Handler):
    """Takes what libraries log into ours."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write down a record."""
        self._log.event("message", level=record.levelname.lower(), source=record.name, text=record.getMessage())
