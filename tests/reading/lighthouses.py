"""What is to be read of the made-up resolution in ``fixtures``: the words that its files were set from."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from resograph.documents import Document, Part, PartKind
from resograph.languages.profile import profile
from resograph.reading import read

FIXTURES = Path(__file__).parent / "fixtures"
CODES = ("ar", "en", "es", "fr", "ru", "zh")


class Read(NamedTuple):
    """A part: kind, number in its English form, depth, words, and which of them are emphasised."""

    kind: PartKind
    number: str
    depth: int
    text: str
    emphasis: tuple[str, ...]


class Noted(NamedTuple):
    """A note: its mark and words, and the words before its mark."""

    mark: str
    text: str
    before: str


@cache
def words(code: str) -> dict[str, Any]:
    with (FIXTURES / "texts" / f"{code}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def document(code: str, suffix: str) -> Document:
    """The file of a language, as read; its language is not told."""
    path = FIXTURES / f"A_RES_99_1-{code}.{suffix}"
    return read(path.read_bytes(), path.name)


def expected_parts(code: str) -> list[Read]:
    told = words(code)
    parts = [Read(PartKind.PREAMBULAR, "", 0, *_plain(text, code)[:2]) for text in told["preamble"]]
    for entries, depth in ((told["operative"], 0), (told["principles"], 1)):
        for entry in entries:
            kind = PartKind.SUBPARAGRAPH if entry["level"] else PartKind.OPERATIVE
            number = profile(code).fold(entry["number"])
            parts.append(Read(kind, number, depth + entry["level"], *_plain(entry["text"], code)[:2]))
    return parts


def read_parts(found: Document) -> list[Read]:
    fold = profile(found.language).fold

    def below(parts: tuple[Part, ...], depth: int) -> list[Read]:
        reads: list[Read] = []
        for part in parts:
            emphasis = tuple(part.text[span.start : span.end] for span in part.emphasis)
            if part.kind in (PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.SUBPARAGRAPH):
                reads.append(Read(part.kind, fold(part.number or ""), depth, part.text, emphasis))
            reads += below(part.parts, depth + 1)
        return reads

    return below(found.parts, 0)


def expected_notes(code: str) -> list[Noted]:
    told = words(code)
    texts = [*told["preamble"], *(entry["text"] for entry in (*told["operative"], *told["principles"]))]
    before = {mark: start for text in texts for mark, start in _plain(text, code)[2]}
    return [
        Noted(str(mark), _plain(text, code)[0], before[str(mark)]) for mark, text in enumerate(told["notes"], start=1)
    ]


def read_notes(found: Document) -> list[Noted]:
    by_id = {part.eid: part.text for part in found.walk()}
    return [Noted(note.mark, note.text, by_id[note.bearer][: note.anchor]) for note in found.notes]


def _plain(text: str, code: str) -> tuple[str, tuple[str, ...], list[tuple[str, str]]]:
    """Words, emphasised words, and the words before each mark."""
    tidy = profile(code).tidy
    plain, emphasis, marks = "", [], []
    for piece in re.split(r"(\*[^*]+\*|\[\^\d\])", text):
        if found := re.fullmatch(r"\[\^(\d)\]", piece):
            marks.append((found[1], tidy(plain)))
        elif piece.startswith("*"):
            plain += piece[1:-1]
            emphasis.append(tidy(piece[1:-1]))
        else:
            plain += piece
    return tidy(plain), tuple(emphasis), marks
