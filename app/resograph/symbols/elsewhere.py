"""Where a symbol leads outside this graph, and back (un-documents §4, "Where a symbol leads")."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from resograph.symbols.address import LONGEST
from resograph.symbols.akn import from_akn_iri
from resograph.symbols.symbol import Symbol, SymbolError

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def un_addresses(symbol: Symbol, language: str = "en") -> dict[str, str]:
    """Addresses of the document at the UN's own services, by service: ``docs`` (page), ``undocs`` (its older
    name), ``pdf``, ``word``.

    >>> from resograph.symbols import parse
    >>> un_addresses(parse("S/RES/1325(2000)"))["docs"]
    'https://docs.un.org/en/S/RES/1325(2000)'
    """
    path = quote(symbol.text, safe="/().-")
    access = f"https://documents.un.org/api/symbol/access?s={path}&l={language}&t="
    return {
        "docs": f"https://docs.un.org/{language}/{path}",
        "undocs": f"https://undocs.org/{language}/{path}",
        "pdf": f"{access}pdf",
        "word": f"{access}doc",
    }


UN_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/++(?:(?P<language>[a-z]{2})/++)?(?P<symbol>.*)", re.I
)


def from_un_address(href: str) -> str | None:
    """The symbol that an address of the UN's or an Akoma Ntoso IRI names, as written; None where it names none."""
    if len(href) > LONGEST:
        return None
    if "/akn/" in href:
        try:
            return str(from_akn_iri(href.partition("#")[0]).symbol)
        except SymbolError:
            return None
    found = UN_ADDRESS.fullmatch(href)
    return unquote(found["symbol"]).strip("/ ") if found else None
