"""Akoma Ntoso IRIs of what the organs adopt, both ways (AKN4UN guidelines, part 1, naming convention)."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from resograph.symbols.address import LONGEST
from resograph.symbols.grammar import organ_of, organs
from resograph.symbols.sessions import is_decision_number
from resograph.symbols.symbol import Symbol, SymbolError, parse

#: ISO 639-3, as Akoma Ntoso names languages, for the six official ones.
LANGUAGES = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
_SHORT = {long: short for short, long in LANGUAGES.items()}

_IRI = re.compile(
    r"""/?akn/un/statement/deliberation/
    (?P<organ>[a-z\-]+)/
    (?:(?P<date>\d{4}-\d{2}-\d{2})?/)?            # published files sometimes leave it empty
    (?P<number>[A-Za-z0-9()_.\-]+)
    (?:/(?P<language>[a-z]{3})@(?P<version>\d{4}-\d{2}-\d{2})?)?   # expression
    /*+(?:!(?P<component>[A-Za-z0-9_]+))?/*        # component
    (?:~(?P<portion>[A-Za-z0-9_\->]+))?           # portion
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class AknReference:
    """What an Akoma Ntoso IRI says: the symbol, the work's date, language, version date and portion."""

    symbol: Symbol
    date: str | None
    language: str | None
    version: str | None
    portion: str | None


def akn_iri(
    symbol: Symbol, adopted: datetime.date | None, language: str | None = None, version: datetime.date | None = None
) -> str | None:
    """The work's IRI, or the expression's where a language is given; None for what is not adopted or has no date.

    >>> akn_iri(parse("A/RES/67/138"), datetime.date(2012, 12, 20))
    '/akn/un/statement/deliberation/un-ga/2012-12-20/67-138'
    """
    organ = organ_of(symbol.prefix) if symbol.body else None
    if organ is None or adopted is None:
        return None
    iri = f"/akn/un/statement/deliberation/{organ.akn}/{adopted.isoformat()}/{number_of(symbol)}"
    return f"{iri}/{LANGUAGES[language]}@{version.isoformat() if version else ''}" if language else iri


def number_of(symbol: Symbol) -> str:
    """The number as it stands in the IRI: slash to hyphen, the Council's year behind ("2500-2019")."""
    modifiers = "".join(f"-{mark}" for mark in symbol.modifiers)
    bracketed = "(" in symbol.text
    number = f"{symbol.number}{symbol.letters}"
    return (f"{number}-{symbol.session}" if bracketed else f"{symbol.session}-{number}") + modifiers


def from_akn_iri(iri: str) -> AknReference:
    """What the IRI says, in the guidelines' spelling or a published one.

    Raises:
        SymbolError: it is no IRI of an adopted text.
    """
    found = _IRI.fullmatch(iri) if len(iri) <= LONGEST else None
    if not found:
        raise SymbolError(
            f"“{iri[:120]}” is no Akoma Ntoso IRI of an adopted UN text; a right one is "
            "/akn/un/statement/deliberation/un-ga/2012-12-20/67-138."
        )
    named = (organ for organ in organs() if found["organ"] in (organ.akn, organ.body, *organ.akn_other))
    organ = next(named, None)
    if organ is None:
        known = ", ".join(organ.akn for organ in organs())
        raise SymbolError(f"“{found['organ']}” is no organ that adopts; known are {known}.")
    portion = found["portion"]
    component = found["component"]
    if component and component != "main":
        portion = f"{component}__{portion}" if portion else component
    symbol = _symbol(organ.prefix, found["number"])
    language = _SHORT.get(found["language"] or "")
    return AknReference(symbol, found["date"], language, found["version"], portion)


def _symbol(prefix: str, number: str) -> Symbol:
    modifiers = ""
    while found := re.search(r"-((?:Corr|Rev|Add|Amend)\.\d+)$", number):
        modifiers = f"/{found[1]}{modifiers}"
        number = number[: found.start()]
    if prefix == "S":
        council = re.fullmatch(r"(\d+)[-_]\(?(\d{4})\)?", number)
        if council and not re.fullmatch(r"(?:19[4-9]\d|20\d\d)-\d{1,3}", number):
            return parse(f"S/RES/{council[1]}({council[2]}){modifiers}")
        return parse(f"S/PRST/{number.replace('-', '/', 1)}{modifiers}")
    if old := re.fullmatch(r"(\d+(?:[A-Z](?:-[A-Z])?)?)(?:[-_]\(?|\()((?:E?S-)?[IVXLC]+)\)?", number):
        return parse(f"{prefix}/RES/{old[1]}({old[2]}){modifiers}")
    new = re.fullmatch(r"((?:E?S-)?\d+)-(\d+)_?([A-Z](?:-[A-Z])?)?", number)
    if not new:
        raise SymbolError(f"“{number}” is no number of an adopted text.")
    mark = "DEC" if is_decision_number(prefix, new[1], int(new[2])) else "RES"
    return parse(f"{prefix}/{mark}/{new[1]}/{new[2]}{new[3] or ''}{modifiers}")
