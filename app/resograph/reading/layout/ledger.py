"""Words read against words given: what a reader lost or made up is told with the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from resograph.documents import Finding, Note, Part, Variant
from resograph.reading.layout.inline import words_of

_FEW = 250
"""Different letters that are counted faster one by one."""
_SHOWN = 40
"""Words that a finding shows."""


def balanced(given: Sequence[str], parts: Sequence[Part], notes: Sequence[Note]) -> list[Finding]:
    """A finding where words of the text are in none of its parts and notes.

    Letters are counted, so that hyphens and spaces of broken lines make no difference.

    Args:
        given: the lines or blocks of the text and of its notes.
        parts: what was read of them.
        notes: the notes among them.
    """
    kept = [text for top in parts for part in top.walk() for text in (part.number, part.heading, part.text) if text]
    kept += [text for note in notes for text in (note.mark, note.text)]
    kept += [text for top in parts for part in top.walk() for text in _proposed(part.variants)]
    missing = _letters(given) - _letters(kept)
    if not missing:
        return []
    words = Counter(word for text in given for word in words_of(text).split())
    words -= Counter(word for text in kept for word in text.split())
    lost = [word for word in words if _letters([word]) & missing][:_SHOWN]
    return [
        Finding(
            "text.words-lost",
            "Words of the text have no place in what was read; compare with the source.",
            evidence=" ".join(lost) or "".join(missing),
        )
    ]


def _proposed(variants: Iterable[Variant]) -> Iterator[str]:
    """The words of variants and of their marks."""
    for variant in variants:
        yield from (variant.text, variant.mark)
        yield from _proposed(variant.variants)


def _letters(texts: Iterable[str]) -> Counter[str]:
    """How often each letter stands in texts; figures do not count, for marks of notes are figures."""
    text = "".join(texts)
    letters = [char for char in set(text) if char.isalpha()]
    if len(letters) < _FEW:
        return Counter({char: text.count(char) for char in letters})
    counts = Counter(text)
    return Counter({char: counts[char] for char in letters})
