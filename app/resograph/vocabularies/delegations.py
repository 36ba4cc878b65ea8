"""Delegations by the names and codes that negotiators use: States of the vocabulary, groups, those who lead talks."""

from __future__ import annotations

import re
from functools import cache

from resograph.resources import table
from resograph.vocabularies.concepts import Vocabulary, vocabulary

_LONGEST = 80
"""Characters of the longest name that is looked up."""
_BETWEEN = re.compile(r"[\s.'’‘\-‐‑]+")


class Delegations:
    """Name or code of a delegation → what it is: the path of a State (``state/nor``), or a group's first name."""

    def __init__(self, known: Vocabulary) -> None:
        self._codes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for concept in known:
            if "State" not in concept.classes:
                continue
            for code in concept.values.get("notation", ()):
                self._codes.setdefault(code, concept.path)
            for label in concept.labels:
                self._add(label.text, concept.path)
        data = table("data", "drafting", "compilations.toml")
        for path, names in data["states"].items():
            for name in names:
                self._add(name, path)
        for group in data["delegations"]:
            for name in group["names"]:
                self._add(name, group["names"][0])
        self._own: dict[str, dict[str, str]] = data["states_by_language"]

    def _add(self, name: str, key: str) -> None:
        if len(name) < 6 and name.isupper():
            self._codes[name] = key
        else:
            self._names[folded(name)] = key

    def find(self, name: str, language: str) -> str | None:
        """What a name means; None where it is none. ``language`` is the text's, ISO 639-1."""
        bare = without_article(name)
        if not bare or len(bare) > _LONGEST:
            return None
        own = self._own.get(language, {}).get(bare)
        return own or self._codes.get(bare) or self._names.get(folded(bare))


def folded(name: str) -> str:
    """A name in small letters, without its article, stops and hyphens, single spaces: as names are compared."""
    return _BETWEEN.sub(" ", without_article(name)).strip().casefold()


def without_article(name: str) -> str:
    """A name without the article of any of the six languages: "France" of "la France"."""
    return bare[found.end() :] if (found := _article().match(bare := name.strip())) else bare


@cache
def _article() -> re.Pattern[str]:
    articles = table("data", "drafting", "compilations.toml")["articles"]
    apart, joined = ("|".join(map(re.escape, articles[kind])) for kind in ("apart", "joined"))
    return re.compile(rf"(?:(?:{apart})\s+|(?:{joined}))(?=\w)", re.IGNORECASE)


@cache
def delegations() -> Delegations:
    """The delegations of the product's own data."""
    return Delegations(vocabulary())
