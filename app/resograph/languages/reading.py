"""One section of a language's data as its dataclass: what each key is for stands there, and no other key may."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from resograph.languages.composing import Composer
from resograph.languages.errors import LanguageDataError
from resograph.languages.files import File
from resograph.languages.pattern import Pattern

T = TypeVar("T")
_Path = tuple[str | int, ...]
PIECES = "pieces"
"""The table of a file that holds its own pieces."""


def read_section(kind: type[T], file: File, composer: Composer) -> T:
    """The data of a file as a dataclass.

    Raises:
        LanguageDataError: a key is unknown or missing, or a value is not of its type.
    """
    table = file.table()
    own = table.pop(PIECES, {})
    return _Reader(file, composer, own).section(kind, table, ())


class _Reader:
    def __init__(self, file: File, composer: Composer, own: Mapping[str, str]) -> None:
        self._file = file
        self._composer = composer
        self._own = own

    def section(self, kind: type[T], table: Mapping[str, Any], path: _Path) -> T:
        known = _keys(cast(Hashable, kind))
        for key in table:
            if key not in known:
                raise self._error((*path, key), f"{key} is no key here; write one of {', '.join(known)}.")
        for key, (_, required) in known.items():
            if required and key not in table:
                raise self._error(path, f"{key} is missing{_within(path)}; write {key} = … there.")
        return kind(**{key: self._value(known[key][0], value, (*path, key)) for key, value in table.items()})

    def _value(self, hint: Any, value: Any, path: _Path) -> Any:
        """A value of the file as its type has it."""
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is UnionType:
            hint = next(one for one in arguments if one is not NoneType)
            origin, arguments = get_origin(hint), get_args(hint)
        if hint is Pattern and isinstance(value, list) and all(isinstance(way, str) for way in value):
            value = "|".join(value)  # each way in a line of its own
        if hint is Pattern and isinstance(value, str):
            return self._composer.pattern(value, self._file, path, self._own)
        if is_dataclass(hint) and isinstance(hint, type) and isinstance(value, dict):
            return self.section(hint, value, path)
        if origin is tuple and isinstance(value, dict):  # patterns, each with what it stands for
            pattern, meaning = get_args(arguments[0])
            pairs = value.items()
            return tuple(
                (self._value(pattern, key, (*path, key)), self._value(meaning, told, (*path, key)))
                for key, told in pairs
            )
        if origin is tuple and isinstance(value, list):
            return tuple(self._value(arguments[0], one, (*path, place)) for place, one in enumerate(value))
        if origin is Mapping and isinstance(value, dict):
            return {key: self._value(arguments[1], one, (*path, key)) for key, one in value.items()}
        if origin is Mapping and isinstance(value, str):
            return self._listed(arguments[1], value, path)
        if isinstance(hint, type) and isinstance(value, hint):
            return value
        raise self._error(path, f"{path[-1]} is {_described(hint)}; {value!r} is none.")

    def _listed(self, hint: Any, name: str, path: _Path) -> Mapping[str, Any]:
        """Forms of a word list with what they mean."""
        try:
            return {form: hint(meaning) for form, meaning in self._composer.words(name).meanings.items()}
        except KeyError as told:
            raise self._error(path, told.args[0]) from told
        except ValueError as error:
            raise self._error(path, f"what the words of {name} mean must be a number ({error}).") from error

    def _error(self, path: _Path, what: str) -> LanguageDataError:
        return self._file.error(self._file.line(path), what)


@cache
def _keys(kind: Any) -> Mapping[str, tuple[Any, bool]]:
    """Key → its type, and whether it must be there."""
    hints = get_type_hints(kind)
    return {
        one.name: (hints[one.name], one.default is MISSING and one.default_factory is MISSING) for one in fields(kind)
    }


def _within(path: _Path) -> str:
    tables = [step for step in path if isinstance(step, str)]
    return f" in [{'.'.join(tables)}]" if tables else ""


_DESCRIBED = {
    str: "words in quotation marks",
    bool: "true or false",
    int: "a number",
    Pattern: "a pattern in quotation marks",
}


def _described(hint: Any) -> str:
    return _DESCRIBED.get(hint, "a table or a list")
