"""Rows counted in the bytes of an answer as they pass, so that an engine that writes them itself keeps to a limit.

Each format of SPARQL results marks the end or beginning of a row in a way that no value can imitate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from resograph.sparql import ResultKind
from resograph.stores.embedded import too_many
from resograph.stores.port import TooLargeError

Counter = Callable[[bytes], int]
"""Given the next piece of an answer, the rows that it begins or ends."""


ROWS_BEFORE = {"json": 1, "csv": -1, "tsv": -1}
"""What to count from: json has no mark before its first row, csv and tsv have a line of names."""

_LINES = ("nt", "nq")
"""Formats of graphs with a line a triple."""

SHORTEST = {"json": 3, "xml": 17, "csv": 2, "tsv": 1}
"""Bytes of the shortest row: an answer of fewer has no more rows, and need not be counted."""


def row_counter(format_: str) -> Counter:
    """A counter for json, xml, csv or tsv, to be begun at ``ROWS_BEFORE``.

    >>> count = row_counter("tsv")
    >>> count(b"?s\\n<x:a>"), count(b"\\n<x:b>\\n")
    (1, 2)
    """
    counters: dict[str, Callable[[], Counter]] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
    return counters[format_]()


def within(kind: ResultKind, format_: str, pieces: Iterator[bytes], rows: int, size: int) -> Iterator[bytes]:
    """The pieces of an answer, up to so many rows, or lines of a graph, and bytes.

    Raises:
        TooLargeError: it has more.
    """
    count = row_counter(format_) if kind is ResultKind.ROWS else _tsv()
    counted, length = ROWS_BEFORE.get(format_, 0), 0
    for piece in pieces:
        length += len(piece)
        if kind is not ResultKind.GRAPH or format_ in _LINES:
            counted += count(piece)
        if counted > rows:
            raise TooLargeError(too_many(rows, "rows" if kind is ResultKind.ROWS else "triples"))
        if length > size:
            raise TooLargeError(too_many(size, "bytes"))
        yield piece


def _tsv() -> Counter:
    """A line a row; ends of lines inside values are escaped."""
    return lambda piece: piece.count(b"\n")


def _xml() -> Counter:
    """Values are escaped, so that ``<result>`` is an element."""
    mark, held = b"<result>", b""

    def count(piece: bytes) -> int:
        nonlocal held
        text = held + piece
        held = text[1 - len(mark) :]
        return text.count(mark)

    return count


def _csv() -> Counter:
    """A line's end outside quotation marks; a mark inside a value is doubled (RFC 4180 §2)."""
    inside = False

    def count(piece: bytes) -> int:
        nonlocal inside
        segments = piece.split(b'"')
        found = b"".join(segments[inside::2]).count(b"\n")
        inside ^= len(segments) % 2 == 0
        return found

    return count


def _json() -> Counter:
    """Between two rows stands ``},{`` outside all strings, and nowhere else."""
    mark, held, outside = b"},{", b"", b""
    inside = False

    def count(piece: bytes) -> int:
        nonlocal held, outside, inside
        text = held + piece
        held = text[len(text.rstrip(b"\\")) :]  # an escape may go on in the next piece
        text = text[: len(text) - len(held)].replace(b"\\\\", b"").replace(b'\\"', b"")
        segments = text.split(b'"')
        if not inside:
            segments[0] = outside + segments[0]
        found = b'"'.join(segments[inside::2]).count(mark)
        inside ^= len(segments) % 2 == 0
        outside = b"" if inside else segments[-1][1 - len(mark) :]
        return found

    return count
