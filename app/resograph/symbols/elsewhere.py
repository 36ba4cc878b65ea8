"""Where a symbol leads outside this graph, and back (un-documents §4, "Where a symbol leads")."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote, unquote

from resograph.symbols.address import LONGEST
from resograph.symbols.akn import from_akn_iri
from resograph.symbols.grammar import any_of, heads
from resograph.symbols.symbol import Symbol, SymbolError


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


def match_un_address(href: str) -> re.Match[str] | None:
    """An address at docs.un.org or undocs.org: groups language (as written, or None) and symbol."""
    return _un_address().fullmatch(href) if len(href) <= LONGEST else None


def from_un_address(href: str) -> str | None:
    """The symbol that an address of the UN's or an Akoma Ntoso IRI names, as written; None where it names none.

    >>> from_un_address("https://undocs.org/ST/SGB/2003/7"), from_un_address("https://documents.un.org/x?s=A/67/1&l=en")
    ('ST/SGB/2003/7', 'A/67/1')
    """
    if len(href) > LONGEST:
        return None
    if "/akn/" in href:
        try:
            return str(from_akn_iri(href.partition("#")[0]).symbol)
        except SymbolError:
            return None
    found = match_un_address(href) or _ASKED.fullmatch(href)
    return unquote(found["symbol"]).strip("/ ") if found else None


_ASKED = re.compile(r"https?://documents\.un\.org/[^?#]*\?(?:[^#]*&)?s=(?P<symbol>[^&#]+).*", re.IGNORECASE)


@cache
def _un_address() -> re.Pattern[str]:
    """Two letters before a symbol are a language's, unless symbols begin with them."""
    begins = any_of(head for head in heads() if len(head) == 2)
    return re.compile(
        rf"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/++(?:(?P<language>(?!(?:{begins})/)[a-z]{{2}})/++)?(?P<symbol>.*)",
        re.IGNORECASE,
    )
