"""What a request asks (SPARQL 1.1 Protocol §2.1, §2.2): read from its address and body, or refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from resograph.web.problems import ProblemError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_FIELDS = 2000
_SHORT = 4000
_DATASETS = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


@dataclass(frozen=True)
class Asked:
    """One operation: its text and the graphs given beside it."""

    operation: str
    """query or update."""
    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str = ""
    """A suffix asked for in the address, as a link to a download has it; it goes before Accept where it fits."""


def media_of(content_type: str) -> str:
    """The media type of a body.

    Raises:
        ProblemError: 415, its charset is not UTF-8.
    """
    media, *parameters = (part.strip() for part in content_type.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip().strip('"').lower() not in ("utf-8", "utf8"):
            raise ProblemError(415, "Unsupported charset", f"The text comes as {value.strip()}; send it as UTF-8.")
    return media.lower()


def read_asked_by_get(query_string: bytes) -> Asked | None:
    """``read_asked`` of a request without a body; what is short is remembered."""
    return _remembered(query_string) if len(query_string) < _SHORT else read_asked(query_string, None, b"")


@lru_cache(maxsize=256)
def _remembered(query_string: bytes) -> Asked | None:
    return read_asked(query_string, None, b"")


def read_asked(query_string: bytes, media: str | None, body: bytes) -> Asked | None:
    """The operation that a request asks for; None where it has no parameter at all.

    Args:
        query_string: of the address, as it was sent.
        media: the media type of the body; None for GET, which has none.
        body: as it was sent.

    Raises:
        ProblemError: 400, 405 or 415.
    """
    pairs = _pairs(query_string)
    if media == FORM:
        pairs += _pairs(body)
    elif media == QUERY:
        pairs.append(("query", _utf8(body)))
    elif media == UPDATE:
        pairs.append(("update", _utf8(body)))
    elif media is not None:
        raise ProblemError(
            415,
            "Unsupported body",
            f"POST a form ({FORM}), a query ({QUERY}) or an update ({UPDATE}), with that Content-Type.",
            headers={"Accept-Post": f"{FORM}, {QUERY}, {UPDATE}"},
        )
    if not pairs and media is None:
        return None
    return _operation(pairs, media)


def _operation(pairs: Sequence[tuple[str, str]], media: str | None) -> Asked:
    texts = [(name, value) for name, value in pairs if name in _DATASETS]
    if len(texts) > 1:
        raise ProblemError(400, "Several texts", "Send one query or one update at a time.")
    if not texts:
        raise ProblemError(
            400, "No query", f"Give a query in the parameter “query”, or as a body of type {QUERY} by POST."
        )
    operation, text = texts[0]
    for name in _DATASETS[operation]:
        if any(given == name and not value.strip() for given, value in pairs):
            raise ProblemError(400, "Empty parameter", f"{name} is empty; give it the IRI of a graph, or leave it out.")
    if operation == "update" and media is None:
        raise ProblemError(405, "Not by GET", "An update is sent by POST.", headers={"Allow": "POST, OPTIONS"})
    for other, names in _DATASETS.items():
        wrong = [name for name, _ in pairs if name in names and other != operation]
        if wrong:
            right = " and ".join(_DATASETS[operation])
            raise ProblemError(400, "Wrong parameter", f"“{operation}” takes {right}; {wrong[0]} is for “{other}”.")
    default, named = _DATASETS[operation]
    return Asked(
        operation,
        text,
        tuple(value for name, value in pairs if name == default),
        tuple(value for name, value in pairs if name == named),
        next((value for name, value in pairs if name == "format"), ""),
    )


def _pairs(form: bytes) -> list[tuple[str, str]]:
    """Names and values; bytes beyond ASCII that came unescaped are taken for UTF-8, as some clients send it."""
    if not form:
        return []
    if not form.isascii():
        form = re.sub(rb"[\x80-\xff]", lambda found: b"%%%02X" % found[0][0], form)
    try:
        return parse_qsl(form.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except (UnicodeDecodeError, ValueError):
        raise ProblemError(
            400, "Bad request", f"The parameters are no right UTF-8 form data of at most {_MOST_FIELDS} fields."
        ) from None


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemError(400, "Bad request", "The text is no right UTF-8.") from None
