"""What a shapes graph says of a node: its parameters, lists, messages, paths; all that is not known is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox

from resograph.documents import Severity
from resograph.validating.shacl.index import Index, Path
from resograph.validating.shacl.paths import AlternativePath, InversePath, PredicatePath, SequencePath
from resograph.validating.shacl.terms import RDF, integer, is_iri, language, text

SH = "http://www.w3.org/ns/shacl#"
_FIRST, _REST, _NIL = f"{RDF}first", f"{RDF}rest", f"{RDF}nil"


class UnsupportedShapeError(Exception):
    """A shape says something that this evaluator does not judge."""


def sh(name: str) -> str:
    """A term of SHACL."""
    return SH + name


_SEVERITIES = {sh("Violation"): Severity.VIOLATION, sh("Warning"): Severity.WARNING}


class Source:
    """A shapes graph, asked node by node."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._index = Index(triples)

    def shapes(self, targets: Iterable[str]) -> list[str]:
        """Every node that is typed as a node shape or has one of these targets."""
        found = dict.fromkeys(self._index.instances(sh("NodeShape")))
        for target in targets:
            found.update(dict.fromkeys(self._index.column(target)))
        return list(found)

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Every term of SHACL that is used anywhere is one of these."""
        for predicate in self._index.predicates:
            if text(predicate).startswith(SH) and predicate not in known:
                raise UnsupportedShapeError(f"{text(predicate)} is used in the shapes, and not judged.")

    def refuse_unknown_at(self, node: str, known: Collection[str]) -> None:
        """Every predicate of a node is one of these."""
        for predicate in self._index.predicates:
            if node in self._index.column(predicate) and predicate not in known:
                raise UnsupportedShapeError(f"{text(predicate)} is used at {node}, and not judged there.")

    def values(self, node: str, name: str) -> list[str]:
        """The values of a SHACL parameter."""
        return list(self._index.column(sh(name)).get(node, ()))

    def value(self, node: str, name: str) -> str | None:
        """The one value of a parameter that has one at most."""
        found = self.values(node, name)
        if len(found) > 1:
            raise UnsupportedShapeError(f"{node} has more than one sh:{name}.")
        return found[0] if found else None

    def number(self, node: str, name: str) -> int | None:
        """The whole number of a parameter."""
        value = self.value(node, name)
        number = integer(value) if value else None
        if value and number is None:
            raise UnsupportedShapeError(f"{node}: sh:{name} should be a whole number, and is {value}.")
        return number

    def members(self, head: str) -> list[str]:
        """An RDF list."""
        found: list[str] = []
        seen = {_NIL}
        while head not in seen:
            seen.add(head)
            firsts, rests = (self._index.column(step).get(head, ()) for step in (_FIRST, _REST))
            if len(firsts) != 1 or len(rests) != 1:
                raise UnsupportedShapeError(f"{head} is no whole list.")
            found.append(firsts[0])
            head = rests[0]
        if not found or head != _NIL:
            raise UnsupportedShapeError(f"{head} is an empty or endless list.")
        return found

    def severity(self, node: str) -> Severity:
        """``sh:severity`` (SHACL §2.1.4)."""
        given = self.value(node, "severity") or sh("Violation")
        if given not in _SEVERITIES:
            raise UnsupportedShapeError(f"{node}: sh:severity {given} is not judged.")
        return _SEVERITIES[given]

    def messages(self, node: str) -> Mapping[str, str]:
        """``sh:message`` by language (SHACL §2.1.5)."""
        return {language(one): text(one) for one in self.values(node, "message")}

    def path(self, node: str) -> Path:
        """A property path (SHACL §2.3.1)."""
        if is_iri(node):
            return PredicatePath(node)
        if options := self.value(node, "alternativePath"):
            self.refuse_unknown_at(node, {sh("alternativePath")})
            return AlternativePath(tuple(map(self.path, self.members(options))))
        if inverted := self.value(node, "inversePath"):
            self.refuse_unknown_at(node, {sh("inversePath")})
            if not is_iri(inverted):
                raise UnsupportedShapeError(f"{node}: only a predicate is judged against its direction.")
            return InversePath(inverted)
        self.refuse_unknown_at(node, {_FIRST, _REST})
        return SequencePath(tuple(map(self.path, self.members(node))))
