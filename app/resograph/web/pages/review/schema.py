"""The body and the JSON of ``/review``, as JSON Schema, for /openapi.json."""

from __future__ import annotations

from typing import Any

from resograph.resources import table
from resograph.web.multipart import MULTIPART
from resograph.web.registries.bodies import FORM

_TEXT = {"type": "string"}
_ADDRESS = {"type": "string", "format": "uri"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any], description: str = "") -> dict[str, Any]:
    return {"type": "array", "items": items} | ({"description": description} if description else {})


def _or_none(schema: dict[str, Any], description: str = "") -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]} | ({"description": description} if description else {})


def _proposals() -> list[str]:
    return list(dict.fromkeys(rule["proposal"] for rule in table("data", "review.toml")["rules"] if rule["proposal"]))


_ACT = _or_none(
    _object(
        {
            "paragraph": _ADDRESS,
            "act": _ADDRESS,
            "verb": _ADDRESS,
            "addressees": _list(_ADDRESS),
            "due": _list(_TEXT, "Paths of sessions, years or days."),
        }
    )
)
_CHANGE = _object(
    {
        "change": {"type": "string", "enum": ["same", "edited", "new", "dropped"]},
        "strength": _or_none({"type": "string", "enum": ["weaker", "stronger"]}),
        "cited": _ACT,
        "newest": _ACT,
    }
)
_ROW = _object(
    {
        "row": {"type": "integer", "description": "Its number in the list, the row of heads included."},
        "cited": _TEXT,
        "entity": _object(
            {"written": _TEXT, "address": _or_none(_ADDRESS, "null where it is not known."), "name": _or_none(_TEXT)}
        ),
        "subprogramme": _TEXT,
        "document": _or_none(_ADDRESS),
        "symbol": _or_none(_TEXT),
        "held": {"type": "boolean"},
        "newest": _or_none(
            _object(
                {
                    "document": _ADDRESS,
                    "symbol": _TEXT,
                    "adopted": _or_none(_TEXT),
                    "series": {"type": "integer", "description": "Documents of the series, held or not."},
                }
            ),
            "The newest of its series that is held, where it is another.",
        ),
        "proposal": _or_none({"type": "string", "enum": _proposals()}, "A proposal only: a person decides."),
        "why": _TEXT,
        "paragraphs": _list(_ADDRESS, "Behind the proposal."),
        "changes": _list(_CHANGE, "What asks the entity in the cited text and in the newest."),
        "alsoCitedBy": _list(
            _object({"row": {"type": "integer"}, "entity": _TEXT, "subprogramme": _TEXT}),
            "Other rows that cite the document or its series.",
        ),
    }
)
REVIEW = _object(
    {
        "decides": {**_TEXT, "description": "That a person decides."},
        "language": _TEXT,
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "unknownEntities": _list(_TEXT),
        "rows": _list(_ROW),
    }
)
"""What ``/review`` gives as JSON."""
_FIELDS = {
    "text": {**_TEXT, "description": "The list: CSV, or one symbol a line."},
    "format": {"type": "string", "enum": ["html", "csv", "xlsx", "json"], "description": "Where Accept cannot say it."},
}
_FILE = {"file": {"type": "string", "format": "binary", "description": "The list as CSV, Excel or Word."}}
BODY = {
    "required": True,
    "content": {
        MULTIPART: {"schema": {"type": "object", "properties": _FIELDS | _FILE}},
        FORM: {"schema": {"type": "object", "properties": _FIELDS}},
        "text/csv": {"schema": _TEXT},
        "text/plain": {"schema": _TEXT},
    },
}
"""What is posted: a form, or the list itself."""
