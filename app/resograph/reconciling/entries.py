"""What can be meant: an entity with its names and classes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from resograph.vocabularies.headings import set_heading


class NameKind(StrEnum):
    """How an entity has a name: the likelier one first; a code counts only whole."""

    PREFERRED = "preferred"
    OTHER = "other"
    HIDDEN = "hidden"
    CODE = "code"
    SYMBOL = "symbol"


@dataclass(frozen=True)
class Name:
    """A name in a language ("" for codes and symbols)."""

    text: str
    language: str
    kind: NameKind


@dataclass(frozen=True)
class KnownEntity:
    """An entity: its path ("state/kor"), its names, and its classes ("State", "Actor", …)."""

    path: str
    names: tuple[Name, ...]
    types: frozenset[str]

    def name(self, language: str = "en") -> str:
        """What it is called in a language, or in the nearest there is; a document by its symbol first."""
        symbol = next((name.text for name in self.names if name.kind is NameKind.SYMBOL), "")
        known = {name.language: name.text for name in self.names if name.kind is NameKind.PREFERRED}
        title = next((known[code] for code in (language, "en", *sorted(known)) if code in known), "")
        return " — ".join(part for part in (symbol, title) if part) or self.path

    def shown(self, language: str) -> str:
        """What it is called on a page: its name in a language, a further one where no preferred one is in it."""
        return self.shown_in(language)[0]

    def shown_in(self, language: str) -> tuple[str, str]:
        """The same, with the language that it is in, "" where that is not known."""
        kinds = (NameKind.PREFERRED, NameKind.OTHER)
        wanted = [(code, kind) for code in (language, "en") for kind in kinds]
        is_theme = "Theme" in self.types
        known = sorted(self.names, key=lambda name: name.text) if is_theme else self.names
        names = [name for want in wanted for name in known if (name.language, name.kind) == want]
        text, code = (names[0].text, names[0].language) if names else (self.name(language), "")
        return (set_heading(text), code) if is_theme else (text, code)
