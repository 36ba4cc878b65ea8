"""How fast a table of texts is read beside the same texts as files: ``python -m bench.text_table FOLDER [COUNT]``.

The texts are those of the official files in a folder, written as plain text, each under many symbols of sessions that
have none such (drawn with a seed), until there are as many as wanted. Told is processor time of one process.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from pathlib import Path

from resograph.documents.errors import UnreadableError
from resograph.pipeline.file_step import Reading
from resograph.pipeline.files import Source
from resograph.pipeline.text_tables import unfold
from resograph.reading import read_all
from resograph.writing import write_text

SEED = 21
_SAMPLE = 40
"""Official files of which texts are made."""


def texts_in(folder: Path) -> list[tuple[str, str]]:
    """Texts of some of the files in a folder, with their titles."""
    paths = sorted(folder.rglob("*.xml"))
    found = []
    for path in random.Random(SEED).sample(paths, min(_SAMPLE, len(paths))):
        try:
            documents = read_all(path.read_bytes(), path.name)
        except UnreadableError:
            continue
        found += [(document.title, write_text(document)) for document in documents if document.language == "en"]
    return found


def main(folder: Path, count: int) -> None:
    """Make the table, read it, and tell how long it took."""
    texts = texts_in(folder)
    with tempfile.TemporaryDirectory() as place:
        table = Path(place) / "texts.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["symbol", "lang", "title", "date", "text"])
            for number in range(count):
                title, text = texts[number % len(texts)]
                symbol = f"A/RES/{31 + number // 250}/{1 + number % 250}"
                writer.writerow([symbol, "en", title, "1990-12-20", text.partition("\n")[2]])
        size = table.stat().st_size
        started = time.process_time()
        found = unfold(table, Path(place) / "out", 1 << 34)
        unfolded = time.process_time() - started
        reading = Reading(Path(place) / "cache", "bench")
        started = time.process_time()
        results = [reading(source) for source in found.sources]
        from_table = time.process_time() - started
        started = time.process_time()
        for source in found.sources:
            Reading(Path(place) / "cache2", "bench")(Source(source.path, source.language))
        as_files = time.process_time() - started
    read = sum(bool(result.held) for result in results)
    print(f"{count} rows, {size / 1e6:.1f} MB: {len(found.sources)} texts taken, {read} read")
    print(f"rows to texts {unfolded:.2f} s, texts read {from_table:.2f} s; the same as files {as_files:.2f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
