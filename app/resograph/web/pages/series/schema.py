"""The JSON of ``/series/{symbol}``, as JSON Schema, for /openapi.json."""

from __future__ import annotations

from resograph.web.pages.series.view import CHANGES

_ADDRESS = {"type": "string", "format": "uri"}
_CHANGE = {"type": "array", "items": {"type": "string", "enum": list(CHANGES)}}
_DOCUMENT = {
    "address": _ADDRESS,
    "symbol": {"type": "string"},
    "title": {"type": "string"},
    "adopted": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    "held": {"type": "boolean"},
    "renews": {"type": "array", "items": _ADDRESS, "description": "The documents before it."},
    "counts": {
        "type": "object",
        "description": "How many of its paragraphs changed how; empty where the one before is not held.",
        "properties": {change: {"type": "integer"} for change in CHANGES},
    },
}
_PLACE = {"address": _ADDRESS, "change": {**_CHANGE, "description": "From the one before; empty where it is new."}}
SERIES = {
    "type": "object",
    "properties": {
        "documents": {
            "type": "array",
            "description": "The first adopted comes first.",
            "items": {"type": "object", "properties": _DOCUMENT, "required": list(_DOCUMENT)},
        },
        "paragraphs": {
            "type": "array",
            "description": "Each paragraph with all places where it stands, from the first document to the last.",
            "items": {
                "type": "array",
                "items": {"type": "object", "properties": _PLACE, "required": list(_PLACE)},
            },
        },
    },
    "required": ["documents", "paragraphs"],
}
"""What ``/series/{symbol}`` gives as JSON."""
