"""Answers in XML seen as they are written: what XML cannot hold is an error, never a broken document."""

from __future__ import annotations

import io
import re
from typing import IO, Any

from resograph.sparql import QueryError

_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""Characters that are none of XML 1.0 §2.2, as the engine writes them."""
_NAMELESS = b"<oxprefix: "
"""How the engine begins a property that ends in no name; in words and values "<" is escaped."""


class WellFormed(io.RawIOBase):
    """A file that passes on what it is given.

    Raises from ``write``:
        QueryError: XML cannot hold it.
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._before = b""

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Look at a piece, with the end of the one before."""
        piece = bytes(data)
        seen = self._before + piece
        if _FORBIDDEN.search(seen):
            raise QueryError("The answer has a character that XML cannot hold; ask for it as JSON, CSV or Turtle.")
        if _NAMELESS in seen:
            raise QueryError(
                "The answer has a property that ends in no name, which RDF/XML cannot write; ask for it as Turtle."
            )
        self._before = seen[-len(_NAMELESS) :]
        self._out.write(piece)
        return len(piece)
