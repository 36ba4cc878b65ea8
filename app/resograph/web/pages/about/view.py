"""What a release is, as pages tell it: its vocabularies, findings, corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resograph.annotating import Correction
from resograph.annotating.correction_files import read_corrections
from resograph.releases.reader import ReleaseGraph, value
from resograph.resources import query, resource
from resograph.symbols import SymbolError, parse
from resograph.web.components.links import Link
from resograph.web.pages.shapes.rules import shape_rules
from resograph.writing.terms import RESO, SKOS

_EXAMPLES = 5
_MOST = 1_000_000


@dataclass(frozen=True)
class Scheme:
    """A vocabulary: the first part of its concepts' addresses, and their IRIs."""

    name: str
    concepts: tuple[str, ...]


def schemes(graph: ReleaseGraph) -> tuple[Scheme, ...]:
    """The vocabularies of a release."""
    found: dict[str, list[str]] = {}
    for triple in graph.uses(f"{SKOS}inScheme", None, _MOST):
        concept = str(getattr(triple.subject, "value", ""))
        scheme = graph.path(str(getattr(triple.object, "value", "")))
        found.setdefault(scheme, []).append(concept)
    return tuple(Scheme(name, tuple(sorted(found[name]))) for name in sorted(found))


def concepts(graph: ReleaseGraph, name: str, language: str) -> tuple[Link, ...]:
    """The concepts of a vocabulary by their names in a language."""
    iris = next((scheme.concepts for scheme in schemes(graph) if scheme.name == name), ())
    links = (Link(graph.label(iri, language), graph.path(iri)) for iri in iris)
    return tuple(sorted(links, key=lambda link: (link.name.casefold(), link.path)))


@dataclass(frozen=True)
class Finding:
    """One thing that looked odd: what it is about, what it says, the words at fault."""

    path: str
    message: str
    evidence: str


@dataclass(frozen=True)
class FindingGroup:
    """The findings of one rule; ``messages`` are the rule's words by language, where a shape has them."""

    rule: str
    severity: str
    count: int
    messages: Mapping[str, str]
    examples: tuple[Finding, ...]


def findings(graph: ReleaseGraph) -> tuple[FindingGroup, ...]:
    """The findings of a release by rule, the gravest and most frequent first."""
    shapes = {rule.messages.get("en", ""): rule.messages for rule in shape_rules()}
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in graph.ask(query("resograph.web.pages.about", "findings")):
        iri, rule, message, severity = (value(row, name) for name in ("finding", "rule", "message", "severity"))
        key = rule, severity.rpartition("#")[2], message if message in shapes else ""
        groups.setdefault(key, []).append(iri)
    found = [
        FindingGroup(rule, severity, len(iris), shapes.get(message, {}), _examples(graph, iris))
        for (rule, severity, message), iris in groups.items()
    ]
    return tuple(sorted(found, key=lambda group: (group.severity != "Violation", -group.count, group.rule)))


def _examples(graph: ReleaseGraph, iris: list[str]) -> tuple[Finding, ...]:
    values = [_values(graph, iri, "about", "message", "evidence") for iri in sorted(iris)[:_EXAMPLES]]
    return tuple(Finding(graph.path(about), message, evidence) for about, message, evidence in values)


def _values(graph: ReleaseGraph, iri: str, *names: str) -> list[str]:
    node = graph.node(iri)
    return [node.text(RESO + name) if node else "" for name in names]


@dataclass(frozen=True)
class CorrectionView:
    """A correction and the part in one language that it is of."""

    path: str
    language: str
    made: Correction


def corrections(graph: ReleaseGraph) -> tuple[CorrectionView, ...]:
    """The corrections that a release was built with: the product's and the deployment's, the latest first."""
    found: list[CorrectionView] = []
    for folder in (resource("data", "corrections"), graph.release.taught / "corrections"):
        for file in sorted(folder.glob("*/*.toml")):
            try:
                symbol = parse(file.stem.replace("_", "/"))
            except SymbolError:
                continue
            language = file.parent.name
            for made in read_corrections(file, symbol, language):
                found.append(CorrectionView(f"{language}/{symbol}~{made.part}", language, made))
    return tuple(sorted(found, key=lambda view: view.made.on, reverse=True))
