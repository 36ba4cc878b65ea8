"""How exact the full-text index is beside a plain scan of the same texts, how fast, and how large.

Usage: bench/search.py STORE_DIRECTORY [WORDS]
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from resograph.releases import open_current, open_store
from resograph.releases.search import SearchIndex, SearchLimits, searchable
from resograph.releases.tables import LIVE, Tables
from resograph.releases.tables.schema import within
from resograph.releases.tables.texts import unpacked
from resograph.sparql import Query
from resograph.symbols.address import LANGUAGES

EVERYTHING = 10**9
Rows = list[tuple[int, str]]


def main() -> None:
    directory, words = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200
    release = open_current(directory)
    tables = Tables(release.tables)
    index = SearchIndex(tables, SearchLimits(seconds=60, matches=EVERYTHING))
    texts = {language: read(tables, language) for language in LANGUAGES}
    count, size = sum(map(len, texts.values())), sum(segment.path.stat().st_size for segment in tables.segments)
    print(f"{count:,} rows in {len(tables.segments)} segments of {size / 1e6:.1f} MB, {size // count} bytes a row")
    chance = random.Random(67138)
    asked: dict[str, list[str]] = {}
    print(
        "\n| language | words | rows with the word itself | missed | rows found | found beside it |"
        "\n|---|---|---|---|---|---|"
    )
    for language, rows in texts.items():
        scan = pairs_of_characters(rows) if language == "zh" else words_of(rows)
        asked[language] = chance.sample(sorted(scan), min(words, len(scan)))
        compare(index, language, {word: scan[word] for word in asked[language]})
    times("one word, its language", [(word, language) for language, found in asked.items() for word in found], index)
    times("one word, all six", [(word, None) for found in asked.values() for word in found[: words // 4]], index)
    two = [(f"{a} {b}", language) for language, found in asked.items() for a, b in pairwise(found)]
    times("two words", two, index)
    times("a phrase", phrases(texts, chance, words), index)
    times("the beginning of a word", [(f"{word[:3]}*", "en") for word in asked["en"]], index)
    times("a symbol, all six", [(symbol, None) for symbol in list(release.manifest.works)[:words]], index)
    sparql(directory, asked)


def read(tables: Tables, language: str) -> Rows:
    """The title and text of each unit in small letters, without compatibility forms, vowel signs and lengthening."""
    rows = tables.rows(f"SELECT work, words FROM {{s}}.text WHERE language = ?1 AND work {LIVE}", [language])
    return [
        (within(work, passage.position), plain(f"{passage.title}\n{passage.text}"))
        for work, words in rows
        for passage in unpacked(words)
    ]


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char != "\u0640" and unicodedata.category(char) not in ("Mn", "Cf"))


def pairs_of_characters(rows: Rows) -> dict[str, set[int]]:
    """Every two Han characters that stand side by side → where they do, by a plain scan."""
    found: dict[str, set[int]] = {}
    for unit, text in rows:
        for pair in re.findall(r"(?=([\u4e00-\u9fff]{2}))", text):
            found.setdefault(pair, set()).add(unit)
    return found


def words_of(rows: Rows) -> dict[str, set[int]]:
    """Every word of letters → where it stands, by a plain scan."""
    found: dict[str, set[int]] = {}
    for unit, text in rows:
        for word in re.findall(r"[^\W_]{3,}", text):
            if word.isalpha():
                found.setdefault(word, set()).add(unit)
    return found


def compare(index: SearchIndex, language: str, scan: dict[str, set[int]]) -> None:
    held = missed = found = beside = 0
    for word, units in scan.items():
        matches = {match.unit for match in index.find(word, language, EVERYTHING).matches}
        held += len(units)
        missed += len(units - matches)
        found += len(matches)
        beside += len(matches - units)
    print(f"| {language} | {len(scan)} | {held:,} | {missed} | {found:,} | {beside:,} |")


def phrases(texts: dict[str, Rows], chance: random.Random, count: int) -> list[tuple[str, str | None]]:
    """Three words in a row of texts at random."""
    found: list[tuple[str, str | None]] = []
    while len(found) < count:
        language = chance.choice(["en", "fr", "es", "ru", "ar"])
        words = re.findall(r"[^\W\d_]+", chance.choice(texts[language])[1])
        if len(words) > 3:
            place = chance.randrange(len(words) - 3)
            found.append((f'"{" ".join(words[place : place + 3])}"', language))
    return found


def times(name: str, asked: Sequence[tuple[str, str | None]], index: SearchIndex) -> None:
    def searches() -> Iterator[Callable[[], object]]:
        for words, language in asked:
            yield lambda words=words, language=language: index.find(words, language)  # type: ignore[misc]

    report(name, searches())


def sparql(directory: Path, asked: dict[str, list[str]]) -> None:
    store = searchable(open_store(directory), SearchLimits(matches=EVERYTHING))

    def queries() -> Iterator[Callable[[], object]]:
        for language, words in asked.items():
            for word in words[: len(words) // 4]:
                text = (
                    "PREFIX reso: <https://w3id.org/resograph/ns#> SELECT ?part ?text WHERE { ?part reso:search "
                    f'{ox.Literal(word, language=language)} ; reso:text ?text FILTER(LANG(?text) = "{language}") }}'
                )
                yield lambda text=text: b"".join(store.query(Query.of(text)).chunks)  # type: ignore[misc]

    report("in SPARQL, all matches with their texts (embedded)", queries())


def report(name: str, work: Iterator[Callable[[], object]]) -> None:
    spent = []
    for do in work:
        start = time.perf_counter()
        do()
        spent.append((time.perf_counter() - start) * 1000)
    p50, p99 = statistics.median(spent), statistics.quantiles(spent, n=100)[98]
    print(f"{name}: {len(spent)} queries, p50 {p50:.1f} ms, p99 {p99:.1f} ms")


if __name__ == "__main__":
    main()
