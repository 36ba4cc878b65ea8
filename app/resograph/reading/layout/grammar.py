"""How paragraphs begin and end in a language, compiled once from its profile (``data/languages/``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from resograph.languages.profile import Profile, bullet, marks
from resograph.languages.profile import profile as profile_of

_FIRST_WORD = re.compile(r"\w+")


class Grammar:
    """The patterns of a language: numbers, points, headings, formulas, closing lines, opening verbs."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        numbering = profile["numbering"]
        self.paragraph = re.compile(numbering["paragraph"])
        self.points = [re.compile(pattern) for pattern in numbering["points"]]
        self.section = re.compile(numbering["section"])
        self.titled_section = re.compile(
            rf"(?:{numbering['section']})(?:(?<=[.、．–-])\s*|(?<=[–-]\s))(?P<heading>[^\W\d].*)"
        )
        self.annex = re.compile(numbering["annex"], re.IGNORECASE)
        self.annex_title = re.compile(rf"(?:{numbering['annex']})\s?[–—:.\-]+\s?\S.{{0,200}}")
        self.recycle = re.compile(profile["masthead"]["recycle"])
        self.meeting = re.compile(profile["closing"]["meeting"], re.IGNORECASE)
        self.closing_line = re.compile(profile["closing"]["line"], re.IGNORECASE)
        self.council_title = re.compile(profile["masthead"]["council_title"], re.IGNORECASE)
        self.statement = re.compile(profile["masthead"]["statement"], re.IGNORECASE)
        self.cased = profile.get("spacing").get("cased", True)
        self._formulas = [(body, text.rstrip(",،，")) for body, texts in profile["formulas"].items() for text in texts]
        self._opening = re.compile(profile.get("acts").get("opening", r"(?!)"))
        self._openings = _by_first_word(profile)
        self.spaced = profile.code != "zh"
        self._proclitic = str(profile.get("acts").get("proclitic", ""))
        self._bullet = bullet()
        self._commas = marks("comma")
        self.strong = tuple(marks("sentence"))
        self.clause = tuple(marks("clause"))
        self.weak = tuple(marks("comma"))

    def formula(self, text: str) -> tuple[str, int] | None:
        """The organ whose enacting formula opens the text, and the formula's length, its comma included."""
        for body, formula in self._formulas:
            end = len(formula)
            if text.startswith(formula):
                comma = text[end : end + 2].lstrip(" ")[:1]
                if comma and comma in self._commas:
                    return body, text.index(comma, end) + 1
        return None

    def bare_formula(self, text: str) -> tuple[str, int] | None:
        """The same for a line that holds the formula alone, without comma, as some texts have it."""
        for body, formula in self._formulas:
            if text == formula:
                return body, len(formula)
        return None

    def speaker(self, text: str) -> str | None:
        """The organ that a decision names as its author: "… the General Assembly …"."""
        lowered = text.lower()
        found = [
            (at, body)
            for body, formula in self._formulas
            if (at := lowered.find(formula.lower().removeprefix("إن ").removeprefix("إنّ "))) >= 0
        ]
        return min(found)[1] if found else None

    def is_bullet(self, text: str) -> bool:
        """Whether the text begins with a dash or another bullet, as points without numbers do."""
        return bool(self._bullet.match(text))

    def opens(self, text: str) -> bool:
        """Whether the text begins with a verb phrase of the body, capital where the script has capitals."""
        if self.cased and not text[:1].isupper():
            return False
        lowered = text[:80].lower()
        return self._opens(lowered) or bool(
            self._proclitic and lowered.startswith(self._proclitic) and self._opens(lowered[len(self._proclitic) :])
        )

    def may_open(self, text: str) -> bool:
        """Whether the text begins as a preambular paragraph may, with a verb known or not."""
        return bool(self._opening.match(text)) or self.opens(text)

    def _opens(self, lowered: str) -> bool:
        key = _FIRST_WORD.match(lowered) if self.spaced else None
        phrases = self._openings.get(key[0] if key else lowered[:1])
        return phrases is not None and phrases.match(lowered) is not None

    def is_closing(self, text: str) -> bool:
        """Whether a line is one of those that end a text: its meeting, its date, how it was adopted."""
        if len(text) > 200 or not (self.cased is False or text[:1] in "[(*" or not text[:1].islower()):
            return False
        bare = text if "(" not in text else re.sub(r"\s*\([^()]*\)", "", text)
        bare = bare.strip("[]().*。． ") or text
        date = self.profile.date_pattern.match(bare)
        if date is not None and not any(char.isalnum() for char in bare[date.end() :]):
            return True
        found = self.meeting.search(bare)
        if found and len(bare) - len(found[0]) < 3:
            return True
        return bool(self.closing_line.match(bare))


@cache
def grammar(code: str) -> Grammar:
    """The grammar of an official language, by its ISO 639-1 code."""
    return Grammar(profile_of(code))


def _by_first_word(profile: Profile) -> Mapping[str, re.Pattern[str]]:
    """First word (first character in Chinese) → matches the phrases and adverbs that begin with it."""
    table: dict[str, list[str]] = defaultdict(list)
    for phrase in (*profile.verb_phrases, *profile.adverbs):
        key = phrase[:1] if profile.code == "zh" else (re.match(r"\w+", phrase) or [phrase])[0]
        table[key].append(phrase)
    end = "" if profile.code == "zh" else r"(?![^\W_])"
    return {key: re.compile(f"(?:{'|'.join(map(re.escape, phrases))}){end}") for key, phrases in table.items()}
