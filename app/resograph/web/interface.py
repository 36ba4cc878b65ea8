"""The language of pages, apart from that of texts: chosen, its words, dates and numbers (``data/interface/``)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from fastapi import Request

from resograph.languages.profile import profile
from resograph.resources import table
from resograph.symbols.address import LANGUAGES
from resograph.web.negotiation import choose_language

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
COOKIE = "resograph-interface"
"""Where a chosen language is kept."""
_USAGE = {"en": "en_GB"}
"""Where the United Nations writes as one country does: 20 December 2012."""
PAGES_VARY = "Accept, Accept-Language, Cookie"
"""What a page depends on (RFC 9110 §12.5.5)."""


@dataclass(frozen=True)
class Interface:
    """The words of pages in one language; called with a key of its file: ``words("document.adopted_on", date=…)``."""

    language: str

    @property
    def direction(self) -> str:
        """Writing direction, as HTML's ``dir``."""
        return profile(self.language).direction

    def __call__(self, key: str, **values: object) -> str:
        """The words at a key, its places filled in; the form that fits ``count``, where there are several.

        Raises:
            KeyError: the file has no such key.
        """
        words = _words(self.language)[key]
        if isinstance(words, Mapping):
            count = values["count"]
            assert isinstance(count, int)
            form = _locale(self.language).plural_form(count)
            words = words.get(form) or words["other"]
            values = {**values, "count": self.number(count)}
        return words.format(**values) if values else str(words)

    @property
    def columns(self) -> Mapping[str, str]:
        """What the variables of answers are called as heads of columns."""
        return _columns(self.language)

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in _words(self.language)

    def date(self, value: datetime.date | str, length: str = "long") -> str:
        """A date or a month as the language writes it; a year or other text stays as it is."""
        if isinstance(value, str) and _MONTH.fullmatch(value):
            return format_skeleton("yMMMM", datetime.date.fromisoformat(f"{value}-01"), locale=_locale(self.language))
        try:
            day = datetime.date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            return str(value)
        return format_date(day, length, _locale(self.language))

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return format_decimal(value, locale=_locale(self.language))

    def name_of(self, language: str) -> str:
        """A language's name for itself."""
        return profile(language).name


def interface_of(request: Request) -> Interface:
    """The interface that a person chose, else the one that the client prefers."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen not in LANGUAGES:
        chosen = choose_language(request.headers.get("accept-language"), LANGUAGES)
    return Interface(chosen)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_USAGE.get(language, language))


@cache
def _words(language: str) -> Mapping[str, Any]:
    """The file's words by "section.key"."""
    sections = table("data", "interface", f"{language}.toml")
    return {f"{section}.{key}": words for section, rows in sections.items() for key, words in rows.items()}


@cache
def _columns(language: str) -> Mapping[str, str]:
    words = _words(language)
    return {key.removeprefix("columns."): str(words[key]) for key in words if key.startswith("columns.")}
