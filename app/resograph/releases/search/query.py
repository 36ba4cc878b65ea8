"""What a user typed → what is looked for. Any text is a query; none is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from resograph.languages.profile import marks


@dataclass(frozen=True)
class Term:
    """Words that stand together: one word, or a quotation; ``prefix``: its last word may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True)
class Query:
    """What must be there, each as one of several terms, and what must not."""

    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()


def parse_words(text: str) -> Query:
    """The query that a text is: words must all be there, "words in quotation marks" side by side, -words not at all;
    of words with OR between them one is enough; word* begins a word.

    >>> parse_words('peace OR security "Member States" -draft volunt*').unwanted
    (Term(text='draft', prefix=False),)
    """
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    joined = False
    for found in _pieces().finditer(text):
        word = found["word"]
        if word in ("OR", "|") and not found["minus"]:
            joined = bool(wanted)
            continue
        term = Term(word.rstrip("*"), word.endswith("*")) if word else Term(_quoted(found[0]))
        if found["minus"]:
            unwanted.append(term)
        elif joined:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        joined = False
    return Query(tuple(wanted), tuple(unwanted))


def _quoted(text: str) -> str:
    """What stands between quotation marks; the last may be missing."""
    return text.lstrip("-")[1:].rstrip(marks("quotation"))


@cache
def _pieces() -> re.Pattern[str]:
    """A quotation to its end, or a word up to a space or a quotation; with the minus before it."""
    signs = marks("quotation")
    pairs = zip(signs[::2], signs[1::2], strict=True)
    quotations = "|".join(rf"{first}[^{last}]*{last}?" for first, last in pairs)
    return re.compile(rf"(?P<minus>(?<!\S)-(?=\S))?(?:(?:{quotations})|(?P<word>[^\s{signs[::2]}]+))")
