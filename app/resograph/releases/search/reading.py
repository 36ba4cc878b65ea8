"""The index of a release, asked: what matches, in order; the words there; what may have been meant."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields
from functools import lru_cache
from pathlib import Path

from resograph.releases.search.folding import folding, is_unspaced
from resograph.releases.search.lexicon import IndexLexicon
from resograph.releases.search.plan import Plan, plan_for
from resograph.releases.search.query import parse_words
from resograph.releases.search.schema import FORMAT, IS_DOCUMENT, WORK_OF, document_of
from resograph.releases.search.values import Filters, Found, Match, SearchError, SearchLimits, SearchTimeoutError
from resograph.symbols.address import LANGUAGES
from resograph.symbols.typing import compact, may_be_symbol, reads_as, without_words

_WEIGHTS = "20.0, 10.0, 1.0"
"""What a word in the symbol, in a title or heading, in the text counts for (BM25F, as in fts5.html §5.1.1)."""
_FIRST = 1000.0
"""Added for documents whose title has the words: they come before all paragraphs."""
_STEPS = 10_000
"""Instructions of SQLite between two looks at the clock."""
_MOST_TERMS = 40
"""Words and quotations of one search."""
_MOST_DOCUMENTS = 10
"""Documents that a symbol half typed may stand for; of more it says nothing."""
_ALL = Filters()
_KEPT = 64
"""Searches whose counts are kept, for those who leaf and narrow down."""
_FITS = " AND ".join(f"(? = '' OR work.{field.name} = ?)" for field in fields(Filters))
"""Whether a work is of what the filters want."""


class SearchIndex:
    """A ``search.sqlite``, opened read-only; safe to use from several threads.

    Args:
        path: the file.
        limits: what one search may use.

    Raises:
        SearchError: it is not there, or was written by another version.
    """

    def __init__(self, path: Path, limits: SearchLimits | None = None) -> None:
        self._address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self.limits = limits or SearchLimits()
        try:
            about = dict(self._database().execute("SELECT name, value FROM about").fetchall())
        except sqlite3.Error:
            about = {}
        if about.get("format") != FORMAT:
            raise SearchError("This release has no full-text index; build it again with resograph add.")
        self.base = str(about["base"])
        self._counted = lru_cache(maxsize=_KEPT)(self._count)

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
        asked = self._expressions(words, language)
        if not asked:
            return Found((), 0)
        each = " UNION ALL ".join(
            f"SELECT rowid AS unit, '{code}' AS language, {IS_DOCUMENT} AS first,"
            f" -bm25(keys_{code}, {_WEIGHTS}) AS score FROM keys_{code} WHERE keys_{code} MATCH ?"
            for code, _ in asked
        )
        with self._in_time() as database:
            rows = database.execute(
                f"WITH found AS MATERIALIZED ({each}),"
                " share AS (SELECT language, 1.0 * count(*) / max(count(*)) OVER () AS share FROM found GROUP BY 1),"
                f" best AS (SELECT unit, max(round({_FIRST} * first + score * share, 3)) AS score, language,"
                " group_concat(language) AS languages FROM found JOIN share USING (language) GROUP BY unit)"
                " SELECT unit, symbol, eid, language, languages, score, count(*) OVER ()"
                f" FROM best JOIN work ON work.id = {WORK_OF} JOIN unit ON unit.id = unit WHERE {_FITS}"
                " ORDER BY score DESC, symbol, unit LIMIT ? OFFSET ?",
                (*(expression for _, expression in asked), *_twice(filters), most, skip),
            ).fetchall()
        matches = tuple(
            Match(unit, symbol, eid, best, _in_order(languages.split(",")), score)
            for unit, symbol, eid, best, languages, score, _ in rows
        )
        total = rows[0][6] if rows else (self.find(words, language, 1, 0, filters).total if skip else 0)
        return Found(matches, total)

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
        asked = self._expressions(words, None)
        if not asked:
            return []
        each = " UNION ALL ".join(
            f"SELECT rowid AS unit, {1 << LANGUAGES.index(code)} AS bit FROM keys_{code} WHERE keys_{code} MATCH ?"
            for code, _ in asked
        )
        with self._in_time() as database:
            return database.execute(
                f"WITH found AS (SELECT unit, sum(bit) AS languages FROM ({each}) GROUP BY unit)"
                " SELECT organ, session, year, kind, languages, count(*)"
                f" FROM found JOIN work ON work.id = {WORK_OF} GROUP BY 1, 2, 3, 4, 5",
                [expression for _, expression in asked],
            ).fetchall()

    def _expressions(self, words: str, language: str | None) -> list[tuple[str, str]]:
        plans = {code: plan.expression() for code, plan in self.plans(words, language).items()}
        return [(code, expression) for code, expression in plans.items() if expression]

    def documents(self, filters: Filters = _ALL, most: int = 50, skip: int = 0) -> tuple[list[str], int]:
        """Symbols of the documents held, the latest adopted first, and how many there are altogether."""
        rows = self._database().execute(
            f"SELECT symbol, count(*) OVER () FROM work WHERE {_FITS} ORDER BY adopted DESC, id DESC LIMIT ? OFFSET ?",
            (*_twice(filters), most, skip),
        )
        found = rows.fetchall()
        if not found and skip:
            return [], self.documents(filters, 1)[1]
        return [symbol for symbol, _ in found], found[0][1] if found else 0

    def holdings(self) -> list[tuple[str, str, str, int]]:
        """How many documents are held of each organ, session and year, the latest first."""
        rows = self._database().execute(
            "SELECT organ, session, year, count(*) FROM work GROUP BY 1, 2, 3 ORDER BY 1, 3 DESC, 2 DESC"
        )
        return rows.fetchall()

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
        with self._in_time() as database:
            return {code: plan_for(query, folding(code), IndexLexicon(database, code)) for code in codes}

    def words_of(self, unit: int, language: str) -> tuple[str, str]:
        """Title or heading, and text of a unit in a language; "" for what it has not."""
        found = self._database().execute(
            "SELECT title, text FROM reading WHERE unit = ? AND language = ?", (unit, language)
        )
        return found.fetchone() or ("", "")

    def title_of(self, unit: int, languages: Sequence[str]) -> tuple[str, str]:
        """The title of the document that a unit is or stands in, in the first language that has one, and that one."""
        found = self._database().execute(
            "SELECT language, title FROM reading WHERE unit = ? AND title <> ''", (document_of(unit),)
        )
        titles = dict(found.fetchall())
        return next(((titles[language], language) for language in languages if language in titles), ("", languages[0]))

    def documents_like(self, typed: str) -> list[str]:
        """The symbols that a text is the spelling or the number of; none where it may be anything."""
        return self._like(typed) or self._like(*without_words(typed))

    def _like(self, typed: str, series: str = "") -> list[str]:
        letters = compact(typed)
        if not may_be_symbol(typed):
            return []
        ends = (letters, f"{letters}\x7f") * 2
        rows = self._database().execute(
            "SELECT symbol, ? IN (compact, number) FROM work"
            " WHERE compact >= ? AND compact < ? OR number >= ? AND number < ? ORDER BY symbol",
            (letters, *ends),
        )
        found = [(symbol, is_exact) for symbol, is_exact in rows.fetchall() if symbol.startswith(series)]
        exact = [symbol for symbol, is_exact in found if is_exact]
        begun = [symbol for symbol, _ in found if reads_as(typed, symbol)]
        return exact or (begun if len(begun) <= _MOST_DOCUMENTS else [])

    def meant(self, words: str, language: str | None = None) -> str | None:
        """The words with those that occur nowhere replaced by the nearest that do; None where nothing is near."""
        codes = (language,) if language else LANGUAGES
        with self._in_time() as database:
            lexicons = {code: IndexLexicon(database, code) for code in codes}
            for code, lexicon in lexicons.items():
                changed = _mended(words, code, lexicon)
                if changed and self.find(changed, code, 1).total:
                    return changed
        return None

    def _database(self) -> sqlite3.Connection:
        """This thread's connection."""
        if not hasattr(self._local, "database"):
            self._local.database = sqlite3.connect(self._address, uri=True, check_same_thread=False)
        database: sqlite3.Connection = self._local.database
        return database

    @contextmanager
    def _in_time(self) -> Iterator[sqlite3.Connection]:
        """The connection, with a limit to the time of what is asked."""
        database = self._database()
        deadline = time.monotonic() + self.limits.seconds
        database.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        try:
            yield database
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise SearchTimeoutError(
                f"The search was stopped after {self.limits.seconds:g} seconds. Name a language or add words."
            ) from None
        finally:
            database.set_progress_handler(None, 0)


def _twice(filters: Filters) -> list[str]:
    """The values of ``_FITS``."""
    return [value for value in astuple(filters) for _ in range(2)]


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
