"""Structured logs: one line an event on stderr, JSON or text.

A thread of its own writes them. Where nobody reads stderr (a full pipe), lines are dropped and counted; the server
goes on.
"""

from __future__ import annotations

import datetime
import json
import logging
import queue
import sys
from logging.handlers import QueueHandler, QueueListener
from typing import Any

_MOST_LINES = 10_000


class Log:
    """A log in a form: json, text or off."""

    def __init__(self, form: str) -> None:
        lines: queue.Queue[logging.LogRecord] = queue.Queue(_MOST_LINES)
        writer = logging.StreamHandler(sys.stderr)
        writer.setFormatter(_Formatter(form))
        self._listener = _Listener(lines, writer)
        self._is_on = form != "off"
        self.handler = _DroppingHandler(lines)
        """Takes what libraries log, too."""

    @property
    def dropped(self) -> int:
        """Lines that could not be written in time."""
        return self.handler.dropped

    def start(self) -> None:
        """Begin to write."""
        if self._is_on:
            self._listener.start()

    def stop(self) -> None:
        """Write what is left, for a second at most."""
        if self._is_on:
            self._listener.stop()

    def event(self, name: str, /, **values: Any) -> None:
        """Write down an event."""
        if self._is_on:
            self.handler.enqueue(logging.makeLogRecord({"msg": name, "values": values}))


class _DroppingHandler(QueueHandler):
    """Drops what has no place in the queue, and counts it."""

    def __init__(self, lines: queue.Queue[logging.LogRecord]) -> None:
        super().__init__(lines)
        self.setLevel(logging.WARNING)
        self.dropped = 0

    def enqueue(self, record: logging.LogRecord) -> None:
        """Put a record where the writer finds it."""
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            self.dropped += 1


class _Listener(QueueListener):
    def stop(self) -> None:
        """Wait for the writer, for a second at most: nobody may be reading."""
        try:
            self.enqueue_sentinel()
        except queue.Full:
            return
        if self._thread:
            self._thread.join(timeout=1)


class _Formatter(logging.Formatter):
    """Our events as they are; what libraries log as an event "message"."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        """A line."""
        name, values = str(record.msg), getattr(record, "values", None)
        if values is None:
            name = "message"
            values = {"level": record.levelname.lower(), "source": record.name, "text": record.getMessage()}
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        time = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        if self._form == "json":
            return json.dumps({"time": time, "event": name, **values}, ensure_ascii=False)
        return " ".join([time, name, *(f"{key}={_plain(value)}" for key, value in values.items())])


def _plain(value: Any) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if not text or any(c in text for c in ' "=\n\r\t') else text
