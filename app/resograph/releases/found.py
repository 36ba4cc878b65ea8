"""What was found in the versions of a work when a release was built."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from resograph.annotating import Annotations
from resograph.annotating.as_json import from_json
from resograph.releases.tables import LIVE, Tables


def found_in(tables: Tables, symbol: str) -> Mapping[str, Annotations]:
    """Language → what was found in that version of a document, its latest issue."""
    rows = tables.rows(
        "SELECT found.language, found.annotations FROM {s}.found AS found"
        f" JOIN {{s}}.work AS work ON work.id = found.work WHERE work.symbol = ?1 AND work.id {LIVE}",
        [symbol],
    )
    return {language: from_json(zlib.decompress(content).decode()) for language, content in rows}
