"""What is meant by the names and symbols that an assistant gives."""

from __future__ import annotations

from fastapi import FastAPI

from resograph.annotating.references import find_references
from resograph.assistants.declared import advice, sentence
from resograph.languages.profile import detect
from resograph.reconciling import Query, Strictness
from resograph.releases.reader import ReleaseGraph
from resograph.symbols import Address, AddressError, Symbol, SymbolError, parse, parse_path
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary
from resograph.web.known import address_meant, near_to
from resograph.web.registries.reconcile.known import matcher_of
from resograph.web.state import state_of
from resograph.web.typed import symbol_typed

_SEVERAL = 3
"""Names that a choice shows."""


def graph_of(app: FastAPI) -> ReleaseGraph:
    """The release being served."""
    return state_of(app).graph


def address_in(app: FastAPI, text: str) -> Address:
    """The document, version or part that a symbol or address names.

    Raises:
        AdviceError: it names none.
    """
    path = text.strip().removeprefix(graph_of(app).base).lstrip("/")
    try:
        return parse_path(path)
    except (AddressError, SymbolError) as error:
        try:
            return address_meant(app, path) or Address(_typed(app, path))
        except (AddressError, SymbolError):
            raise advice("no_document", text=text, why=error) from None


def _typed(app: FastAPI, text: str) -> Symbol:
    """The symbol that is typed in other words: "UNSCR 1325", "GA res. 67/138".

    Raises:
        SymbolError: it is none, or may be several.
    """
    try:
        return symbol_typed(app, text)
    except SymbolError:
        found = {one.path for one in find_references(text, "en", vocabulary()) if one.kind == "document"}
        if len(found) != 1:
            raise
        return parse(found.pop())


def held_in(app: FastAPI, text: str) -> Address:
    """The same of a document that is held.

    Raises:
        AdviceError: it is not held; what is near is told.
    """
    address = address_in(app, text)
    if not graph_of(app).holds(address.symbol):
        near = held_near(app, address.symbol)
        told = sentence("near", names=near) if near else ""
        raise advice("not_held", symbol=address.symbol, near=told)
    return address


def held_near(app: FastAPI, symbol: Symbol) -> list[str]:
    """Symbols of held documents that are near to one."""
    graph = graph_of(app)
    return [one for one in near_to(app, symbol) if graph.holds(parse(one))][:_SEVERAL]


def thing_in(app: FastAPI, text: str, types: tuple[str, ...], example: str) -> str:
    """The path of the thing that a path, an address or a name names; "" for "".

    Raises:
        AdviceError: nothing is called so, or several things are.
    """
    name = text.strip().removeprefix(graph_of(app).base)
    if not name or graph_of(app).node_at(name) is not None:
        return name
    found = [one for one in matcher_of(app).find(Query(name, types, Strictness.ANY, _SEVERAL)) if one.known]
    if not found:
        raise advice("none_like", text=text, example=example)
    if not found[0].match and len(found) > 1:
        names = [f"{one.entry.name()} ({one.entry.path})" for one in found]
        raise advice("several", text=text, names=names)
    return found[0].entry.path


def version_in(app: FastAPI, symbol: Symbol, wanted: str) -> str:
    """The language in which a held document is read: the wanted one, else the first that there is.

    Raises:
        AdviceError: it is not held in that language.
    """
    held = graph_of(app).release.languages(symbol.text)
    codes = [code for code in LANGUAGES if code in held]
    if wanted and wanted not in codes:
        raise advice("no_version", symbol=symbol, language=wanted, languages=codes)
    return wanted or codes[0]


def language_of_words(text: str, wanted: str) -> str:
    """The language told, else the one that words show.

    Raises:
        AdviceError: they show none.
    """
    if code := wanted or detect(text):
        return code
    raise advice("no_language", languages=list(LANGUAGES))


def best(texts: dict[str, str], language: str) -> tuple[str, str]:
    """A text in the language, or in the first that there is, and that language."""
    for code in (language, *LANGUAGES, *texts):
        if code in texts:
            return texts[code], code
    return "", language
