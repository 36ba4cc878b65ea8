"""Word lists: what stands in a file of ``words/``, and the pattern that matches any of its forms, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from resograph.languages.files import File

_CHOICE = re.compile(r"\(([^()]*)\)")
ANY_ENDING = "*"


@dataclass(frozen=True)
class Word:
    """A row: its forms, the first the lemma; what they mean; what must not follow them."""

    forms: tuple[str, ...]
    meaning: str
    not_before: tuple[str, ...]


def forms_of(written: str) -> tuple[str, ...]:
    """The forms of a row: "committee(s), bod(y|ies)" → committee, committees, body, bodies."""
    return tuple(dict.fromkeys(form for one in written.split(", ") for form in _expanded(one.strip()) if form))


def _expanded(form: str) -> Iterator[str]:
    found = _CHOICE.search(form)
    if found is None:
        yield form
        return
    choices = found[1].split("|") if "|" in found[1] else ["", found[1]]
    for choice in choices:
        yield from _expanded(form[: found.start()] + choice + form[found.end() :])


class WordList:
    """A list of words.

    Args:
        file: a TSV file: forms, meaning, not before (the last two may be left out).

    Raises:
        LanguageDataError: two rows have the same form.
    """

    def __init__(self, file: File) -> None:
        self.file = file
        self.words: list[Word] = []
        seen: dict[str, int] = {}
        for number, row in file.rows():
            forms, meaning, behind = (*row, "", "")[:3]
            word = Word(forms_of(forms), meaning.strip(), forms_of(behind))
            for form in word.forms:
                if form in seen:
                    before = seen[form]
                    raise file.error(number, f"“{form}” stands in line {before} already; take it out of one of them.")
                seen[form] = number
            self.words.append(word)

    @property
    def meanings(self) -> Mapping[str, str]:
        """Form → what it means."""
        return {form: word.meaning for word in self.words for form in word.forms}

    def pattern(self, ending: str) -> str:
        """What matches one form, the longest first; ``ending`` is what a star stands for."""
        root = _Node()
        for word in self.words:
            for form in word.forms:
                root.add(form, word.not_before)
        return root.pattern(ending)


@dataclass
class _Node:
    """A tree of letters."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False
    not_before: Sequence[str] = ()

    def add(self, form: str, not_before: Sequence[str]) -> None:
        node = self
        for letter in form:
            node = node.next.setdefault(letter, _Node())
        node.ends, node.not_before = True, not_before

    def pattern(self, ending: str) -> str:
        """What matches the rest of a form."""
        single = [letter for letter, node in self.next.items() if node.is_last and letter not in (" ", ANY_ENDING)]
        longer = [
            _letter(letter, ending) + node.pattern(ending) for letter, node in self.next.items() if letter not in single
        ]
        if len(single) > 1:
            longer.append(f"[{''.join(map(_in_set, single))}]")
        else:
            longer += map(re.escape, single)
        if not longer:
            return self._end()
        if self.ends:
            if not self.not_before and len(longer) == 1 and len(single) == 1 == len(self.next):
                return f"{longer[0]}?"
            return f"(?:{'|'.join(longer)}|{self._end()})"
        return longer[0] if len(longer) == 1 else f"(?:{'|'.join(longer)})"

    @property
    def is_last(self) -> bool:
        return not self.next and not self.not_before

    def _end(self) -> str:
        if not self.not_before:
            return ""
        root = _Node()
        for form in self.not_before:
            root.add(form, ())
        return f"(?!{root.pattern('')})"


def _letter(letter: str, ending: str) -> str:
    return r"\s" if letter == " " else ending if letter == ANY_ENDING else re.escape(letter)


def _in_set(letter: str) -> str:
    return "\\" + letter if letter in "]\\^-" else letter
