"""Resumption tokens: all that it takes to go on stands in them, so that they outlive a restart and a new release.

A list is in the order of datestamps; a token says after which of them it goes on. What changes meanwhile gets a later
datestamp and so comes later in the same list: nothing is missed.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import astuple, dataclass
from typing import Any

from resograph.web.registries.oai.arguments import OaiError

_VERSION = 1
_MOST = 2**53


@dataclass(frozen=True)
class Token:
    """Where a list goes on. ``cursor`` counts what was given; sets go on behind ``after``."""

    verb: str
    cursor: int
    prefix: str = ""
    set: str | None = None
    since: int | None = None
    until: int | None = None
    changed: int = 0
    id: int = 0
    after: str = ""

    def __str__(self) -> str:
        data = json.dumps([_VERSION, *astuple(self)], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(zlib.crc32(data).to_bytes(4, "big") + data).decode().rstrip("=")


def read_token(text: str, verb: str) -> Token:
    """The token that a harvester brings back.

    Raises:
        OaiError: badResumptionToken.
    """
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        values: list[Any] = json.loads(raw[4:])
        token = Token(*values[1:])
    except (ValueError, TypeError, RecursionError):
        raise _bad() from None
    whole = zlib.crc32(raw[4:]).to_bytes(4, "big") == raw[:4] and values[0] == _VERSION
    if not whole or token.verb != verb or not _sound(token):
        raise _bad()
    return token


def _sound(token: Token) -> bool:
    """Whether all values are of their kind: a token can be made by anybody."""
    words = (token.verb, token.prefix, token.after, token.set or "")
    numbers = (token.cursor, token.changed, token.id, token.since or 0, token.until or 0)
    return all(isinstance(word, str) for word in words) and all(
        type(number) is int and 0 <= number < _MOST for number in numbers
    )


def _bad() -> OaiError:
    return OaiError("badResumptionToken", "This is no token that was given here for this verb; begin the list anew.")


def nothing_left() -> OaiError:
    """What was to come has changed since, and with that left the list."""
    return OaiError("badResumptionToken", "Nothing is left of this list, for the rest changed; begin the list anew.")
