"""A pattern of the language data: composed when its section is read, compiled when it is first used."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from resograph.languages.errors import LanguageDataError


class Pattern:
    """A regular expression, and where it is written.

    Args:
        text: the expression, its pieces put in.
        flags: of ``re``.
        place: tells file and line, for messages.
    """

    def __init__(self, text: str, flags: int = 0, place: Callable[[], str] = str) -> None:
        self.text = text
        self.flags = flags
        self._place = place

    @cached_property
    def re(self) -> re.Pattern[str]:
        """The compiled expression.

        Raises:
            LanguageDataError: it is none.
        """
        try:
            return re.compile(self.text, self.flags)
        except re.error as error:
            raise LanguageDataError(f"{self._place()}: this is no regular expression ({error}); mend it.") from error

    def __repr__(self) -> str:
        return f"Pattern({self.text!r}, {self.flags})"


NEVER = Pattern("(?!)")
"""Matches nothing."""
