"""What a reader of files gives: body lines (or blocks), footnotes, and what the furniture of its pages said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from resograph.documents import Finding, Variant
from resograph.reading.compilation.labels import Label
from resograph.reading.layout.inline import Parted
from resograph.symbols import Symbol


class Line(NamedTuple):
    """A line of the body. ``number`` counts from 1 in the file; ``gap`` is the count of blank lines before.

    ``text`` may hold the characters of ``inline``. ``indent`` is in characters; -1 where the file does not tell.
    """

    number: int
    text: str
    indent: int
    gap: int
    page: int


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or line of the cover; ``line`` is the number of its first line.

    ``words`` are its words where marks of a compilation were taken out of them, without its ``label``.
    """

    text: str
    line: int
    words: Parted | None = None
    label: Label | None = None


def struck(words: Sequence[str]) -> list[Finding]:
    """What is to be told where a file holds words that are struck out, and that are not read."""
    told = [" ".join(one.split()) for one in words if one.strip()]
    message = "Words that are struck out were left out."
    return [Finding("text.struck-out", message, evidence=" … ".join(told))] if told else []


@dataclass
class Pages:
    """A file's pages taken apart.

    ``notes`` are (mark, text of each line); ``blocks`` is given instead of ``body`` by files that know their own
    paragraphs; ``symbols`` are those of heads and cover.
    """

    body: list[Line] = field(default_factory=list)
    notes: list[tuple[str, list[str]]] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    job_number: str | None = None
    blocks: list[Block] | None = None
    findings: list[Finding] = field(default_factory=list)
    changes: list[Variant] = field(default_factory=list)
    """What a file holds of others' changes and comments, in the order of their characters (``inline.change``)."""
