"""The body of an official file as one stream of blocks, in document order, wherever the file has put them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from lxml import etree

from resograph.documents import PartKind
from resograph.documents.xml import below, child, local
from resograph.languages.profile import Profile, leads_in
from resograph.reading.akn.levels import mend_levels
from resograph.reading.akn.nodes import OpenPart
from resograph.reading.akn.openings import begins_with_verb, is_sentence
from resograph.reading.akn.tables import read_rows
from resograph.reading.akn.words import Words, plain_words, read_words


class Tag(Enum):
    """What a block is, before its surroundings are known."""

    FORMULA = auto()
    PREAMBULAR = auto()
    HEADING = auto()
    CAPTION = auto()
    """A heading in a preamble: of the paragraph below it."""
    PARAGRAPH = auto()
    INTRODUCTION = auto()
    TABLE = auto()
    OPEN_SECTION = auto()
    CLOSE_SECTION = auto()
    DRAFT = auto()


@dataclass
class Block:
    """A node and what the file calls it; ``rank`` of a heading: 1 is the highest; ``holder`` of a quoted draft."""

    tag: Tag
    node: OpenPart
    rank: int = 0
    holder: etree._Element | None = None


#: The body's own children of a statement; all else but these is read as body.
APART = ("meta", "coverPage", "preface", "conclusions", "attachments", "components", "collectionBody")
#: Elements that hold another text, or a part of one, inside a paragraph.
QUOTED = ("embeddedStructure", "quotedStructure")
#: How the style names of headings in the official files begin, in capitals, by rank: "H1GC", "HCh0", "H56".
_RANKS = {"HCH": 1, "H1": 1, "H23": 2, "H4": 3, "H5": 4}
#: The style of files whose headings are known by their tabs alone.
_UNSTYLED = "MercuryDocument"
_BLOCKS = (
    "p",
    "paragraph",
    "section",
    "container",
    "table",
    "list",
    "content",
    "alinea",
    "preamble",
    "point",
    "mainBody",
)


def read_blocks(parent: etree._Element, profile: Profile) -> list[Block]:
    """All blocks of a statement or of an annex's document."""
    return list(_Reader(profile, parent).children(parent, preamble=False))


def read_quoted(holder: etree._Element, profile: Profile) -> list[Block]:
    """All blocks of a quoted draft: what an ``embeddedStructure`` or a component's statement holds."""
    return list(_Reader(profile, holder).quoted(holder))


class _Reader:
    def __init__(self, profile: Profile, parent: etree._Element) -> None:
        self._profile = profile
        self._quotes = bool(below(parent, *QUOTED)[local(parent) in QUOTED :])

    def children(self, parent: etree._Element, preamble: bool) -> Iterator[Block]:
        yield from self._stray(parent.text, parent)
        for element in parent:
            if local(element) not in APART:
                yield from self.block(element, preamble)
            yield from self._stray(element.tail, element)

    def quoted(self, holder: etree._Element) -> Iterator[Block]:
        """Containers before the first paragraph are its preamble."""
        opening = True
        yield from self._stray(holder.text, holder)
        for element in holder:
            if local(element) not in APART:
                opening = opening and local(element) in ("formula", "preamble", "container")
                yield from self.block(element, preamble=opening)
            yield from self._stray(element.tail, element)

    def _stray(self, text: str | None, element: etree._Element) -> Iterator[Block]:
        words = plain_words(text, self._profile)
        if words:
            yield Block(Tag.PARAGRAPH, self._node(element, words))

    def block(self, element: etree._Element, preamble: bool) -> Iterator[Block]:
        match local(element):
            case "formula":
                yield Block(Tag.FORMULA, self._node(element, self._words(element), role="formula"))
            case "preamble":
                yield from self.children(element, preamble=True)
            case "container" if self._is_formula(element):
                yield Block(Tag.FORMULA, self._node(element, self._words(element), role="formula"))
            case "container" if child(element, "blockList") is not None:
                yield from self.children(element, preamble)
            case "blockList":
                yield from self._block_list(element, preamble)
            case "container" if not below(element, "table", "paragraph", "list", "container")[1:]:
                tag = Tag.PREAMBULAR if preamble else Tag.PARAGRAPH
                yield Block(tag, self._node(element, self._words(element)))
                yield from self._quoted_in(element)
            case "section":
                yield from self._section(element)
            case "crossHeading" | "heading" | "subheading" | "block":
                quoted = (element.get("refersTo") or "").endswith("preamble")
                tag = Tag.PREAMBULAR if quoted else Tag.CAPTION if preamble else Tag.HEADING
                yield Block(tag, self._node(element, self._words(element)), rank=2)
            case "paragraph":
                yield from self._paragraph(element)
            case "alinea":
                yield Block(Tag.INTRODUCTION, self._node(element, self._words(element)))
            case "list" | "point" | "sublist":
                node = self._node(element, Words())
                self._fill(node, [element])
                yield Block(Tag.PARAGRAPH, node)
            case "table":
                yield Block(Tag.TABLE, self._table(element))
            case "embeddedStructure" if self._is_draft(element):
                yield Block(Tag.DRAFT, self._node(element, Words(), kind=PartKind.DRAFT), holder=element)
            case "p" if child(element, "docTitle") is not None:
                return
            case "p":
                words = self._words(element)
                if words:
                    yield Block(Tag.PREAMBULAR if preamble else Tag.PARAGRAPH, self._node(element, words))
                yield from self._quoted_in(element)
            case _ if below(element, *_BLOCKS)[local(element) in _BLOCKS :]:
                yield from self.children(element, preamble)
            case _:
                words = self._words(element)
                if words:
                    yield Block(Tag.PARAGRAPH, self._node(element, words))

    def _block_list(self, element: etree._Element, preamble: bool) -> Iterator[Block]:
        """What introduces a list, and each item as a paragraph with its number."""
        for inner in element:
            match local(inner):
                case "item":
                    node = self._node(inner, Words())
                    lists = [found for found in inner if local(found) == "blockList"]
                    self._fill(node, [found for found in inner if found not in lists], inner.text)
                    yield Block(Tag.PARAGRAPH, node)
                    for below_it in lists:
                        yield from self._block_list(below_it, preamble)
                case "listIntroduction":
                    tag = Tag.PREAMBULAR if preamble else Tag.PARAGRAPH
                    yield Block(tag, self._node(inner, self._words(inner)))
                case _:
                    yield from self.block(inner, preamble)
            yield from self._stray(inner.tail, inner)

    def _quoted_in(self, element: etree._Element) -> Iterator[Block]:
        """What the words of an element embed, behind them."""
        for quoted in self._quotations(element):
            yield from self.block(quoted, preamble=False)

    def _quotations(self, element: etree._Element) -> list[etree._Element]:
        return below(element, *QUOTED) if self._quotes else []

    def _is_draft(self, element: etree._Element) -> bool:
        """Whether what is quoted begins as a resolution does."""
        return any(self._is_formula(inner) for inner in element) or bool(below(element, "formula"))

    def _is_formula(self, element: etree._Element) -> bool:
        return local(element) == "container" and element.get("name") == "formula"

    def _section(self, element: etree._Element) -> Iterator[Block]:
        node = self._node(element, Words(), kind=PartKind.SECTION)
        number = child(element, "num")
        node.number = self._words(number).text if number is not None else None
        yield Block(Tag.OPEN_SECTION, node)
        titled = True
        for inner in element:
            name = local(inner)
            if name == "num" and inner is number:
                continue
            if name in ("heading", "subheading") and titled:
                yield Block(Tag.HEADING, self._node(inner, self._words(inner)), rank=0)
                continue
            titled = False
            yield from self.block(inner, preamble=False)
            yield from self._stray(inner.tail, inner)
        yield Block(Tag.CLOSE_SECTION, node)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        style = element.get("class") or ""
        styled = next((rank for name, rank in _RANKS.items() if style.upper().startswith(name)), 0)
        titles = [inner for inner in element if local(inner) in ("heading", "subheading")]
        rest = [inner for inner in element if local(inner) not in ("heading", "subheading")]
        bare = not any(local(inner) not in ("num",) for inner in rest)
        rank = styled or (2 if any(local(title) == "subheading" for title in titles) else 1)
        if (titles and bare) or styled:
            yield from self._heading(element, titles, rest, rank)
            return
        node = self._node(element, Words())
        node.heading = read_words(titles, self._profile)
        strays = self._fill(node, rest, element.text)
        mend_levels(node, self._profile)
        centred = style == _UNSTYLED and _is_centred(node)
        if centred and not begins_with_verb(node.text, "operative", self._profile):
            yield Block(Tag.HEADING, node, 2)
        else:
            yield Block(Tag.PARAGRAPH, node)
        for stray in strays:
            yield from self.block(stray, preamble=False)

    def _heading(
        self, element: etree._Element, titles: list[etree._Element], rest: list[etree._Element], rank: int
    ) -> Iterator[Block]:
        number = child(element, "num")
        lines = [*titles, *(inner for inner in rest if inner is not number)]
        nodes = [self._node(element, self._words(line)) for line in lines] or [self._node(element, Words())]
        if not lines and number is None:
            nodes[0].words = self._words(element)
        if number is not None:
            nodes[0].number = self._words(number).text
        for node in nodes:
            if node.words or node.number:
                yield Block(Tag.HEADING, node, rank)

    # ── inside a paragraph ──────────────────────────────────────────────────────────────────────────────────────
    def _fill(self, node: OpenPart, elements: list[etree._Element], lead: str | None = None) -> list[etree._Element]:
        """Number, own words, points and what follows them; gives back what is no part of a paragraph."""
        strays: list[etree._Element] = []
        self._add(node, plain_words(lead, self._profile), None)
        for element in elements:
            match local(element):
                case "num" if node.number is None:
                    node.number = self._words(element).text
                case "heading" | "subheading":
                    node.heading = node.heading.then(self._words(element), " ")
                case "list":
                    self._fill(node, list(element), element.text)
                case "sublist":
                    self._fill(_bearer(node), list(element), element.text)
                case "point":
                    point = self._node(element, Words(), kind=PartKind.SUBPARAGRAPH)
                    node.children.append(point)
                    strays += self._fill(point, list(element), element.text)
                case "table":
                    node.children.append(self._table(element))
                case "container" if child(element, "table") is not None:
                    node.children += [block.node for block in self.block(element, preamble=False)]
                case "content" | "alinea" | "blockContainer" if len(element) and local(element[0]) != "p":
                    strays += self._fill(node, list(element), element.text)
                case "content" if len(element) > 1:
                    strays += self._fill(node, list(element), element.text)
                case "paragraph" | "section" | "mainBody" | "preamble" | "formula":
                    strays.append(element)
                case _:
                    self._add(node, self._words(element), element)
                    strays += self._quotations(element)
            self._add(node, plain_words(element.tail, self._profile), None)
        return strays

    def _add(self, node: OpenPart, words: Words, element: etree._Element | None) -> None:
        """Own words come first; words behind points are a part of their own."""
        if not words:
            return
        if not node.words and not node.children:
            node.words = words
            return
        role = "wrap" if node.points() else "p"
        child_node = OpenPart(PartKind.PLAIN, words, role=role)
        if element is not None:
            child_node.source_id, child_node.line = element.get("eId"), _line(element)
        node.children.append(child_node)

    def _table(self, table: etree._Element) -> OpenPart:
        node = self._node(table, Words(), role="table")
        for inner in table:
            if local(inner) == "caption":
                node.heading = self._words(inner)
        node.children = read_rows(table, self._profile)
        return node

    def _words(self, element: etree._Element) -> Words:
        return read_words(element, self._profile)

    def _node(
        self, element: etree._Element, words: Words, role: str = "p", kind: PartKind = PartKind.PLAIN
    ) -> OpenPart:
        return OpenPart(kind, words, role=role, source_id=element.get("eId"), line=_line(element))


def _line(element: etree._Element) -> int:
    return element.sourceline or 0


def _is_centred(node: OpenPart) -> bool:
    """Whether the words are set as a heading: behind two tabs, and no sentence."""
    bare = not (node.number or node.heading or node.children)
    if not bare or not node.words.centred or is_sentence(node.text.rstrip(":：")):
        return False
    return len(node.text) <= (60 if leads_in(node.text) else 200)


def _bearer(node: OpenPart) -> OpenPart:
    """Under whom a sublist stands: the point before, but not under a bare line among numbered points."""
    points = node.points()
    if not points or (not points[-1].number and any(point.number for point in points)):
        return node
    return points[-1]
