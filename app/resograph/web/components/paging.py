"""Lists shown page by page: ``?page=2``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from fastapi import Request

from resograph.web.problems import ProblemError

SIZE = 50
"""Rows of a page."""


@dataclass(frozen=True)
class Pages:
    """Where one is in a list of ``total`` rows."""

    page: int
    total: int
    size: int = SIZE
    asked: Mapping[str, str] = field(default_factory=dict)
    """Parameters that the address of every page has."""

    @property
    def last(self) -> int:
        """Number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def skip(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * self.size

    @property
    def to(self) -> int:
        """Number of the last row of this page."""
        return min(self.total, self.skip + self.size)

    def address(self, page: int) -> str:
        """The query string of another page."""
        return "?" + urlencode({**self.asked, **({"page": page} if page > 1 else {})})


def number_of(request: Request, name: str, usual: int, most: int | None = None) -> int:
    """A number from 1 among the parameters.

    Raises:
        ProblemError: 400, it is none, or more than ``most``.
    """
    value = request.query_params.get(name, "")
    if not value:
        return usual
    if not (
        value.isascii() and value.isdigit() and len(value) < 8 and int(value) > 0 and int(value) <= (most or 10**7)
    ):
        upto = f" up to {most:,}" if most else ""
        raise ProblemError(400, "Bad parameter", f"{name}={value[:40]} is no whole number from 1{upto}.")
    return int(value)


def pages_of(request: Request, total: int, asked: Mapping[str, str] | None = None, size: int = SIZE) -> Pages:
    """The page that is asked for.

    Raises:
        ProblemError: 400, there is no such page.
    """
    pages = Pages(number_of(request, "page", 1), total, size, asked or {})
    if pages.page > pages.last:
        raise ProblemError(400, "No such page", f"page={pages.page}: the list has {pages.last:,} pages.")
    return pages
