"""The JSON of a search, as JSON Schema, for /openapi.json."""

from __future__ import annotations

from typing import Any


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT = {"type": "string"}
_ADDRESS = {"type": "string", "format": "uri"}
_COUNT = {"type": "integer", "minimum": 0}
_OR_NONE = {"type": ["string", "null"]}
_PIECES = _list(_object({"text": _TEXT, "match": {"type": "boolean"}}))
_HIT = _object(
    {
        "address": _ADDRESS,
        "addressInLanguage": _ADDRESS,
        "document": _TEXT,
        "part": _OR_NONE,
        "title": _TEXT,
        "language": _TEXT,
        "languages": _list(_TEXT),
        "score": {"type": "number"},
        "heading": _PIECES,
        "snippet": _PIECES,
    }
)
_THING = _object(
    {"address": _ADDRESS, "name": _TEXT, "kind": {**_TEXT, "description": "A class of the ontology, or Theme."}}
)
_QUESTION = _object(
    {
        "query": {**_TEXT, "description": "Name of the query: GET /queries/{query} with the parameters answers it."},
        "parameters": {"type": "object", "additionalProperties": _TEXT},
        "question": {**_TEXT, "description": "In words, in the reader's language."},
        "certain": {"type": "boolean", "description": "Whether this reading stands clearly above all others."},
    }
)
_LOOSER = _object(
    {"q": {**_TEXT, "description": "What is looked for instead."}, "total": _COUNT, "results": _list(_HIT)}
)
SEARCHED = _object(
    {
        "q": _TEXT,
        "lang": _OR_NONE,
        "total": _COUNT,
        "page": _COUNT,
        "limit": _COUNT,
        "didYouMean": _OR_NONE,
        "base": _ADDRESS,
        "filters": {"type": "object", "additionalProperties": _TEXT},
        "facets": {
            "type": "object",
            "additionalProperties": _list(_object({"value": _TEXT, "name": _TEXT, "count": _COUNT})),
        },
        "documents": _list(_ADDRESS),
        "things": {**_list(_THING), "description": "Things that the words name."},
        "questions": {**_list(_QUESTION), "description": "What the words may ask, the likeliest first."},
        "results": _list(_HIT),
        "looser": {"anyOf": [_LOOSER, {"type": "null"}], "description": "Where no place has all of the words."},
    }
)
