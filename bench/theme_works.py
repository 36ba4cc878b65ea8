"""Works of the archives with the cataloguers' subjects, as learning and measuring take them.

Which works are learnt from is told by their symbols alone, so that whoever repeats it parts them alike.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from resograph.annotating.parties import theme
from resograph.documents import Document
from resograph.reading import UnreadableError, read_all
from resograph.vocabularies.concepts import vocabulary

HELD_OUT = 5
"""One work of so many is never learnt from."""


@dataclass(frozen=True)
class Text:
    """One language version of a work with subjects: its title, the texts of its parts; paths of themes.

    ``parts`` are the ids of the parts that ``texts`` stand in, in the same order.
    """

    symbol: str
    language: str
    year: str
    title: str
    parts: tuple[str, ...]
    texts: tuple[str, ...]
    subjects: tuple[str, ...]


def is_held_out(symbol: str) -> bool:
    """Whether a work is kept for measuring."""
    return int(hashlib.sha256(symbol.encode()).hexdigest()[:8], 16) % HELD_OUT == 0


def text_of(document: Document) -> Text | None:
    """What is learnt of a document; None where it has no subject that the thesaurus has."""
    registry = document.registry
    told = (theme(one.label or one.value, vocabulary()) for one in registry.subjects) if registry else ()
    subjects = tuple(dict.fromkeys(path for path in told if path))
    if not subjects:
        return None
    parts = [part for part in document.in_order() if part.text]
    return Text(
        document.symbol.text,
        document.language,
        str(document.cover.adopted or "")[:4],
        document.title,
        tuple(part.eid for part in parts),
        tuple(part.text for part in parts),
        subjects,
    )


def _read(path: Path) -> list[Text]:
    try:
        documents = read_all(path.read_bytes(), path.name)
    except UnreadableError:
        return []
    return [text for document in documents if (text := text_of(document))]


def texts_in(folders: Iterable[Path], jobs: int = 1) -> Iterator[Text]:
    """The texts of all files below some folders, one a symbol and language."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.xml"))
    seen: set[tuple[str, str]] = set()
    with ProcessPoolExecutor(jobs) as pool:
        for texts in pool.map(_read, paths, chunksize=20):
            for text in texts:
                if (text.symbol, text.language) not in seen:
                    seen.add((text.symbol, text.language))
                    yield text


def kept(folders: Iterable[Path], cache: Path, jobs: int = 1) -> dict[str, list[Text]]:
    """The texts by language, read once and kept in a folder as JSON lines."""
    if not cache.is_dir():
        cache.mkdir(parents=True)
        by_language: dict[str, list[Text]] = defaultdict(list)
        for text in texts_in(folders, jobs):
            by_language[text.language].append(text)
        for language, texts in by_language.items():
            lines = (json.dumps(asdict(text), ensure_ascii=False) for text in texts)
            (cache / f"{language}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {
        path.stem: [_text(json.loads(line)) for line in path.read_text(encoding="utf-8").split("\n") if line]
        for path in sorted(cache.glob("*.jsonl"))
    }


def _text(values: dict[str, list[str] | str]) -> Text:
    return Text(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})  # type: ignore[arg-type]
