"""Citations of a draft beside what is held: whether the document is there, its day, its title, its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resograph.annotating.facts import Citation
from resograph.drafting.held import HeldDocument, HeldTexts
from resograph.drafting.titles import other_title
from resograph.drafting.values import CheckedCitation, Problem
from resograph.symbols import Symbol


@dataclass(frozen=True)
class CitationChecker:
    """Checks the citations of one draft.

    ``cited`` are all documents that it cites; ``held`` is None where nothing tells what is held.
    """

    held: HeldTexts | None
    language: str
    cited: frozenset[Symbol]

    def check(self, citation: Citation, words: str) -> CheckedCitation:
        """One citation in the words of its part."""
        if self.held is None:
            return CheckedCitation(citation, None)
        document = self.held.document(citation.symbol)
        if document is None:
            problem = Problem("not-held", {"symbol": citation.symbol.text})
            return CheckedCitation(citation, False, problem)
        return CheckedCitation(citation, True, next(iter(self._problems(citation, document, words)), None))

    def _problems(self, citation: Citation, document: HeldDocument, words: str) -> Iterable[Problem]:
        """What is wrong, the gravest first."""
        symbol = citation.symbol.text
        if citation.date and document.adopted and citation.date != document.adopted:
            days = {"date": citation.date.isoformat(), "adopted": document.adopted.isoformat()}
            yield Problem("date", {"symbol": symbol, **days})
        missing = [one for one in citation.paragraphs if not self._has(citation.symbol, one)]
        if missing:
            yield Problem("paragraph", {"symbol": symbol, "paragraph": missing[0].rpartition("_")[2]})
        title = document.titles.get(self.language, "")
        if title and (said := other_title(citation, words, title, self.language)):
            yield Problem("title", {"symbol": symbol, "said": said, "title": title})
        later = self.held.later(citation.symbol) if self.held else ()
        if later and not self.cited & set(later):
            yield Problem("renewed", {"symbol": symbol, "later": later[-1].text})

    def _has(self, symbol: Symbol, part: str) -> bool:
        """Whether a document has a part, also where its numbers begin anew in each section."""
        parts = self.held.parts(symbol) if self.held else frozenset()
        return part in parts or any(one.endswith(f"__{part}") for one in parts)
