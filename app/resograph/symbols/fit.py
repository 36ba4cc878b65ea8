"""Whether the words of a link name the document that the link leads to: whole, a piece of it, or another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from resograph.symbols.address import LONGEST
from resograph.symbols.finding import read_symbol
from resograph.symbols.grammar import data
from resograph.symbols.roman import from_roman
from resograph.symbols.symbol import Symbol
from resograph.text.lookalikes import latin
from resograph.text.normal import as_typed

_NUMBER = re.compile(r"\d+|(?<![A-Za-z.])[IVXLC]+(?![A-Za-z.])", re.IGNORECASE)
_MARKED_ROMAN = re.compile(r"[(\-]([IVXLC]+)", re.IGNORECASE)
_HALVES = re.compile(r"[-\u2010\u2011](?=[A-Z]{1,4}/)")
_PARTS = re.compile(r"\s*\((?:supp|vol|part|parts|sect)[^)]*\)", re.IGNORECASE)


class Fit(Enum):
    """How words and target agree; UNKNOWN where the words hold no number."""

    WHOLE = auto()
    PIECE = auto()
    OTHER = auto()
    UNKNOWN = auto()


def fit(text: str, target: str) -> Fit:
    """Compare by numbers, in order: 217 A (III) is A/RES/217(III), A/56/1026-S/2002/932 is either half.

    Words longer than an address hold no number that is compared.
    """
    if max(len(text), len(target)) > LONGEST:
        return Fit.UNKNOWN
    halves = _HALVES.split(text)
    if len(halves) > 1:
        modifiers = "".join(re.findall(r"/(?:Add|Corr|Rev)\.\d+", halves[-1]))
        whole = any(fit(f"{half}{end}", target) is Fit.WHOLE for half in halves for end in ("", modifiers))
        return Fit.WHOLE if whole else Fit.OTHER
    words, symbol = _numbers(text), _numbers(target)
    if not words or not symbol:
        return Fit.UNKNOWN
    if _organ_differs(text, target):
        return Fit.OTHER
    if words == symbol or _within(symbol, words) or _within(_numbers(_without_parts(target)), words):
        return Fit.WHOLE
    return Fit.PIECE if _is_piece(words, symbol) else Fit.OTHER


def is_division(symbol: Symbol, whole: Symbol) -> bool:
    """Whether it is a volume, section or other part, in brackets, of the second document.

    >>> from resograph.symbols import parse
    >>> is_division(parse("A/75/49(Vol.I)"), parse("A/75/49")), is_division(parse("A/64/27(SUPP)"), parse("A/64/27"))
    (True, False)
    """
    rest = symbol.text.removeprefix(whole.text)
    return rest.startswith("(") and rest.strip("()") not in data()["supplements"] and symbol != whole


def _numbers(text: str) -> list[str]:
    """Numbers in figures, without leading zeros; roman numerals only behind a bracket or hyphen, else part letters."""
    plain = latin(as_typed(text))
    marked = set(_MARKED_ROMAN.findall(plain))
    found: list[str] = []
    for token in _NUMBER.findall(plain):
        value = token if token.isdecimal() else str((token in marked and from_roman(token.upper())) or "")
        if value:
            found.append(value.lstrip("0") or "0")
    return found


def _without_parts(text: str) -> str:
    """A symbol without what a supplement, volume or part adds."""
    return _PARTS.sub("", text)


def _within(inner: Sequence[str], outer: Sequence[str]) -> bool:
    return any(list(outer[start : start + len(inner)]) == list(inner) for start in range(len(outer)))


def _is_piece(words: Sequence[str], symbol: Sequence[str]) -> bool:
    """Whether the numbers stand in the symbol's, the first and last perhaps cut."""
    for start in range(len(symbol) - len(words) + 1):
        part = symbol[start : start + len(words)]
        inner = all(word == number for word, number in zip(words[1:-1], part[1:-1], strict=True))
        if len(words) == 1:
            return words[0] in part[0] or any(words[0] in number for number in symbol)
        if inner and part[0].endswith(words[0]) and part[-1].startswith(words[-1]):
            return True
    return False


def _organ_differs(text: str, target: str) -> bool:
    """Whether both are whole symbols, of different documents; a part letter that only one gives does not count."""
    ours, theirs = read_symbol(_without_parts(text)), read_symbol(_without_parts(target))
    if ours is None or theirs is None or ours == theirs:
        return False
    return (ours.prefix, ours.session, ours.number, ours.modifiers) != (
        theirs.prefix,
        theirs.session,
        theirs.number,
        theirs.modifiers,
    )
