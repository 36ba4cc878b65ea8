"""Which State a list of votes means: by its name of the day, its ISO 3166 code, or its Correlates of War number."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from resograph.annotating.parties import state
from resograph.resources import table
from resograph.vocabularies.concepts import Vocabulary


class States:
    """The States of a vocabulary, by all that lists of votes call them."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._by_code: dict[str, list[str]] = defaultdict(list)
        self._times: dict[str, tuple[str, str]] = {}
        for concept in words:
            if concept.path.startswith("state/"):
                own = concept.path.removeprefix("state/")
                codes = [*concept.values.get("notation", ()), own, *concept.values.get("cowNumber", ())]
                for code in dict.fromkeys(code.upper() for code in codes):
                    self._by_code[code].append(concept.path)
                self._times[concept.path] = (concept.first("memberSince") or "", concept.first("memberUntil") or "")
        self.by_name = lru_cache(maxsize=20000)(self._named)

    def of(self, code: str, name: str, day: str) -> str:
        """Path of the State; "" where there is none: by the name where that was a Member on the day, else by code."""
        named, coded = self.by_name(name), self.by_code(code, day)
        return named if named and (not coded or self._was_member(named, day)) else coded

    def by_code(self, code: str, day: str) -> str:
        """The State of a code or number; of several, the one that was a Member on the day and came to its end."""
        paths = self._by_code.get(code.upper().removesuffix(".0"), ())
        if len(paths) < 2:
            return paths[0] if paths else ""
        fitting = [path for path in paths if self._was_member(path, day)] or paths
        return min(fitting, key=lambda path: (self._times[path][1] or "9999", path))

    def _named(self, name: str) -> str:
        return (_old_names().get(name.upper()) or state(name, self._words) or "") if name else ""

    def _was_member(self, path: str, day: str) -> bool:
        since, until = self._times[path]
        return (not since or not day or since <= day) and (not until or not day or day <= until)


@cache
def _old_names() -> dict[str, str]:
    names: dict[str, str] = table("data", "columns.toml")["votes"]["names"]
    return names


@lru_cache(maxsize=4)
def states_of(words: Vocabulary) -> States:
    """The States of a vocabulary, made once."""
    return States(words)
