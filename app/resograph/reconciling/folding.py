"""A name as it is compared: small letters, no accents, abbreviations written out, numbers as figures.

>>> folded("Korea, Rep. of").key == folded("Republic of Korea").key
True
>>> folded("3rd Committee").text
'3 committee'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from resograph.languages.profile import profile
from resograph.resources import table
from resograph.symbols.address import LANGUAGES
from resograph.text.normal import caseless, unmarked

HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+")
_DOTTED = re.compile(r"(?<!\w)(?:\w{1,2}\.){2,}")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_NONE: frozenset[str] = frozenset()
_SCORES = (60, 80)
"""Numbers that go on to nineteen: soixante-dix-septième."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A name made comparable: its words in order; its telling words sorted; those without common ones, sorted."""

    text: str
    key: str
    core: str
    figures: frozenset[str]
    """The numbers in it: names that differ in a number are of different things."""


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> Folded:
    """A name made comparable."""
    return fold(name)


def fold(name: str) -> Folded:
    """The same, not kept."""
    words = _shortened(_written_out(_without_year_signs(_words(name))))
    telling = sorted(word for word in words if word not in _small()) or sorted(words)
    core = [word for word in telling if word not in _common()] or telling
    figures = frozenset(word for word in words if word.isdecimal()) or _NONE
    key = " ".join(telling)
    return Folded(" ".join(words), key, " ".join(core) if len(core) < len(telling) else key, figures)


def words_of(name: str) -> list[str]:
    """The words of a name in small letters without accents, and nothing else changed.

    >>> words_of("Côte d’Ivoire, UN")
    ['cote', 'ivoire', 'un']
    """
    text = _elision().sub(r"\1 ", plain(name))
    return [word for word in _WORD.findall(_APOSTROPHE.sub("", text)) if word not in _elided()]


def telling(words: Iterable[str]) -> list[str]:
    """Words without those that tell nothing apart in any of the languages.

    >>> telling(["women", "and", "girls"])
    ['women', 'girls']
    """
    return [word for word in words if plain(word) not in _small()]


def plain(text: str) -> str:
    """Compatible forms made one, small letters, western figures, no marks on letters."""
    small = caseless(text)
    return small if small.isascii() else unicodedata.normalize("NFD", small.translate(_same())).translate(_UNMARKED)


class _Unmarked(dict[int, str | None]):
    """Character → itself, a western figure, or nothing for a mark; kept once it was met."""

    def __missing__(self, code: int) -> str | None:
        found = self[code] = unmarked(chr(code)) or None
        return found


_UNMARKED = _Unmarked()


def _words(name: str) -> list[str]:
    text = plain(name)
    text = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text)
    text = _APOSTROPHE.sub("", _elision().sub(r"\1 ", text))
    return [piece for word in _WORD.findall(text) for piece in _with_figures(word)]


def _with_figures(word: str) -> list[str]:
    """A word, its number as a figure: "3rd" → "3", 第七十届 → 第 70 届."""
    if word.isascii() or not HAN.match(word):
        ordinal = _ordinal().fullmatch(word)
        return [ordinal[1] if ordinal else word]
    pieces: list[str] = []
    done = 0
    for found in _han_numeral().finditer(word):
        numeral = found[1] or found[2]
        number = profile("zh").ordinal(numeral)
        if number is not None:
            start = found.end() - len(numeral)
            pieces += [word[done:start], str(number)]
            done = found.end()
    return [piece for piece in (*pieces, word[done:]) if piece]


def _without_year_signs(words: list[str]) -> list[str]:
    """The words without the sign that may stand after a year: 2022年国际玻璃年 and 2022国际玻璃年 are one name."""
    found: list[str] = []
    for word in words:
        is_after_year = bool(found) and found[-1].isdecimal() and len(found[-1]) == len("2022")
        if plain_word := word.removeprefix(_at_figures()["year"]) if is_after_year else word:
            found.append(plain_word)
    return found


def _shortened(words: list[str]) -> list[str]:
    """The words without "organization of the" where "United Nations" follows, in any language."""
    if _organization().isdisjoint(words):
        return words
    found: list[str] = []
    for place, word in enumerate(words):
        rest = [other for other in words[place + 1 : place + 5] if other not in _small()][:2]
        if not (word in _organization() and len(rest) > 1 and tuple(rest) in _nations()):
            found.append(word)
    return found


def _written_out(words: list[str]) -> list[str]:
    """Abbreviations and numbers in words replaced; "sixty seventh" is one number."""
    spelled: list[str] = []
    for word in words:
        spelled += _abbreviations().get(word, word).split()
    found: list[str] = []
    total = 0
    for word in spelled:
        value = _numerals().get(word)
        if value is not None and (value < 10 <= total or (value < 20 and total in _SCORES)):
            total += value
            continue
        if total:
            found.append(str(total))
        total = value or 0
        if value is None:
            found.append(word)
    return [*found, str(total)] if total else found


def grams(words: Iterable[str]) -> set[str]:
    """The pieces that a name is found by: of words three letters, of Han two signs."""
    return set().union(*map(_grams, words))


@lru_cache(maxsize=1 << 15)
def _grams(word: str) -> frozenset[str]:
    if HAN.match(word):
        return frozenset(word[start : start + 2] for start in range(max(1, len(word) - 1)))
    padded = f" {word} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def forms_of(word: str) -> Iterable[str]:
    """What one may begin to type for a word: the word; without what is written together with it; Han from any sign."""
    if HAN.match(word):
        return (word[start:] for start in range(len(word)))
    return {word, without_article(word)}


@lru_cache(maxsize=1 << 15)
def without_article(word: str) -> str:
    """A word without the article or preposition that is written together with it."""
    return next((word[len(start) :] for start, least in _joined() if _begins(word, start, least)), word)


def _begins(word: str, start: str, least: int) -> bool:
    return word.startswith(start) and len(word) - len(start) >= least


@cache
def _joined() -> Sequence[tuple[str, int]]:
    """What is written together with words, and how many letters must be left, the longest first."""
    found = {plain(start): least for code in LANGUAGES for start, least in profile(code).search.prefixes.items()}
    return sorted(found.items(), key=lambda item: -len(item[0]))


@cache
def _same() -> dict[int, str]:
    """Letters that the languages' profiles count as one."""
    pairs: dict[str, str] = {}
    for language in LANGUAGES:
        pairs |= profile(language).search.same
    return str.maketrans(pairs)


@cache
def _small() -> frozenset[str]:
    return frozenset(plain(word) for word in table("data", "reconciling.toml")["names"]["small"])


@cache
def _common() -> frozenset[str]:
    return frozenset(plain(word) for word in table("data", "reconciling.toml")["names"]["common"])


@cache
def _abbreviations() -> Mapping[str, str]:
    pairs = table("data", "reconciling.toml")["names"]["abbreviations"]
    return {plain(short): plain(words) for short, words in pairs.items()}


@cache
def _numerals() -> Mapping[str, int]:
    """Numbers in one word, of all languages; those above a hundred stay words."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for words, value in profile(language).numerals.words.items():
            if " " not in words and 0 < value < 100:
                found.setdefault(plain(words), value)
    return found


@cache
def _han_numeral() -> re.Pattern[str]:
    numerals = profile("zh").numerals
    signs = "".join([*numerals.digits, numerals.tens, numerals.hundreds])
    return re.compile(f"[{_at_figures()['before']}]([{signs}]+)|([{signs}]{{2,}})")


@cache
def _at_figures() -> Mapping[str, str]:
    return dict(table("data", "characters.toml")["figures"])


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(\d+)(?:{'|'.join(table('data', 'reconciling.toml')['names']['ordinals'])})")


@cache
def _elision() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({'|'.join(table('data', 'reconciling.toml')['names']['elisions'])})['’](?=\w)")


@cache
def _elided() -> frozenset[str]:
    return frozenset(table("data", "reconciling.toml")["names"]["elisions"])


@cache
def _organization() -> frozenset[str]:
    return frozenset(plain(word) for word in table("data", "reconciling.toml")["names"]["organization"])


@cache
def _nations() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(plain(words).split()) for words in table("data", "reconciling.toml")["names"]["nations"])
