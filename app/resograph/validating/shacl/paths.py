"""SHACL property paths (SHACL §2.3.1): predicate, inverse of a predicate, sequence, alternative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resograph.validating.shacl.index import Column, Index, Path
from resograph.validating.shacl.terms import text


@dataclass(frozen=True)
class PredicatePath:
    """One predicate, as term."""

    predicate: str

    def column(self, index: Index) -> Column:
        """Its value nodes."""
        return index.column(self.predicate)


@dataclass(frozen=True)
class InversePath:
    """One predicate against its direction."""

    predicate: str

    def column(self, index: Index) -> Column:
        """Its value nodes."""
        return index.inverse(self.predicate)


@dataclass(frozen=True)
class SequencePath:
    """One path after the other."""

    steps: tuple[Path, ...]

    def column(self, index: Index) -> Column:
        """Its value nodes."""
        column = index.values(self.steps[0])
        for step in self.steps[1:]:
            following = index.values(step)
            column = {node: _ends(values, following) for node, values in column.items()}
        return column


def _ends(values: Sequence[str], following: Column) -> Sequence[str]:
    if len(values) == 1:
        return following.get(values[0], ())
    return list(dict.fromkeys(end for value in values for end in following.get(value, ())))


@dataclass(frozen=True)
class AlternativePath:
    """One path or the other."""

    options: tuple[Path, ...]

    def column(self, index: Index) -> Column:
        """Its value nodes."""
        found: dict[str, dict[str, None]] = {}
        for option in self.options:
            for node, values in index.values(option).items():
                found.setdefault(node, {}).update(dict.fromkeys(values))
        return {node: list(values) for node, values in found.items()}


def predicates(path: Path) -> Iterator[str]:
    """All predicates of a path."""
    match path:
        case PredicatePath(predicate) | InversePath(predicate):
            yield predicate
        case SequencePath(paths) | AlternativePath(paths):
            for inner in paths:
                yield from predicates(inner)


def local_name(path: Path) -> str:
    """What a finding calls the rule: the last name of the predicate, or "node"."""
    if isinstance(path, PredicatePath):
        return text(path.predicate).rpartition("#")[2].rpartition("/")[2]
    return "node"
