"""Rules for who the document is: IRIs, organ, number, language, and the references of the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from lxml import etree

from resograph.documents.xml import child, flat, local
from resograph.symbols import Kind, Symbol, SymbolError, from_akn_iri, parse
from resograph.symbols.akn import LANGUAGES
from resograph.validating.akn.file import AknFile, front, identification
from resograph.validating.akn.flaws import Hit

_LEVELS = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
_ORGANS = {"unga": "un-ga", "unsc": "un-sc", "unecosoc": "un-ecosoc", "unga-hrc": "un-ga-hrc", "unhrc": "un-ga-hrc"}
_WORK = r"/akn/[a-z\-]+/[A-Za-z]+/[A-Za-z]+/[A-Za-z0-9\-.]+/(?P<date>\d{4}(?:-\d{2}-\d{2})?)/[A-Za-z0-9._\-]+"
_VERSION = r"/[a-z]{3}@(?:\d{4}-\d{2}-\d{2})?"
_COMPONENT = r"(?:/![A-Za-z0-9_/]+)?"
_IRIS = {
    "FRBRWork": re.compile(rf"{_WORK}{_COMPONENT}"),
    "FRBRExpression": re.compile(rf"{_WORK}{_VERSION}{_COMPONENT}"),
    "FRBRManifestation": re.compile(rf"{_WORK}{_VERSION}{_COMPONENT}\.[a-z]{{2,5}}"),
}
_FOLDERS = {"arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "russian": "ru", "spanish": "es"}
_LETTERS = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}
_LETTER = re.compile(r"(?:-\d{7}_?|\d_|\d [A-D]_|-|_\d{7}|RES_\d+_\d+)(?P<letter>[ACEFRS])(?:[-_]reissue)?\.xml$")


def _identities(file: AknFile) -> Iterator[tuple[str, etree._Element, etree._Element]]:
    """Level, its element, and each IRI in it."""
    for level in _LEVELS:
        for holder in file.all(level):
            for iri in holder:
                if local(iri) in ("FRBRthis", "FRBRuri"):
                    yield level, holder, iri


def malformed_iris(file: AknFile) -> Iterator[Hit]:
    """IRIs that are not of the naming convention's shape."""
    for level, _, iri in _identities(file):
        value = iri.get("value") or ""
        if not _IRIS[level].fullmatch(value):
            yield Hit("iri.malformed", iri, f"{value} ({_fault(value, level)})", {"fault": _fault(value, level)})


def _fault(value: str, level: str) -> str:
    if not value.startswith("/akn/"):
        return "no /akn/ in front"
    if "//" in value or not re.search(r"/\d{4}(?:-\d{2}-\d{2})?/", value):
        return "the date is missing"
    if re.search(r"@!", value):
        return "no slash between @ and !"
    if value.endswith("/"):
        return "slash at the end"
    if re.search(r"\s|[()]", value):
        return "a space or bracket in it"
    if level != "FRBRWork" and not re.search(r"/[a-z]{3}@", value):
        return "no language and version"
    return "not of the convention's shape"


def organ_names(file: AknFile) -> Iterator[Hit]:
    """Organs that are not spelled as the guidelines spell them."""
    for _, _, iri in _identities(file):
        found = re.match(r"/akn/un/[^/]+/[^/]+/([^/]+)/", iri.get("value") or "")
        right = _ORGANS.get(found[1]) if found else None
        if found and right:
            yield Hit("iri.organ", iri, f"{found[1]} → {right}", {"found": found[1], "right": right})


def language_in_iri(file: AknFile) -> Iterator[Hit]:
    """An IRI whose language is not FRBRlanguage's."""
    for holder in file.all("FRBRExpression"):
        mark = child(holder, "FRBRlanguage")
        stated = mark.get("language") if mark is not None else None
        for iri in holder:
            found = re.search(r"/([a-z]{3})@", iri.get("value") or "")
            if stated and found and found[1] != stated:
                yield Hit("language.iri", iri, iri.get("value") or "", {"stated": stated, "found": found[1]})


def language_of_text(file: AknFile) -> Iterator[Hit]:
    """Words in another language than FRBRlanguage says."""
    mark = next(iter(file.all("FRBRlanguage")), None)
    if mark is not None and file.detected and file.stated and file.detected != file.stated and file.detected_surely:
        values = {"stated": mark.get("language") or "", "found": LANGUAGES[file.detected]}
        yield Hit("language.text", mark, f"{values['stated']} ≠ {values['found']}", values)


def language_of_place(file: AknFile) -> Iterator[Hit]:
    """A folder or a letter of the file's name that is not of FRBRlanguage."""
    mark = next(iter(file.all("FRBRlanguage")), None)
    if mark is None or not file.stated:
        return
    folder = next((name for name in file.folders if name.lower() in _FOLDERS), None)
    letter = _LETTER.search(file.name)
    for shown, code in (
        (f"folder {folder}", _FOLDERS.get((folder or "").lower())),
        (f"letter {letter['letter']}" if letter else "", _LETTERS[letter["letter"]] if letter else None),
    ):
        if code and code != file.stated:
            yield Hit("language.place", mark, shown, {"stated": mark.get("language") or "", "found": shown})


def numbers(file: AknFile) -> Iterator[Hit]:
    """The printed symbol against the number of the IRI."""
    for document in file.statements:
        work = identification(document, "FRBRWork")
        uri = child(work, "FRBRuri")
        printed = next(iter(_symbols(document)), None)
        if uri is None or printed is None:
            continue
        element, symbol = printed
        named = _named(uri)
        whole = _with_letter(document, symbol)
        if named and (named.session, named.number, named.letters) != (whole.session, whole.number, whole.letters):
            yield Hit("number.disagrees", element, f"{whole} ≠ {named}", {"printed": str(whole), "named": str(named)})
        if not _in_name(symbol, PurePath(file.name).stem):
            yield Hit("number.file-name", element, f"{symbol} in {PurePath(file.name).name}", {"printed": str(symbol)})
        words = flat(element)
        given = {alias.get("value") for alias in (work if work is not None else []) if local(alias) == "FRBRalias"}
        if " " in words and str(symbol) not in given:
            yield Hit("number.spaces", element, words, {"right": str(symbol)})


def _in_name(symbol: Symbol, stem: str) -> bool:
    """Whether a name that is made of a symbol ("A_RES_76_131-2119153E") is made of this one."""
    if not re.match(r"(?:[AES]_(?:HRC_)?(?:RES|DEC|PRST)|GA decision )", stem):
        return True
    council = symbol.prefix == "S" and symbol.kind is Kind.RESOLUTION
    wanted = re.findall(r"\d+", (symbol.number or "") if council else f"{symbol.session} {symbol.number}")
    return wanted == re.findall(r"\d+", stem)[: len(wanted)]


def _symbols(document: etree._Element) -> Iterator[tuple[etree._Element, Symbol]]:
    numbers = front(document, "coverPage", "docNumber")
    for element in sorted(numbers, key=lambda number: not (number.get("refersTo") or "").endswith("symbol")):
        try:
            yield element, parse(flat(element))
        except SymbolError:
            continue


def _named(uri: etree._Element) -> Symbol | None:
    try:
        return from_akn_iri((uri.get("value") or "").rstrip("/")).symbol
    except SymbolError:
        return None


def _with_letter(document: etree._Element, symbol: Symbol) -> Symbol:
    """With the letter of a part that stands alone in the preface."""
    letters = [flat(number) for number in front(document, "preface", "docNumber")]
    letter = next((text for text in letters if re.fullmatch(r"[A-Z]", text)), None)
    if not letter or symbol.letters:
        return symbol
    try:
        return parse(f"{symbol}{letter}")
    except SymbolError:
        return symbol


def dangling_references(file: AknFile) -> Iterator[Hit]:
    """References to an id that no element of the file has."""
    ids = {element.get("eId") for element in file.root.iter() if element.get("eId")}
    for element in file.root.iter():
        for name in ("refersTo", "source", "as", "by"):
            value = element.get(name)
            if value and re.fullmatch(r"#\S+", value) and value[1:] not in ids:
                yield Hit("reference.dangling", element, f'{name}="{value}"', {"target": value[1:]})


def bare_references(file: AknFile) -> Iterator[Hit]:
    """Names of an element of ``references`` without the ``#`` that makes them a reference."""
    names = {element.get("eId") for name, found in file.elements.items() if name.startswith("TLC") for element in found}
    for element in file.root.iter():
        author = local(element) == "FRBRauthor"
        for name in ("refersTo", "href", "as") if author else ("refersTo",):
            value = element.get(name)
            if value and (value in names or (author and re.fullmatch(r"\w+", value))):
                yield Hit("reference.bare", element, f'{name}="{value}"', {"target": value})


def keywords(file: AknFile) -> Iterator[Hit]:
    """Keywords without the words to show."""
    for keyword in file.all("keyword"):
        if not (keyword.get("showAs") or "").strip():
            yield Hit("keyword.no-label", keyword, keyword.get("value") or "")


RULES = (
    malformed_iris,
    organ_names,
    language_in_iri,
    language_of_text,
    language_of_place,
    numbers,
    dangling_references,
    bare_references,
    keywords,
)
