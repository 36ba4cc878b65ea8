"""Symbols that one version misprints: the others agree on another, a letter or figure apart (DESIGN §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from resograph.annotating import Citation
from resograph.documents import Finding
from resograph.merging.work import Version

_MANY = 3
"""Versions that cite in a part among which one alone is one against others."""


def without_misprints(versions: Sequence[Version]) -> tuple[tuple[Version, ...], list[Finding]]:
    """The versions without the citations that are misprinted, and a finding for each.

    A citation is misprinted when its version alone has it in a part, all others that cite there have one that it
    lacks, and the two differ by one letter or figure that is missing, added, another, or exchanged with its
    neighbour. Corrigenda are of single languages, so that versions rightly differ in them. What a person said stands.
    """
    cited: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for version in versions:
        for citation in version.annotations.citations:
            if not citation.by_name:
                cited[citation.part][version.language].add(citation.symbol.text)
    found: list[Finding] = []
    kept = []
    for version in versions:
        misprinted = dict(_misprinted(version, cited))
        found += [_finding(citation, version, right) for citation, right in misprinted.items()]
        citations = tuple(one for one in version.annotations.citations if one not in misprinted)
        annotations = replace(version.annotations, citations=citations) if misprinted else version.annotations
        kept.append(replace(version, annotations=annotations) if misprinted else version)
    return tuple(kept), found


def _misprinted(version: Version, cited: dict[str, dict[str, set[str]]]) -> Iterator[tuple[Citation, str]]:
    """The citations of a version that are misprinted, with the symbol that the others have."""
    for citation in version.annotations.citations:
        readings = cited[citation.part]
        others = [symbols for language, symbols in readings.items() if language != version.language]
        symbol = citation.symbol.text
        is_corrigendum = citation.symbol.changes is not None and citation.symbol.changes[0] == "corrects"
        if (
            citation.by_name
            or citation.attribution
            or is_corrigendum
            or len(others) < _MANY - 1
            or symbol in set().union(*others)
        ):
            continue
        lacking = set.intersection(*others) - readings[version.language]
        if right := next((other for other in sorted(lacking) if OSA.distance(symbol, other) == 1), None):
            yield citation, right


def _finding(citation: Citation, version: Version, right: str) -> Finding:
    words = next((part.text for part in version.document.in_order() if part.eid == citation.part), "")
    message = (
        f"The {version.language} version cites {citation.symbol.text} in {citation.part} where the others cite "
        f"{right}: it seems a misprint."
    )
    return Finding("merge.citation-misprinted", message, part=citation.part, evidence=words[slice(*citation.span)])
