"""Links that the file itself carries, as citations: where their words name the document that they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resograph.annotating.citations import Cited
from resograph.documents import Hyperlink, Span
from resograph.symbols import Symbol, SymbolError, from_un_address, parse
from resograph.symbols.fit import Fit, fit, is_division

RULE = "source.link"
"""What the citations that stand in the file itself are told by."""


def with_source_links(text: str, links: Sequence[Hyperlink], found: Sequence[Cited]) -> list[Cited]:
    """The citations that were read, and those that the file links where we read none, or less: A/75/49 (Vol. I).

    The words decide. Where both name a document and not the same, it is nearly always the link that errs: a resolution
    of the Human Rights Council linked as the Assembly's, the link of another line, a link on a piece of a citation.
    """
    kept = list(found)
    for span, symbol in _told(text, links):
        over = [cited for cited in kept if _overlap(cited.span, span)]
        if not all(is_division(symbol, cited.symbol) for cited in over):
            continue
        kept = [cited for cited in kept if cited not in over]
        kept.append(Cited(span, symbol, None, RULE))
    return sorted(kept, key=lambda cited: cited.span)


def _told(text: str, links: Sequence[Hyperlink]) -> Iterator[tuple[Span, Symbol]]:
    for link in _joined(text, links):
        target = from_un_address(link.href)
        words = text[slice(*link.span)]
        if target is None or fit(words, target) is not Fit.WHOLE:
            continue
        try:
            yield link.span, parse(target)
        except SymbolError:
            continue


def _joined(text: str, links: Sequence[Hyperlink]) -> list[Hyperlink]:
    """Pieces of one citation as one link."""
    joined: list[Hyperlink] = []
    for link in sorted(links, key=lambda link: link.span):
        last = joined[-1] if joined else None
        if last and last.href == link.href and not text[last.span.end : link.span.start].strip():
            joined[-1] = Hyperlink(Span(last.span.start, link.span.end), link.href)
        else:
            joined.append(link)
    return joined


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end
