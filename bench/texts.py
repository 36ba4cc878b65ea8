"""Page texts a second on one core, beside bare splitting. Run: .venv/bin/python bench/texts.py ../shared/corpus [step]

Every step-th official file (20) is set as page text in a style drawn by its symbol; the best of three runs over all of
them counts, in processor time. Bare splitting parts a text into lines without their outer spaces and gives no meaning.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from resograph.measuring.flatten import flatten
from resograph.measuring.measure import official_files
from resograph.reading import UnreadableError, read_all

Texts = Sequence[tuple[bytes, str]]


def page_texts(folder: Path, step: int) -> Texts:
    found = []
    for path in official_files(folder)[::step]:
        content = path.read_bytes()
        try:
            documents = read_all(content, path.name)
        except UnreadableError:
            continue
        found += [(flatten(document, content, 0).encode(), document.language) for document in documents]
    return found


def split(texts: Texts) -> None:
    for content, _ in texts:
        [line.strip() for line in content.decode().split("\n")]


def read_each(texts: Texts) -> None:
    for content, language in texts:
        try:
            read_all(content, "page.txt", language)
        except UnreadableError:
            continue


def a_second(work: Callable[[Texts], None], texts: Texts) -> float:
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        work(texts)
        best = min(best, time.process_time() - begun)
    return len(texts) / best


if __name__ == "__main__":
    texts = page_texts(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
    gc.freeze()
    print(f"{len(texts)} texts of {sum(len(content) for content, _ in texts) / len(texts) / 1000:.0f} kB on average")
    print(f"split: {a_second(split, texts):,.0f} a second\nread:  {a_second(read_each, texts):,.0f} a second")
