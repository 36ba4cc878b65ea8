"""Conditional and range requests, pure (RFC 9110 §13, §14): what a request's headers ask of an answer with a tag."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

_TAG = re.compile(r'(W/)?"([^"]*)"')
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


@dataclass(frozen=True)
class ByteRange:
    """Bytes of an answer: from ``start`` to before ``end``."""

    start: int
    end: int


def tag_of(body: bytes) -> str:
    """The entity tag of an answer, the same for the same bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'


def status_for(method: str, headers: Mapping[str, str], tag: str) -> int:
    """200, 304 (the client has it) or 412 (it wants another), in the order of §13.2.2.

    >>> status_for("GET", {"if-none-match": '"a", W/"b"'}, '"b"'), status_for("GET", {"if-match": '"a"'}, '"b"')
    (304, 412)
    """
    if "if-match" in headers and not _has(headers["if-match"], tag, weak=False):
        return 412
    if "if-none-match" in headers and _has(headers["if-none-match"], tag, weak=True):
        return 304 if method in ("GET", "HEAD") else 412
    return 200


def piece_of(method: str, headers: Mapping[str, str], tag: str, size: int) -> ByteRange | bool | None:
    """What a Range asks for; None: the whole; False: nothing that there is (416).

    A Range of another unit, of several pieces, or of an answer that If-Range does not know, is ignored.

    >>> piece_of("GET", {"range": "bytes=-10"}, '"a"', 100), piece_of("GET", {"range": "bytes=100-"}, '"a"', 100)
    (Piece(start=90, end=100), False)
    """
    wanted = headers.get("range", "")
    if method != "GET" or not wanted or headers.get("if-range", tag).strip() != tag:
        return None
    found = _RANGE.fullmatch(wanted.replace(" ", ""))
    if found is None or not (found[1] or found[2]) or (found[1] and found[2] and int(found[1]) > int(found[2])):
        return None
    if found[1]:
        start, end = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
    else:
        start, end = max(0, size - int(found[2])), size
    return ByteRange(start, end) if start < end else False


def _has(header: str, tag: str, *, weak: bool) -> bool:
    """Whether a list of entity tags has one; by strong comparison a weak one is never the same (§8.8.3.2)."""
    if header.strip() == "*":
        return True
    return any(found[2] == tag.strip('"') and (weak or not found[1]) for found in _TAG.finditer(header))
