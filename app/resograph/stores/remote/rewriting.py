"""An answer written anew in another format; beyond a few megabytes it waits on disk, never in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from tempfile import SpooledTemporaryFile
from typing import IO

import pyoxigraph as ox

from resograph.sparql import QueryError
from resograph.stores.embedded import PIECE

_IN_MEMORY = 8 * 1024 * 1024


def _file() -> IO[bytes]:
    return SpooledTemporaryFile(_IN_MEMORY)


def gathered(pieces: Iterator[bytes]) -> IO[bytes]:
    """The whole of an answer, as a file to read from its beginning."""
    file = _file()
    for piece in pieces:
        file.write(piece)
    file.seek(0)
    return file


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces; it is closed at the end."""
    with closing(file):
        while piece := file.read(PIECE):
            yield piece


def graph_as(format_: str, pieces: Iterator[bytes]) -> IO[bytes]:
    """A graph of N-Triples in another format.

    Raises:
        QueryError: it is no N-Triples.
    """
    out = _file()
    with closing(gathered(pieces)) as file:
        try:
            triples = (quad.triple for quad in ox.parse(file, ox.RdfFormat.N_TRIPLES))
            ox.serialize(triples, out, ox.RdfFormat.from_extension(format_))
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"The server's answer cannot be read: {error}") from error
    out.seek(0)
    return out


def rows_as(format_: str, pieces: Iterator[bytes]) -> IO[bytes]:
    """Rows of JSON in another format.

    Raises:
        QueryError: they are no rows.
    """
    out = _file()
    with closing(gathered(pieces)) as file:
        try:
            found = ox.parse_query_results(file, ox.QueryResultsFormat.JSON)
            assert isinstance(found, ox.QuerySolutions)
            found.serialize(out, format=ox.QueryResultsFormat.from_extension(format_))
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"The server's answer cannot be read: {error}") from error
    out.seek(0)
    return out
