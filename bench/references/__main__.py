"""References in passages by other hands: ``python -m bench.references [kept] [-v]``. Prints precision and recall."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from resograph.annotating.references import documents_in, find_references
from resograph.vocabularies.concepts import vocabulary

FOLDER = Path(__file__).parent


def rows(name: str) -> list[tuple[str, str, set[str], str]]:
    """Kind, language, expected paths and words of each passage."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    parted = (line.split("\t") for line in lines)
    return [(kind, code, {_plain(path) for path in wanted.split()}, words) for kind, code, wanted, words in parted]


def _plain(path: str) -> str:
    return f"{path}_1" if path.endswith("~annex") else path


def score(name: str, verbose: bool = False) -> tuple[float, float]:
    """Precision and recall of documents and cited parts over a table."""
    right = found = wanted = 0
    missed: Counter[str] = Counter()
    for kind, code, expected, words in rows(name):
        got = set(documents_in(find_references(words, code, vocabulary())))
        whole = {path.partition("~")[0] for path in got if "~" in path}
        got -= {path for path in whole if path not in expected}  # cited with and without its paragraph
        right, found, wanted = right + len(got & expected), found + len(got), wanted + len(expected)
        if got != expected:
            missed[f"{code} {kind}"] += 1
            if verbose:
                print(f"{code} {kind}: {words}\n   + {sorted(got - expected)}\n   - {sorted(expected - got)}")
    print(dict(missed))
    return right / found, right / wanted


if __name__ == "__main__":
    precision, recall = score("kept" if "kept" in sys.argv else "open", "-v" in sys.argv)
    print(f"precision {precision:.3f}, recall {recall:.3f}")
