"""Records out of a file's bytes, each checked before it is read."""

from __future__ import annotations

import json
import re
from typing import Any

from resograph.documents.errors import UnreadableError

Record = dict[str, Any]

_BEGINS = re.compile(rb"\s*(?:\[\s*[{\]]|\{\s*\")")
_MOST = 100_000
"""No document has more paragraphs."""
_KINDS: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "type": str,
    "paragraph_type": str,
    "paragraph_level": int,
    "heading_level": int,
    "prefix": str,
    "links": list,
    "language": str,
    "part": dict,
    "document": dict,
}


def is_records(content: bytes, name: str) -> bool:
    """Whether a file is JSON: by its first signs, or by its name."""
    bare = content[:200].removeprefix(b"\xef\xbb\xbf")
    return name.lower().endswith(".json") or _BEGINS.match(bare) is not None


def records_in(content: bytes, name: str) -> list[Record]:
    """The records of a file, each with a text and a type.

    Raises:
        UnreadableError: it is no JSON, holds no records, or one of them is broken.
    """
    shown = name or "The input"
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableError(f"{shown} is not in UTF-8; write it so.") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"{shown} is no right JSON (line {error.lineno}): {error.msg}; mend that place."
        ) from None
    except ValueError:
        raise UnreadableError(f"{shown} holds a number of thousands of figures; mend that place.") from None
    except RecursionError:
        raise UnreadableError(f"{shown} is nested too deeply to be paragraphs.") from None
    rows = found.get("paragraphs") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not rows or len(rows) > _MOST:
        raise UnreadableError(f"{shown} holds no paragraphs: give a list of records, each with text and type.")
    for place, row in enumerate(rows):
        _check(row, place, shown)
    return rows


def _check(row: object, place: int, shown: str) -> None:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not isinstance(row.get("type"), str):
        raise UnreadableError(f"{shown}: record {place} has no text and type; give it both.")
    for key, kind in _KINDS.items():
        value = row.get(key)
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            raise UnreadableError(f"{shown}: record {place} has a wrong {key} ({str(value)[:40]}).")
