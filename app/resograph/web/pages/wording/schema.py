"""The JSON of ``/wording``, as JSON Schema, for /openapi.json."""

from __future__ import annotations

from typing import Any

from resograph.wording.likeness import Nearness

_OR_NONE = {"anyOf": [{"type": "string"}, {"type": "null"}]}
_ADDRESS = {"type": "string", "format": "uri"}
_VOTES = {
    "type": "object",
    "properties": {side: {"type": "integer"} for side in ("inFavour", "against", "abstaining")},
}
_MATCH: dict[str, Any] = {
    "address": {**_ADDRESS, "description": "Of the paragraph."},
    "similarity": {"type": "number", "minimum": 0, "maximum": 1},
    "language": {"type": "string"},
    "text": {"type": "string"},
    "nearness": {"type": "string", "enum": [one.value for one in Nearness]},
    "document": _ADDRESS,
    "title": {"type": "string"},
    "adopted": {**_OR_NONE, "description": "Day, as ISO 8601 writes it."},
    "series": {**_ADDRESS, "description": "The first document of its series."},
    "outcome": {**_OR_NONE, "description": "How the document was adopted, as reso:outcome has it."},
    "votes": {"anyOf": [_VOTES, {"type": "null"}]},
}
WORDING = {
    "type": "object",
    "properties": {
        "q": {"type": "string"},
        "language": {"type": "string"},
        "looser": {"type": "boolean", "description": "Whether nothing is near, so that looser matches are offered."},
        "matches": {
            "type": "array",
            "items": {"type": "object", "properties": _MATCH, "required": list(_MATCH)},
        },
    },
    "required": ["q", "language", "looser", "matches"],
}
"""What ``/wording`` gives as JSON."""
