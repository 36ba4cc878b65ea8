"""How deep brackets stand within brackets, in JSON: what reads it elsewhere may end where its stack does."""

from __future__ import annotations

import re

_SIGNS = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def deepest(content: bytes) -> int:
    """The depth of brackets in JSON, those in strings apart.

    >>> deepest(b'{"a": ["[[[", {}]}')
    3
    """
    depth = most = 0
    for found in _SIGNS.finditer(content):
        sign = found[0]
        if sign in b"[{":
            depth += 1
            most = max(most, depth)
        elif sign in b"]}":
            depth -= 1
    return most
