"""From a web page's bytes to its documents."""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from resograph.documents import Document, Finding, Source
from resograph.documents.errors import UnreadableError
from resograph.reading.html.blocks import Story
from resograph.reading.language import language_of
from resograph.reading.layout.assemble import assemble_all
from resograph.reading.layout.inline import mark
from resograph.reading.layout.pages import Block, Pages, struck
from resograph.reading.layout.signs import job_number_in, symbol_in
from resograph.reading.text.decoding import decode

_COVER = 20
"""Blocks among which the document's symbol is looked for."""
_OPENS = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html|[a-z]+(?:\s|>|/))", re.I
)
_TAGS = re.compile(rb"<(?:html|head|body|p|div|h[1-6]|span|table|article|main|section|br|meta|ol|ul)(?=[\s>/])", re.I)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?(?P<name>[\w-]{2,20})""", re.I)
_RAISED = re.compile(r"(?P<mark>[⁰¹²³⁴-⁹]{1,3})")
_BETWEEN = re.compile(rb"[\s/]+|[\"']")
_LONG_TAG = 400
_MOST_SQUARES = 40_000_000
"""Of the signs that part attributes, squared, tag by tag: half a second of the parser's time."""
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def is_html(content: bytes) -> bool:
    """Whether a file that begins with "<" is a web page, or a piece of one."""
    head = content[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return b"akomaNtoso" not in head and bool(_OPENS.match(head)) and bool(_TAGS.search(head))


def read_html(content: bytes, name: str = "", language: str | None = None, *, unnamed: bool = False) -> list[Document]:
    """The documents of a web page.

    Raises:
        UnreadableError: it has no words, or is no UN document.
    """
    if _crowded(content):
        raise UnreadableError(f"{name or 'The input'} has tags with thousands of attributes; give the text.")
    text, findings = _decoded(content, name)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser)
    if root is None:
        raise UnreadableError(f"{name or 'The input'} is a web page without words; give a resolution's text.")
    story = Story(root)
    story.read()
    blocks, notes = _with_raised_notes(story)
    if not blocks:
        raise UnreadableError(f"{name or 'The input'} is a web page without words; give a resolution's text.")
    code = language_of("\n".join(block.text for block in blocks), name, language)
    texts = [block.text for block in blocks[:_COVER]]
    pages = Pages(
        blocks=blocks,
        notes=notes,
        symbols=[symbol for symbol in map(symbol_in, texts) if symbol],
        job_number=next((job for job in map(job_number_in, texts) if job), None),
        findings=[*findings, *struck(story.struck)],
    )
    return assemble_all(pages, code, Source(name, hashlib.sha256(content).hexdigest()), unnamed=unnamed)


def _crowded(content: bytes) -> bool:
    """Whether tags have so many attributes that the parser, which takes the square of them, would take long."""
    left = _MOST_SQUARES
    for piece in content.replace(b"\x00", b"").split(b"<"):
        tag = piece.rpartition(b">")[0] or (piece if b">" not in piece else b"")
        if len(tag) > _LONG_TAG:
            left -= sum(1 for _ in _BETWEEN.finditer(tag)) ** 2
            if left < 0:
                return True
    return False


def _decoded(content: bytes, name: str) -> tuple[str, list[Finding]]:
    """The text, in the encoding that the page names, else as page text is decoded."""
    told = _CHARSET.search(content[:4096])
    if told and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode(told["name"].decode("ascii")), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content, name)


def _with_raised_notes(story: Story) -> tuple[list[Block], list[tuple[str, list[str]]]]:
    """Blocks that begin with a raised figure are notes where that figure stands raised in a block before."""
    blocks: list[Block] = []
    notes = list(story.notes)
    seen: dict[str, tuple[int, int]] = {}  # raised figure → the block and the place where it stands
    for block in story.blocks:
        found = _RAISED.match(block.text)
        if found and found[0] in seen and block.text[found.end() :].strip():
            at, place = seen.pop(found[0])
            text = blocks[at].text
            changed = text[:place] + mark(len(notes)) + text[place + len(found[0]) :]
            shift = 1 - len(found[0])
            seen = {
                key: (index, other + shift if index == at and other > place else other)
                for key, (index, other) in seen.items()
            }
            blocks[at] = Block(changed, blocks[at].line)
            notes.append((found[0].translate(_PLAIN), [block.text[found.end() :].strip()]))
            continue
        for raised in _RAISED.finditer(block.text):
            seen.setdefault(raised[0], (len(blocks), raised.start()))
        blocks.append(block)
    return blocks, notes
