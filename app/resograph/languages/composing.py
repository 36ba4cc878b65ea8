"""Patterns are composed: what stands in braces is put in from the pieces and word lists of the language.

A pattern is a regular expression in which

- ``{name}`` is a piece: of the same file's ``[pieces]``, or of the language's ``pieces.toml``; ``{name:80}`` is it
  up to 80 times, ``{name:4,80}`` at least four, and a ``?`` behind it takes as few as possible;
- ``{word:heads}`` is any whole word of the list ``words/heads.tsv`` between the pieces ``begin`` and ``end``,
  ``{form:heads}`` the same without them;
- a space is any space, and a line break with the spaces behind it is nothing;
- ``(?i)`` at the beginning lets small letters match capitals.

``{1,3}`` repeats, as in every regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, cached_property, partial

from resograph.languages.errors import LanguageDataError
from resograph.languages.files import File, language_file, word_files
from resograph.languages.pattern import Pattern
from resograph.languages.words import WordList

_TOKEN = re.compile(
    r"(?P<kept>\\.|\{\d*,?\d*\})|(?P<space> )|(?P<layout>\n\s*)"
    r"|\{(?P<name>[a-z][\w-]*)(?::(?P<times>\d+(?:,\d+)?)|:(?P<list>[a-z][\w-]*))?\}|(?P<open>\{)",
    re.DOTALL,
)
_IGNORE_CASE = "(?i)"
_Own = Mapping[str, str]


class Composer:
    """Makes the patterns of one language, by its ISO 639-1 code."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._lists = word_files(code)
        self._read: dict[str, WordList] = {}
        self._made: dict[str, str] = {}

    @cached_property
    def _file(self) -> File:
        return language_file(self.code, "pieces.toml")

    @cached_property
    def _pieces(self) -> _Own:
        return self._file.table()

    def words(self, name: str) -> WordList:
        """A word list by its name.

        Raises:
            KeyError: there is none; the message tells what to write.
        """
        if name not in self._read:
            if name not in self._lists:
                raise KeyError(f"there is no list words/{name}.tsv; {_instead(name, self._lists)}.")
            self._read[name] = WordList(language_file(self.code, self._lists[name]))
        return self._read[name]

    def pattern(self, text: str, file: File, path: Sequence[str | int], own: _Own) -> Pattern:
        """A pattern at a key of a file, whose ``[pieces]`` are ``own``.

        Raises:
            LanguageDataError: a piece in it is unknown, unclosed, or made of itself.
        """
        flags = re.IGNORECASE if text.startswith(_IGNORE_CASE) else 0
        made = self._composed(text.removeprefix(_IGNORE_CASE), partial(_error, file, path), own)
        return Pattern(made, flags, lambda: f"{file.shown}, line {file.line(path)}")

    def _composed(
        self, text: str, error: Callable[[str], LanguageDataError], own: _Own, above: tuple[str, ...] = ()
    ) -> str:
        def put(found: re.Match[str]) -> str:
            if found["kept"]:
                return found[0]
            if found["space"]:
                return r"\s"
            if found["layout"]:
                return ""
            if found["open"]:
                raise error("a brace opens no piece; write {name}, or \\{ for the sign itself.")
            if found["list"]:
                return listed(found["name"], found["list"])
            return piece(found["name"]) + (f"{{{_times(found['times'])}}}" if found["times"] else "")

        def listed(kind: str, name: str) -> str:
            try:
                forms = self.words(name).pattern(piece("ending"))
            except KeyError as told:
                raise error(told.args[0]) from told
            if kind == "form":
                return f"(?:{forms})"
            if kind != "word":
                raise error(f"{{{kind}:{name}}} is no piece; write {{word:{name}}} or {{form:{name}}}.")
            return f"{piece('begin')}(?:{forms}){piece('end')}"

        def piece(name: str) -> str:
            if name in above:
                raise error(f"the piece {{{name}}} is made of itself; write out what it is.")
            if name in own:
                return _grouped(own[name], lambda inner: self._composed(inner, error, own, (*above, name)))
            if name not in self._made:
                if name not in self._pieces:
                    near = _instead(name, [*own, *self._pieces])
                    raise error(f"there is no piece {{{name}}}; {near}, or put it into [pieces].")
                at = partial(_error, self._file, [name])
                self._made[name] = _grouped(
                    self._pieces[name], lambda inner: self._composed(inner, at, {}, (*above, name))
                )
            return self._made[name]

        return _TOKEN.sub(put, text)


def _error(file: File, path: Sequence[str | int], what: str) -> LanguageDataError:
    return file.error(file.line(path), what)


def _instead(name: str, known: Iterable[str]) -> str:
    """What to write for a name that is not known."""
    near = get_close_matches(name, list(known), 1, 0.5)
    return f"write {near[0]}" if near else "write the name of one that there is"


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
