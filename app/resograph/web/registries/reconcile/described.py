"""Types, properties and entities as the service tells of them, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from resograph.reconciling import KnownEntity, Property, Value, properties
from resograph.reconciling.entries import NameKind
from resograph.resources import table
from resograph.web.pages.ontology.terms import terms
from resograph.web.registries.reconcile.asked import Wanted

_GENERAL = ("Document", "Actor")
"""Classes that say less than those below them."""


def type_ids() -> list[str]:
    """The types offered, general ones first."""
    return list(table("data", "reconciling.toml")["types"]["offered"])


@lru_cache(maxsize=512)
def type_described(name: str, language: str, broader: bool = True) -> dict[str, Any]:
    """A type with its name and the types above it."""
    theme: Mapping[str, str] = table("data", "reconciling.toml")["types"]["theme"]
    if name == theme["id"]:
        return {"id": name, "name": theme.get(language, theme["en"])}
    term = terms()[name]
    found: dict[str, Any] = {"id": name, "name": term.labels.get(language, term.labels["en"])}
    above = [one.own for one in term.above if one.own in type_ids()]
    if above and broader:
        found["broader"] = [type_described(one, language, broader=False) for one in above]
    return found


def types_of(entry: KnownEntity, language: str) -> list[dict[str, Any]]:
    """The types of an entity, the most telling first."""
    names = [name for name in type_ids() if name in entry.types]
    return [type_described(name, language, broader=False) for name in sorted(names, key=lambda one: one in _GENERAL)]


def property_described(property_: Property, language: str) -> dict[str, Any]:
    """A property with its name and what it is."""
    return {"id": property_.id, "name": property_.names.get(language, property_.names["en"]),
            "description": property_.predicate}  # fmt: skip


def properties_of(type_id: str) -> list[Property]:
    """The properties that a type's entities can have; all, where no type is given."""
    if not type_id:
        return list(properties())
    above = {type_id}
    if type_id in terms():
        above |= {one.own for one in terms()[type_id].above}
    return [one for one in properties() if above & set(one.of)]


def entity_described(entry: KnownEntity, language: str, known: bool = True) -> str:
    """What an entity is, in a few words: a document and whether it is held, a State and its codes."""
    kind = types_of(entry, language)[0]["name"]
    if "Document" in entry.types:
        held = sorted({name.language for name in entry.names if name.kind is NameKind.PREFERRED})
        state = f"held in {', '.join(held)}" if held else "cited here, not held" if known else "not known here"
        return f"{kind}; {state}"
    codes = [name.text for name in entry.names if name.kind is NameKind.CODE]
    return f"{kind} ({', '.join(codes)})" if codes else str(kind)


def cells(values: list[Value], wanted: Wanted) -> list[dict[str, Any]]:
    """The values of a property as a data extension gives them, as its settings ask."""
    property_, settings = wanted.property, wanted.settings
    if property_ is None:
        return []
    language = str(settings.get("lang") or "")
    if property_.kind == "name" and language:
        values = [value for value in values if value.language == language]
    try:
        limit = int(settings.get("limit") or 0)
    except (TypeError, ValueError, OverflowError):
        limit = 0
    whole = settings.get("content") != "literal"
    return [_cell(value, property_.kind, whole) for value in (values[:limit] if limit > 0 else values)]


def _cell(value: Value, kind: str, whole: bool) -> dict[str, Any]:
    if kind == "entity":
        return {"id": value.text, "name": value.name} if whole else {"str": value.name}
    if kind == "date" and len(value.text) == len("2012-12-20"):
        return {"date": f"{value.text}T00:00:00Z"}
    if kind == "year" and value.text.isdecimal():
        return {"int": int(value.text)}
    return {"str": value.text}
