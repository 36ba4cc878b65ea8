"""An Akoma Ntoso file as it stands: its elements by name, its documents, and what it says of its language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from lxml import etree

from resograph.documents.xml import below, child, flat, local
from resograph.languages.profile import Profile, detect, profile
from resograph.reading.akn.blocks import APART
from resograph.symbols.address import LANGUAGES
from resograph.symbols.akn import LANGUAGES as LONG

SHORT = {long: short for short, long in LONG.items()}
"""ISO 639-3, as FRBRlanguage has it, to ISO 639-1."""

_DOCUMENTS = ("statement", "doc", "documentCollection", "act", "bill", "amendment", "debate", "judgment", "portion")
_ENOUGH = 200


@dataclass(frozen=True)
class AknFile:
    """A parsed file. ``name`` is its path as given: folder and letter tell the language that it is filed under."""

    root: etree._Element
    name: str

    @cached_property
    def elements(self) -> Mapping[str, list[etree._Element]]:
        """Elements by name, in document order."""
        found: dict[str, list[etree._Element]] = defaultdict(list)
        for element in self.root.iter():
            found[local(element)].append(element)
        return found

    def all(self, *names: str) -> list[etree._Element]:
        """The elements of these names."""
        if len(names) == 1:
            return self.elements.get(names[0], [])
        return [element for name in names for element in self.elements.get(name, [])]

    @cached_property
    def documents(self) -> list[etree._Element]:
        """The whole documents: the statement, or the collection and each of its parts; not the annexes."""
        holders = ("akomaNtoso", "component")
        return [
            element
            for name in _DOCUMENTS
            for element in self.all(name)
            if (parent := element.getparent()) is None or local(parent) in holders
        ]

    @cached_property
    def statements(self) -> list[etree._Element]:
        """Those of the documents that hold a text of their own."""
        return [document for document in self.documents if local(document) != "documentCollection"]

    @cached_property
    def stated(self) -> str | None:
        """The language of the first FRBRlanguage, as ISO 639-1 where it is official, else as it stands."""
        mark = next((mark.get("language") for mark in self.all("FRBRlanguage") if mark.get("language")), None)
        return SHORT.get(mark, mark) if mark else None

    @cached_property
    def detected(self) -> str | None:
        """The official language of the words; None for few words or another language."""
        return detect(self.words) if len(self.words) >= _ENOUGH else None

    @cached_property
    def detected_surely(self) -> bool:
        """Whether the words leave no doubt: another script, or twice the function words of the language stated."""
        if self.detected is None or self.stated not in LANGUAGES:
            return False
        found, told = profile(self.detected).general.detect, profile(self.stated).general.detect
        if found.script.text != told.script.text and "A-Za-z" not in found.script.text + told.script.text:
            return True
        tokens = re.findall(r"\w+", self.words.lower())
        hits = [sum(token in set(rules.words) for token in tokens) for rules in (found, told)]
        return hits[0] >= 2 * hits[1] and hits[0] >= 10

    @cached_property
    def words(self) -> str:
        """All words of the bodies."""
        return " ".join(flat(part) for document in self.statements for part in document if local(part) not in APART)

    @cached_property
    def language(self) -> str | None:
        """The official language that the words are in: as stated, unless they leave no doubt that it is another."""
        code = self.detected if self.detected_surely else self.stated or self.detected
        return code if code in LANGUAGES else None

    @cached_property
    def rules(self) -> Profile:
        """The profile of that language; English where there is none."""
        return profile(self.language or "en")

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The folders of its path, innermost first."""
        return tuple(reversed(PurePath(self.name).parts[:-1]))

    @cached_property
    def body(self) -> list[etree._Element]:
        """All elements of the text, in document order: those that stand in no ``meta``."""
        found: list[etree._Element] = []
        waiting = [part for document in reversed(self.documents) for part in reversed(document)]
        while waiting:
            element = waiting.pop()
            if local(element) not in ("meta", "components"):
                found.append(element)
                waiting.extend(reversed(element))
        return found


def front(document: etree._Element, page: str, *names: str) -> list[etree._Element]:
    """Elements of these names on a page ("coverPage", "preface", "conclusions") of a document."""
    return [found for holder in document if local(holder) == page for found in below(holder, *names)]


def identification(document: etree._Element, level: str) -> etree._Element | None:
    """The FRBR level ("FRBRWork") of a document's own identification."""
    return child(child(child(document, "meta"), "identification"), level)
