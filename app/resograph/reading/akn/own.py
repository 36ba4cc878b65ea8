"""The files that we write ourselves, read back as they stand (``writing/akn.py`` says what each element means)."""

from __future__ import annotations

from lxml import etree

from resograph.documents import PartKind
from resograph.documents.xml import below, child, local
from resograph.languages.profile import Profile
from resograph.reading.akn.blocks import QUOTED
from resograph.reading.akn.nodes import OpenPart
from resograph.reading.akn.tables import read_rows
from resograph.reading.akn.words import Words, read_words

#: The class of a paragraph that holds an annex's own words beside its parts.
OWN_WORDS = "ownWords"
#: The class of a heading that stands above a preambular paragraph.
CAPTION = "caption"
_KINDS = {kind.value: kind for kind in PartKind}


def is_own(statement: etree._Element) -> bool:
    """Whether we wrote the file."""
    return any(found.get("source") == "#resograph" for found in below(child(statement, "meta"), "identification"))


def read_own(statement: etree._Element, rules: Profile) -> list[OpenPart]:
    """The parts of a file of ours, with the ids that it gives them."""
    return _Own(rules).read(statement)


class _Own:
    def __init__(self, rules: Profile) -> None:
        self._rules = rules

    def read(self, statement: etree._Element) -> list[OpenPart]:
        nodes: list[OpenPart] = []
        for holder in statement:
            match local(holder):
                case "coverPage":
                    nodes += [self._plain(line, "status") for line in below(holder, "docStatus") if line.get("eId")]
                case "preamble":
                    nodes += [self._preambular(element) for element in holder]
                case "mainBody":
                    nodes += self._hierarchies(holder)
                case "conclusions":
                    nodes += [self._plain(line, "conclusions") for line in holder]
                case "attachments":
                    nodes += [self._annex(attachment) for attachment in holder]
                case "meta" | "preface":
                    continue
                case _:
                    nodes.append(self._hierarchy(holder))
        return nodes

    def _node(self, element: etree._Element, kind: PartKind, role: str = "p") -> OpenPart:
        return OpenPart(
            kind, role=role, source_id=element.get("GUID"), line=element.sourceline or 0, eid=element.get("eId") or ""
        )

    def _plain(self, element: etree._Element, role: str) -> OpenPart:
        node = self._node(element, PartKind.PLAIN, role)
        node.words = self._words(element)
        return node

    def _preambular(self, element: etree._Element) -> OpenPart:
        formula = local(element) == "formula"
        node = self._node(element, PartKind.PLAIN if formula else PartKind.PREAMBULAR, "formula" if formula else "p")
        node.number = element.get("title")
        self._fill(node, element)
        return node

    def _hierarchies(self, holder: etree._Element) -> list[OpenPart]:
        return [self._hierarchy(element) for element in holder if element.get("eId") != "empty"]

    def _hierarchy(self, element: etree._Element) -> OpenPart:
        style = element.get("class")
        match local(element):
            case "section":
                node = self._node(element, PartKind.SECTION)
            case "point" | "item" if not style:
                node = self._node(element, PartKind.SUBPARAGRAPH)
            case _ if style in _KINDS:
                node = self._node(element, _KINDS[style])
            case _ if style:
                node = self._node(element, PartKind.PLAIN, style)
            case _:
                node = self._node(element, PartKind.OPERATIVE)
        if node.kind is PartKind.DRAFT:
            self._quoted(node, element)
        else:
            self._fill(node, element)
        return node

    def _quoted(self, node: OpenPart, element: etree._Element) -> None:
        """The parts of a quoted draft."""
        for inner in element:
            match local(inner):
                case "num":
                    node.number = self._words(inner).text
                case "heading":
                    node.heading = self._words(inner)
        for part in (part for quoted in below(child(element, "content"), *QUOTED)[:1] for part in quoted):
            opens = local(part) in ("formula", "container")
            node.children.append(self._preambular(part) if opens else self._hierarchy(part))

    def _fill(self, node: OpenPart, element: etree._Element) -> None:
        for inner in element:
            match local(inner):
                case "num":
                    node.number = self._words(inner).text
                case "heading":
                    node.heading = self._words(inner)
                case "content" if (table := child(inner, "table")) is not None:
                    node.children += read_rows(table, self._rules)
                case "p" if inner.get("class") == CAPTION:
                    node.heading = self._words(inner)
                case "p" | "content" | "intro" | "listIntroduction" if not node.words:
                    node.words = self._words(inner)
                case "p" | "content" | "intro" | "listIntroduction":
                    node.children.append(self._plain(inner, "p"))
                case "wrapUp" | "listWrapUp":
                    node.children.append(self._plain(inner, "wrap"))
                case "list" | "blockList":
                    self._fill(node, inner)
                case _:
                    node.children.append(self._hierarchy(inner))

    def _annex(self, attachment: etree._Element) -> OpenPart:
        doc = child(attachment, "doc")
        main = child(doc, "mainBody")
        if main is None:
            main = attachment
        node = self._node(main, PartKind.ANNEX)
        preface = child(doc, "preface")
        node.number = next((self._words(number).text for number in below(preface, "docNumber")), None)
        node.heading = next((self._words(title) for title in below(preface, "docTitle")), Words())
        for element in main:
            if element.get("class") == OWN_WORDS:
                node.words = self._words(element)
            elif element.get("eId") != "empty":
                node.children.append(self._hierarchy(element))
        return node

    def _words(self, element: etree._Element) -> Words:
        return read_words(element, self._rules)
