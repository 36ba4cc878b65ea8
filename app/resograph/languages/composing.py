"""Patterns are composed: what stands in braces is put in from the pieces and word lists of the language.

A pattern is a regular expression in which

- ``{name}`` is a piece: of the same file's ``pieces``, of the language's ``pieces.toml``, or of that of all
  languages; ``{name:80}`` is it up to 80 times, ``{name:4,80}`` at least four, and a ``?`` behind it takes as few as
  possible;
- ``{word:heads}`` is any whole word of the list ``words/heads.tsv``, between the pieces ``begin`` and ``end``;
  ``{form:heads}`` the same without these, ``{word:periods=annual}`` any that means "annual";
- ``{not-after:heads}`` stands where none of them is the word before, ``{not-behind:heads}`` where none is right before;
- a space is any space, and a line break with the spaces behind it is nothing;
- ``(?i)`` at the beginning lets small letters match capitals.

``{1,3}`` repeats, as in every regular expression. What repeats without bound is bound, a set of letters (``\\w+``,
``[a-z]*``) to 60 times, spaces to 20, a group to 100, so that no run in a stranger's text takes the square of its
length. A list of patterns is one with all of them as its ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property

from resograph.languages.errors import LanguageDataError
from resograph.languages.files import File, language_file, word_files
from resograph.languages.pattern import Pattern
from resograph.languages.words import WordList, read_words

_TOKEN = re.compile(
    r"(?P<kept>\\.|\{\d*,?\d*\})|(?P<space> )|(?P<layout>\n\s*)"
    r"|\{(?P<name>[a-z][\w-]*)(?::(?P<times>\d+(?:,\d+)?)|:(?P<list>[a-z][\w-]*)(?:=(?P<meaning>[^{}]+))?)?\}|(?P<open>\{)",
    re.DOTALL,
)
_IGNORE_CASE = "(?i)"
_Own = Mapping[str, str]


_LISTED = ("word", "form", "not-behind", "not-after")


@dataclass(frozen=True)
class _Source:
    """Where a pattern or piece is written, and the pieces of its file."""

    file: File
    path: Sequence[str | int]
    own: _Own

    def error(self, what: str) -> LanguageDataError:
        """What to raise, given what is wrong and what to write."""
        return self.file.error(self.file.line(self.path), what)


class Composer:
    """Makes the patterns of one language, by its ISO 639-1 code."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._lists = word_files(code)
        self._read: dict[str, WordList] = {}
        self._made: dict[tuple[str, str], str] = {}
        self._checked: set[str] = set()

    @cached_property
    def _pieces(self) -> Mapping[str, tuple[File, str]]:
        """The pieces of all languages, and those of this one, each with its file."""
        files = (language_file("", "pieces.toml"), language_file(self.code, "pieces.toml"))
        return {name: (file, text) for file in files for name, text in file.table().items()}

    def words(self, name: str) -> WordList:
        """A word list by its name.

        Raises:
            KeyError: there is none; the message tells what to write.
        """
        if name not in self._read:
            if name not in self._lists:
                raise KeyError(f"there is no list words/{name}.tsv; {_instead(name, self._lists)}make it.")
            self._read[name] = read_words(language_file(self.code, self._lists[name]))
        return self._read[name]

    def pattern(self, text: str, file: File, path: Sequence[str | int], own: _Own) -> Pattern:
        """A pattern at a key of a file, whose ``pieces`` are ``own``.

        Raises:
            LanguageDataError: a piece in it is unknown, unclosed, or made of itself, or there is no such list.
        """
        flags = re.IGNORECASE if text.startswith(_IGNORE_CASE) else 0
        bare = text.removeprefix(_IGNORE_CASE)
        source = _Source(file, path, own)
        self._check(bare, source, ())
        return Pattern(
            lambda: _bounded(self._composed(bare, source)), flags, lambda: f"{file.shown}, line {file.line(path)}"
        )

    def _check(self, text: str, source: _Source, above: tuple[str, ...]) -> None:
        """Look at the names in a text, and in the pieces that it is made of, without making it."""
        for found in _TOKEN.finditer(text):
            name, list_ = found["name"], found["list"]
            if found["open"]:
                raise source.error("a brace opens no piece; write {name}, or \\{ for the sign itself.")
            if list_ and list_ not in self._lists:
                raise source.error(f"there is no list words/{list_}.tsv; {_instead(list_, self._lists)}make it.")
            if list_ and name not in _LISTED:
                raise source.error(f"{{{name}:{list_}}} is no piece; write {{word:{list_}}}.")
            if name and not list_ and name not in self._checked:
                if name in above:
                    raise source.error(f"the piece {{{name}}} is made of itself; write out what it is.")
                self._check(*self._piece(name, source), (*above, name))
                if name not in source.own:
                    self._checked.add(name)

    def _piece(self, name: str, source: _Source) -> tuple[str, _Source]:
        """What a piece is, and where it is written."""
        if name in source.own:
            return source.own[name], source
        if name not in self._pieces:
            near = _instead(name, [*source.own, *self._pieces], "{%s}")
            raise source.error(f"there is no piece {{{name}}}; {near}put it into pieces.toml.")
        file, text = self._pieces[name]
        return text, _Source(file, [name], {})

    def _composed(self, text: str, source: _Source) -> str:
        def put(found: re.Match[str]) -> str:
            if found["kept"]:
                return found[0]
            if found["space"]:
                return r"\s"
            if found["layout"]:
                return ""
            if found["list"]:
                return self._listed(found["name"], found["list"], found["meaning"], source)
            times = found["times"]
            return self._made_of(found["name"], source) + (f"{{{_times(times)}}}" if times else "")

        return _TOKEN.sub(put, text)

    def _made_of(self, name: str, source: _Source) -> str:
        """A piece, so that it stands as one."""
        key = name, source.file.name if name in source.own else ""
        if key not in self._made:
            text, own = self._piece(name, source)
            self._made[key] = _grouped(text, lambda inner: self._composed(inner, own))
        return self._made[key]

    def _listed(self, kind: str, name: str, meaning: str | None, source: _Source) -> str:
        words = self.words(name)
        if meaning and not (words := words.meaning(meaning)):
            raise source.error(f"no word of words/{name}.tsv means {meaning}; write a meaning that is there.")
        begin, end = self._made_of("begin", source), self._made_of("end", source)
        if kind in ("not-behind", "not-after"):
            return words.not_behind(begin, r"\s" if kind == "not-after" else "")
        forms = f"(?:{words.pattern(self._made_of('ending', source))})"
        return forms if kind == "form" else f"{begin}{forms}{end}"


def _instead(name: str, known: Iterable[str], shown: str = "%s") -> str:
    """What to write for a name that is not known, or nothing where none is like it."""
    near = get_close_matches(name, list(known), 1, 0.5)
    return f"write {shown % near[0]}, or " if near else ""


_RUN = re.compile(r"(?P<one>\\[wWsSdD]|\[\^?\]?(?:\\.|[^\]\\])*\]|\))(?P<many>[*+])?|\\.", re.DOTALL)
_LONGEST = 60
"""Letters of a run: no word is longer."""
_MOST = {")": 100, r"\s": 20}
"""Times that a group repeats, and spaces."""


def _bounded(text: str) -> str:
    """An expression in which no set of letters and no group repeats without bound."""

    def bound(found: re.Match[str]) -> str:
        if not found["many"]:
            return found[0]
        most = _MOST.get(found["one"], _LONGEST)
        return f"{found['one']}{{{int(found['many'] == '+')},{most}}}"

    return _RUN.sub(bound, text)


def _times(told: str) -> str:
    return told if "," in told else f"0,{told}"


def _grouped(piece: str, composed: Callable[[str], str]) -> str:
    """A piece so that it stands as one: a single set of letters, or a group."""
    if piece.startswith(_IGNORE_CASE):
        return f"(?i:{composed(piece.removeprefix(_IGNORE_CASE))})"
    made = composed(piece)
    return made if re.fullmatch(r"\[(?:[^\[\]\\]|\\.)+\]|\\\w|", made) else f"(?:{made})"


@cache
def composer(code: str) -> Composer:
    """The composer of an official language."""
    return Composer(code)
