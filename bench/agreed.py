"""Agreed language: paragraphs changed as drafters change them, and those of a later session, sought in what is held.

``python -m bench.agreed STORE [SEED]``: in each language 100 held paragraphs, each with two or three changes by
``gold/edits.toml`` (its verb, years, words, a clause left out or moved), and up to 100 paragraphs that the labels of
``gold/lineage.tsv`` say were edited from an earlier one, sought in what was adopted before. How often the right source
is found first, and among five; another paragraph with the very same words is as right.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from resograph.releases import open_current
from resograph.releases.agreed import Agreed, AgreedLanguage
from resograph.releases.tables import LIVE, Tables
from resograph.releases.tables.schema import BITS
from resograph.releases.tables.texts import unpacked
from resograph.symbols import parse
from resograph.symbols.address import LANGUAGES
from resograph.wording.lineage import is_of_text
from resograph.wording.tokens import tokens_of

_GOLD = Path(__file__).parent / "gold"
_DRAWN = 100
_LEAST = {"zh": 24}
"""Words, in Chinese characters, of a paragraph that is drawn."""
_USUAL_LEAST = 12
_AMONG = 5
_MOST = 150


class Held(NamedTuple):
    """A held paragraph in one language."""

    path: str
    symbol: str
    adopted: str
    text: str


class Asked(NamedTuple):
    """Words that are sought, the paragraph that they come from, and the day before which it was adopted; "" for any."""

    words: str
    source: Held
    before: str = ""


def held_paragraphs(tables: Tables, language: str) -> Iterator[Held]:
    """All paragraphs held in a language."""
    rows = tables.rows(
        "SELECT work.id, work.symbol, work.adopted, text.words FROM {s}.work AS work JOIN {s}.text AS text"
        f" ON text.work = work.id AND text.language = ?1 WHERE work.id {LIVE}",
        [language],
    )
    for work, symbol, adopted, packed in sorted(rows, key=lambda row: str(row[1])):
        parts = tables.rows(
            f"SELECT part.id, part.eid FROM {{s}}.part AS part WHERE part.id BETWEEN ?1 << {BITS}"
            f" AND (?1 + 1 << {BITS}) - 1 AND part.id >> {BITS} {LIVE}",
            [work],
        )
        eids = {part & ((1 << BITS) - 1): eid for part, eid in parts if is_of_text(eid)}
        for one in unpacked(packed):
            if one.position in eids and one.text:
                yield Held(f"{symbol}~{eids[one.position]}", symbol, adopted or "", one.text)


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
    with (_GOLD / "lineage.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for row in rows:
        if row["change"] == "edited":
            later = by_path.get(f"{parse(row['later_doc'])}~{row['later_par']}")
            earlier = by_path.get(f"{parse(row['earlier_doc'])}~{row['earlier_par']}")
            if later and earlier and _is_long(later.text, language):
                found.append(Asked(later.text, earlier, later.adopted))
    return draw.sample(found, min(_DRAWN, len(found)))


def _session(symbol: str) -> str:
    return parse(symbol).session or ""


def _is_long(text: str, language: str) -> bool:
    return len(tokens_of(text, language)) >= _LEAST.get(language, _USUAL_LEAST)


def place(asked: Asked, agreed: AgreedLanguage, language: str) -> int:
    """At which place the right source is found; 0 where it is not."""
    found: list[Agreed] = agreed.like(asked.words, language, _MOST)
    earlier = [one for one in found if not asked.before or one.adopted < asked.before]
    words = tokens_of(asked.source.text, language)
    right = (
        at
        for at, one in enumerate(earlier, 1)
        if one.path == asked.source.path or tokens_of(one.text, language) == words
    )
    return next(right, 0)


def main() -> None:
    """Print the figures, and what was not found first."""
    tables = Tables(open_current(Path(sys.argv[1])).tables)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 18
    for language in LANGUAGES:
        draw = random.Random(seed)
        held = list(held_paragraphs(tables, language))
        agreed = AgreedLanguage(tables)
        for name, some in (
            ("changed", changed_by_hand(held, language, draw)),
            ("taken up", taken_up(held, language, draw)),
        ):
            places = [place(one, agreed, language) for one in some]
            for one, at in zip(some, places, strict=True):
                if at != 1:
                    print(f"  {language} {name}, place {at}: {one.source.path}: {one.words[:110]}")
            first, among = (sum(0 < at <= most for at in places) for most in (1, _AMONG))
            print(f"{language} {name}: of {len(places)} first {first}, among five {among}; held {len(held)}")


if __name__ == "__main__":
    main()
