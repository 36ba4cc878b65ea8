"""The figures of a measurement as text: tables by language and organ, and the worst documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from resograph.measuring.compare import KINDS, Compared
from resograph.measuring.measure import Measured, Score, Scores

_WIDTH = 110


def tables(scores: Scores) -> Iterator[str]:
    """Lines: F1 by language, by organ and by both, then precision, recall and F1 by organ and language."""
    languages = sorted({language for language, _ in scores.table})
    organs = sorted({organ for _, organ in scores.table})
    yield from _table("F1 by language", {language: _sum(scores, language=language) for language in languages})
    yield ""
    yield from _table("F1 by organ", {organ: _sum(scores, organ=organ) for organ in organs})
    for organ in organs:
        yield ""
        yield from _table(f"F1 of {organ}", {name: scores.table[name, organ] for name in languages})
    for organ in organs:
        yield ""
        yield f"{organ}: precision / recall / F1 (missed, made up)"
        for language in languages:
            row = scores.table.get((language, organ), {})
            for kind in KINDS:
                if (score := row.get(kind)) and score.right + score.missed + score.made_up:
                    figures = f"{score.precision:.3f} / {score.recall:.3f} / {score.f1:.3f}"
                    yield f"  {language}  {kind:24}{figures}  ({score.missed}, {score.made_up})"


def _table(title: str, columns: dict[str, dict[str, Score]]) -> Iterator[str]:
    yield f"{title:26}" + "".join(f"{name:>9}" for name in columns)
    for kind in KINDS:
        known = [column.get(kind) for column in columns.values()]
        if any(known):
            yield f"{kind:26}" + "".join(f"{score.f1:9.3f}" if score else f"{'–':>9}" for score in known)


def _sum(scores: Scores, language: str | None = None, organ: str | None = None) -> dict[str, Score]:
    total: dict[str, Score] = defaultdict(Score)
    for (its_language, its_organ), row in scores.table.items():
        if language in (None, its_language) and organ in (None, its_organ):
            for kind, score in row.items():
                total[kind].right += score.right
                total[kind].missed += score.missed
                total[kind].made_up += score.made_up
    return total


def worst_cases(measured: Sequence[Measured], count: int) -> Iterator[str]:
    """Lines: the documents with most differences; what was expected (-) beside what was read (+)."""
    ranked = sorted(measured, key=lambda one: -len(one.comparison.missed) - len(one.comparison.made_up))
    for one in ranked[:count]:
        missed, made_up = one.comparison.missed, one.comparison.made_up
        if not missed and not made_up:
            return
        yield f"{one.name} [{one.language}]: {len(missed)} missed, {len(made_up)} made up {one.error}".rstrip()
        for item in missed[:5]:
            yield f"  - {item.kind}: {_short(item.words)}"
            if near := _nearest(item, made_up):
                yield f"  + {item.kind}: {_short(near)}"
        if not missed:
            yield from (f"  + {item.kind}: {_short(item.words)}" for item in made_up[:5])
        yield ""


def _nearest(item: Compared, others: Sequence[Compared]) -> str | None:
    same = [other.words for other in others if other.kind == item.kind]
    return next(iter(get_close_matches(item.words, same, 1, 0.3)), None)


def _short(words: str) -> str:
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH - 41]} … {words[-38:]}"
