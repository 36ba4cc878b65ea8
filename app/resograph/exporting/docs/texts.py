"""The documents in ``docs/``: which there are, as HTML, and where words stand in them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

from markdown_it import MarkdownIt

from resograph.resources import resource

START = "README"
_FOLDERS = ("decisions", "tutorials")
_PICTURES = "pictures"
_HOME = "docs/"
"""Where other documents lie, seen from the list of documents as a server shows it."""
_LINK = re.compile(r"(?P<path>[A-Za-z0-9./_-]+)\.md(?P<fragment>#.*)?")
_SLUG = re.compile(r"[^\w]+")
_MOST = 12
"""Places of one document that a search shows."""
_LONGEST = 300
"""Characters of a line that a search shows."""


@dataclass(frozen=True)
class Text:
    """A document: its name below ``docs/``, its title, its words as Markdown."""

    name: str
    title: str
    words: str


@dataclass(frozen=True)
class Place:
    """A line of a document that has the words sought, with the heading above it and that heading's id."""

    heading: str
    anchor: str
    line: str


@cache
def texts() -> Mapping[str, Text]:
    """All documents by name, in the order of their names."""
    folder = resource("docs")
    found = [*folder.glob("*.md"), *(path for name in _FOLDERS for path in folder.glob(f"{name}/*.md"))]
    return {text.name: text for text in sorted((_text(path, folder) for path in found), key=lambda one: one.name)}


def _text(path: Path, folder: Path) -> Text:
    words = path.read_text(encoding="utf-8")
    name = path.relative_to(folder).as_posix().removesuffix(".md")
    title = next((line.removeprefix("# ") for line in words.splitlines() if line.startswith("# ")), name)
    return Text(name, title, words)


@cache
def as_html(name: str, home: str = _HOME, ending: str = "") -> str:
    """A document as HTML: headings have ids; links to files that no page shows lead nowhere.

    Args:
        name: of the document.
        home: what stands before the links of the list of documents.
        ending: of the pages, such as ``.html``; with one, the list of documents is ``index``.
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(texts()[name].words)
    before = home if name == START else ""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(tokens[place + 1].content))
        children = token.children or []
        for number, child in enumerate(children):
            if child.type == "image":
                child.attrs["src"] = f"{before}{child.attrs['src']}"
            elif target := child.attrs.pop("href", None):
                child.attrs |= _led(str(target), name, before, ending)
                shown = children[number + 1]
                if shown.content == target and (meant := _meant(str(target), name)):
                    shown.content = texts()[meant].title
    html: str = reader.renderer.render(tokens, reader.options, {})
    return html.replace("<pre>", '<pre tabindex="0">')  # long lines are scrolled with keys, too


def pictures() -> Mapping[str, Path]:
    """The pictures that documents show: their names below ``docs/``, and where they lie."""
    folder = resource("docs")
    return {f"{_PICTURES}/{path.name}": path for path in sorted((folder / _PICTURES).glob("*.webp"))}


def places(words: str) -> Iterator[tuple[Text, list[Place]]]:
    """The documents that have all the words, each with lines where they stand; titles count too."""
    sought = words.casefold().split()
    for text in texts().values():
        if sought and all(word in text.words.casefold() for word in sought):
            found = (place for place in lines(text) if any(word in place.line.casefold() for word in sought))
            yield text, [replace(place, line=place.line[:_LONGEST]) for place in islice(found, _MOST)]


def lines(text: Text) -> Iterator[Place]:
    """The lines of a document that hold words."""
    heading = text.title
    for line in text.words.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        if shown := line.strip("|- "):
            yield Place(heading, anchor(heading), shown)


def anchor(heading: str) -> str:
    """The id of a heading on its page."""
    return _SLUG.sub("-", heading.casefold()).strip("-")


def _led(target: str, name: str, before: str, ending: str) -> dict[str, str | int | float]:
    """The attributes of a link of a document on its page."""
    found, meant = _LINK.fullmatch(target), _meant(target, name)
    if found is None:
        return {"href": target} if "://" in target or target.startswith("#") else {}
    if not meant:
        return {}
    path = found["path"].removesuffix(START) + "index" if ending and meant == START else found["path"]
    return {"href": f"{before}{path}{ending}{found['fragment'] or ''}"}


def _meant(target: str, name: str) -> str:
    """The document that a link of another means; "" where it means none."""
    found = _LINK.fullmatch(target)
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(name), found["path"])) if found else ""
    return meant if meant in texts() else ""
