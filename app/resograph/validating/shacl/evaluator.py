"""SHACL in the product's own words and a hundred times the speed: the verdicts are pyshacl's (DESIGN §3, "SHACL").

The shapes are compiled once a process. What of SHACL no shape uses is refused when they are compiled, not ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from resograph.documents import Finding
from resograph.resources import resource
from resograph.validating.shacl.compile import Shapes, compile_shapes
from resograph.validating.shacl.index import Index
from resograph.validating.shacl.paths import local_name
from resograph.validating.shacl.shapes import Result
from resograph.validating.shacl.terms import text

_TEXT = "https://w3id.org/resograph/ns#text"


@cache
def compiled_shapes() -> Shapes:
    """All shapes of the product."""
    files = sorted(resource("shapes").glob("*.ttl"))
    return compile_shapes(quad.triple for path in files for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE))


def evaluate(triples: Iterable[ox.Triple], language: str = "en", shapes: Shapes | None = None) -> list[Finding]:
    """What the shapes find wrong with a graph that already holds its entailments.

    Args:
        triples: the graph of one work, or the vocabulary.
        language: of the messages, "en" or "zh".
        shapes: other than the product's.
    """
    shapes = shapes or compiled_shapes()
    index = Index(triples, shapes.predicates | {_TEXT})
    findings = [_finding(index, result, language) for result in _results(index, shapes)]
    return sorted(findings, key=lambda finding: (finding.severity, finding.part or "", finding.rule, finding.evidence))


def _results(index: Index, shapes: Shapes) -> Iterator[Result]:
    for target, shape in shapes.targeted:
        if focuses := target.focus_nodes(index):
            yield from shape.results(index, focuses)


def _finding(index: Index, result: Result, language: str) -> Finding:
    shape, focus = result.shape, result.focus
    name = local_name(shape.path) if shape.path else "node"
    evidence = " — ".join(text(term) for term in (focus, result.value) if term is not None)
    words = _words(index, focus)
    return Finding(
        f"shacl.{name}",
        _said(result.messages, language),
        shape.severity,
        part=text(focus),
        evidence=f"{evidence}{f' “{words}”' if words else ''}",
    )


def _said(messages: Mapping[str, str], language: str) -> str:
    return messages.get(language) or messages[min(messages)]


def _words(index: Index, focus: str) -> str:
    """The words at fault, where the node has any."""
    return next((text(found)[:120] for found in index.column(_TEXT).get(focus, ())), "")
