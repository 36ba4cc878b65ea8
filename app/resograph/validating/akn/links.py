"""Rules for links: citations as ``ref``, whole, to the document that they name, in the file's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from resograph.documents.xml import local
from resograph.resources import table
from resograph.symbols import from_un_address
from resograph.symbols.address import LANGUAGES
from resograph.symbols.elsewhere import match_un_address
from resograph.symbols.fit import Fit, fit
from resograph.validating.akn.file import AknFile
from resograph.validating.akn.flaws import Hit

_ILLEGAL = re.compile(r'[\s<>"{}|\\^`\[\]]')


@dataclass(frozen=True)
class CitationLink:
    """One citation: the anchors side by side that lead to one place, and where they lead."""

    anchors: tuple[etree._Element, ...]
    href: str

    @property
    def first(self) -> etree._Element:
        """Where it begins."""
        return self.anchors[0]

    @property
    def text(self) -> str:
        """The words of all its anchors."""
        return "".join("".join(anchor.itertext()) + self._joint(anchor) for anchor in self.anchors)

    def _joint(self, anchor: etree._Element) -> str:
        return (anchor.tail or "") if anchor is not self.anchors[-1] else ""

    @property
    def symbol(self) -> str | None:
        """The symbol that the target names, as written; None where it names none."""
        return from_un_address(self.href)


def links(file: AknFile) -> Iterator[CitationLink]:
    """The citations of the text."""
    group: list[etree._Element] = []
    for element in file.body:
        if local(element) not in ("a", "ref") or element.get("href") is None:
            continue
        if group and _goes_on(group[-1], element):
            group.append(element)
            continue
        if group:
            yield CitationLink(tuple(group), group[0].get("href") or "")
        group = [element]
    if group:
        yield CitationLink(tuple(group), group[0].get("href") or "")


def _goes_on(before: etree._Element, element: etree._Element) -> bool:
    return (
        element.getprevious() is before
        and element.get("href") == before.get("href")
        and not (before.tail or "").strip()
    )


def anchors(file: AknFile) -> Iterator[Hit]:
    """HTML anchors to documents, where a ``ref`` belongs."""
    for link in links(file):
        if local(link.first) == "a" and link.symbol:
            yield Hit("link.anchor", link.first, f"{link.text.strip()} {link.href}")


def languages(file: AknFile) -> Iterator[Hit]:
    """Links to another language version, or with a code that is no language's."""
    own = file.language
    for link in links(file):
        found = match_un_address(link.href)
        code = found["language"].lower() if found and found["language"] else None
        if code is None:
            continue
        values = {"code": code, "own": own or ""}
        if code not in LANGUAGES:
            yield Hit("link.language-code", link.first, f"{link.text.strip()} {link.href}", values)
        elif own and code != own:
            yield Hit("link.other-language", link.first, f"{link.text.strip()} {link.href}", values)


def targets(file: AknFile) -> Iterator[Hit]:
    """Links that lead nowhere, and links whose words name another document than their target."""
    for link in links(file):
        text = " ".join(link.text.split())
        if fault := _broken(link.href):
            yield Hit("link.broken", link.first, f"{text} {link.href}".strip(), {"href": link.href, "fault": fault})
        if link.symbol and text and fit(link.text, link.symbol) is Fit.OTHER:
            yield Hit("link.mismatch", link.first, f"{text} → {link.symbol}", {"text": text, "target": link.symbol})


def _broken(href: str) -> str | None:
    if not href.strip() or href.startswith(("about:", "file:", "javascript:")):
        return "nowhere"
    if _ILLEGAL.search(href.strip()):
        return "space"
    if not re.match(r"(?:https?://[^/]+\.|mailto:|/akn/|#)", href.strip()):
        return "relative"
    found = match_un_address(href)
    if found and (not found["symbol"].strip("/ ") or re.match(r"/|[a-z]{2}/", found["symbol"])):
        return "symbol"
    return None


def split_links(file: AknFile) -> Iterator[Hit]:
    """One citation over several anchors, and anchors over a piece of one."""
    for link in links(file):
        texts = [words for anchor in link.anchors if (words := "".join(anchor.itertext()).strip())]
        if len(texts) > 1:
            shown = " | ".join(texts)
            yield Hit("link.split", link.first, f"{shown} → {link.href}", {"pieces": str(len(texts)), "text": shown})
        elif link.symbol and texts and (rest := _rest(link.anchors, link.symbol)):
            yield Hit("link.partial", link.first, f"{texts[0]} of {rest}", {"text": texts[0], "whole": rest})


def _rest(group: Sequence[etree._Element], symbol: str) -> str | None:
    """The whole citation, where the words beside the link complete it."""
    text = "".join("".join(anchor.itertext()) for anchor in group).strip()
    if fit(text, symbol) is not Fit.PIECE:
        return None
    after = re.match(r"[\s]?[\w(/\-‑.][^\s,;،؛。，；]*", group[-1].tail or "")
    ordinal = table("data", "characters.toml")["figures"]["before"]
    before = re.search(rf"[^\s,;،؛。，；(（{ordinal}]{{1,12}}$", _before(group[0]))
    for whole in (
        text + (after[0] if after else ""),
        (before[0] if before else "") + text,
        (before[0] if before else "") + text + (after[0] if after else ""),
    ):
        if whole != text and fit(whole, symbol) is Fit.WHOLE:
            return whole.strip(" ,;.)،؛。") + (")" if "(" in whole else "")
    return None


def _before(anchor: etree._Element) -> str:
    previous = anchor.getprevious()
    if previous is not None:
        return previous.tail or "".join(previous.itertext())
    parent = anchor.getparent()
    return (parent.text or "") if parent is not None else ""


RULES = (anchors, languages, targets, split_links)
