"""Raw paths: checked before anything is read from them; answers refer to each other relatively."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

from fastapi import Request

from resograph.web.problems import ProblemError
from resograph.web.state import state_of

_SAFE = "/:@!$&'()*+,;=~-._"


def raw_path(request: Request) -> str:
    """The decoded path below the base, without its leading slash.

    Raises:
        ProblemError: 400 for null characters, bad UTF-8, dot segments and broken escapes.
    """
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    raw = raw.partition(b"?")[0]
    if re.search(rb"%(?![0-9A-Fa-f]{2})", raw):
        raise ProblemError(400, "Bad address", "The address holds a “%” that begins no escape.")
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemError(400, "Bad address", "The address is no right UTF-8.") from None
    if any(ord(char) < 32 or ord(char) == 127 for char in path):
        raise ProblemError(400, "Bad address", "The address holds control characters.")
    segments = path.split("/")
    if "." in segments or ".." in segments:
        raise ProblemError(400, "Bad address", "The address holds dot segments (“.” or “..”).")
    prefix = urlsplit(state_of(request).settings.base).path
    if len(prefix) > 1 and path.startswith(prefix):
        return path[len(prefix) :]
    return path.lstrip("/")


def is_canonical(request: Request) -> bool:
    """Whether the path came in its one spelling: slashes as such, a range's ">" escaped (no IRI holds it)."""
    raw: bytes = request.scope.get("raw_path") or b""
    return b"%2F" not in raw.upper() and b">" not in raw


def as_sent(request: Request) -> str:
    """The path below the base with its escapes: what a relative reference counts its segments from."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    path = raw.partition(b"?")[0].decode("latin-1")
    prefix = urlsplit(state_of(request).settings.base).path
    return path[len(prefix) :] if len(prefix) > 1 and path.startswith(prefix) else path.lstrip("/")


def root_of(path: str) -> str:
    """The way from a page back to the base: "../../../" for a path of three slashes."""
    return "../" * path.count("/") or "./"


def relative(source: str, target: str) -> str:
    """A relative reference from one path to another (both below the base, decoded)."""
    here = posixpath.dirname(source)
    folder, name = posixpath.split(f"/{target}")
    way = posixpath.relpath(folder, f"/{here}")
    found = name if way == "." else f"{way}/{name}"
    first = found.split("/", 1)[0]
    return quote(f"./{found}" if ":" in first else found, safe=_SAFE)


def quoted(path: str) -> str:
    """A path as it stands in a header."""
    return quote(path, safe=_SAFE + "%")
