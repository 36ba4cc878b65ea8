"""The nodes of one work, and what works share, as rows are made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from resograph.exporting.statements import Node, all_of, by_language, classes, first, nodes_in, plain
from resograph.symbols import mint

_ISO = "iso639-1/"


@dataclass
class Shared:
    """What works share: English names, what is a UN entity, symbols of documents cited, members, answers, lineage."""

    names: dict[str, str] = field(default_factory=dict)
    entities: set[str] = field(default_factory=set)
    symbols: dict[str, str] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    """Addresses of the works that are held."""
    members: dict[str, tuple[str, str]] = field(default_factory=dict)
    """State → first day as a Member of the United Nations, and the day on which it ceased to be one, "" if never."""
    answers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Act → the reports that answer it."""

    def read(self, path: Path) -> None:
        """Take up a packed file."""
        for subject, node in nodes_in(path):
            if name := by_language(node, "label").get("en"):
                self.names[subject] = name
            if "type" in node and "UNEntity" in (kinds := classes(node)):
                self.entities.add(subject)
            elif "type" in node and "State" in kinds and (since := first(node, "memberSince")):
                self.members[subject] = (since, first(node, "memberUntil") or "")
            if symbol := first(node, "dct:identifier"):
                self.symbols[subject] = symbol
            for act in all_of(node, "answers"):
                self.answers[act].append(subject)


class WorkNodes:
    """The nodes of a work by address; its parts in document order, each with the nodes that stand in it.

    Args:
        base: of all addresses; a version's address has its language behind it.
        symbol: of the work.
        path: its packed quads.
    """

    def __init__(self, base: str, symbol: str, path: Path) -> None:
        self.address = address = mint(base, symbol)
        self.nodes: Mapping[str, Node] = dict(nodes_in(path))
        self.itself: Node = self.nodes.get(address, {})
        mine = f"<{address}>"
        parts = []
        languages = len(base)
        self.inside: dict[str, list[str]] = defaultdict(list)
        self.of_class: dict[tuple[str, str], list[str]] = defaultdict(list)
        """Part and ``type`` value of a class → the nodes of that class in the part."""
        self.versions: dict[str, list[str]] = defaultdict(list)
        """Part → the languages that have it."""
        for subject, node in self.nodes.items():
            for part in node.get("inPart", ()):
                self.inside[part[1:-1]].append(subject)
                for kind in node.get("type", ()):
                    self.of_class[part, kind].append(subject)
            if "expresses" in node:
                self.versions[plain(node["expresses"][0])].append(subject[languages : languages + 2])
            elif mine in node.get("inDocument", ()):
                parts.append(subject)
        self.parts = sorted(parts, key=lambda part: (int(first(self.nodes[part], "position") or 0), part))


def language_of(node: Node) -> str:
    """The language of a version of a work or a part."""
    return (first(node, "dct:language") or "").partition(_ISO)[2]
