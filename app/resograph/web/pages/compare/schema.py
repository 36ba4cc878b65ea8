"""The JSON of a comparison, as JSON Schema, for /openapi.json."""

from __future__ import annotations

from typing import Any

from resograph.wording import Change, Op, Shift


def _values(kind: type[Change] | type[Op] | type[Shift]) -> list[str]:
    return [one.value for one in kind]


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


_ADDRESS = {"type": "string", "format": "uri"}
_OR_NONE = {"anyOf": [_ADDRESS, {"type": "null"}]}
_ADDRESSES = {"type": "array", "items": _ADDRESS}
_TIMES = {"type": "array", "items": {"type": "string", "description": "Address of a session, or a year, or a day."}}
_PARAGRAPH = _object(
    {
        "a": {**_OR_NONE, "description": "Paragraph of the earlier text; null where this one is new."},
        "b": {**_OR_NONE, "description": "Paragraph of the later text; null where this one was dropped."},
        "change": {"type": "array", "items": {"type": "string", "enum": _values(Change)}},
        "similarity": {"type": "number", "minimum": 0, "maximum": 1},
        "verb": _object(
            {
                "a": _OR_NONE,
                "b": _OR_NONE,
                "strength": {"anyOf": [{"type": "string", "enum": _values(Shift)}, {"type": "null"}]},
            }
        ),
        "addressees": _object({"added": _ADDRESSES, "dropped": _ADDRESSES}),
        "due": _object({"a": _TIMES, "b": _TIMES}),
        "words": {
            "type": "array",
            "items": _object({"op": {"type": "string", "enum": _values(Op)}, "text": {"type": "string"}}),
        },
    }
)
COMPARISON = _object(
    {
        "a": _ADDRESS,
        "b": _ADDRESS,
        "language": {"type": "string"},
        "titles": _object({"a": {"type": "string"}, "b": {"type": "string"}}),
        "counts": _object({change.value: {"type": "integer"} for change in Change}),
        "paragraphs": {"type": "array", "items": _PARAGRAPH},
    }
)
"""What ``/compare.json`` gives."""
