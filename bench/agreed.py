"""Agreed language: paragraphs changed as drafters change them, and those of a later session, sought in what is held.

``python -m bench.agreed ARCHIVES [LANGUAGE] [SEED]``: in each language 100 paragraphs of one session, each with two or
three changes by ``gold/edits.toml`` (its verb, years, words, a clause left out or moved), and up to 100 paragraphs that
the labels of ``gold/lineage.tsv`` say were edited from an earlier one, at least .6 alike, sought in what was adopted
before. How often the right source is found first, and among five; another paragraph with the very same words is as
right. The tables are those of a release, written of the texts alone; of documents that no label names every third is
held.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyoxigraph as ox

from bench.lineage import FOLDERS
from resograph.documents.errors import UnreadableError
from resograph.reading import read_all
from resograph.releases.agreed import Agreed, AgreedLanguage
from resograph.releases.tables import Tables
from resograph.releases.tables.rows import table_rows
from resograph.releases.tables.writing import TablesWriter
from resograph.symbols import mint, parse
from resograph.symbols.address import LANGUAGES
from resograph.symbols.sessions import years
from resograph.vocabularies.concepts import vocabulary
from resograph.wording.lineage import is_of_text
from resograph.wording.pairing import similarity_of
from resograph.wording.tokens import tokens_of
from resograph.writing.entry import Entry
from resograph.writing.terms import reso

BASE = "http://localhost:8000/"
_GOLD = Path(__file__).parent / "gold"
_DRAWN = 100
_LEAST = {"zh": 24}
"""Words, in Chinese characters, of a paragraph that is drawn."""
_USUAL_LEAST = 12
_AMONG = 5
_ALIKE = 0.6
_MOST = 150


class Held(NamedTuple):
    """A held paragraph in one language."""

    path: str
    symbol: str
    adopted: str
    text: str


def tables_of(archives: Path, language: str, folder: Path) -> tuple[Tables, list[Held]]:
    """Tables of the texts of one language alone, and the paragraphs in them."""
    files = sorted(path for path in archives.rglob("*.xml") if FOLDERS[language] in path.parts)
    with Pool() as pool:
        found = [one for some in pool.imap(_read, files, 8) for one in some]
    labelled = {parse(row[name]).text for row in _labels() for name in ("later_doc", "earlier_doc")}
    held: dict[str, list[Held]] = {}
    for place, paragraphs in enumerate(sorted(found)):
        if place % 3 == 0 or paragraphs[0].symbol in labelled:
            held.setdefault(paragraphs[0].symbol, paragraphs)
    writer = TablesWriter(folder, BASE, None)
    for symbol, paragraphs in held.items():
        writer.add(symbol, table_rows([], _triples(paragraphs, language), _entry(paragraphs), BASE, vocabulary(), ""))
    writer.finish([], 1, [])
    return Tables(folder), [one for some in held.values() for one in some]


def _read(path: Path) -> list[list[Held]]:
    """The paragraphs of the documents in a file."""
    try:
        documents = read_all(path.read_bytes(), path.name)
    except UnreadableError:
        return []
    found = []
    for document in documents:
        symbol, adopted = document.symbol, document.cover.adopted
        day = adopted.isoformat() if adopted else ""
        paragraphs = [
            Held(f"{symbol}~{part.eid}", symbol.text, day, part.text)
            for part in document.walk()
            if part.text and is_of_text(part.eid)
        ]
        if symbol.body and paragraphs:
            found.append(paragraphs)
    return found


def _entry(paragraphs: Sequence[Held]) -> Entry:
    symbol = parse(paragraphs[0].symbol)
    return Entry(symbol.text, "Resolution", "en", {}, body=symbol.body or "", adopted=paragraphs[0].adopted)


def _triples(paragraphs: Sequence[Held], language: str) -> Iterator[ox.Triple]:
    for position, one in enumerate(paragraphs, 1):
        part = ox.NamedNode(mint(BASE, one.path))
        yield ox.Triple(part, reso("inDocument"), ox.NamedNode(mint(BASE, one.symbol)))
        yield ox.Triple(part, reso("position"), ox.Literal(position))
        yield ox.Triple(part, reso("text"), ox.Literal(one.text, language=language))


class Asked(NamedTuple):
    """Words that are sought, the paragraph that they come from, and the one that has them, where one is held."""

    words: str
    source: Held
    later: Held | None = None


# ── changes ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def edited(text: str, rules: dict[str, Any], draw: random.Random) -> str:
    """A paragraph with two or three changes that differ in kind."""
    changes: list[Callable[[str], str]] = [
        lambda words: _replaced(words, rules["verbs"], 1),
        lambda words: re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", lambda found: str(int(found[0]) + 1), words),
        lambda words: _replaced(words, draw.sample(rules["words"], len(rules["words"])), 3),
        lambda words: _clauses(words, rules["parts"], lambda some: some.pop(draw.randrange(1, len(some)))),
        lambda words: _clauses(words, rules["parts"], lambda some: some.insert(1, some.pop(-1))),
    ]
    done, wanted = 0, draw.choice((2, 3))
    for change in draw.sample(changes, len(changes)):
        changed = change(text)
        done += changed != text
        text = changed
        if done == wanted:
            break
    return text


def _replaced(words: str, pairs: Sequence[Sequence[str]], most: int) -> str:
    for one, other in pairs:
        if most and one in words:
            words = words.replace(one, other, 1)
            most -= 1
    return words


def _clauses(words: str, mark: str, change: Callable[[list[str]], object]) -> str:
    """The words with their clauses changed; of few, nothing is."""
    some = words.split(mark)
    if len(some) >= 4:
        change(some)
    return mark.join(some)


# ── what is asked ─────────────────────────────────────────────────────────────────────────────────────────────────────
def changed_by_hand(held: Sequence[Held], language: str, draw: random.Random) -> list[Asked]:
    """Paragraphs of one session, changed."""
    rules = tomllib.loads((_GOLD / "edits.toml").read_text(encoding="utf-8"))[language]
    sessions = sorted({_session(one.symbol) for one in held})
    largest = max(sessions, key=lambda session: sum(_session(one.symbol) == session for one in held))
    of_session = [one for one in held if _session(one.symbol) == largest and _is_long(one.text, language)]
    found: list[Asked] = []
    for one in draw.sample(of_session, len(of_session)):
        words = edited(one.text, rules, draw)
        if words != one.text and len(found) < _DRAWN:
            found.append(Asked(words, one))
    return found


def taken_up(held: Sequence[Held], language: str, draw: random.Random) -> list[Asked]:
    """Paragraphs that labels say were edited from one earlier paragraph."""
    by_path = {one.path: one for one in held}
    found = []
    for row in _labels():
        if row["change"] == "edited":
            later = by_path.get(f"{parse(row['later_doc'])}~{row['later_par']}")
            earlier = by_path.get(f"{parse(row['earlier_doc'])}~{row['earlier_par']}")
            if later and earlier and _is_long(later.text, language) and _alike(later, earlier, language) >= _ALIKE:
                found.append(Asked(later.text, earlier, later))
    return draw.sample(found, min(_DRAWN, len(found)))


def _alike(one: Held, other: Held, language: str) -> float:
    return similarity_of(tokens_of(one.text, language), tokens_of(other.text, language))


def _labels() -> list[dict[str, str]]:
    with (_GOLD / "lineage.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _session(symbol: str) -> str:
    return parse(symbol).session or ""


def _day(symbol: str, adopted: str) -> str:
    """The day of adoption, where it is not known the end of the year in which its session opened."""
    return adopted or f"{years(parse(symbol))[0]:04}-12-31"


def _is_long(text: str, language: str) -> bool:
    return len(tokens_of(text, language)) >= _LEAST.get(language, _USUAL_LEAST)


def place(asked: Asked, agreed: AgreedLanguage, language: str) -> int:
    """At which place the right source is found; 0 where it is not."""
    later = asked.later
    found: list[Agreed] = agreed.like(asked.words, language, _MOST, later.symbol if later else "")
    if later:
        found = [one for one in found if _day(one.symbol, one.adopted) < _day(later.symbol, later.adopted)]
    words = tokens_of(asked.source.text, language)
    right = (
        at for at, one in enumerate(found, 1) if one.path == asked.source.path or tokens_of(one.text, language) == words
    )
    return next(right, 0)


def main() -> None:
    """Print the figures, and what was not found first."""
    archives, wanted = Path(sys.argv[1]), sys.argv[2:3]
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 18
    for language in wanted or LANGUAGES:
        draw = random.Random(seed)
        with TemporaryDirectory() as folder:
            tables, held = tables_of(archives, language, Path(folder) / "tables")
            agreed = AgreedLanguage(tables)
            for name, some in (
                ("changed", changed_by_hand(held, language, draw)),
                ("taken up", taken_up(held, language, draw)),
            ):
                places = [place(one, agreed, language) for one in some]
                for one, at in zip(some, places, strict=True):
                    if at != 1:
                        alike = similarity_of(tokens_of(one.words, language), tokens_of(one.source.text, language))
                        print(f"  {language} {name}, place {at}, {alike:.2f}: {one.source.path}: {one.words[:100]}")
                first, among = (sum(0 < at <= most for at in places) for most in (1, _AMONG))
                print(f"{language} {name}: of {len(places)} first {first}, among five {among}; {len(held)} held")


if __name__ == "__main__":
    main()
