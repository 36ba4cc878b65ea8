"""Links of the original that a mended file keeps: where their words name the document that they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resograph.annotating import Annotations, Citation
from resograph.documents import Document, Link, Span
from resograph.symbols import Symbol, SymbolError, parse
from resograph.validating.akn.citation import Fit, fit
from resograph.validating.akn.links import target_of

RULE = "source.link"
"""What the citations that stand in the file itself are told by."""


def with_source_links(document: Document, found: Annotations) -> Annotations:
    """The citations that were read, and those that the file links and we did not read, or read otherwise.

    A link whose words are a piece of its target, or name another document, is not kept: the words decide.
    """
    kept: list[Citation] = list(found.citations)
    texts = [(part.eid, part.text, part.links) for part in document.walk()]
    texts += [(note.eid, note.text, note.links) for note in document.notes]
    for eid, text, links in texts:
        for span, symbol in _told(text, links):
            over = [citation for citation in kept if citation.part == eid and _overlap(citation.span, span)]
            if any(symbol in (citation.symbol, citation.symbol.whole) for citation in over):
                continue
            kept = [citation for citation in kept if citation not in over]
            kept.append(Citation(eid, span, symbol, RULE))
    return replace(found, citations=tuple(kept))


def _told(text: str, links: Sequence[Link]) -> Iterator[tuple[Span, Symbol]]:
    for link in _joined(text, links):
        target = target_of(link.href)
        words = text[slice(*link.span)]
        if target is None or fit(words, target) is not Fit.WHOLE:
            continue
        try:
            yield link.span, parse(target)
        except SymbolError:
            continue


def _joined(text: str, links: Sequence[Link]) -> list[Link]:
    """Pieces of one citation as one link."""
    joined: list[Link] = []
    for link in sorted(links, key=lambda link: link.span):
        last = joined[-1] if joined else None
        if last and last.href == link.href and not text[last.span.end : link.span.start].strip():
            joined[-1] = Link(Span(last.span.start, link.span.end), link.href)
        else:
            joined.append(link)
    return joined


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end
