"""Earlier words of held documents that are like some words (agreed language): found by their rarest words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resograph.languages.folding import folding, is_unspaced
from resograph.releases.search.lexicon import IndexLexicon
from resograph.releases.tables import LIVE, Tables
from resograph.releases.tables.schema import BITS, position_of, work_of
from resograph.releases.tables.texts import unpacked
from resograph.wording.likeness import Nearness, likeness
from resograph.wording.tokens import tokens_of

_RAREST = 12
"""Words by which paragraphs are looked for."""
_CANDIDATES = 150
"""Paragraphs that are compared, word by word."""
_LONGEST = 400
"""Words asked for of which the rarest are chosen; no paragraph of a text is told by more."""


@dataclass(frozen=True)
class Agreed:
    """A paragraph with words like those asked for: its path, symbol and day of its document, its words in a language,
    how like they are (0–1) and what that is called."""

    path: str
    symbol: str
    adopted: str
    language: str
    text: str
    similarity: float
    nearness: Nearness


class AgreedLanguage:
    """The words of all held documents; safe to use from several threads.

    Args:
        tables: of the release.
        candidates: paragraphs that are compared, word by word.
    """

    def __init__(self, tables: Tables, candidates: int = _CANDIDATES) -> None:
        self._tables = tables
        self._most_candidates = candidates
        self._kept: _Kept | None = None

    def remembering(self, candidates: int) -> AgreedLanguage:
        """The same for many look-ups in a row, of one thread, which share held texts that were read once."""
        found = AgreedLanguage(self._tables, candidates)
        found._kept = _Kept()
        return found

    def like(self, words: str, language: str, most: int = 20, without: str = "") -> list[Agreed]:
        """The paragraphs whose words are like some words, the most like first, of equally like ones the newest.

        Where any is near, looser ones are left out.

        Args:
            words: of a paragraph or a part of one.
            language: of the words; one of the six.
            most: paragraphs that are wanted.
            without: symbol of a document that does not count.
        """
        asked = tokens_of(words, language)
        if not asked:
            return []
        found = [one for one in self._compared(asked, words, language) if one.symbol != without]
        if any(one.nearness is not Nearness.LOOSER for one in found):
            found = [one for one in found if one.nearness is not Nearness.LOOSER]
        found.sort(key=lambda one: one.path)
        found.sort(key=lambda one: (one.similarity, one.adopted), reverse=True)
        return found[:most]

    def _compared(self, asked: Sequence[str], words: str, language: str) -> Iterator[Agreed]:
        expression = self._expression(words, language)
        units = self._candidates(expression, language) if expression else []
        described = self._described(units)
        kept = self._kept or _Kept()
        for unit, text in self._texts(units, language, kept):
            alike = likeness(asked, kept.tokens_of(unit, text, language))
            if alike.nearness is not None and unit in described:
                symbol, adopted, eid = described[unit]
                path = f"{symbol}~{eid}"
                yield Agreed(path, symbol, adopted, language, text, alike.similarity, alike.nearness)

    def _expression(self, words: str, language: str) -> str:
        """The rarest words as FTS5 takes them (keys hold no sign of its syntax); of characters, two side by side."""
        keys = [token.key for token in folding(language).tokens(words)][:_LONGEST]
        phrases = [
            (one, other) if is_unspaced(one) and is_unspaced(other) else (one,) for one, other in pairwise((*keys, ""))
        ]
        counts = IndexLexicon(self._tables, language).counts(dict.fromkeys(keys))
        held = [phrase for phrase in dict.fromkeys(phrases) if all(key in counts for key in phrase)]
        rarest = sorted(held, key=lambda phrase: min(counts[key] for key in phrase))[:_RAREST]
        return " OR ".join(f'"{" ".join(phrase)}"' for phrase in rarest)

    def _candidates(self, expression: str, language: str) -> list[int]:
        rows = self._tables.rows(
            f"SELECT * FROM (SELECT rowid AS unit, bm25(keys_{language}) AS score FROM {{s}}.keys_{language}"
            f" WHERE keys_{language} MATCH ?1 AND rowid >> {BITS} {LIVE} ORDER BY score LIMIT {self._most_candidates})",
            [f"text : ({expression})"],
            f"ORDER BY score LIMIT {self._most_candidates}",
            "unit",
        )
        return [unit for (unit,) in rows]

    def _described(self, units: Sequence[int]) -> dict[int, tuple[str, str, str]]:
        """Symbol, day and id of parts."""
        rows = self._tables.rows(
            "SELECT part.id AS id, work.symbol AS symbol, work.adopted AS adopted, part.eid AS eid"
            " FROM json_each(?1) AS one JOIN {s}.part AS part ON part.id = one.value"
            f" JOIN {{s}}.work AS work ON work.id = part.id >> {BITS}",
            [json.dumps(units)],
        )
        return {unit: (symbol, adopted, eid) for unit, symbol, adopted, eid in rows if eid}

    def _texts(self, units: Sequence[int], language: str, kept: _Kept) -> Iterator[tuple[int, str]]:
        """The words of parts."""
        works = {work_of(unit) for unit in units}
        rows = self._tables.rows(
            "SELECT text.work AS work, text.words AS words FROM json_each(?1) AS one"
            " JOIN {s}.text AS text ON text.work = one.value AND text.language = ?2",
            [json.dumps([work for work in works if (work, language) not in kept.works]), language],
        )
        kept.works.update(((work, language), None) for work in works if (work, language) not in kept.works)
        for work, packed in rows:
            kept.works[work, language] = {one.position: one.text for one in unpacked(packed) if one.position}
        for unit in units:
            text = (kept.works[work_of(unit), language] or {}).get(position_of(unit))
            if text:
                yield unit, text


class _Kept:
    """Held texts as they were read for some look-ups: words by work and position, tokens by part."""

    def __init__(self) -> None:
        self.works: dict[tuple[int, str], dict[int, str] | None] = {}
        self._tokens: dict[tuple[int, str], tuple[str, ...]] = {}

    def tokens_of(self, unit: int, text: str, language: str) -> tuple[str, ...]:
        """What of a part's words is compared."""
        if (unit, language) not in self._tokens:
            self._tokens[unit, language] = tokens_of(text, language)
        return self._tokens[unit, language]
