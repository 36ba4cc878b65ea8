"""The tokens of a SPARQL text, one after the other, and the IRIs that its names stand for."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from resograph.sparql.query import Query


class UnreadableQueryError(ValueError):
    """The text does not go on as the grammar has it; the message says where and at which words."""


class Cursor:
    """A place among the tokens of a text (see ``Query.tokens``).

    Args:
        query: what is read.
        base: what relative IRIs are resolved against where the query has no BASE.
    """

    def __init__(self, query: Query, base: str | None = None) -> None:
        self.text = query.text
        self.at = 0
        self._tokens = query.tokens
        self._base = base or ""
        self._prefixes: dict[str, str] = {}

    @property
    def token(self) -> str:
        """The token that comes; "" at the end."""
        return self._tokens[self.at][0] if self.at < len(self._tokens) else ""

    @property
    def kind(self) -> str:
        """The kind of the token that comes; "" at the end."""
        return self._tokens[self.at].lastgroup or "" if self.at < len(self._tokens) else ""

    @property
    def word(self) -> str:
        """The keyword that comes, in capitals; "" where none does."""
        return self.token.upper() if self.kind == "word" else ""

    @property
    def start(self) -> int:
        """Where the token that comes begins in the text."""
        return self._tokens[self.at].start() if self.at < len(self._tokens) else len(self.text)

    @property
    def end(self) -> int:
        """Where the token before ends."""
        return self._tokens[self.at - 1].end()

    def take(self, expected: str = "") -> str:
        """The token that comes, and on to the next.

        Raises:
            UnreadableQueryError: there is none, or another one than expected.
        """
        token = self.token
        if not token or (expected and token != expected):
            raise self.unreadable()
        self.at += 1
        return token

    def unreadable(self) -> UnreadableQueryError:
        """What to raise where the token that comes cannot stand."""
        before = self.text[: self.start]
        words = self.text[self.start :].split("\n")[0][:40].strip()
        return UnreadableQueryError(
            f"The query cannot be read at line {before.count(chr(10)) + 1}, column "
            f"{len(before) - before.rfind(chr(10))}, where {f'there is “{words}”' if words else 'the text ends'}."
        )

    def skip(self, opening: str, closing: str) -> None:
        """On to behind the bracket that closes the one that comes."""
        depth = 0
        while True:
            token = self.take()
            depth += (token == opening) - (token == closing)
            if depth == 0:
                return

    def prologue(self) -> None:
        """Past BASE and PREFIX, which are kept for ``expand``."""
        while self.word in ("BASE", "PREFIX"):
            if self.take().upper() == "PREFIX":
                name = self.take().removesuffix(":")
                self._prefixes[name] = self.expand(self.take())
            else:
                self._base = self.expand(self.take())

    def expand(self, written: str) -> str:
        """The IRI that a name or a reference in angle brackets stands for."""
        if written.startswith("<"):
            path, mark, fragment = written[1:-1].partition("#")
            try:
                return urljoin(self._base, path) + mark + fragment  # urljoin drops a mark without a fragment
            except ValueError:  # no host can be written so, and no engine takes it
                return written[1:-1]
        prefix, _, local = written.partition(":")
        return self._prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)

    def names(self, iri: str) -> bool:
        """Whether an IRI stands anywhere in the text behind the prologue, where this is left."""
        try:
            self.prologue()
        except UnreadableQueryError:
            return False
        rest = self._tokens[self.at :]
        return any(self.expand(token[0]) == iri for token in rest if token.lastgroup in ("iri", "name"))

    def iri(self) -> str:
        """The IRI that comes; "" where another kind of token does."""
        return self.expand(self.token) if self.kind in ("iri", "name") else ""
