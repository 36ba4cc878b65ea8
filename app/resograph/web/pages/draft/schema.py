"""The JSON of a draft, as JSON Schema, for /openapi.json and for assistants."""

from __future__ import annotations

from typing import Any

from resograph.documents import PartKind, VariantKind
from resograph.web.multipart import MULTIPART
from resograph.web.registries.bodies import FORM
from resograph.wording import Change

_TEXT = {"type": "string"}
_ADDRESS = {"type": "string", "format": "uri"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any], description: str = "") -> dict[str, Any]:
    return {"type": "array", "items": items} | ({"description": description} if description else {})


def _or_none(schema: dict[str, Any], description: str = "") -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]} | ({"description": description} if description else {})


_COUNT = _or_none({"type": "integer"})
_NAMED = _object({"address": _or_none(_ADDRESS, "null where the draft alone names it."), "name": _TEXT})
_VOTE = _object({"outcome": _TEXT, "in_favour": _COUNT, "against": _COUNT, "abstaining": _COUNT})
_EARLIER = _object(
    {
        "address": _ADDRESS,
        "similarity": {"type": "number", "minimum": 0, "maximum": 1},
        "change": _list({"type": "string", "enum": [change.value for change in Change]}),
        "in_series": {"type": "boolean", "description": "Whether it is of the document that the draft renews."},
        "adopted": _or_none(_TEXT),
        "text": _TEXT,
        "vote": _or_none(_VOTE),
    }
)
_REPORT = _object(
    {
        "kind": _TEXT,
        "to": _or_none(_ADDRESS),
        "session": _or_none(_ADDRESS),
        "year": _COUNT,
        "date": _or_none(_TEXT),
        "item": _or_none(_TEXT),
        "periodicity": _or_none(_TEXT),
    }
)
_CITATION = _object(
    {
        "symbol": _TEXT,
        "address": _ADDRESS,
        "words": _TEXT,
        "held": _or_none({"type": "boolean"}, "null where no documents are there to look in."),
        "problem": _or_none(_TEXT, "A code: not-held, date, paragraph, title, renewed."),
        "message": _or_none(_TEXT, "The problem as a sentence."),
    }
)
_OPEN = _object(
    {
        "kind": {"type": "string", "enum": [kind.value for kind in VariantKind]},
        "proponents": _list(_TEXT),
        "words": _TEXT,
        "text": _TEXT,
        "mark": _TEXT,
        "taken": {"type": "boolean", "description": "Whether the paragraph's text has it already."},
        "earlier": _list(_EARLIER, "Where the words were agreed before."),
    }
)
_ACT = _object({"verb": _ADDRESS, "name": _TEXT, "force": _TEXT, "addressees": _list(_NAMED)})
_PARAGRAPH = _object(
    {
        "id": _TEXT,
        "number": {"type": "string", "description": "As printed; its id where it bears none."},
        "kind": {"type": "string", "enum": [kind.value for kind in PartKind]},
        "text": _TEXT,
        "verb": _or_none(_ADDRESS, "Of its first act."),
        "force": _or_none(_TEXT),
        "addressees": _list(_NAMED, "Of all its acts."),
        "reports": _list(_REPORT),
        "acts": _list(_ACT),
        "themes": _list(_NAMED),
        "earlier": _list(_EARLIER),
        "citations": _list(_CITATION),
        "open": _list(_OPEN, "What is proposed for it in a compilation text."),
    }
)
_CHECK = _object(
    {
        "rule": _TEXT,
        "level": {"type": "string", "enum": ["note", "warning"]},
        "paragraph": _or_none(_TEXT, "Its id."),
        "number": _or_none(_TEXT),
        "message": _TEXT,
        "source": _TEXT,
    }
)
DRAFT = _object(
    {
        "language": _TEXT,
        "title": _TEXT,
        "symbol": _or_none(_TEXT),
        "beside_held": {"type": "boolean", "description": "Whether there were held documents to look in."},
        "renews": _or_none(_ADDRESS, "The last document of its series."),
        "series": _list(_ADDRESS, "All documents that it renews itself."),
        "counts": _or_none(_object({change.value: {"type": "integer"} for change in Change})),
        "paragraphs": _list(_PARAGRAPH),
        "dropped": _list(_ADDRESS, "Paragraphs of the last document that it leaves out."),
        "open": _list(
            _object({"proponent": _or_none(_TEXT), "paragraphs": _list(_TEXT)}),
            "Of a compilation text: who proposes something for which paragraphs (ids).",
        ),
        "checks": _list(_CHECK),
    }
)
"""What ``POST /draft`` gives as JSON."""
_FIELDS: dict[str, Any] = {
    "text": {"type": "string", "description": "The draft as text; nothing of it is kept."},
    "lang": {"type": "string", "description": "Its language: ar zh en fr ru es; without it, by the words."},
    "format": {"type": "string", "description": "html, json, akn, docx, sarif or text, where Accept cannot say it."},
}
_FILE = {"type": "string", "format": "binary", "description": "Text, Word, PDF, HTML or Akoma Ntoso."}
BODY = {
    "required": True,
    "content": {
        MULTIPART: {"schema": {"type": "object", "properties": {"file": _FILE, **_FIELDS}}},
        **{
            media: {"schema": {"type": "object", "properties": _FIELDS, "required": ["text"]}}
            for media in (FORM, "application/json")
        },
    },
}
"""What it takes."""
