"""What was found in a version as JSON, and back: so that a release can show what it was built from."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from resograph.annotating.facts import (
    Act,
    Addressee,
    Annotations,
    Attribution,
    Citation,
    Effect,
    EntityMention,
    LocalEntity,
    Reporting,
)
from resograph.documents import Finding, Span
from resograph.symbols import Symbol, parse

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Act,
        Addressee,
        Annotations,
        Attribution,
        Citation,
        Effect,
        EntityMention,
        Finding,
        LocalEntity,
        Reporting,
    )
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
    return _WRITERS[type(value)](value)


class _Writers(dict[type, Callable[[Any], object]]):
    """Type → what makes its values plain, worked out when the first is met."""

    def __missing__(self, kind: type) -> Callable[[Any], object]:
        write = self[kind] = next((write for base, write in _WRITTEN if issubclass(kind, base)), None) or _writer(kind)
        return write


def _writer(kind: type) -> Callable[[Any], object]:
    """What makes the values of a data class plain; of other types, which JSON has, they are plain."""
    if not is_dataclass(kind):
        return lambda value: value
    name = kind.__name__
    defaults = [(field.name, field.default) for field in fields(kind)]

    def plain(value: object) -> object:
        found: dict[str, object] = {"is": name}
        for field, default in defaults:
            given = getattr(value, field)
            if given is not default and given != default:
                found[field] = _plain(given)
        return found

    return plain


_WRITERS = _Writers()
_WRITTEN: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (Span, lambda span: {"span": [*span]}),
    (Symbol, lambda symbol: {"symbol": symbol.text}),
    (datetime.date, lambda day: {"day": day.isoformat()}),
    (frozenset, lambda values: {"set": sorted(values)}),
    (Mapping, lambda values: {"map": dict(values)}),
    (tuple, lambda values: [_plain(one) for one in values]),
)


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
