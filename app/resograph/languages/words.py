"""Word lists: what stands in a file of ``words/``, and the pattern that matches any of its forms, the longest first.

A row has forms, what they mean, and what must not follow them, with tabs between; the last two may be left out. Forms
stand with commas between, the lemma first: "committee(s), bod(y|ies)" are committee, committees, body, bodies. A star
in a form is any ending, an underscore at its end a space; a star for what must not follow is any letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from resograph.languages.files import File

_CHOICE = re.compile(r"\(([^()]*)\)")
_STAR = "*"
_ENDING = "\ue000"
"""Stands in a pattern for what a star is in its language."""
_ANY_LETTER = r"\w"


@dataclass(frozen=True)
class Word:
    """A row: its forms, the first the lemma; what they mean; what must not follow them."""

    forms: tuple[str, ...]
    meaning: str
    not_before: tuple[str, ...]


def forms_of(written: str) -> tuple[str, ...]:
    """The forms of a row.

    >>> forms_of("committee(s), bod(y|ies)")
    ('committee', 'committees', 'body', 'bodies')
    """
    return tuple(dict.fromkeys(form for one in written.split(", ") for form in _expanded(one.strip()) if form))


def _expanded(form: str) -> Iterator[str]:
    found = _CHOICE.search(form)
    if found is None:
        yield form
        return
    for choice in found[1].split("|") if "|" in found[1] else ("", found[1]):
        yield from _expanded(form[: found.start()] + choice + form[found.end() :])


class WordList:
    """A list of words."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = tuple(words)

    def __bool__(self) -> bool:
        return bool(self.words)

    def meaning(self, meaning: str) -> WordList:
        """The words that mean something."""
        return WordList(word for word in self.words if word.meaning == meaning)

    @property
    def meanings(self) -> Mapping[str, str]:
        """Form → what it means."""
        return {form: word.meaning for word in self.words for form in word.forms}

    def pattern(self, ending: str) -> str:
        """What matches one form, the longest first; ``ending`` is what a star stands for."""
        root = _Node()
        for word in self.words:
            behind = _behind(word.not_before)
            for form in word.forms:
                stem = form.removesuffix(_STAR)
                root.add(stem, behind + (_ENDING if stem != form else ""))
        return root.pattern.replace(_ENDING, ending)

    def not_behind(self, begin: str, gap: str) -> str:
        """What matches where no form stands right before, but for ``gap``, of one character or none.

        ``begin`` matches where a word begins; a star at the beginning of a form is any beginning.
        """
        by_size: dict[tuple[int, bool], list[str]] = defaultdict(list)
        for form in (form for word in self.words for form in word.forms):
            bare = form.removeprefix(_STAR)
            by_size[len(bare), bare != form].append("".join(map(_letter, bare)))
        return "".join(
            f"(?<!{'' if anywhere else begin}(?:{'|'.join(forms)}){gap})"
            for (_, anywhere), forms in sorted(by_size.items())
        )


def read_words(file: File) -> WordList:
    """The word list of a TSV file with a head.

    Raises:
        LanguageDataError: two rows have the same form.
    """
    words: list[Word] = []
    seen: dict[str, int] = {}
    for number, row in file.rows():
        forms, meaning, behind = (*row, "", "")[:3]
        word = Word(forms_of(forms), meaning.strip(), forms_of(behind))
        for form in word.forms:
            if form in seen:
                raise file.error(number, f"“{form}” stands in line {seen[form]} too; take it out of one of them.")
            seen[form] = number
        words.append(word)
    return WordList(words)


def _behind(forms: Sequence[str]) -> str:
    """What must not follow."""
    if not forms:
        return ""
    root = _Node()
    for form in forms:
        root.add(_ANY_LETTER if form == _STAR else form, "")
    return f"(?!{root.pattern})"


@dataclass
class _Node:
    """A tree of letters; ``end`` is what stands behind a form that ends here, None where none does."""

    next: dict[str, _Node] = field(default_factory=dict)
    end: str | None = None

    def add(self, form: str, end: str) -> None:
        node = self
        for letter in [form] if form == _ANY_LETTER else form:
            node = node.next.setdefault(letter, _Node())
        node.end = end

    @property
    def pattern(self) -> str:
        """What matches the rest of a form."""
        letters, node = "", self
        while node.end is None and len(node.next) == 1:
            ((letter, node),) = node.next.items()
            letters += _letter(letter)
        return letters + node.ways

    @property
    def ways(self) -> str:
        """What matches the rest of a form, where it ends here or goes on in several ways."""
        if not self.next:
            return self.end or ""
        single = [letter for letter, node in self.next.items() if not node.next and not node.end]
        last = [letter for letter in single if letter not in _NOT_IN_SETS]
        found = [_letter(letter) + node.pattern for letter, node in self.next.items() if letter not in last]
        if len(last) > 1:
            found.append(f"[{''.join(map(_in_set, last))}]")
        else:
            found += map(_letter, last)
        if self.end is not None:
            found.append(self.end)
        return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def _in_set(letter: str) -> str:
    return f"\\{letter}" if letter in r"\]^-" else letter


@cache
def _letter(letter: str) -> str:
    return _NOT_IN_SETS.get(letter) or re.escape(letter)


_NOT_IN_SETS = {" ": r"\s", "_": r"\s", _STAR: _ENDING, _ANY_LETTER: _ANY_LETTER}
