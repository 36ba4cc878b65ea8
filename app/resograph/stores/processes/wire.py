"""What a server and its query processes say to each other: frames over a socket, one byte of meaning, four of length.

A question is one ``ASK`` frame of JSON, for a graph that is sent one more of its bytes. It is answered by one ``HEAD``
frame (JSON: kind and format), any number of ``DATA`` frames and an ``END``; or, at any point, by an ``ERROR`` frame
(JSON: name of the error's class, and its message).
"""

from __future__ import annotations

import asyncio
import json
import struct
from typing import IO, Any

from resograph.sparql import QueryError, RefusedQueryError
from resograph.stores.port import BusyError, QueryTimeoutError, TooLargeError

READY, ASK, BODY, HEAD, DATA, END, ERROR = (bytes([code]) for code in b"RABHDEX")
_HEADER = struct.Struct("!cI")
_ERRORS: dict[str, type[Exception]] = {
    error.__name__: error for error in (QueryError, RefusedQueryError, TooLargeError, QueryTimeoutError, BusyError)
}


def frame(meaning: bytes, payload: bytes = b"") -> bytes:
    """A frame as it is sent."""
    return _HEADER.pack(meaning, len(payload)) + payload


def told(meaning: bytes, value: Any) -> bytes:
    """A frame of JSON."""
    return frame(meaning, json.dumps(value).encode())


def error_frame(error: Exception) -> bytes:
    """The frame of an error; one that the other side does not know is told as a ``QueryError``."""
    name = type(error).__name__
    return told(ERROR, [name if name in _ERRORS else QueryError.__name__, str(error)])


def error_in(payload: bytes) -> Exception:
    """The error that an ``ERROR`` frame tells."""
    name, message = json.loads(payload)
    return _ERRORS[name](message)


def read_frame(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """The next frame: its meaning and payload.

    Raises:
        EOFError: the other side is gone.
    """
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        raise EOFError
    meaning, length = _HEADER.unpack(header)
    payload = stream.read(length) if length else b""
    if len(payload) < length:
        raise EOFError
    return meaning, payload


async def next_header(reader: asyncio.StreamReader) -> tuple[bytes, int]:
    """Meaning and length of the next frame, awaited.

    Raises:
        EOFError: the other side is gone (``asyncio.IncompleteReadError`` is one).
    """
    meaning, length = _HEADER.unpack(await reader.readexactly(_HEADER.size))
    return meaning, length
