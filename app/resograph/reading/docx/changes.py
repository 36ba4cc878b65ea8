"""What a Word file's authors changed and remarked: insertions, deletions, struck words, comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from resograph.documents import Span, Variant, VariantKind
from resograph.reading.docx.package import Package, w
from resograph.reading.layout.inline import change, cleaned

_NOWHERE = Span(0, 0)


@dataclass
class Changes:
    """The changes of one file in the order in which they are met; ``comments`` are author and words by id."""

    comments: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    found: list[Variant] = field(default_factory=list)
    _open: dict[str, int] = field(default_factory=dict)
    """Comments whose words have begun: id → index."""
    _deleted: tuple[int, str] | None = None
    """The deletion that stands right before, which an insertion of its author replaces."""

    def inserted(self, element: etree._Element) -> tuple[str, str]:
        """The characters around words that an author put in, perhaps for others that he took out right before."""
        author = _author(element)
        if self._deleted and self._deleted[1] == author:
            index = self._deleted[0]
            self.found[index] = replace(self.found[index], kind=VariantKind.ALTERNATIVE)
            self._deleted = None
            return change(index)
        return self._add(Variant(VariantKind.PROPOSAL, _NOWHERE, "", _names(author), taken=True))

    def deleted(self, element: etree._Element, words: str) -> str:
        """The characters at the place of words that an author took out."""
        author = _author(element)
        marks = self._add(Variant(VariantKind.DELETION, _NOWHERE, words, _names(author), taken=True))
        self._deleted = (len(self.found) - 1, author)
        return "".join(marks)

    def struck(self, words: str) -> str:
        """The characters at the place of words that are struck out."""
        return "".join(self._add(Variant(VariantKind.DELETION, _NOWHERE, words, taken=True)))

    def plain(self) -> None:
        """Other words follow: a deletion before them is one alone."""
        self._deleted = None

    def comment(self, id_: str, begins: bool) -> str:
        """The character where the words of a comment begin or end; "" for one that the file does not hold."""
        if begins and id_ in self.comments:
            author, words = self.comments[id_]
            start, _ = self._add(Variant(VariantKind.COMMENT, _NOWHERE, words, _names(author)))
            self._open[id_] = len(self.found) - 1
            return start
        return change(self._open.pop(id_))[1] if not begins and id_ in self._open else ""

    def _add(self, variant: Variant) -> tuple[str, str]:
        self._deleted = None
        self.found.append(variant)
        return change(len(self.found) - 1)


def _author(element: etree._Element) -> str:
    return " ".join(cleaned(element.get(w("author"), "")).split())


def _names(author: str) -> tuple[str, ...]:
    return (author,) if author else ()


def comments_of(package: Package) -> dict[str, tuple[str, str]]:
    """Id → author and words of each comment in a file."""
    found: dict[str, tuple[str, str]] = {}
    for part in package.related(package.main, "comments"):
        root = package.xml(part)
        for comment in root.iterchildren(w("comment")) if root is not None else ():
            lines = ("".join(text.text or "" for text in line.iter(w("t"))) for line in comment.iter(w("p")))
            words = " ".join(" ".join(cleaned(line) for line in lines).split())
            found[comment.get(w("id"), "")] = (_author(comment), words)
    return found
