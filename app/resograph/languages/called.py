"""The official languages by what people call them: a code, or a name in any of the six (CLDR)."""

from __future__ import annotations

from functools import cache

from babel import Locale

from resograph.symbols.address import LANGUAGES, language_named


def language_called(written: str) -> str | None:
    """The language, as ISO 639-1 has it; None where it is none of the six.

    >>> language_called("English"), language_called("chinois"), language_called("zho"), language_called("German")
    ('en', 'zh', 'zh', None)
    """
    name = written.strip().casefold()
    return language_named(name) or _names().get(name)


@cache
def _names() -> dict[str, str]:
    return {Locale(speaking).languages[code].casefold(): code for speaking in LANGUAGES for code in LANGUAGES}
