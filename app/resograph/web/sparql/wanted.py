"""The formats that a client wants an answer in, by its Accept header or by a suffix in the address."""

from __future__ import annotations

from functools import lru_cache

from resograph.media_types import GRAPHS, ROWS
from resograph.sparql import Formats, ResultKind
from resograph.sparql.formats import BOOLEANS
from resograph.web.negotiation import choose
from resograph.web.problems import ProblemError

_ROWS_TOO = (("json", "application/json"), ("xml", "application/xml"), ("xml", "text/xml"))
_GRAPHS_TOO = (
    ("jsonld", "application/json"),
    ("rdf", "application/xml"),
    ("rdf", "text/xml"),
    ("nt", "text/plain"),
    ("ttl", "application/x-turtle"),
)
_OFFERS = {
    ResultKind.ROWS: (ROWS, _ROWS_TOO),
    ResultKind.BOOLEAN: ({name: ROWS[name] for name in BOOLEANS}, _ROWS_TOO),
    ResultKind.GRAPH: (GRAPHS, _GRAPHS_TOO),
}
"""What there is for each kind of result, and other names of it."""
_LONG = 400


def formats_wanted(accept: str, suffix: str | None, kind: ResultKind | None) -> Formats:
    """The formats for an Accept header; a suffix in the address goes before it.

    Args:
        accept: the header.
        suffix: of the address, where it has one that fits.
        kind: what the query gives; None where that is not known.

    Raises:
        ProblemError: 406, the client takes no format that there is for the kind.
    """
    chosen = _remembered(accept, suffix) if len(accept) < _LONG else _choose(accept, suffix)
    if kind is not None and chosen[kind] is None:
        raise ProblemError(406, "Not acceptable", f"The answer comes as {', '.join(_OFFERS[kind][0].values())}.")
    usual = Formats()
    return Formats(*(chosen[kind] or usual.of(kind) for kind in ResultKind))


def prefers_page(accept: str) -> bool:
    """Whether a page is taken better than any format: a browser asks, and not a program."""
    if "text/html" not in accept:
        return False
    return choose(accept, [*ROWS.items(), *GRAPHS.items(), *_ROWS_TOO, *_GRAPHS_TOO, ("html", "text/html")]) == "html"


def _choose(accept: str, suffix: str | None) -> dict[ResultKind, str | None]:
    return {
        kind: suffix if suffix in there else choose(accept, [*there.items(), *too])
        for kind, (there, too) in _OFFERS.items()
    }


_remembered = lru_cache(maxsize=256)(_choose)
