"""Lines of a page text, with what their setting says: indent, blank lines before, page."""

from __future__ import annotations

import re

from resograph.documents.errors import UnreadableError
from resograph.reading.layout.inline import cleaned
from resograph.reading.layout.pages import Line

_BREAK = re.compile(r"\r\n?")


def decode(content: bytes, name: str) -> str:
    """The text of a file in UTF-8 or UTF-16.

    Raises:
        UnreadableError: it is in another encoding, or no text at all.
    """
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableError(
            f"{name or 'The input'} is no text in UTF-8; convert it, or give another form of the document."
        ) from None
    if "\x00" in text:
        raise UnreadableError(f"{name or 'The input'} is no text: it holds null characters.")
    return text


def split_lines(text: str) -> list[Line]:
    """The lines that hold words; a form feed begins a page."""
    lines: list[Line] = []
    gap, above = 0, 1
    for page, sheet in enumerate(_BREAK.sub("\n", text).split("\f"), start=1):
        raw = cleaned(sheet).expandtabs(4).split("\n")
        for number, bare in enumerate(raw, start=above):
            if words := " ".join(bare.split()):
                lines.append(Line(number, words, len(bare) - len(bare.lstrip()), gap, page))
                gap = 0
            else:
                gap += 1
        gap -= not raw[-1].strip()  # a form feed ends no line
        above += len(raw) - 1
    return lines
