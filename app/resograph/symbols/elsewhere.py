"""Where a symbol leads outside this graph (un-documents §4, "Where a symbol leads")."""

from __future__ import annotations

from urllib.parse import quote

from resograph.symbols.symbol import Symbol

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def un_addresses(symbol: Symbol, language: str = "en") -> dict[str, str]:
    """Addresses of the document at the UN's own services, by service: ``docs`` (page), ``pdf``, ``word``.

    >>> from resograph.symbols import parse
    >>> un_addresses(parse("S/RES/1325(2000)"))["docs"]
    'https://docs.un.org/en/S/RES/1325(2000)'
    """
    path = quote(symbol.text, safe="/().-")
    access = f"https://documents.un.org/api/symbol/access?s={path}&l={language}&t="
    return {"docs": f"https://docs.un.org/{language}/{path}", "pdf": f"{access}pdf", "word": f"{access}doc"}
