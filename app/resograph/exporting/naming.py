"""Which documents the records of registries are about, held or not."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from resograph.writing.terms import SCHEMA

_ABOUT = re.compile(rf"^<[^>]*> <{re.escape(SCHEMA)}about> <([^>]*)> ")


def named_in_registries(shared: Path, base: str) -> Iterator[str]:
    """The symbols; ``shared`` is the folder of what works share."""
    for path in sorted(shared.glob("source-*.nq.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                if (found := _ABOUT.match(line)) and found[1].startswith(base):
                    yield unquote(found[1].removeprefix(base))
