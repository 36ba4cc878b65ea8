"""The JSON of ``/mandates``, as JSON Schema, for /openapi.json."""

from __future__ import annotations

from typing import Any

from resograph.releases.register import STATUSES

_ADDRESS = {"type": "string", "format": "uri"}
_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}


def _object(properties: dict[str, Any], description: str = "") -> dict[str, Any]:
    told = {"description": description} if description else {}
    return {"type": "object", "properties": properties, "required": list(properties), **told}


def _list(items: dict[str, Any], description: str = "") -> dict[str, Any]:
    return {"type": "array", "items": items, **({"description": description} if description else {})}


def _or_null(what: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [what, {"type": "null"}]}


_NAMED = {"address": _ADDRESS, "name": _TEXT}
_THING = _object(_NAMED)
_ASKED = _object({"paragraph": _ADDRESS, "adopted": _TEXT_OR_NULL})
_REPORT = _object(
    {
        "address": _ADDRESS,
        "kind": _TEXT,
        "reportTo": _or_null(_THING),
        "item": _or_null(_THING),
        "dueSession": _or_null(_THING),
        "dueYear": {"type": ["integer", "null"]},
        "dueDate": {
            "type": ["string", "null"],
            "description": "A day or a month (xsd:gYearMonth), as the words have it.",
        },
    }
)
_ACT = _object(
    {
        "address": _ADDRESS,
        "paragraph": _ADDRESS,
        "document": {"type": "string", "description": "Its symbol."},
        "adopted": _TEXT_OR_NULL,
        "organ": _or_null(_THING),
        "addressees": _list(_THING),
        "verb": _THING,
        "force": _THING,
        "clause": {"type": "string", "description": "Its words, in the language asked for where that is held."},
        "language": {"type": "string", "description": "Of the clause."},
        "reports": _list(_REPORT),
        "reportTo": _list(_THING),
        "items": _list(_THING),
        "answeredBy": _list(_ADDRESS),
        "firstAsked": _ASKED,
        "lastAsked": _ASKED,
        "timesRenewed": _COUNT,
        "everAnswered": {"type": "boolean", "description": "It, or one that asked so before or after."},
        "perhapsAskedTwice": _list(_ADDRESS, "Paragraphs that perhaps ask the same."),
        "withoutEndOrReview": {"type": "boolean"},
        "status": _object(
            {
                "on": {"type": "string", "format": "date"},
                "is": {"enum": list(STATUSES)},
                "ends": _TEXT_OR_NULL,
                "by": _TEXT_OR_NULL,
            },
            "On a day, as far as is held.",
        ),
    }
)
MANDATES = _object(
    {
        "page": _COUNT,
        "pages": _COUNT,
        "total": _COUNT,
        "asked": {"type": "object", "additionalProperties": _TEXT, "description": "The filters of the address."},
        "facets": {
            "type": "object",
            "additionalProperties": _list(
                {"anyOf": [_object({**_NAMED, "count": _COUNT}), _object({"value": _TEXT, "count": _COUNT})]}
            ),
            "description": "The commonest values of each filter among what fits: things, or years.",
        },
        "results": _list(_ACT),
    }
)
"""What ``/mandates`` gives as JSON."""
