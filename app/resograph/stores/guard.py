"""What a SPARQL text is, before it runs: its form, whether it has a dataset, and any way out of this host.

The text is taken apart into tokens as the SPARQL 1.1 grammar has them (§19.8), code point escapes first (§19.2), so
that keywords are seen in any disguise and never in a string, a comment, an IRI or a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


class RefusedQueryError(ValueError):
    """The query is not allowed here; the message says why and what to do."""


@dataclass(frozen=True)
class QueryShape:
    """``form`` is SELECT, ASK, CONSTRUCT, DESCRIBE or "" (none, or an update); ``text`` has its escapes resolved."""

    form: str
    has_dataset: bool
    is_update: bool
    text: str


_TOKEN = re.compile(
    r'''(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""|\'\'\'(?:(?:'|'')?(?:[^'\\]|\\.))*\'\'\'
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<comment>\#[^\n\r]*)
    |(?P<variable>[?$]\w+)
    |(?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:[\w:%\\./\-~!$&'()*+,;=?\#@]*[\w\-])?)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<blank>_:\w+)
    |(?P<word>[A-Za-z]\w*)
    |(?P<other>.)''',
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD")


def shape_of(text: str) -> QueryShape:
    """The shape of a query or update.

    Raises:
        RefusedQueryError: it would call another server (``SERVICE``, ``LOAD``).
    """
    resolved = _resolve_escapes(text)
    words = [found["word"].upper() for found in _TOKEN.finditer(resolved) if found.lastgroup == "word"]
    if "SERVICE" in words:
        raise RefusedQueryError(
            "SERVICE is not allowed here: this endpoint asks no other server. "
            "Ask the two apart and join the answers yourself."
        )
    form = next((word for word in words if word in _FORMS or word in _UPDATES), "")
    is_update = form in _UPDATES
    if is_update and "LOAD" in words:
        raise RefusedQueryError(
            "LOAD is not allowed here: this endpoint fetches nothing. Send the data with INSERT DATA."
        )
    return QueryShape("" if is_update else form, "FROM" in words and not is_update, is_update, resolved)


def _resolve_escapes(text: str) -> str:
    r"""Code point escapes (``\u0053``) as their characters, but for those that would break a token."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        resolved = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]
        return found[0] if resolved in "\"'\\\n\r" else resolved

    return re.sub(r"(?<!\\)\\u([0-9A-Fa-f]{4})|(?<!\\)\\U([0-9A-Fa-f]{8})", character, text)
