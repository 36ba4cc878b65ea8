"""Files whose name tells another document or language than their text: misnamed, or put in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from resograph.documents import Document, Finding, Severity
from resograph.symbols import Symbol
from resograph.symbols.address import language_named

_HEAD = re.compile(r"(?P<prefix>[A-Z]{1,5}(?:[_.][A-Z]{1,5})*)[_.][A-Z.]{0,6}\d[\w.]*")
_FIGURES = re.compile(r"\d{1,9}")
_CAPITALS = re.compile(r"[A-Z]+")
_LANGUAGE = re.compile(r"(?:[_-](?:\d{5,8})?(?P<letter>[ACEFRS])|[_.-](?P<code>[a-z]{2}))$")
"""A language at the end of a name: behind a job number, or alone; one letter behind a number may be that of a part."""
RULE, LANGUAGE_RULE = "read.misnamed", "read.misnamed-language"


def with_names_told(documents: Iterable[Document], name: str) -> list[Document]:
    """The documents of a file, with a finding where its name tells none of them, or another language.

    What a name tells is compared by its letters and figures: ``S_RES_2704-2321043E.xml`` is S/RES/2704(2023). A name
    that is no symbol tells nothing.
    """
    found = list(documents)
    told = name_tells(name)
    if told and found and not any(_fits(told, document.symbol) for document in found):
        symbols = ", ".join(document.symbol.text for document in found)
        text = f"The file’s name {name} tells another document than its text, which is {symbols}; the text counts."
        found = [_add(document, RULE, text) for document in found]
    ends = _LANGUAGE.search(PurePath(name[:200]).stem)
    language = language_named(ends["letter"] or ends["code"]) if ends else None
    if language is None:
        return found
    wrong = f"The file’s name {name} tells another language than its text; the text counts."
    return [_add(one, LANGUAGE_RULE, wrong) if one.language != language else one for one in found]


def name_tells(name: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Letters and figures of the symbol with which a file's name begins; None where it begins with none.

    >>> name_tells("A_RES_76_10-2117757E.xml"), name_tells("notes.txt")
    ((('A', 'RES'), ('76', '10')), None)
    """
    found = _HEAD.match(re.split(r"[ ()-]", PurePath(name[:200]).stem, maxsplit=1)[0])
    if found is None:
        return None
    return tuple(_CAPITALS.findall(found["prefix"])), _figures(found[0])


def _fits(told: tuple[tuple[str, ...], tuple[str, ...]], symbol: Symbol) -> bool:
    """Whether a name may be that of a document: what stands in brackets is often left out, a job number added."""
    letters, figures = told
    own = _figures(symbol.text.partition("(")[0])
    same = letters == tuple(_CAPITALS.findall(symbol.text))[: len(letters)]
    return same and (len(figures) < len(own) or figures[: len(own)] == own)


def _figures(text: str) -> tuple[str, ...]:
    return tuple(figure.lstrip("0") or "0" for figure in _FIGURES.findall(text))


def _add(document: Document, rule: str, text: str) -> Document:
    return replace(document, findings=(*document.findings, Finding(rule, text, Severity.WARNING)))
