"""What a rule finds: an occurrence at an element, and the finding that people and programs are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from resograph.documents import Finding
from resograph.documents.xml import child, flat, local
from resograph.validating.akn.rulebook import Rule, rulebook


@dataclass(frozen=True)
class Hit:
    """An occurrence as a rule gives it: at an element, or at a line alone; ``values`` fill the rule's message."""

    rule: str
    element: etree._Element | None = None
    evidence: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True)
class Occurrence:
    """Where a rule is broken: line, nearest eId (else the way to the element), printed number, words or ids."""

    line: int | None
    part: str | None
    number: str | None
    evidence: str


@dataclass(frozen=True)
class Flaw:
    """A finding on a file as it stands. ``occurrences`` holds one, or all of the file where the rule is per file."""

    rule: Rule
    occurrences: tuple[Occurrence, ...]
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> Occurrence:
        """The first occurrence, in document order."""
        return self.occurrences[0]

    @property
    def count(self) -> int:
        """How often."""
        return len(self.occurrences)

    def message(self, language: str = "en") -> str:
        """What is wrong, in one sentence."""
        return self._filled(self.rule.messages[language])

    def mend(self, language: str = "en") -> str:
        """What to do, in one sentence."""
        return self._filled(self.rule.mends[language])

    def _filled(self, text: str) -> str:
        return text.format_map({**self.values, "count": str(self.count), "evidence": self.first.evidence})

    def finding(self, language: str = "en") -> Finding:
        """The same as readers and other judges give it."""
        first = self.first
        return Finding(self.rule.id, self.message(language), self.rule.severity, first.part, first.line, first.evidence)


def flaws_of(hits: Iterable[Hit]) -> list[Flaw]:
    """Hits as findings, in document order; those of a per-file rule become one."""
    single: list[Flaw] = []
    gathered: dict[str, list[Hit]] = {}
    for hit in hits:
        rule = rulebook()[hit.rule]
        if rule.per_file:
            gathered.setdefault(hit.rule, []).append(hit)
        else:
            single.append(Flaw(rule, (_occurrence(hit),), hit.values))
    for name, several in gathered.items():
        places = sorted((_occurrence(hit) for hit in several), key=lambda place: place.line or 0)
        single.append(Flaw(rulebook()[name], tuple(places), several[0].values))
    order = {name: index for index, name in enumerate(rulebook())}
    return sorted(single, key=lambda flaw: (flaw.first.line or 0, order[flaw.rule.id]))


def _occurrence(hit: Hit) -> Occurrence:
    element = hit.element
    if element is None:
        return Occurrence(hit.line, None, None, hit.evidence)
    part, number = part_of(element)
    return Occurrence(hit.line or element.sourceline, part, number, hit.evidence)


def part_of(element: etree._Element) -> tuple[str, str | None]:
    """The nearest eId, else the way to the element; and the nearest printed number."""
    lineage = [element, *element.iterancestors()]
    eid = next((found.get("eId") for found in lineage if found.get("eId") and not local(found).startswith("TLC")), None)
    number = next((words for found in lineage if (words := flat(child(found, "num")))), None)
    if eid is None:
        names = [local(found) for found in lineage if local(found) not in ("akomaNtoso", "")]
        eid = "/".join(reversed(names[:3]))
    return eid, number
