"""Addressees: whom an act asks, read from the words behind its verb (reference conventions, "Addressees")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from resograph.annotating.facts import Addressee, EntityMention
from resograph.documents import Span
from resograph.languages import Profile, profile
from resograph.resources import table
from resograph.vocabularies import Vocabulary


class AddresseeReader:
    """Reads the actors that follow a verb, coordinated ones each."""

    def __init__(self, text: str, mentions: list[EntityMention], rules: Profile, vocabulary: Vocabulary) -> None:
        self._text = text
        self._rules = rules
        actors = set(table("data", "acts.toml")["actors"]["classes"])
        self._at: Mapping[int, EntityMention] = {
            mention.span.start: mention
            for mention in mentions
            if mention.target.startswith("~")
            or ((concept := vocabulary.get(mention.target)) is not None and concept.classes & actors)
        }

    def read(self, start: int, end: int) -> tuple[Addressee, ...]:
        """The addressees named from ``start`` on, up to ``end``."""
        patterns = _patterns(self._rules.code)
        if patterns is None:
            return ()
        found: list[Addressee] = []
        place = start
        while (actor := self._actor(place, end, patterns)) is not None:
            span, target = actor
            if (
                found
                and patterns["companion"].match(self._text, span.end, end)
                and self._joined_as_companion(place, span)
            ):
                break
            found.append(Addressee(span, target, f"{self._rules.code}.addressee"))
            connector = patterns["connectors"].match(self._text, span.end, end)
            if not connector:
                break
            self._connector = connector[0]
            place = connector.end()
        return tuple(found)

    _connector = ""

    def _joined_as_companion(self, place: int, span: Span) -> bool:
        return self._connector.strip() in self._rules.get("addressees").get("companion_connectors", ())

    def _actor(self, place: int, end: int, patterns: Mapping[str, re.Pattern[str]]) -> tuple[Span, str] | None:
        """The actor that begins at a place, behind determiners (dropped) and qualifiers (kept)."""
        lead = patterns["lead"].match(self._text, place, end)
        place = lead.end() if lead else place
        first = patterns["determiners"].match(self._text, place, end)
        place = first.end() if first else place
        begin = place
        for _ in range(3):
            if mention := self._at.get(place):
                return Span(begin, mention.span.end), mention.target
            qualifier = patterns["qualifiers"].match(self._text, place, end)
            if not qualifier or qualifier.end() == place:
                return None
            place = qualifier.end()
        return None


@lru_cache(maxsize=16)
def _patterns(code: str) -> Mapping[str, re.Pattern[str]] | None:
    rules = profile(code).get("addressees")
    if not rules:
        return None
    glue = "" if code == "zh" else r"\s*"
    return {
        "lead": re.compile(glue + rules.get("lead", ""), re.IGNORECASE),
        "determiners": re.compile(rf"(?:(?:{rules['determiners']}){glue})*", re.IGNORECASE),
        "qualifiers": re.compile(rf"(?:(?:{rules['qualifiers']}){glue})", re.IGNORECASE),
        "connectors": re.compile(rf"{glue}(?:{rules['connectors']}){glue}", re.IGNORECASE),
        "companion": re.compile(rules["companion"], re.IGNORECASE),
    }
