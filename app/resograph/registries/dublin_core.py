"""A record in simple Dublin Core: symbol, title, subjects, related documents. What its dates mean is not specified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from resograph.registries.record import Place, Record, Related
from resograph.symbols import SymbolError, parse
from resograph.symbols.elsewhere import from_un_address

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def record_of_dublin_core(root: etree._Element, source: str, number: str) -> Record:
    """What a record says; ``number`` is what the registry calls it."""
    identifiers = list(_texts(root, "identifier"))
    titles = [(element.get(_LANGUAGE, ""), (element.text or "").strip()) for element in root.iter("{*}title")]
    english = [title for language, title in titles if language.startswith("en")]
    return Record(
        source=source,
        number=number,
        symbols=tuple(_symbols(identifiers)),
        title=next(iter(english or [title for language, title in titles if not language]), ""),
        subjects=tuple(dict.fromkeys(_texts(root, "subject"))),
        related=tuple(Related("", symbol) for symbol in _symbols(_texts(root, "relation"))),
        places=tuple(Place("", text) for text in identifiers if text.startswith(("https://", "http://"))),
    )


def _texts(root: etree._Element, name: str) -> Iterator[str]:
    for element in root.iter(f"{{*}}{name}"):
        if text := (element.text or "").strip():
            yield text


def _symbols(texts: Iterable[str]) -> Iterator[str]:
    """The symbols that are among some texts, or that addresses of the UN's among them hold; each once."""
    found: dict[str, None] = {}
    for text in texts:
        try:
            found[parse(from_un_address(text) or text).text] = None
        except SymbolError:
            continue
    yield from found
