"""The files of one language: tables in TOML, rows in TSV, and the line of a key or row for messages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resograph.languages.errors import LanguageDataError
from resograph.resources import resource

_HEAD = re.compile(r"\[(?P<many>\[)?(?P<name>[^\[\]]+)\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'[^']*'|[\w.-]+)\s*=""")


@dataclass(frozen=True)
class File:
    """A file of a language, or of all languages where ``code`` is empty; ``text`` is empty where there is no file."""

    code: str
    name: str
    text: str

    @property
    def shown(self) -> str:
        """The file's path in the repository."""
        return "/".join(filter(None, ("data/languages", self.code, self.name)))

    def error(self, line: int, what: str) -> LanguageDataError:
        """What to raise for a line, given what is wrong and what to write."""
        return LanguageDataError(f"{self.shown}, line {line}: {what}")

    def table(self) -> dict[str, Any]:
        """The tables of a TOML file.

        Raises:
            LanguageDataError: it is no TOML.
        """
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise LanguageDataError(f"{self.shown}: this is no TOML ({error}); mend it there.") from error

    def line(self, path: Sequence[str | int]) -> int:
        """The line of a key, given with the tables and places that it stands in; else of what of these is there."""
        best, found = 0, 1
        for number, key in self._keys():
            shared = next((at for at, pair in enumerate(zip(key, path, strict=False)) if pair[0] != pair[1]), len(key))
            if shared == len(key) and best < shared <= len(path):
                best, found = shared, number
        return found

    def _keys(self) -> Iterator[tuple[int, list[str | int]]]:
        """Each line that begins a table or a value, with its path."""
        table: list[str | int] = []
        counts: dict[str, int] = {}
        open_ = ""
        for number, line in enumerate(self.text.split("\n"), 1):
            if open_:
                open_ = "" if open_ in line else open_
            elif head := _HEAD.fullmatch(line.strip()):
                table = [*head["name"].split(".")]
                if head["many"]:
                    counts[head["name"]] = counts.get(head["name"], -1) + 1
                    table.append(counts[head["name"]])
                yield number, table
            elif key := _KEY.match(line):
                name = key[1]
                yield number, [*table, *([name[1:-1]] if name[0] in "\"'" else name.split("."))]
                open_ = next((mark for mark in ("'''", '"""') if line.count(mark) == 1), "")

    def rows(self, least: int = 1) -> Iterator[tuple[int, list[str]]]:
        """The rows of a TSV file below its head, each with its line.

        Raises:
            LanguageDataError: a row has fewer columns than ``least``.
        """
        for number, line in enumerate(self.text.splitlines()[1:], 2):
            if line.strip():
                row = line.split("\t")
                if len(row) < least:
                    raise self.error(number, f"a row has {least} columns with tabs between them; this one {len(row)}.")
                yield number, row


def language_file(code: str, name: str) -> File:
    """A file of a language, or with no code one of all languages; empty where there is none."""
    path = resource("data", "languages").joinpath(code, name)
    return File(code, name, path.read_text(encoding="utf-8") if path.exists() else "")


def word_files(code: str) -> Mapping[str, str]:
    """Name of each word list → its file below the language's folder."""
    folder = resource("data", "languages").joinpath(code, "words")
    return {path.stem: f"words/{path.name}" for path in sorted(folder.glob("*.tsv"))} if folder.is_dir() else {}
