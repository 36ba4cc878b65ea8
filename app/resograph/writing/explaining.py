"""What was read in a part, on which words and by which rule: for the terminal and for pages alike. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from resograph.annotating import Correction
from resograph.annotating.corrections import RULE
from resograph.resources import table
from resograph.symbols import Address, Symbol, mint
from resograph.vocabularies.concepts import Vocabulary, vocabulary_files
from resograph.writing.terms import DCT, OA, RESO


class Node(Protocol):
    """A subject of a work's graph, its values by property (full IRIs)."""

    @property
    def classes(self) -> set[str]:
        """Local names of our classes."""

    def all(self, predicate: str) -> Sequence[Any]:
        """Values of a property."""

    def properties(self) -> list[str]:
        """The properties that it has."""

    def text(self, predicate: str) -> str:
        """The first value as text."""

    def texts(self, predicate: str) -> dict[str, str]:
        """Language → literal."""

    def links(self, predicate: str) -> list[str]:
        """Values that are addresses."""


@dataclass(frozen=True)
class Rule:
    """A rule: its name as in ``reso:rule``, what it says, and the data files that hold it."""

    name: str
    says: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """A fact and its words; ``start`` and ``end`` are code points of the part's text.

    ``kind`` is act, verb, addressee, citation, mention or theme; ``details`` are pairs of a property and its value in
    words; ``by`` is the person who decided it, "" where a rule did.
    """

    kind: str
    start: int
    end: int
    words: str
    label: str
    iri: str
    details: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...]
    by: str = ""


@dataclass(frozen=True)
class Explanation:
    """A part in one language with its facts, in the order of their words, and the corrections made to it."""

    iri: str
    part: str
    language: str
    number: str
    heading: str
    text: str
    facts: tuple[Fact, ...]
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explainer:
    """Explains parts of one work in one language.

    Args:
        nodes: the nodes of the work's graph, by IRI.
        base: of all addresses.
        symbol: the work's.
        language: ISO 639-1.
        label: the name of a node, for people.
        vocabulary: tells which file has a concept.
        corrections: a person's, to this version.
    """

    nodes: Mapping[str, Node]
    base: str
    symbol: Symbol
    language: str
    label: Callable[[str], str]
    vocabulary: Vocabulary
    corrections: tuple[Correction, ...] = ()

    def parts(self) -> list[str]:
        """Ids of the parts that this language shows, in document order."""
        shown = [
            node
            for node in self.nodes.values()
            if node.text(f"{RESO}position") and node.text(f"{RESO}inDocument") and self._shows(node)
        ]
        return [node.text(f"{RESO}eId") for node in sorted(shown, key=lambda node: int(node.text(f"{RESO}position")))]

    def _shows(self, node: Node) -> bool:
        return any(self.language in node.texts(RESO + name) for name in ("text", "heading"))

    def explain(self, part: str) -> Explanation:
        """What was read in a part.

        Raises:
            KeyError: there is no such part.
        """
        address = Address(self.symbol).part(part)
        node = self.nodes[mint(self.base, str(address))]
        return Explanation(
            iri=mint(self.base, str(address.within(self.language))),
            part=part,
            language=self.language,
            number=node.texts(f"{RESO}number").get(self.language, ""),
            heading=node.texts(f"{RESO}heading").get(self.language, ""),
            text=node.texts(f"{RESO}text").get(self.language, ""),
            facts=tuple(sorted(self._facts(address), key=lambda fact: (fact.start, -fact.end, fact.kind, fact.iri))),
            corrections=tuple(_in_words(one) for one in self.corrections if one.part == part),
        )

    def _facts(self, address: Address) -> Iterator[Fact]:
        asked = {
            iri
            for name, node in self.nodes.items()
            if name.startswith(mint(self.base, f"{address}__act_"))
            for iri in node.links(f"{RESO}addressee")
        }
        part = mint(self.base, str(address))
        text = self.nodes[part].texts(f"{RESO}text").get(self.language, "")
        for name, node in self.nodes.items():
            if not name.startswith(f"{part}#"):
                continue
            (body,) = node.links(f"{OA}hasBody")
            for (start, end), rules in sorted(self._places(node).items()):
                for kind, names in self._kinds(node, body, sorted(rules), body in asked).items():
                    yield Fact(
                        kind=kind,
                        start=start,
                        end=end,
                        words=text[start:end],
                        label=self._label(body),
                        iri=body,
                        details=tuple(self._details(kind, node, body)),
                        rules=tuple(self._rule(one, body) for one in names),
                        by=self._person(name) if self._corrected in names else "",
                    )

    @property
    def _corrected(self) -> str:
        """The rule of what a person decided in this version."""
        return f"{self.language}.{RULE}"

    def _places(self, mention: Node) -> dict[tuple[int, int], list[str]]:
        """Start and end of the words of a mention in this language → the rules that found them."""
        found: dict[tuple[int, int], list[str]] = {}
        for value in mention.all(f"{RESO}rule"):
            rule, _, place = str(getattr(value, "value", "")).partition(" ")
            start, _, end = place.partition(",")
            if rule.startswith(f"{self.language}."):
                found.setdefault((int(start), int(end)), []).append(rule)
        return found

    def _person(self, mention: str) -> str:
        """Who decided a mention, when and why."""
        deciding = (node for node in self.nodes.values() if mention in node.links(f"{RESO}about"))
        told = [
            f"{node.text(f'{DCT}creator')}, {node.text(f'{DCT}created')}: {node.text(f'{DCT}description')}"
            for node in deciding
            if "Correction" in node.classes
        ]
        return "; ".join(sorted(told))

    def _kinds(self, node: Node, body: str, rules: list[str], asked: bool) -> dict[str, list[str]]:
        """What a body of a mention is, by the rules that can have made it: words may be a name and be asked."""
        path = body.removeprefix(self.base)
        if path.startswith(("theme/", "verb/")):
            possible = [path.partition("/")[0]]
        elif "Act" in (self.nodes[body].classes if body in self.nodes else ()):
            possible = ["act"]
        elif "DueReport" in (self.nodes[body].classes if body in self.nodes else ()):
            possible = ["report"]
        elif "Citation" in node.classes and path[:1].isupper():
            possible = ["citation"]
        else:
            possible = ["addressee", "mention"] if asked else ["mention"]
        found: dict[str, list[str]] = {}
        for rule in rules:
            makes = _row(rule)[0]["facts"]
            if kind := next((kind for kind in possible if kind in makes), None):
                found.setdefault(kind, []).append(rule)
        return found or {possible[-1]: rules}

    def _label(self, iri: str) -> str:
        node = self.nodes.get(iri)
        if node and "Act" in node.classes:
            verb = self.label(node.text(f"{RESO}verb"))
            kind = next((name for name in ("ReportingMandate", "Mandate", "Request") if name in node.classes), "")
            return f"{_spaced(kind)}: {verb}" if kind else verb
        if node and "DueReport" in node.classes:
            return node.text(f"{RESO}reportKind")
        path = iri.removeprefix(self.base)
        return path if _DOCUMENT.match(path) and "__" not in path else self.label(iri)

    def _details(self, kind: str, mention: Node, body: str) -> Iterator[tuple[str, str]]:
        node = self.nodes.get(body) if kind in ("act", "report") else mention if kind == "citation" else None
        for predicate in node.properties() if node else ():
            name = predicate.removeprefix(RESO)
            if predicate.startswith(RESO) and name not in (_TOLD | _TOLD_BY_REPORTS if kind == "act" else _TOLD):
                values = node.all(predicate) if node else ()
                for value in sorted(values, key=str):
                    text, language = getattr(value, "value", ""), getattr(value, "language", None)
                    if language in (None, self.language):
                        yield _spaced(name), self._label(text) if text.startswith(self.base) else text

    def _rule(self, name: str, body: str) -> Rule:
        row, language = _row(name)
        files = [path.replace("{language}", language) for path in row["files"]]
        concept = self.vocabulary.get(body.removeprefix(self.base))
        if concept and name != self._corrected:
            product = {path.name for path in vocabulary_files()}
            files += [f"{'data/' if file in product else ''}vocabularies/{file}" for file in concept.files]
        return Rule(name, row["says"], tuple(files))


#: A document or a version of it: its symbol says more than its title.
_DOCUMENT = re.compile(r"(?:[a-z]{2}/)?[A-Z]")
#: Properties that are told otherwise: by the words, the label, the kind.
_TOLD = {"inPart", "position", "verb", "text", "rule", "inDocument", "namedIn", "cites"}

#: What an act says in short of its reports, which stand for themselves.
_TOLD_BY_REPORTS = {
    "asksForReport", "reportTo", "reportKind", "dueSession", "dueYear", "dueDate", "underItem", "periodicity",
}  # fmt: skip


def _row(name: str) -> tuple[Mapping[str, Any], str]:
    """What is known of a rule, and its language ("" where it has none)."""
    for row in table("data", "rules.toml")["rule"]:
        if match := re.fullmatch(row["pattern"], name):
            return row, match.groupdict().get("language") or ""
    return {"facts": (), "says": "", "files": ()}, ""


def _spaced(name: str) -> str:
    """A name of the ontology as words: dueSession → due session."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _in_words(correction: Correction) -> str:
    value = correction.value
    told = ", ".join(f"{key} {one}" for key, one in value.items()) if isinstance(value, Mapping) else value
    was = f" for {correction.was}" if correction.was else ""
    what = f"{correction.do} {correction.fact} “{correction.words}”{f' {told}' if told else ''}{was}"
    return f"{what} — {correction.by}, {correction.on}: {correction.why}"


def below(parts: Iterable[str], chosen: str | None) -> list[str]:
    """A part and those inside it, or all where none is chosen."""
    return [part for part in parts if chosen is None or part == chosen or part.startswith(f"{chosen}__")]
