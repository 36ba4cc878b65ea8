"""What was found in a version as JSON, and back: so that a release can show what it was built from."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from resograph.annotating.facts import (
    Act,
    Addressee,
    Annotations,
    Attribution,
    Citation,
    EntityMention,
    LocalEntity,
    Reporting,
)
from resograph.documents import Span
from resograph.symbols import Symbol, parse

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (Act, Addressee, Annotations, Attribution, Citation, EntityMention, LocalEntity, Reporting)
}


def to_json(found: Annotations) -> str:
    """All that was found; what a value has by default is left out."""
    return json.dumps(_plain(found), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Annotations:
    """What ``to_json`` wrote.

    Raises:
        ValueError: it is no such text.
    """
    found = _value(json.loads(text))
    if not isinstance(found, Annotations):
        raise ValueError("These are no annotations.")
    return found


def _plain(value: object) -> object:
    if isinstance(value, Span):
        return {"span": [*value]}
    if isinstance(value, Symbol):
        return {"symbol": value.text}
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()}
    if isinstance(value, frozenset):
        return {"set": sorted(value)}
    if isinstance(value, Mapping):
        return {"map": dict(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        given = ((field, getattr(value, field.name)) for field in fields(value))
        return {"is": type(value).__name__, **{one.name: _plain(it) for one, it in given if it != one.default}}
    return value


def _value(plain: Any) -> object:
    if isinstance(plain, list):
        return tuple(_value(one) for one in plain)
    if not isinstance(plain, dict):
        return plain
    match plain:
        case {"is": str(name), **given} if name in _KINDS:
            return _KINDS[name](**{key: _value(one) for key, one in given.items()})
        case {"span": [int(start), int(end)]}:
            return Span(start, end)
        case {"symbol": str(text)}:
            return parse(text)
        case {"day": str(text)}:
            return datetime.date.fromisoformat(text)
        case {"set": list(values)}:
            return frozenset(values)
        case {"map": dict(values)}:
            return values
    raise ValueError(f"{plain} is no part of annotations.")
