"""Where the versions of a work disagree: findings with the words of each (DESIGN §3, "Six versions, one act")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from resograph.annotating import Annotations
from resograph.documents import Document, Finding, Note, Part
from resograph.merging.likeness import figures_in, shared

_ENOUGH_FIGURES = 8
_OF_ANOTHER = 0.4
"""Versions of one text share nine in ten figures; two texts of one body share a third at most."""


class _Version(Protocol):
    """A document with what was found in it."""

    @property
    def document(self) -> Document: ...

    @property
    def annotations(self) -> Annotations: ...


def divergences(versions: Sequence[_Version], readings: Mapping[str, Mapping[str, Part | Note]]) -> Iterator[Finding]:
    """What differs between versions: parts that some lack, citations, printed numbers, dates.

    Args:
        versions: of one work, the reference version first.
        readings: part id → language → the part.
    """
    if len(versions) < 2:
        return
    yield from _dates(versions)
    yield from _other_texts(versions)
    cited = _cited(versions)
    for eid, parts in readings.items():
        if len(parts) < len(versions):
            yield _missing(eid, parts, [version.document.language for version in versions])
        yield from _citations(eid, parts, cited)


def _other_texts(versions: Sequence[_Version]) -> Iterator[Finding]:
    """Versions that hardly share a figure with most of the others: files with the words of another text."""
    told = [
        (version.document, figures)
        for version in versions
        if len(figures := _figures(version.document)) >= _ENOUGH_FIGURES
    ]
    apart = [
        document
        for document, figures in told
        if 2 * sum(shared(figures, others) < _OF_ANOTHER for other, others in told if other is not document)
        > len(told) - 1
    ]
    if len(told) == 2 and apart:
        languages = " and ".join(document.language for document in apart)
        message = f"The versions in {languages} hardly share a number: the file of one seems to hold another text."
        yield Finding("merge.another-text", message, evidence=" / ".join(document.title for document in apart))
        return
    for document in apart:
        message = f"The {document.language} version hardly shares a number with most others: its file seems to hold "
        yield Finding("merge.another-text", f"{message}another text.", evidence=document.title)


def _figures(document: Document) -> frozenset[str]:
    return frozenset().union(*(figures_in(part.text) for part in document.in_order()))


def _missing(eid: str, parts: Mapping[str, Part | Note], languages: Sequence[str]) -> Finding:
    lacking = [language for language in languages if language not in parts]
    return Finding(
        "merge.part-missing",
        f"{eid} is in {', '.join(sorted(parts))} and not in {', '.join(sorted(lacking))}.",
        part=eid,
        evidence=_words(parts),
    )


def _citations(
    eid: str, parts: Mapping[str, Part | Note], cited: Mapping[tuple[str, str], frozenset[str]]
) -> Iterator[Finding]:
    found = {language: cited.get((language, eid), frozenset()) for language in parts}
    if len(set(found.values())) > 1:
        told = "; ".join(
            f"{language}: {', '.join(sorted(symbols)) or 'none'}" for language, symbols in sorted(found.items())
        )
        yield Finding(
            "merge.citations-differ",
            f"The versions cite different documents in {eid}: {told}.",
            part=eid,
            evidence=_words(parts),
        )


def _dates(versions: Sequence[_Version]) -> Iterator[Finding]:
    for name in ("adopted", "meeting", "session"):
        values: dict[str, list[str]] = defaultdict(list)
        for version in versions:
            value = getattr(version.document.cover, name)
            if value:
                values[str(value)].append(version.document.language)
        if len(values) > 1:
            told = "; ".join(f"{', '.join(languages)}: {value}" for value, languages in sorted(values.items()))
            yield Finding(
                f"merge.{name}-differs", f"The versions give different values of “{name}”: {told}.", evidence=told
            )


def _cited(versions: Sequence[_Version]) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for version in versions:
        for citation in version.annotations.citations:
            if citation.by_name:  # whose labels we have not in all languages alike
                continue
            found[(version.document.language, citation.part)].add(citation.symbol.text)
    return {key: frozenset(symbols) for key, symbols in found.items()}


def _words(parts: Mapping[str, Part | Note]) -> str:
    """The words of each version, shortened."""
    return "\n".join(f"[{language}] {part.text[:200]}" for language, part in sorted(parts.items()))
