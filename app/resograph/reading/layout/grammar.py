"""How paragraphs begin and end in a language, compiled once from its profile (``data/languages/``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from resograph.languages.profile import Profile, bullet, marks
from resograph.languages.profile import profile as profile_of
from resograph.text.arabic import bare

_HEADING = 240
"""Longest heading, in characters."""
_WHOLE = 5
"""Letters from which a verb is known by its first word."""
_FIRST_WORD = re.compile(r"\w+")
NUMBERED = re.compile(
    r"(?:(?P<number>(?:E?S-)?\d+/\d+(?:\s?[A-Z](?:-[A-Z])?)?|\d+\s?(?:[A-Z]\s?)?\((?:\d{4}|(?:E?S-)?[IVXL]+)\))"
    r"(?:\s?[.．\-–—:]\s*|(?<=\d\))\s+(?=[A-Z])|\s+(?=[\u0621-\u064a]))"
    r"|(?P<code>[A-Z]{2,6}\d{1,4}\.R?\d{1,3})[.:]?\s+(?=[^\W\d_]))(?P<title>\S.*)"
)
"""A number and a title on one line: "67/138. …", "217 A (III). …"; the code of another body: "WHA61.21 …"."""


class Grammar:
    """The patterns of a language: numbers, points, headings, formulas, closing lines, opening verbs."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        numbering, masthead, closing = profile.numbering, profile.masthead, profile.masthead.closing
        self.paragraph = numbering.paragraph.re
        self.points = [pattern.re for pattern in numbering.points]
        self.section = numbering.section.re
        self.titled_section = re.compile(
            rf"(?:{numbering.section.text})(?:(?<=[.、．–-])\s*|(?<=[–-]\s))(?P<heading>[^\W\d].*)"
        )
        self.annex = re.compile(numbering.annex.text, re.IGNORECASE)
        self.annex_title = re.compile(rf"(?:{numbering.annex.text})\s?[–—:.\-]+\s?\S.{{0,200}}")
        self.recycle = masthead.recycle.re
        self.of_cover = re.compile(f"{masthead.distribution.text}|{masthead.original.text}")
        self.meeting = closing.meeting.re
        self.draft = masthead.draft.re
        self.closing_line = closing.line.re
        self.council_title = masthead.council_title.re
        self.statement = masthead.statement.re
        self.cased = profile.spacing.cased
        named = [(body, text.rstrip(",،，")) for body, texts in profile.formulas.items() for text in texts]
        capitals = [(body, name.upper()) for body, name in named if name.upper() != name]
        self._formulas = [*named, *capitals]
        particles = "|".join(masthead.particles) or "(?!)"
        self._organs = [(body, re.sub(f"^(?:{particles})", "", formula.lower())) for body, formula in self._formulas]
        self._formula_heads = {name[:2] for _, name in self._formulas}
        self._opening = profile.acts.opening.re
        self.spaced = not profile.spacing.unspaced
        self._openings = _by_first_word(profile, [*profile.verb_phrases, *profile.adverbs])
        preambular = [phrase for phrase, told in profile.verb_phrases.items() if "preambular" in told]
        self._preambular = _by_first_word(profile, preambular)
        self._beginnings = {_beginning(phrase) for phrase in preambular if self.spaced and " " in phrase}
        self._adverbs = _by_first_word(profile, list(profile.adverbs))
        self._proclitic = profile.acts.proclitic
        self._bullet = bullet()
        self._joining = tuple(f" {word}" for word in profile.spacing.after_hyphen)
        self._commas = marks("comma")
        self.strong = tuple(marks("sentence"))
        self.clause = tuple(marks("clause"))
        self.weak = tuple(marks("comma"))

    def formula(self, text: str) -> tuple[str, int] | None:
        """The organ whose enacting formula opens the text, and the formula's length, its comma included."""
        if text[:2] not in self._formula_heads:
            return None
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

    def is_numbered(self, text: str) -> bool:
        """Whether a text begins with the number of a paragraph or point, or with a bullet."""
        return self.has_number(text) or self.is_bullet(text)

    def is_label(self, text: str) -> bool:
        """Whether a text is the number of a paragraph or point and nothing else."""
        if len(text) > 8 or not any(char in "().．、)）-–" for char in text):
            return False
        patterns = (self.paragraph, *self.points)
        return any((found := pattern.match(f"{text} ")) and found.end() > len(text) for pattern in patterns)

    def has_number(self, text: str) -> bool:
        """Whether a text begins with the number of a paragraph or point; a bullet is none."""
        return bool(self.paragraph.match(text)) or any(pattern.match(text) for pattern in self.points)

    def ends_preamble(self, text: str) -> bool:
        """Whether a block stands behind the preamble: numbered, closing, or the head of an annex."""
        return self.has_number(text) or self.is_closing(text) or bool(self.annex.fullmatch(text))

    def begins_part(self, text: str) -> bool:
        """Whether a block begins a paragraph, a point or a section."""
        return self.has_number(text) or self.opens(text) or bool(self.section.fullmatch(text))

    def may_be_heading(self, text: str) -> bool:
        """Whether a block is short and ends open, as headings and lines of lists do."""
        return len(text) < _HEADING and not text.endswith((*self.strong, *self.weak, *marks("lead_in")))

    def names_organ(self, text: str) -> bool:
        """Whether a line is the name of an organ and nothing else, as mastheads have it."""
        name = text.strip(" *").lower()
        return any(name and formula.lower().endswith(name) for _, formula in self._formulas)

    def is_title(self, text: str) -> bool:
        """Whether a line begins with the number of a resolution and its title."""
        return bool(NUMBERED.match(text) or self.council_title.match(text))

    def speaker(self, text: str) -> str | None:
        """The organ that a decision names as its author: "… the General Assembly …"."""
        lowered = text.lower()
        found = [(at, body) for body, name in self._organs if (at := lowered.find(name)) >= 0]
        return min(found)[1] if found else None

    def is_bullet(self, text: str) -> bool:
        """Whether the text begins with a dash or another bullet, as points without numbers do."""
        return bool(self._bullet.match(text))

    def opens(self, text: str) -> bool:
        """Whether the text begins with a verb phrase of the body, capital where the script has capitals."""
        if self.cased and not text[:1].isupper():
            return False
        lowered = bare(text[:80]).lower()
        return self._opens(lowered) or bool(
            self._proclitic and lowered.startswith(self._proclitic) and self._opens(lowered[len(self._proclitic) :])
        )

    def without_joining(self, text: str) -> str:
        """The text without the "and" or "or" behind which the last point of a list stands."""
        word = next((word for word in self._joining if text.endswith(word)), "")
        rest = text.removesuffix(word)
        return rest if word and rest.endswith((*self.strong, *self.weak)) else text

    def opens_preamble(self, text: str) -> bool:
        """Whether the text begins with a verb phrase of a preamble, with adverbs before or inside it or none."""
        return self.preamble_opening(text) is not None

    def preamble_opening(self, text: str) -> tuple[str, str] | None:
        """The adverbs, before the verb phrase or right behind it, and the phrase that the text begins with.

        Both are in small letters.
        """
        if self.cased and not text[:1].isupper():
            return None
        lowered = bare(text[:120]).lower()
        adverbs = ""
        for _ in range(3):
            if found := self._matched(self._preambular, lowered):
                behind = self._matched(self._adverbs, lowered[found.end() :].lstrip())
                return (f"{adverbs} {behind[0]}".strip() if behind else adverbs), found[0]
            if (beginning := _beginning(lowered)) in self._beginnings:
                return adverbs, beginning
            if (adverb := self._matched(self._adverbs, lowered)) is None:
                return None
            adverbs = f"{adverbs} {adverb[0]}".strip()
            lowered = lowered[adverb.end() :].lstrip()
        return None

    def may_open(self, text: str) -> bool:
        """Whether the text begins as a preambular paragraph may, with a verb known or not."""
        return bool(self._opening.match(text)) or self.opens(text)

    def opening_length(self, text: str, known: bool = True) -> int:
        """Characters of the verb phrases and adverbs that a text begins with.

        Args:
            text: of a paragraph.
            known: whether only known phrases count; else a word that may open a paragraph does, too.
        """
        lowered, at = text[:200].lower(), 0
        proclitic = self._proclitic and lowered.startswith(self._proclitic)
        for start in (0, len(self._proclitic)) if proclitic else (0,):
            end = start
            while found := self._matched(self._openings, lowered[end:]):
                end += found.end()
                at = end
                end += len(lowered[end:]) - len(lowered[end:].lstrip())
            if at:
                return at
        other = None if known else self._opening.match(text)
        return len(other[0].rstrip()) if other else 0

    def _opens(self, lowered: str) -> bool:
        return self._matched(self._openings, lowered) is not None

    def _matched(self, table: Mapping[str, re.Pattern[str]], lowered: str) -> re.Match[str] | None:
        """What of a table of phrases a text begins with."""
        key = _FIRST_WORD.match(lowered) if self.spaced else None
        phrases = table.get(key[0] if key else lowered[:1])
        return phrases.match(lowered) if phrases else None

    def is_closing(self, text: str) -> bool:
        """Whether a line is one of those that end a text: its meeting, its date, how it was adopted."""
        if len(text) > 200 or not (self.cased is False or text[:1] in "[(*" or not text[:1].islower()):
            return False
        line = text if "(" not in text else re.sub(r"\s*\([^()]*\)", "", text)
        line = line.strip("[]().*。． ") or text
        date = self.profile.date_pattern.match(line)
        if date is not None and not any(char.isalnum() for char in line[date.end() :]):
            return True
        found = self.profile.meeting_in(line)
        if found is not None:
            rest = line[: found[1]] + line[found[2] :]
            if len(rest) < 3 or len(self._letters(self.profile.date_pattern.sub("", rest, count=1))) < 3:
                return True
        return bool(self.closing_line.match(line))

    @staticmethod
    def _letters(text: str) -> str:
        """The letters and figures alone."""
        return "".join(char for char in text if char.isalnum())


def _beginning(phrase: str) -> str:
    """The first word of a phrase, or the first two where that is short: "выражая", "se déclarant"."""
    words = phrase.split(" ", 2)
    return words[0] if len(words[0]) >= _WHOLE else " ".join(words[:2])


@cache
def grammar(code: str) -> Grammar:
    """The grammar of an official language, by its ISO 639-1 code."""
    return Grammar(profile_of(code))


def _by_first_word(profile: Profile, known: Sequence[str]) -> Mapping[str, re.Pattern[str]]:
    """First word (first character in Chinese) → matches the phrases that begin with it, the longest first."""
    table: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(known, key=len, reverse=True):
        key = phrase[:1] if profile.spacing.unspaced else (re.match(r"\w+", phrase) or [phrase])[0]
        table[key].append(phrase)
    end = "" if profile.spacing.unspaced else r"(?![^\W_])"
    return {key: re.compile(f"(?:{'|'.join(map(re.escape, phrases))}){end}") for key, phrases in table.items()}
