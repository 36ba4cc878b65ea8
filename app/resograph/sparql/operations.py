"""The queries of ``queries/*.rq`` as operations: documented, typed, with values bound by substitution, never pasted.

A query file begins with lines ``#: …`` that hold TOML: ``title.en``, ``description.en`` and other languages, ``ask.en``
and other languages (ways of asking it in words), audience, ``filled_by``, ``[[parameters]]`` (name, type, of, choices,
``description.en`` and other languages, example, optional) and ``[expected]`` (what its example gives on A/RES/67/138).
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from resograph.errors import ReportedError
from resograph.resources import resource
from resograph.symbols import AddressError, SymbolError, mint, parse

_XSD = "http://www.w3.org/2001/XMLSchema#"


class OperationError(ReportedError, ValueError):
    """There is no such query, or a value does not fit; the message says which do."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a query; ``type`` is iri, symbol, string, integer, year or date."""

    name: str
    type: str
    descriptions: Mapping[str, str]
    """By language."""
    example: str
    optional: bool = False
    of: str = ""
    """The class that a value's address is of ("Session", "Theme" …); "" where it may be of any."""
    choices: tuple[str, ...] = ()
    """The values that there are; none where there are others."""

    @property
    def description(self) -> str:
        """The description in English."""
        return self.description_in("en")

    def description_in(self, language: str) -> str:
        """The description in a language, in English where there is none."""
        return self.descriptions.get(language) or self.descriptions.get("en", "")


@dataclass(frozen=True)
class Operation:
    """A query with its documentation."""

    name: str
    titles: Mapping[str, str]
    """By language."""
    descriptions: Mapping[str, str]
    """By language."""
    parameters: tuple[Parameter, ...]
    expected: Mapping[str, Any]
    text: str
    audience: str
    """For whom it is first: researcher, officer or librarian."""
    asks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language → ways of asking it in words, with places for its parameters: "who cites {document}"."""
    filled_by: str = "documents"
    """What brings rows where there are none: a kind of ``data/filling.toml``."""

    @property
    def title(self) -> str:
        """The title in English."""
        return self.title_in("en")

    @property
    def description(self) -> str:
        """The description in English."""
        return self.description_in("en")

    def title_in(self, language: str) -> str:
        """The title in a language, in English where there is none."""
        return self.titles.get(language) or self.titles.get("en", self.name)

    def description_in(self, language: str) -> str:
        """The description in a language, in English where there is none."""
        return self.descriptions.get(language) or self.descriptions.get("en", "")

    def bind(self, values: Mapping[str, str], base: str) -> dict[str, str]:
        """The values as N-Triples terms, to be substituted for the query's variables.

        Raises:
            OperationError: a value is missing, unknown or of the wrong type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := sorted(set(values) - set(known)):
            raise OperationError(f"{self.name} has no parameter {unknown[0]}; it takes {', '.join(known) or 'none'}.")
        bound: dict[str, str] = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, "").strip()
            if value:
                bound[parameter.name] = _term(parameter, value, base)
            elif not parameter.optional:
                raise OperationError(
                    f"{self.name} needs {parameter.name}, for example {parameter.name}={parameter.example}."
                )
        return bound


def _term(parameter: Parameter, value: str, base: str) -> str:
    try:
        match parameter.type:
            case "symbol":
                return f"<{mint(base, parse(value).text)}>"
            case "iri":
                return f"<{mint('', value)}>" if "://" in value else f"<{mint(base, value.lstrip('/'))}>"
            case "integer":
                return f'"{int(value)}"^^<{_XSD}integer>'
            case "year":
                return f'"{int(value):04d}"^^<{_XSD}gYear>'
            case "date":
                return f'"{datetime.date.fromisoformat(value)}"^^<{_XSD}date>'
    except (SymbolError, AddressError, ValueError) as error:
        raise OperationError(
            f"{parameter.name}={value}: {error} An example is {parameter.name}={parameter.example}."
        ) from error
    if parameter.choices and value not in parameter.choices:
        raise OperationError(f"{parameter.name}={value[:80]} is none of {', '.join(parameter.choices)}.")
    escaped = re.sub(r'[\\"\n\r]', lambda found: {"\n": "\\n", "\r": "\\r"}.get(found[0], f"\\{found[0]}"), value)
    return f'"{escaped}"'


AUDIENCES = ("researcher", "officer", "librarian")
"""For whom queries are, in the order of the pages."""


def read_operation(path: Path) -> Operation:
    """The operation in a query file.

    Raises:
        OperationError: the file is missing, or its header is broken.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise OperationError(f"{path} is no query file that can be read.") from None
    header = "\n".join(line[2:].strip() for line in text.splitlines() if line.startswith("#:"))
    try:
        data = tomllib.loads(header)
        parameters = tuple(_parameter(row) for row in data.get("parameters", ()))
        titles, descriptions = _by_language(data.get("title", {})), _by_language(data.get("description", {}))
        asks = _asks(data.get("ask", {}), parameters)
        audience = data.get("audience", AUDIENCES[0])
        if audience not in AUDIENCES:
            raise ValueError(f"the audience “{audience}” is none of {', '.join(AUDIENCES)}")
    except (tomllib.TOMLDecodeError, TypeError, ValueError, AttributeError) as error:
        raise OperationError(f"{path.name}: its header (the lines “#:”) is broken: {error}.") from error
    return Operation(
        path.stem,
        titles,
        descriptions,
        parameters,
        data.get("expected", {}),
        "\n".join(line for line in text.splitlines() if not line.startswith("#:")),
        audience,
        asks,
        data.get("filled_by", "documents"),
    )


def _parameter(row: dict[str, Any]) -> Parameter:
    descriptions = _by_language(row.get("description", {}))
    rest = {key: value for key, value in row.items() if key != "description"}
    return Parameter(**rest | {"choices": tuple(row.get("choices", ())), "descriptions": descriptions})


def _by_language(given: str | Mapping[str, str]) -> dict[str, str]:
    """Texts by language; one alone is in English."""
    return {"en": given} if isinstance(given, str) else dict(given)


def _asks(given: Mapping[str, list[str]], parameters: tuple[Parameter, ...]) -> dict[str, tuple[str, ...]]:
    """The ways of asking.

    Raises:
        ValueError: one has a place for what is no parameter.
    """
    known = {parameter.name for parameter in parameters}
    for way in (way for ways in given.values() for way in ways):
        if strange := [name for name, _ in places_in(way) if name not in known]:
            raise ValueError(f"“{way}” has a place for {strange[0]}, which is no parameter")
    return {language: tuple(ways) for language, ways in given.items()}


_PLACE = re.compile(r"\{(\w+)(?:=([^{}]*))?\}")


def places_in(way: str) -> list[tuple[str, str]]:
    """The parameters that a way of asking has, each with the value that it gives itself, or "".

    >>> places_in("who voted against {document} {vote=against}")
    [('document', ''), ('vote', 'against')]
    """
    return _PLACE.findall(way)


def words_around(way: str) -> list[str]:
    """The words of a way of asking between its places.

    >>> words_around("who voted against {document} {vote=against}")
    ['who voted against ', ' ', '']
    """
    return _PLACE.sub("\0", way).split("\0")


@cache
def operations() -> Mapping[str, Operation]:
    """The product's own queries, by name."""
    return {path.stem: read_operation(path) for path in sorted(resource("queries").glob("*.rq"))}


def operation(name: str) -> Operation:
    """A query of the product by name, or the one in a file.

    Raises:
        OperationError: there is none.
    """
    if name in operations():
        return operations()[name]
    if Path(name).suffix in (".rq", ".sparql") or "/" in name:
        return read_operation(Path(name))
    raise OperationError(f"There is no query {name}; there are {', '.join(operations())}. Or give a file.")
