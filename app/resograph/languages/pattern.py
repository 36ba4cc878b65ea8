"""A pattern of the language data: composed and compiled when it is first used."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from resograph.languages.errors import LanguageDataError


class Pattern:
    """A regular expression, and where it is written.

    Args:
        compose: gives the expression with its pieces put in.
        flags: of ``re``.
        place: tells file and line, for messages.
    """

    def __init__(self, compose: Callable[[], str], flags: int = 0, place: Callable[[], str] = str) -> None:
        self._compose = compose
        self.flags = flags
        self._place = place

    @cached_property
    def text(self) -> str:
        """The expression, without its flags.

        Raises:
            LanguageDataError: a piece or a list that it is made of is wrong.
        """
        return self._compose()

    @cached_property
    def re(self) -> re.Pattern[str]:
        """The compiled expression.

        Raises:
            LanguageDataError: it is none, or what it is made of is wrong.
        """
        try:
            return re.compile(self.text, self.flags)
        except re.error as error:
            raise LanguageDataError(f"{self._place()}: this is no regular expression ({error}); mend it.") from error

    def __repr__(self) -> str:
        return f"Pattern({self.text!r}, {self.flags})"


NEVER = Pattern(lambda: "(?!)")
"""Matches nothing."""
