"""A language profile: how official texts of one language are set, numbered, dated and worded (``data/languages/``)."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cache, cached_property, lru_cache
from typing import Any, TypeVar

from resograph.languages.composing import composer
from resograph.languages.files import language_file
from resograph.languages.reading import read_section
from resograph.languages.sections.acts import Acts
from resograph.languages.sections.addressees import Addressees
from resograph.languages.sections.citations import Citations
from resograph.languages.sections.deliverables import Deliverables
from resograph.languages.sections.effects import Effects
from resograph.languages.sections.general import General, Numbering, Numerals, Spacing
from resograph.languages.sections.masthead import Masthead
from resograph.languages.sections.meant import Meant
from resograph.languages.sections.names import Names
from resograph.languages.sections.references import References
from resograph.languages.sections.reporting import Reports
from resograph.languages.sections.search import Search
from resograph.languages.sections.session_bodies import SessionBodies
from resograph.languages.sections.themes import Themes
from resograph.resources import table
from resograph.symbols.address import LANGUAGES
from resograph.symbols.roman import to_roman
from resograph.text.digits import figure, western
from resograph.text.normal import single_spaced

_S = TypeVar("_S")
_LONGEST_ORDINAL = 100
"""Characters of an ordinal number, in words or figures."""
SECTIONS: Mapping[str, type[Any]] = {
    "profile": General,
    "masthead": Masthead,
    "acts": Acts,
    "addressees": Addressees,
    "citations": Citations,
    "references": References,
    "names": Names,
    "meant": Meant,
    "session-bodies": SessionBodies,
    "reporting": Reports,
    "deliverables": Deliverables,
    "effects": Effects,
    "themes": Themes,
    "search": Search,
}
"""File of a language (its name without ``.toml``) → the dataclass that has its keys."""


class Profile:
    """One language's data, each file of its folder read when it is first asked for, into its dataclass.

    Raises:
        LanguageDataError: on the first use of a file that is wrong.
    """

    def __init__(self, code: str) -> None:
        self.code = code

    def _section(self, kind: type[_S], name: str) -> _S:
        return read_section(kind, language_file(self.code, f"{name}.toml"), composer(self.code))

    @cached_property
    def general(self) -> General:
        """How texts are set, numbered and dated."""
        return self._section(General, "profile")

    @cached_property
    def masthead(self) -> Masthead:
        """Covers, closing lines, notes of reissue."""
        return self._section(Masthead, "masthead")

    @cached_property
    def acts(self) -> Acts:
        """How paragraphs are parted into acts."""
        return self._section(Acts, "acts")

    @cached_property
    def addressees(self) -> Addressees:
        """Whom an act asks."""
        return self._section(Addressees, "addressees")

    @cached_property
    def citations(self) -> Citations:
        """How documents are cited."""
        return self._section(Citations, "citations")

    @cached_property
    def references(self) -> References:
        """How others than the United Nations cite documents."""
        return self._section(References, "references")

    @cached_property
    def session_bodies(self) -> SessionBodies:
        """Whose a session is."""
        return self._section(SessionBodies, "session-bodies")

    @cached_property
    def deliverables(self) -> Deliverables:
        """What is due beside reports, and times."""
        return self._section(Deliverables, "deliverables")

    @cached_property
    def effects(self) -> Effects:
        """What a text does to another."""
        return self._section(Effects, "effects")

    @cached_property
    def names(self) -> Names:
        """How names are compared, and those told by their shape."""
        return self._section(Names, "names")

    @cached_property
    def meant(self) -> Meant:
        """Names of actors that no vocabulary has, and short forms."""
        return self._section(Meant, "meant")

    @cached_property
    def themes(self) -> Themes:
        """Themes told by number and by words."""
        return self._section(Themes, "themes")

    @cached_property
    def reports(self) -> Reports:
        """What asks for a report."""
        return self._section(Reports, "reporting")

    @cached_property
    def search(self) -> Search:
        """How words are made alike for search."""
        return self._section(Search, "search")

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return self.general.name

    @property
    def direction(self) -> str:
        """Writing direction, as HTML's ``dir``."""
        return self.general.direction

    @property
    def spacing(self) -> Spacing:
        """Spaces and line breaks."""
        return self.general.spacing

    @property
    def numbering(self) -> Numbering:
        """Printed numbers."""
        return self.general.numbering

    @property
    def numerals(self) -> Numerals:
        """Numbers in words."""
        return self.general.numerals

    @property
    def formulas(self) -> Mapping[str, tuple[str, ...]]:
        """Body → its enacting formulas."""
        return self.general.formulas

    def tidy(self, text: str) -> str:
        """NFC, single spaces, without the spaces that are only layout (DESIGN §3, ``reso:text``)."""
        plain = single_spaced(unicodedata.normalize("NFC", text))
        for pattern in self.spacing.layout:
            plain = pattern.re.sub("", plain)
        return plain

    def join(self, first: str, second: str) -> str:
        """Two lines of one paragraph as one; a hyphen at the end of the first is kept as printed."""
        first, second = first.rstrip(), second.lstrip()
        if not first or not second:
            return first or second
        if first[-1] in marks("joint") and first[-2:-1].isalnum() and second[0].isalnum():
            apart = second.split(" ", 1)[0] in self.spacing.after_hyphen
            return f"{first} {second}" if apart else first + second
        joint = self.spacing.glue
        if second[0] in (self.spacing.closing or marks("behind")):
            return f"{first}{second}"
        if not joint and first[-1].isascii() and first[-1].isalnum() and second[0].isascii() and second[0].isalnum():
            joint = " "  # Latin words and numbers keep their space in a script without spaces
        return f"{first}{joint}{second}"

    @cached_property
    def fold(self) -> Callable[[str], str]:
        """A printed number in its English ASCII form: "㈠" → "i", "14." → "14" (DESIGN §2, "Part ids")."""
        return lru_cache(maxsize=4096)(self._folded)

    def _folded(self, number: str) -> str:
        plain = number.strip()
        folds, roman = self.numbering.fold, self.numbering.roman_figures
        if roman and (figures := roman.re.fullmatch(plain)) and int(figures[1]):
            return to_roman(int(figures[1])).lower()
        for candidate in (plain, plain.strip(marks("numbering"))):
            if candidate in folds:
                return folds[candidate]
        plain = unicodedata.normalize("NFKC", plain)
        bare = plain.strip(marks("numbering"))
        if (value := self._in_characters(bare)) is not None:
            return to_roman(value) if plain.startswith(bare) else to_roman(value).lower()
        plain = "".join(folds.get(char, char) for char in plain)
        levels = re.split(r"(?<=\d)\.(?=\d)", unicodedata.normalize("NFKD", western(plain)))  # "1.1" is no 11
        return "-".join(re.sub(r"[^A-Za-z0-9]+", "", level) for level in levels)

    def _in_characters(self, number: str) -> int | None:
        """The value of a numeral such as 二十一, which numbers sections; in brackets, "(二十一)", points."""
        return self._positional(number) or None if self.numerals.digits and number else None

    @property
    def date_pattern(self) -> re.Pattern[str]:
        """Matches a date in running text; groups year, month, day."""
        return self.general.dates.pattern.re

    @property
    def months(self) -> Mapping[str, int]:
        """Names of months, in small letters."""
        return self.general.dates.months

    def date(self, found: re.Match[str]) -> datetime.date | None:
        """The date of a match of ``date_pattern``; None where there is no such day."""
        month = found["month"].lower()
        number = self.months.get(month) or (int(month) if month.isdecimal() else None)
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
        values = self.numerals.words
        key = re.sub(r"[\s\-‑]+", " ", words.strip().lower())
        if key in values:
            return values[key]
        if not self.numerals.digits:
            return _sum_of_words(key.split(" "), values)
        return self._positional(words.strip())

    def _positional(self, words: str) -> int | None:
        total, digit = 0, 0
        digits = self.numerals.digits
        units = {self.numerals.tens: 10, self.numerals.hundreds: 100}
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
        closing = self.masthead.closing
        if found := closing.meeting.re.search(text):
            return found["meeting"], found.start(), found.end()
        found = closing.meeting_in_words.re.search(text) if closing.meeting_noun in text.lower() else None
        if found is None:
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
    def verb_phrases(self) -> dict[str, dict[str, dict[str, int]]]:
        """Phrase → section ("preambular", "operative") → verb slug → count, from ``verbs.tsv``."""
        phrases: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        for _, (phrase, section, verb, count, *_) in language_file(self.code, "verbs.tsv").rows(4):
            phrases[phrase][section][verb] = int(count)
        return {phrase: dict(sections) for phrase, sections in phrases.items()}

    @cached_property
    def adverbs(self) -> dict[str, str]:
        """Adverb → kind ("also", "further", "again", "strong", "manner"), from ``adverbs.tsv``."""
        return {adverb: kind for _, (adverb, kind, *_) in language_file(self.code, "adverbs.tsv").rows(2)}


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


@cache
def profile(code: str) -> Profile:
    """The profile of an official language, by its ISO 639-1 code."""
    return Profile(code)


def detect(text: str) -> str | None:
    """The official language of a text, by script and function words; None where it is none of them."""
    best, language = 0.0, None
    sample = text[:20000]
    letters = Counter(sample)
    total = sum(count for letter, count in letters.items() if letter.isalpha()) or 1
    tokens = Counter(re.findall(r"\w+", sample.lower()))
    for code in LANGUAGES:
        rules = profile(code).general
        own = rules.detect.script.re.fullmatch
        share = sum(count for letter, count in letters.items() if own(letter)) / total
        if share < 0.25:
            continue
        hits = sum(tokens[word] for word in set(rules.detect.words)) / (tokens.total() or 1)
        score = share + (1 if rules.spacing.unspaced else hits * 4)
        if score > best:
            best, language = score, code
    return language
