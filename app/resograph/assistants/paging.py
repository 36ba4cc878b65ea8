"""Pages of long answers: how much fits into one, and where the next begins. Nothing is remembered between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from resograph.assistants.declared import advice

USUAL, MOST = 25_000, 200_000
"""Characters of a whole answer, unless asked otherwise, and at most."""
Cursor = Annotated[str, Field(max_length=24)]
Limit = Annotated[int, Field(ge=1, le=200)]
Size = Annotated[int, Field(ge=2_000, le=MOST)]
_Row = TypeVar("_Row", bound=BaseModel)


class Answer(BaseModel):
    """What all answers have."""

    not_held: list[str] = []
    next_cursor: str | None = None


def room(most: int) -> int:
    """Characters of rows that an answer of so many may have: it is given twice, as data and as text with escapes."""
    return max(500, most * 9 // 20 - 700)


def place_of(cursor: str) -> tuple[int, int]:
    """The row and the character in it at which a page begins.

    Raises:
        AdviceError: no answer gave that cursor.
    """
    row, _, character = (cursor or "0").partition(".")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (row, character or "0")):
        raise advice("no_cursor", cursor=cursor)
    return int(row), int(character or 0)


def fitting(rows: Iterable[_Row], most: int) -> tuple[list[_Row], bool]:
    """As many of the rows as an answer takes, one at least, and whether some were left."""
    left, taken = room(most), list[_Row]()
    for row in rows:
        left -= len(row.model_dump_json())
        if left < 0 and taken:
            return taken, True
        taken.append(row)
    return taken, False


def paged(rows: Sequence[_Row], cursor: str, most: int, limit: int = 200) -> tuple[list[_Row], str | None]:
    """The rows of a page out of all of them, and the cursor of the next."""
    first, _ = place_of(cursor)
    taken, _ = fitting(rows[first : first + limit], most)
    following = first + len(taken)
    return taken, str(following) if following < len(rows) else None


def next_of(cursor: str, taken: int, total: int) -> str | None:
    """The cursor behind a page of some rows out of ``total``."""
    following = place_of(cursor)[0] + taken
    return str(following) if taken and following < total else None
