"""Whether an answer came to its end.

A server that gives up while it streams has already said 200. Oxigraph's then writes its error's words into the answer
and ends it in good order, so that they look like a row. The last bytes tell: those words, or an end that the format
does not have.
"""

from __future__ import annotations

from collections.abc import Iterator

from resograph.sparql import QueryError
from resograph.stores.port import QueryTimeoutError

_CANCELLED = b"The SPARQL operation has been cancelled"
_TIMED_OUT = b"Virtuoso S1T00"
_ENDS = {
    "application/sparql-results+json": (b"}",),
    "application/sparql-results+xml": (b">",),
    "application/rdf+xml": (b">",),
    "application/n-triples": (b".",),
    "application/n-quads": (b".",),
    "text/turtle": (b".",),
    "application/trig": (b".", b"}"),
}
_MAY_BE_EMPTY = ("application/n-triples", "application/n-quads", "text/turtle", "application/trig")
_TAIL = 64


def gave_up(body: bytes) -> bool:
    """Whether the body of an error says that the query took too long, as Virtuoso's does behind half an answer."""
    return _TIMED_OUT in body


def whole(pieces: Iterator[bytes], media: str) -> Iterator[bytes]:
    """The pieces of an answer, with its last bytes held back until it is known to be whole.

    Raises:
        QueryTimeoutError: the server gave up.
        QueryError: the answer broke off.

    >>> b"".join(whole(iter([b'{"head":', b'{}}']), "application/sparql-results+json"))
    b'{"head":{}}'
    """
    held = b""
    for piece in pieces:
        held += piece
        if len(held) > _TAIL:
            yield held[:-_TAIL]
            held = held[-_TAIL:]
    end = held.rstrip()
    if end.endswith(_CANCELLED):
        raise QueryTimeoutError("The server gave up the query: it took too long. Make it smaller: add a LIMIT.")
    ends = _ENDS.get(media)
    if ends and not end.endswith(ends) and (end or media not in _MAY_BE_EMPTY):
        raise QueryError("The answer broke off before its end; the server's log may say why.")
    yield held
