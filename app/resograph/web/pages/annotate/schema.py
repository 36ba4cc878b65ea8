"""The JSON of references, as JSON Schema, for /openapi.json and for assistants."""

from __future__ import annotations

from typing import Any

from resograph.writing.references.as_json import MOTIVATIONS

_TEXT = {"type": "string"}


def _object(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


_BODY = _object(
    {
        "id": {"type": "string", "format": "uri", "description": "Address of what is meant."},
        "kind": {"type": "string", "enum": list(MOTIVATIONS)},
        "name": _TEXT,
        "held": {"type": "boolean", "description": "Of a document: whether it is held here."},
    },
    "held",
)
_SELECTOR = _object(
    {
        "type": _TEXT,
        "start": {"type": "integer", "description": "Code points, from 0."},
        "end": {"type": "integer"},
        "exact": _TEXT,
        "prefix": _TEXT,
        "suffix": _TEXT,
    },
    *("start", "end", "exact", "prefix", "suffix"),
)
_ANNOTATION = _object(
    {
        "type": {"const": "Annotation"},
        "motivation": {"type": "string", "enum": list(MOTIVATIONS.values())},
        "body": {"type": "array", "items": _BODY},
        "target": _object({"source": _TEXT, "selector": {"type": "array", "items": _SELECTOR}}),
        "rule": _TEXT,
    }
)
REFERENCES = _object(
    {
        "@context": {"type": "array"},
        "type": {"const": "AnnotationPage"},
        "language": _TEXT,
        "items": {"type": "array", "items": _ANNOTATION},
    }
)
"""What ``POST /annotate`` gives as JSON."""
_FIELDS = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "description": "The words that are read; they are kept nowhere."},
        "lang": {"type": "string", "description": "Their language: ar zh en fr ru es; without it, by the words."},
    },
    "required": ["text"],
}
BODY = {
    "required": True,
    "content": {media: {"schema": _FIELDS} for media in ("application/x-www-form-urlencoded", "application/json")},
}
"""What it takes."""
