"""The index of a release, asked: what matches, in order; the words there; what may have been meant."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields
from functools import lru_cache

from resograph.languages.folding import folding, is_unspaced
from resograph.languages.naming import typed_words
from resograph.releases.search.lexicon import IndexLexicon
from resograph.releases.search.plan import Plan, plan_for
from resograph.releases.search.query import parse_words
from resograph.releases.search.ranking import Ranking
from resograph.releases.search.values import Filters, Found, Match, SearchError, SearchLimits, SearchTimeoutError
from resograph.releases.tables import LIVE, OutOfTimeError, Tables
from resograph.releases.tables.schema import BITS, position_of, work_of
from resograph.releases.tables.texts import Passage, unpacked
from resograph.symbols.address import LANGUAGES
from resograph.symbols.typing import compact, may_be_symbol, readings, reads_as

_FIRST = 1000.0
"""Added for documents whose title has the words: they come before all paragraphs."""
_MOST_TERMS = 40
"""Words and quotations of one search."""
_MOST_DOCUMENTS = 10
"""Documents that a symbol half typed may stand for; of more it says nothing."""
_ALL = Filters()
_KEPT = 64
"""Searches whose counts are kept, for those who leaf and narrow down."""
_WORK = f"JOIN {{s}}.work AS work ON work.id = unit >> {BITS}"
_IS_DOCUMENT = f"unit & {(1 << BITS) - 1} = 0"


class SearchIndex:
    """The search of a release; safe to use from several threads.

    Args:
        tables: of the release.
        limits: what one search may use.
    """

    def __init__(self, tables: Tables, limits: SearchLimits | None = None) -> None:
        self._tables = tables
        self._ranking = Ranking(tables)
        self.base = tables.base
        self.limits = limits or SearchLimits()
        self._counted = lru_cache(maxsize=_KEPT)(self._count)
        self._passages = lru_cache(maxsize=_KEPT)(self._read_passages)

    def find(
        self, words: str, language: str | None = None, most: int = 20, skip: int = 0, filters: Filters = _ALL
    ) -> Found:
        """What matches, the best first.

        Documents whose title has the words come before all parts, then BM25 decides. It is lowered in a language by
        how few matches it has beside the others, for an English word is rare in Spanish and would count for much.

        Args:
            words: see ``parse_words``.
            language: one of the six; None for all.
            most: matches that are wanted.
            skip: matches before them.
            filters: what they must be of.

        Raises:
            SearchError: the words are too many, the language is unknown, or it took too long.
        """
        plans = self._wanted(words, language)
        if not plans:
            return Found((), 0)
        with self._in_time():
            each = " UNION ALL ".join(
                self._ranking.select(code, f"?{place}") for place, code in enumerate(plans, start=1)
            )
            number = len(plans) + 1
            fits, values = _fits(filters, number + 1)
            best = self._tables.union(
                f"SELECT unit, work.symbol AS symbol, language, languages, score FROM best {_WORK} WHERE {fits}"
            )
            rows = self._tables.all(
                f"WITH found AS MATERIALIZED ({each} UNION ALL"
                f" SELECT value->>0, value->>1, value->>2 FROM json_each(?{number})),"
                " share AS (SELECT language, 1.0 * count(*) / max(count(*)) OVER () AS share FROM found GROUP BY 1),"
                f" best AS MATERIALIZED (SELECT unit, max(round({_FIRST} * ({_IS_DOCUMENT}) + score * share, 3)) AS"
                " score, language, group_concat(language) AS languages FROM found JOIN share USING (language)"
                f" GROUP BY unit) SELECT *, count(*) OVER () FROM ({best})"
                f" ORDER BY score DESC, symbol, unit LIMIT {int(most)} OFFSET {int(skip)}",
                [
                    *(plan.expression() for plan in plans.values()),
                    json.dumps([row for code, plan in plans.items() for row in self._ranking.elsewhere(code, plan)]),
                    *values,
                ],
            )
            eids = self._eids([row[0] for row in rows])
        matches = tuple(
            Match(unit, symbol, eids[unit], best, _in_order(languages.split(",")), score)
            for unit, symbol, best, languages, score, _ in rows
        )
        total = rows[0][-1] if rows else (self.find(words, language, 1, 0, filters).total if skip else 0)
        return Found(matches, total)

    def _eids(self, units: Sequence[int]) -> Mapping[int, str]:
        """The ids of parts in their documents."""
        return dict(
            self._tables.rows(
                "SELECT part.id, part.eid FROM json_each(?1) AS one JOIN {s}.part AS part ON part.id = one.value",
                [json.dumps(units)],
            )
        )

    def facets(self, words: str, language: str | None = None, filters: Filters = _ALL) -> dict[str, dict[str, int]]:
        """How many matches there are of each organ, session, year, kind and language, counted over all of them.

        Each facet is counted under the filters of the others, so that its numbers say what choosing a value would give.

        Raises:
            SearchError: the words are too many, the language is unknown, or it took too long.
        """
        names = [field.name for field in fields(Filters)]
        wanted = dict(zip(names, astuple(filters), strict=True))
        found: dict[str, dict[str, int]] = {name: {} for name in (*names, "language")}
        for *values, languages, count in self._counted(words):
            here = dict(zip(names, map(str, values), strict=True))
            unfit = [name for name in names if wanted[name] not in ("", here[name])]
            codes = [code for bit, code in enumerate(LANGUAGES) if languages >> bit & 1]
            if language and language not in codes:
                unfit.append("language")
            for name in names:
                if here[name] and not set(unfit) - {name}:
                    found[name][here[name]] = found[name].get(here[name], 0) + count
            for code in codes if not set(unfit) - {"language"} else ():
                found["language"][code] = found["language"].get(code, 0) + count
        return found

    def _count(self, words: str) -> list[tuple[str, str, str, str, int, int]]:
        """Matches in any language by what they are sorted by and the set of their languages."""
        plans = self._wanted(words, None)
        if not plans:
            return []
        each = " UNION ALL ".join(
            f"SELECT rowid AS unit, {1 << LANGUAGES.index(code)} AS bit FROM {{s}}.keys_{code}"
            f" WHERE keys_{code} MATCH ?{place} AND rowid >> {BITS} {LIVE}"
            for place, code in enumerate(plans, start=1)
        )
        with self._in_time():
            return self._tables.rows(
                f"SELECT organ, session, year, kind, languages, count(*) AS n FROM"
                f" (SELECT unit, sum(bit) AS languages FROM ({each}) GROUP BY unit) {_WORK} GROUP BY 1, 2, 3, 4, 5",
                [plan.expression() for plan in plans.values()],
                "GROUP BY 1, 2, 3, 4, 5",
                "organ, session, year, kind, languages, sum(n)",
            )

    def _wanted(self, words: str, language: str | None) -> dict[str, Plan]:
        """The plans of the languages in which anything is looked for."""
        return {code: plan for code, plan in self.plans(words, language).items() if plan.wanted}

    def documents(self, filters: Filters = _ALL, most: int = 50, skip: int = 0) -> tuple[list[str], int]:
        """Symbols of the documents held, the latest adopted first, and how many there are altogether."""
        fits, values = _fits(filters, 1)
        found = self._tables.rows(
            f"SELECT symbol, adopted FROM {{s}}.work AS work WHERE {fits} AND id {LIVE}",
            values,
            f"ORDER BY adopted DESC, symbol DESC LIMIT {int(most)} OFFSET {int(skip)}",
            "symbol, count(*) OVER ()",
        )
        if not found and skip:
            return [], self.documents(filters, 1)[1]
        return [symbol for symbol, _ in found], found[0][1] if found else 0

    def holdings(self) -> list[tuple[str, str, str, int]]:
        """How many documents are held of each organ, session and year, the latest first."""
        return self._tables.rows(
            f"SELECT organ, session, year FROM {{s}}.work WHERE id {LIVE}",
            then="GROUP BY 1, 2, 3 ORDER BY 1, 3 DESC, 2 DESC",
            columns="organ, session, year, count(*)",
        )

    def plans(self, words: str, language: str | None) -> dict[str, Plan]:
        """What is looked for in each language.

        Raises:
            SearchError: the words are too many, or the language is unknown.
        """
        if len(words) > self.limits.length:
            raise SearchError(f"A search may have {self.limits.length:,} characters; this one has {len(words):,}.")
        if language is not None and language not in LANGUAGES:
            raise SearchError(f"“{language}” is no official language; there are {', '.join(LANGUAGES)}.")
        query = parse_words(words)
        if sum(map(len, query.wanted)) + len(query.unwanted) > _MOST_TERMS:
            raise SearchError(f"A search may have {_MOST_TERMS} words; put a passage into quotation marks.")
        codes = (language,) if language else LANGUAGES
        with self._in_time():
            return {code: plan_for(query, folding(code), IndexLexicon(self._tables, code)) for code in codes}

    def words_of(self, unit: int, language: str) -> tuple[str, str]:
        """Title or heading, and text of a unit in a language; "" for what it has not."""
        found = self._passages(work_of(unit), language).get(position_of(unit))
        return (found.title, found.text) if found else ("", "")

    def _read_passages(self, work: int, language: str) -> Mapping[int, Passage]:
        rows = self._tables.rows("SELECT words FROM {s}.text WHERE work = ?1 AND language = ?2", [work, language])
        return {passage.position: passage for (words,) in rows for passage in unpacked(words)}

    def title_of(self, unit: int, languages: Sequence[str]) -> tuple[str, str]:
        """The title of the document that a unit is or stands in, in the first language that has one, and that one."""
        titles = dict(self._tables.rows("SELECT language, title FROM {s}.title WHERE work = ?1", [work_of(unit)]))
        return next(((titles[language], language) for language in languages if language in titles), ("", languages[0]))

    def documents_like(self, typed: str) -> list[str]:
        """The symbols that a text is the spelling or the number of; none where it may be anything."""
        if found := self._like(typed):
            return found
        named = (reading.path for reading in readings(typed, typed_words()) if reading.path[0].isupper())
        return list(dict.fromkeys(symbol for path in named for symbol in self._like(path)))

    def _like(self, typed: str) -> list[str]:
        letters = compact(typed)
        if not may_be_symbol(typed):
            return []
        rows = self._tables.rows(
            "SELECT symbol, ?1 IN (compact, number) FROM {s}.work WHERE (compact >= ?1 AND compact < ?2"
            f" OR number >= ?1 AND number < ?2) AND id {LIVE}",
            [letters, f"{letters}\x7f"],
            "ORDER BY symbol",
        )
        found = [(symbol, is_exact) for symbol, is_exact in rows]
        exact = [symbol for symbol, is_exact in found if is_exact]
        begun = [symbol for symbol, _ in found if reads_as(typed, symbol)]
        return exact or (begun if len(begun) <= _MOST_DOCUMENTS else [])

    def meant(self, words: str, language: str | None = None) -> str | None:
        """The words with those that occur nowhere replaced by the nearest that do; None where nothing is near."""
        codes = (language,) if language else LANGUAGES
        with self._in_time():
            for code in codes:
                changed = _mended(words, code, IndexLexicon(self._tables, code))
                if changed and self.find(changed, code, 1).total:
                    return changed
        return None

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """A limit to the time of what is asked."""
        try:
            with self._tables.within(self.limits.seconds):
                yield
        except OutOfTimeError:
            raise SearchTimeoutError(
                f"The search was stopped after {self.limits.seconds:g} seconds. Name a language or add words."
            ) from None


def _fits(filters: Filters, number: int) -> tuple[str, list[str]]:
    """Whether a work is of what the filters want, in SQL with parameters from a number on, and their values."""
    wanted = [(field.name, value) for field, value in zip(fields(filters), astuple(filters), strict=True) if value]
    texts = [f"work.{name} = ?{place}" for place, (name, _) in enumerate(wanted, start=number)]
    return " AND ".join(texts) or "true", [value for _, value in wanted]


def _in_order(languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if code in languages)


def _mended(words: str, language: str, lexicon: IndexLexicon) -> str | None:
    """The words with each that does not occur replaced; None where none was."""
    mended, place, rules = "", 0, folding(language)
    for token in rules.tokens(words):
        unknown = not is_unspaced(token.surface) and not token.surface.isdigit() and not lexicon.counts([token.key])
        if unknown and (near := lexicon.near(rules.plain(token.surface))):
            mended += words[place : token.start] + near
            place = token.end
    return mended + words[place:] if mended else None
