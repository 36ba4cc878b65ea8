"""Addresses of works, language versions, issues, parts and their formats (DESIGN §2).

An address is a path relative to the base: ``zh/A/RES/67/138@2013-07-15~para_14.ttl``. One function, ``mint``, makes
every IRI of the graph.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from resograph.errors import ReportedError
from resograph.symbols.grammar import data, heads
from resograph.symbols.symbol import Symbol, parse

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
"""The official languages, in the order in which a version serves as reference (DESIGN §2, "Part ids")."""

FORMATS = ("html", "ttl", "jsonld", "nt", "rdf", "xml", "txt", "json")


LONGEST = 1000
"""No path is read as an address that is longer, in characters: it is measured before any pattern sees it."""


class AddressError(ReportedError, ValueError):
    """The path is no address of a document, or the IRI would be illegal."""


# RFC 3987: what an IRI may hold after its scheme, written as what it may not; the last two code points of each plane.
_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(1, 14) for last in (0xFFFE, 0xFFFF))
_ILLEGAL = re.compile(
    '[\x00-\x20\x7f-\x9f<>"{}|\\\\^`\\[\\]\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff'
    f"\u200b-\u200f\u2028-\u202f\u2060-\u206f{_NONCHARACTERS}\U000e0000-\U0010ffff]|%(?![0-9A-Fa-f]{{2}})"
)


@lru_cache(maxsize=262144)
def mint(base: str, path: str) -> str:
    """The IRI of a path under the base.

    Raises:
        AddressError: RFC 3987 forbids one of its characters.
    """
    if found := _ILLEGAL.search(path):
        raise AddressError(f"“{path[:120]}” can be no address: it holds {found[0]!r}, which no IRI may (RFC 3987).")
    if "#" in path.partition("#")[2]:
        raise AddressError(f"“{path[:120]}” can be no address: it has two “#”.")
    return base + path


@dataclass(frozen=True)
class Address:
    """Address of a work, or of its language version, issue, part, range of parts, and of a format of any of these."""

    symbol: Symbol
    language: str | None = None
    issue: datetime.date | None = None
    portion: str | None = None
    until: str | None = None
    format: str | None = None

    def __str__(self) -> str:
        """The path, without a leading slash."""
        path = f"{self.language}/{self.symbol}" if self.language else str(self.symbol)
        if self.issue:
            path += f"@{self.issue.isoformat()}"
        if self.portion:
            path += f"~{self.portion}" + (f"-%3E{self.until}" if self.until else "")
        return f"{path}.{self.format}" if self.format else path

    def work(self) -> Address:
        """The same document or part, whatever the language, issue and format."""
        return replace(self, language=None, issue=None, format=None)

    def part(self, portion: str) -> Address:
        """A part (or act, vote, actor) of the same document."""
        return replace(self, portion=portion, until=None, format=None)

    def within(self, language: str) -> Address:
        """The same in one language."""
        return replace(self, language=language, issue=None, format=None)


def language_named(name: str) -> str | None:
    """The official language that addresses call so: "zh", "ch" (undocs.org), "zho", "C"; None where there is none.

    >>> language_named("ch"), language_named("ST")
    ('zh', None)
    """
    return _language_names().get(name.lower())


@cache
def _language_names() -> dict[str, str]:
    return {name: code for code, names in data()["languages"].items() for name in names}


def _begins_symbol(text: str) -> bool:
    return text.upper() in heads()


_PATH = re.compile(
    rf"""/*+ (?: (?P<language>[A-Za-z]{{2,3}}) /++ )?
    (?P<symbol> [^~@]+? )
    (?: @ (?P<issue> \d{{4}}-\d{{2}}-\d{{2}} ) )?
    (?: ~ (?P<portion> [A-Za-z0-9_.\-]+? ) (?: ->(?P<until> [A-Za-z0-9_]+ ) )? )?
    (?: \. (?P<format> {"|".join(FORMATS)} ) )?
    """,
    re.VERBOSE,
)


def parse_path(path: str) -> Address:
    """The address in a decoded path without its leading slash, in whatever spelling of its symbol.

    >>> str(parse_path("zh/a/res/67/138~para_14.ttl"))
    'zh/A/RES/67/138~para_14.ttl'

    Raises:
        AddressError: the path has no such shape.
        SymbolError: its symbol is none.
    """
    found = _PATH.fullmatch(path) if len(path) <= LONGEST else None
    if not found:
        raise AddressError(f"“{path[:120]}” is no address of a document; one looks like zh/A/RES/67/138~para_14.ttl.")
    spelled, written = found["language"], found["symbol"]
    language = language_named(spelled) if spelled else None
    if spelled and language is None:
        if spelled.islower() and not _begins_symbol(spelled):
            raise AddressError(f"“{spelled}” is no official language; there are {', '.join(LANGUAGES)}.")
        written = f"{spelled}/{written}"
    if found["issue"] and not language:
        raise AddressError(
            "An issue (@date) is of one language version: put its language first, as in zh/A/RES/67/138@2013-07-15."
        )
    issue = None
    if found["issue"]:
        try:
            issue = datetime.date.fromisoformat(found["issue"])
        except ValueError:
            raise AddressError(f"“{found['issue']}” is no date.") from None
    symbol = parse(written)
    return Address(symbol, language, issue, found["portion"], found["until"], found["format"])
