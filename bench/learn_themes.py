"""Learn the words that speak for themes. Run: .venv/bin/python -m bench.learn_themes ARCHIVES [--languages en,zh]

ARCHIVES is a folder of official files (``../shared/corpus-archives``, unpacked). Written is ``data/themes/{code}.tsv``,
from works that are not held out (``bench/theme_works.py``); told is what the phrases alone reach on the others.

--kept DIR     keeps what was read of the archives there, and takes it from there the next time.
--since YEAR   leaves older works out (2020).
--but PREFIX   holds out works whose symbols begin so instead (A/RES/77/), and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench.theme_fit import Fitting, Weighed
from bench.theme_phrases import Counted, counted
from bench.theme_works import Text, is_held_out, kept
from resograph.annotating.learnt import LearntThemes
from resograph.resources import resource

LEAST = 0.05
"""A weight below this moves no theme."""
_SEED = "A/RES/67/138"
_HEAD = """# Words that speak for themes, learnt from cataloguers' subjects (bench.learn_themes); not UNBIS's.
# Theme, phrase (stems), weight in titles, in parts, works with the phrase given the theme, works with the phrase.
# Without a phrase: the theme's base, works given it, works learnt from.
"""


def is_learnt(text: Text, but: str) -> bool:
    """Whether a work is learnt from."""
    held_out = text.symbol.startswith(but) if but else is_held_out(text.symbol)
    return not held_out and text.symbol != _SEED


def lines(found: Counted, themes: Sequence[Weighed], total: int) -> list[str]:
    """The rows of a language's file."""
    rows = []
    for theme in themes:
        number = theme.path.removeprefix("theme/")
        rows.append(f"{number}\t\t\t{theme.base:.3f}\t{theme.given}\t{total}")
        ordered = sorted(theme.phrases, key=lambda one: -max(one[1], one[2]))
        for index, title, text, given in ordered:
            if max(title, text) < LEAST:
                continue
            phrase = found.phrase(index)
            rows.append(f"{number}\t{phrase}\t{_short(title)}\t{_short(text)}\t{given}\t{found.works[index]}")
    return rows


def _short(weight: float) -> str:
    return f"{weight:.2f}" if weight >= 0.005 else ""


def measured(texts: Sequence[Text]) -> str:
    """Recall at 10 and precision at 5 of the written words over some texts, and the most that precision can be."""
    recall = precision = most = 0.0
    for text in texts:
        reader = LearntThemes(text.language)
        for part, words in zip(text.parts, text.texts, strict=True):
            reader.hear(part, words)
        wanted, ours = set(text.subjects), [one.path for one in reader.spoken(text.title)[:10]]
        recall += len(wanted.intersection(ours)) / len(wanted)
        precision += len(wanted.intersection(ours[:5])) / 5
        most += min(5, len(wanted)) / 5
    count = max(1, len(texts))
    return f"{len(texts)} | {recall / count:.3f} | {precision / count:.3f} | {most / count:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("archives", type=Path, nargs="+")
    parser.add_argument("--languages", default="en,zh,fr,es,ru,ar")
    parser.add_argument("--kept", type=Path, default=Path("build/theme-works"), help="where texts read are kept")
    parser.add_argument("--since", default="2020")
    parser.add_argument("--but", default="")
    options = parser.parse_args()
    texts = kept(options.archives, options.kept)
    print(
        "| language | works learnt from | themes | phrases | not learnt from | recall at 10 | precision at 5 | most |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for code in options.languages.split(","):
        ours = [text for text in texts[code] if text.year >= options.since]
        marks = [is_learnt(text, options.but) for text in ours]
        found = counted(ours, marks)
        themes = [one for one in Fitting(found, marks).themes() if one.phrases]
        rows = lines(found, themes, sum(marks))
        path = resource("data", "themes") / f"{code}.tsv"
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        path.write_text(_HEAD + "\n".join(rows) + "\n", encoding="utf-8")
        others = measured([text for text, mark in zip(ours, marks, strict=True) if not mark])
        if options.but:
            path.write_text(before, encoding="utf-8")
        print(f"| {code} | {sum(marks)} | {len(themes)} | {len(rows) - len(themes)} | {others} |", flush=True)


if __name__ == "__main__":
    main()
