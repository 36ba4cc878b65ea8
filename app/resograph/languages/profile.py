"""A language profile: how official texts of one language are set, numbered, dated and worded (``data/languages/``)."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from resograph.resources import resource, table
from resograph.symbols.address import LANGUAGES
from resograph.symbols.roman import to_roman
from resograph.text.digits import figure, western
from resograph.text.normal import single_spaced

_LONGEST_ORDINAL = 100
"""Characters of an ordinal number, in words or figures."""


@dataclass(frozen=True)
class Profile:
    """One language's data; sections of its file are reached with ``profile["numbering"]``."""

    code: str
    data: Mapping[str, Any]

    def __getitem__(self, section: str) -> Any:
        return self.data[section]

    def get(self, section: str) -> Mapping[str, Any]:
        """A section, empty where the file has none."""
        found: Mapping[str, Any] = self.data.get(section, {})
        return found

    @property
    def direction(self) -> str:
        """Writing direction, as HTML's ``dir``."""
        return str(self.data["direction"])

    def pattern(self, section: str, key: str) -> re.Pattern[str] | None:
        """A compiled pattern of the file; None where it has none."""
        if (section, key) not in self._patterns:
            text = self.get(section).get(key)
            self._patterns[section, key] = re.compile(text, re.VERBOSE if "\n" in text else 0) if text else None
        return self._patterns[section, key]

    @cached_property
    def _patterns(self) -> dict[tuple[str, str], re.Pattern[str] | None]:
        """Those that were asked for."""
        return {}

    @cached_property
    def _layout(self) -> list[re.Pattern[str]]:
        return [re.compile(pattern) for pattern in self["spacing"]["layout"]]

    def tidy(self, text: str) -> str:
        """NFC, single spaces, without the spaces that are only layout (DESIGN §3, ``reso:text``)."""
        plain = single_spaced(unicodedata.normalize("NFC", text))
        for pattern in self._layout:
            plain = pattern.sub("", plain)
        return plain

    def join(self, first: str, second: str) -> str:
        """Two lines of one paragraph as one; a hyphen at the end of the first is kept as printed."""
        first, second = first.rstrip(), second.lstrip()
        if not first or not second:
            return first or second
        if first[-1] in marks("joint") and first[-2:-1].isalnum() and second[0].isalnum():
            apart = second.split(" ", 1)[0] in self["spacing"].get("after_hyphen", ())
            return f"{first} {second}" if apart else first + second
        joint = self["spacing"]["join"]
        if second[0] in self["spacing"].get("closing", marks("behind")):
            return f"{first}{second}"
        if not joint and first[-1].isascii() and first[-1].isalnum() and second[0].isascii() and second[0].isalnum():
            joint = " "  # Latin words and numbers keep their space in a script without spaces
        return f"{first}{joint}{second}"

    @cached_property
    def _folds(self) -> dict[str, str]:
        return {str(key): str(value) for key, value in self["numbering"].get("fold", {}).items()}

    @cached_property
    def fold(self) -> Callable[[str], str]:
        """A printed number in its English ASCII form: "㈠" → "i", "14." → "14" (DESIGN §2, "Part ids")."""
        return lru_cache(maxsize=4096)(self._folded)

    def _folded(self, number: str) -> str:
        plain = number.strip()
        roman = self.pattern("numbering", "roman_figures")
        if roman and (figures := roman.fullmatch(plain)) and int(figures[1]):
            return to_roman(int(figures[1])).lower()
        for candidate in (plain, plain.strip(marks("numbering"))):
            if candidate in self._folds:
                return self._folds[candidate]
        plain = unicodedata.normalize("NFKC", plain)
        bare = plain.strip(marks("numbering"))
        if (value := self._in_characters(bare)) is not None:
            return to_roman(value) if plain.startswith(bare) else to_roman(value).lower()
        plain = "".join(self._folds.get(char, char) for char in plain)
        levels = re.split(r"(?<=\d)\.(?=\d)", unicodedata.normalize("NFKD", western(plain)))  # "1.1" is no 11
        return "-".join(re.sub(r"[^A-Za-z0-9]+", "", level) for level in levels)

    def _in_characters(self, number: str) -> int | None:
        """The value of a numeral such as 二十一, which numbers sections; in brackets, "(二十一)", points."""
        digits: dict[str, int] = self.get("numerals").get("digits", {})
        return self._positional(number, digits) or None if digits and number else None

    @cached_property
    def date_pattern(self) -> re.Pattern[str]:
        """Matches a date in running text; groups year, month, day."""
        return re.compile(self["dates"]["pattern"].replace("{months}", "|".join(self._months)), re.IGNORECASE)

    @cached_property
    def _months(self) -> dict[str, int]:
        months: dict[str, int] = self["dates"].get("months", {})
        return dict(sorted(months.items(), key=lambda item: -len(item[0])))

    def date(self, found: re.Match[str]) -> datetime.date | None:
        """The date of a match of ``date_pattern``; None where there is no such day."""
        month = found["month"].lower()
        number = self._months.get(month) or (int(month) if month.isdecimal() else None)
        day = re.sub(r"\D", "", found["day"])
        try:
            return datetime.date(int(found["year"]), number or 0, int(day))
        except ValueError:
            return None

    def find_date(self, text: str) -> datetime.date | None:
        """The first date of the text."""
        found = self.date_pattern.search(text)
        return self.date(found) if found else None

    def ordinal(self, words: str) -> int | None:
        """The number of an ordinal in words or figures: "七十" → 70, "Sixty-seventh" → 67, "63er" → 63."""
        if len(words) > _LONGEST_ORDINAL:
            return None
        if figures := re.fullmatch(r"(\d+)\D{0,3}", words.strip()):
            return figure(figures[1])
        table_: dict[str, int] = self.get("numerals").get("words", {})
        key = re.sub(r"[\s\-‑]+", " ", words.strip().lower())
        if key in table_:
            return table_[key]
        digits: dict[str, int] = self.get("numerals").get("digits", {})
        if not digits:
            return _sum_of_words(key.split(" "), table_)
        return self._positional(words.strip(), digits)

    def _positional(self, words: str, digits: Mapping[str, int]) -> int | None:
        total, digit = 0, 0
        units = {self["numerals"]["tens"]: 10, self["numerals"]["hundreds"]: 100}
        for char in words:
            if char in units:
                total += (digit or 1) * units[char]
                digit = 0
            elif char in digits:
                digit = digits[char]
            else:
                return None
        return total + digit

    def meeting(self, text: str) -> str | None:
        """The number of the first meeting that a text tells: "Octava sesión plenaria" → "8"."""
        found = self.meeting_in(text)
        return found[0] if found else None

    def meeting_in(self, text: str) -> tuple[str, int, int] | None:
        """The number of the first meeting that a text tells in figures, else in words; where it begins and ends."""
        figures, words = self._meetings
        if found := figures.search(text):
            return found["meeting"], found.start(), found.end()
        if self["closing"]["meeting_noun"] not in text.lower() or (found := words.search(text)) is None:
            return None
        told = found["ordinal"].split()
        for start in range(len(told)):  # words before the ordinal may be matched with it
            if number := self.ordinal(" ".join(told[start:])):
                begin = found.start("ordinal") + found["ordinal"].find(told[start]) if start else found.start()
                return str(number), begin, found.end()
        for end in range(len(told) - 1, 0, -1):  # or behind it, where it stands behind its noun
            if number := self.ordinal(" ".join(told[:end])):
                return str(number), found.start(), found.start("ordinal") + len(" ".join(told[:end]))
        return None

    @cached_property
    def _meetings(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        closing = self["closing"]
        return re.compile(closing["meeting"], re.IGNORECASE), re.compile(closing["meeting_in_words"], re.IGNORECASE)

    @cached_property
    def verb_phrases(self) -> dict[str, dict[str, dict[str, int]]]:
        """Phrase → section ("preambular", "operative") → verb slug → count, from ``phrases/{code}.tsv``."""
        phrases: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        for phrase, section, verb, count in _rows("phrases", self.code):
            phrases[phrase][section][verb] = int(count)
        return {phrase: dict(sections) for phrase, sections in phrases.items()}

    @cached_property
    def adverbs(self) -> dict[str, str]:
        """Adverb → kind ("also", "further", "again", "strong", "manner"), from ``adverbs/{code}.tsv``."""
        return dict(_rows("adverbs", self.code))


def _sum_of_words(words: list[str], values: Mapping[str, int]) -> int | None:
    """The sum of the words' values, pairs of words before single ones ("quatre vingt" is 80)."""
    total = 0
    while words:
        size = next((size for size in (2, 1) if " ".join(words[:size]) in values), None)
        if size is None:
            return None
        total += values[" ".join(words[:size])]
        words = words[size:]
    return total or None


@cache
def marks(kind: str) -> str:
    """Marks of punctuation of all scripts: "clause", "comma" or "closing" (``data/punctuation.toml``)."""
    return str(table("data", "punctuation.toml")[kind])


def leads_in(words: str) -> bool:
    """Whether words end with the mark behind which a list of points follows."""
    return words.rstrip().endswith(tuple(marks("lead_in")))


@cache
def bullet() -> re.Pattern[str]:
    """Matches the mark, with the spaces behind it, of a point without number; a dash close to a Latin word is none."""
    dashes, dots = re.escape(marks("dash")), re.escape(marks("bullet"))
    return re.compile(rf"(?:[{dashes}]{{1,2}}(?:\s+|(?=[^\W\d_A-Za-z]))|[{dots}]\s*)(?=\S)")


def _rows(folder: str, code: str) -> list[list[str]]:
    path = resource("data", "languages", folder, f"{code}.tsv")
    if not path.exists():
        return []
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]


@cache
def profile(code: str) -> Profile:
    """The profile of an official language, by its ISO 639-1 code."""
    return Profile(code, table("data", "languages", f"{code}.toml"))


def detect(text: str) -> str | None:
    """The official language of a text, by script and function words; None where it is none of them."""
    best, language = 0.0, None
    sample = text[:20000]
    letters = Counter(sample)
    total = sum(count for letter, count in letters.items() if letter.isalpha()) or 1
    tokens = Counter(re.findall(r"\w+", sample.lower()))
    for code in LANGUAGES:
        rules = profile(code)["detect"]
        own = re.compile(rules["script"]).fullmatch
        share = sum(count for letter, count in letters.items() if own(letter)) / total
        if share < 0.25:
            continue
        hits = sum(tokens[word] for word in set(rules["words"])) / (tokens.total() or 1)
        score = share + (hits * 4 if code != "zh" else 1)
        if score > best:
            best, language = score, code
    return language
