"""A few real paragraphs that show what can be seen: a mandate, a report that is due, a citation."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.languages.profile import profile
from resograph.releases.reader import Node, ReleaseGraph
from resograph.web.components.links import Link, link_to
from resograph.writing.terms import OA, RESO, TYPE

_KINDS = (("a_mandate", "Mandate"), ("a_report", "ReportingMandate"), ("a_citation", "Citation"))
_LOOKED_AT = 60
"""Nodes among which one is sought that reads well."""
_SHORTEST, _LONGEST = 60, 420
"""Characters of a paragraph that is shown."""


@dataclass(frozen=True)
class Example:
    """A paragraph with what was read from it: the key of what it shows, and links to what it names."""

    key: str
    path: str
    symbol: str
    text: str
    language: str
    direction: str
    facts: list[Link]


def examples(graph: ReleaseGraph, language: str) -> list[Example]:
    """One for each kind that is held, in a language where there is one."""
    found: list[Example] = []
    for key, name in _KINDS:
        taken = {example.symbol for example in found}
        kind = [one for one in _candidates(graph, key, name, language) if one.symbol not in taken]
        if kind:
            found.append(min(kind, key=lambda one: (one.language != language, not one.facts, len(one.text))))
    return found


def _candidates(graph: ReleaseGraph, key: str, name: str, language: str) -> list[Example]:
    found = []
    for triple in graph.uses(TYPE.value, RESO + name, _LOOKED_AT):
        node = graph.node(getattr(triple.subject, "value", ""))
        example = _example(graph, key, node, language) if node else None
        if example:
            found.append(example)
    return found


def _example(graph: ReleaseGraph, key: str, node: Node, language: str) -> Example | None:
    path = graph.path(node.text(f"{RESO}inPart"))
    part = graph.node(graph.iri(path)) if path else None
    texts = part.texts(f"{RESO}text") if part else {}
    chosen = next((code for code in (language, "en", *sorted(texts)) if code in texts), "")
    text = texts.get(chosen, "")
    if not chosen or "~note_" in path or not _SHORTEST <= len(text) <= _LONGEST:
        return None
    properties = (f"{OA}hasBody",) if key == "a_citation" else (f"{RESO}verb", f"{RESO}addressee", f"{RESO}dueSession")
    facts = [link_to(graph, iri, language) for name in properties for iri in node.links(name)]
    return Example(key, f"{chosen}/{path}", path, text, chosen, profile(chosen).direction, facts)
