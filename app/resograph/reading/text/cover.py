"""The symbol and the cover: what the lines around the text say."""

from __future__ import annotations

import datetime
import re
from pathlib import PurePath

from resograph.documents import Cover, Finding, Part, PartKind
from resograph.languages import Profile
from resograph.reading.errors import UnreadableError
from resograph.reading.text.furniture import Pages
from resograph.reading.text.structure import Node, Structure
from resograph.symbols import Symbol, SymbolError, parse

_PREFIX = {"un-ga": "A/RES/", "un-sc": "S/RES/", "un-ecosoc": "E/RES/", "un-hrc": "A/HRC/RES/"}


def read_cover(
    structure: Structure, pages: Pages, profile: Profile, name: str
) -> tuple[Symbol, Cover, tuple[Part, ...]]:
    """The symbol, the cover and the parts.

    Raises:
        UnreadableError: nothing tells which document this is.
    """
    symbol = _symbol(structure, pages, name)
    words = "\n".join(block.text for block in structure.cover)
    closing = "\n".join(structure.closing)
    reissued = _reissue(structure, profile)
    meeting = re.search(profile["closing"]["meeting"], closing, re.IGNORECASE)
    session = _session(words, profile) or (symbol.session_number if symbol.body != "un-sc" else None)
    cover = Cover(
        adopted=profile.find_date(closing),
        reissued=reissued,
        session=session,
        meeting=meeting["meeting"] if meeting else None,
        job_number=pages.job_number,
    )
    if structure.closing and not cover.adopted:
        structure.findings.append(
            Finding("text.no-adoption-date", "The closing lines hold no date of adoption.", evidence=closing)
        )
    return symbol, cover, structure.parts()


def _symbol(structure: Structure, pages: Pages, name: str) -> Symbol:
    number = re.sub(r"\s", "", structure.number or "")
    known = {str(symbol): symbol for symbol in pages.symbols}
    for block in structure.cover:
        for word in re.findall(r"(?<!\S)[A-Z]+/\S+", block.text):
            try:
                known.setdefault(str(parse(word)), parse(word))
            except SymbolError:
                continue
    for symbol in known.values():
        if symbol.body and number and re.sub(r"\s", "", symbol.printed_number) == number:
            return symbol
    if number and structure.organ:
        try:
            return parse(_PREFIX[structure.organ] + number)
        except SymbolError as error:
            raise UnreadableError(f"{name or 'The text'}: its number {number} makes no symbol. {error}") from error
    adopted = next((symbol for symbol in pages.symbols if symbol.body), None)
    if structure.organ and adopted:
        return adopted
    hint = re.sub(r"[-.][a-z]{2}$", "", PurePath(name).stem).replace("_", "/")
    try:
        if structure.organ:
            return parse(hint)
    except SymbolError:
        pass
    raise UnreadableError(
        f"{name or 'The input'} is no resolution that can be read: it has neither a number such as “67/138.” "
        "before its title nor a symbol such as A/RES/67/138 with an organ's opening words (“The General Assembly,”)."
    )


def _session(words: str, profile: Profile) -> str | None:
    found = re.search(profile["masthead"]["session"], words, re.IGNORECASE)
    number = profile.ordinal(found["ordinal"]) if found else None
    return str(number) if number else None


def _reissue(structure: Structure, profile: Profile) -> datetime.date | None:
    """The date of reissue; asterisk notes are kept as plain parts before the text."""
    date = None
    for text in reversed(structure.other_notes):
        found = re.search(profile["notes"]["reissue"], text)
        if found:
            date = profile.find_date(found["date"])
        structure.nodes.insert(0, Node(PartKind.PLAIN, text, role="status" if found else "p"))
    return date
