"""What was found in the versions of a work when a release was built."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

from resograph.annotating import Annotations
from resograph.annotating.as_json import from_json
from resograph.releases.tables import LIVE, Tables
from resograph.releases.tables.rows import NamedWords
from resograph.releases.tables.schema import BITS, position_of


def found_in(tables: Tables, symbol: str) -> Mapping[str, Annotations]:
    """Language → what was found in that version of a document, its latest issue."""
    rows = tables.rows(
        "SELECT found.language, found.annotations FROM {s}.found AS found"
        f" JOIN {{s}}.work AS work ON work.id = found.work WHERE work.symbol = ?1 AND work.id {LIVE}",
        [symbol],
    )
    return {language: from_json(zlib.decompress(content).decode()) for language, content in rows}


def named_in(tables: Tables, symbol: str, language: str) -> Mapping[str, list[NamedWords]]:
    """Id of a part → its words in a version that name something, in their order."""
    rows = tables.rows(
        "SELECT named_words.places FROM {s}.named_words AS named_words"
        " JOIN {s}.work AS work ON work.id = named_words.work"
        f" WHERE work.symbol = ?1 AND named_words.language = ?2 AND work.id {LIVE}",
        [symbol, language],
    )
    parts = (
        "SELECT part.id, part.eid FROM {s}.work AS work JOIN {s}.part AS part"
        f" ON part.id BETWEEN work.id << {BITS} AND (work.id + 1 << {BITS}) - 1"
        f" WHERE work.symbol = ?1 AND work.id {LIVE}"
    )
    eids = {position_of(part): eid for part, eid in tables.rows(parts, [symbol])}
    found: dict[str, list[NamedWords]] = {}
    for (places,) in rows:
        for row in json.loads(zlib.decompress(places)):
            one = NamedWords(*row)
            found.setdefault(eids[one.part], []).append(one)
    return found
