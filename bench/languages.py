"""How much of the language data is patterns: their characters, by language and file, with the pieces; words apart.

Usage: python -m bench.languages [FOLDER]
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

from resograph.languages.pattern import Pattern
from resograph.languages.profile import SECTIONS


def patterns(value: Any, hint: Any) -> Iterator[str]:
    """The patterns of a table, as they are written."""
    inner = [one for one in get_args(hint) if one not in (NoneType, ...)]
    if hint is Pattern:
        yield from [value] if isinstance(value, str) else value
    elif isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        for key, one in value.items():
            yield from written(one) if key == "pieces" else patterns(one, hints[key])
    elif isinstance(value, dict) and inner and get_args(inner[0])[:1] == (Pattern,):
        yield from value
    elif isinstance(value, list) and inner:
        for one in value:
            yield from patterns(one, inner[0])
    elif inner and not isinstance(value, dict):
        yield from patterns(value, inner[0])


def written(pieces: dict[str, str]) -> Iterator[str]:
    """Pieces, as they are written."""
    yield from pieces.values()


def main(folder: Path) -> None:
    characters: Counter[tuple[str, str]] = Counter()
    count = longest = words = 0
    for path in sorted(folder.rglob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found = list(written(table) if path.stem == "pieces" else patterns(table, SECTIONS[path.stem]))
        code = path.parent.name if path.parent != folder else "all"
        characters[code, path.stem] += sum(map(len, found))
        count += len(found)
        longest = max([longest, *map(len, found)])
    for path in folder.glob("*/words/*.tsv"):
        words += len(path.read_text(encoding="utf-8").splitlines()) - 1
    for code in dict.fromkeys(code for code, _ in characters):
        rows = {stem: total for (of, stem), total in characters.items() if of == code}
        print(f"{code}: {sum(rows.values()):,}", rows)
    print(
        f"{count:,} patterns of {characters.total():,} characters, the longest of {longest:,}; {words:,} rows of words"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data/languages"))
