"""The JSON of ``/sessions/{organ}/{session}``, as JSON Schema, for /openapi.json."""

from __future__ import annotations

from typing import Any

from resograph.web.pages.sessions.view import SIDES

_ADDRESS = {"type": "string", "format": "uri"}
_TEXT = {"type": "string"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any], description: str = "") -> dict[str, Any]:
    return {"type": "array", "items": items, **({"description": description} if description else {})}


_THING = {"address": _ADDRESS, "name": _TEXT}
_COUNT = {"type": ["integer", "null"], "description": "null where the text tells none."}
_VOTE = _object({"address": _ADDRESS, "outcome": _TEXT, **dict.fromkeys(SIDES, _COUNT)})
_DOCUMENT = {
    "address": _ADDRESS,
    "symbol": _TEXT,
    "number": _TEXT,
    "items": _list(_object(_THING)),
    "committees": _list(_object(_THING)),
    "drafts": _list(_ADDRESS),
    "meetings": _list(_object(_THING)),
    "date": {"type": ["string", "null"]},
    "vote": {"anyOf": [_VOTE, {"type": "null"}]},
    "title": _TEXT,
    "language": {"type": "string", "description": "Of the title."},
}
_NUMBER = {"type": "integer", "minimum": 1}
SESSION = _object(
    {
        "session": _object(_THING),
        "documents": _list(_object(_DOCUMENT), "What it adopted and is held, by kind and number."),
        "gaps": _list(
            _object({"series": _TEXT, "first": _NUMBER, "last": _NUMBER}), "Numbers not held, below held ones."
        ),
        "subjects": _list(_object({**_THING, "documents": _list(_TEXT)}), "The first themes of each, by name."),
    }
)
"""What ``/sessions/{organ}/{session}`` gives as JSON."""
