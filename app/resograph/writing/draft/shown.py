"""A draft as it is shown: names, sentences and addresses in a reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resograph.drafting import CheckedDraft, Problem, Remark
from resograph.drafting.remarks import Rule, rules
from resograph.drafting.values import CheckedParagraph
from resograph.resources import table
from resograph.symbols import mint
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.comparison import ComparedTexts


@dataclass(frozen=True)
class ShownDraft:
    """A checked draft, the base of addresses, what names things, and the language of sentences and names."""

    draft: CheckedDraft
    base: str
    vocabulary: Vocabulary
    language: str

    def name(self, path: str) -> str:
        """What something is called: in the reader's language, else as the draft names it."""
        concept = self.vocabulary.get(path)
        if concept:
            return concept.preferred(self.language) or concept.preferred("en") or path
        return self.draft.names.get(path, path)

    def address(self, path: str) -> str | None:
        """The address of something; None of what the draft alone names."""
        return None if path.startswith("~") else mint(self.base, path)

    def rule(self, remark: Remark) -> Rule:
        """The rule behind a remark."""
        return rules()[remark.rule]

    def sentence(self, remark: Remark) -> str:
        """What a remark says."""
        return _filled(self.rule(remark).message[self.language], remark.values)

    def source(self, remark: Remark) -> str:
        """Where a remark's rule is from."""
        return remark.source or self.rule(remark).source

    def told(self, problem: Problem) -> str:
        """What is wrong with a citation."""
        sentences = table("data", "drafting", "citations.toml")["problems"][problem.code]
        return _filled(sentences[self.language], problem.values.items())

    def number(self, eid: str) -> str:
        """The number of a paragraph as printed; its id where it bears none."""
        return next((label(one) for one in self.draft.paragraphs if one.part.eid == eid), eid)

    @property
    def texts(self) -> ComparedTexts | None:
        """The last adopted text of the series and the draft, side by side."""
        before = self.draft.before
        return ComparedTexts(before, self.draft.text, self.base, self.vocabulary) if before else None


def label(paragraph: CheckedParagraph) -> str:
    """A paragraph's number as printed, else its id."""
    return (paragraph.part.number or "").strip() or paragraph.part.eid


def _filled(sentence: str, values: Iterable[tuple[str, str]]) -> str:
    """A sentence with its places filled in; what is filled in may hold braces."""
    found = dict(values)
    pieces = sentence.split("{")
    return pieces[0] + "".join(
        f"{found.get(name, '')}{rest}" for name, _, rest in (piece.partition("}") for piece in pieces[1:])
    )
