"""What is compared: two texts in one language, what names things in them, and the base of addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from resograph.symbols import Address, mint
from resograph.vocabularies.concepts import Vocabulary
from resograph.wording import ComparedParagraph, ComparedRow, Comparison, Op, Stretch, Text, compare, marked


@dataclass(frozen=True)
class ComparedTexts:
    """An earlier text and a later one, in the same language."""

    a: Text
    b: Text
    base: str
    vocabulary: Vocabulary

    @property
    def language(self) -> str:
        """ISO 639-1."""
        return self.b.language

    @cached_property
    def comparison(self) -> Comparison:
        """Paragraph by paragraph."""
        return compare(self.a.paragraphs, self.b.paragraphs)

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called: their symbols, a draft without one by its title."""
        a, b = (text.symbol.text or text.title or "–" for text in (self.a, self.b))
        return a, b

    def address(self, text: Text, paragraph: ComparedParagraph) -> str:
        """The address of a paragraph of one of the two."""
        return mint(self.base, str(Address(text.symbol).part(paragraph.eid)))

    def name(self, path: str) -> str:
        """What a verb or an actor is called, in the language compared, else in English; else its path."""
        concept = self.vocabulary.get(path)
        return (concept.preferred(self.language) or concept.preferred("en") or path) if concept else path

    def words(self, row: ComparedRow) -> list[Stretch]:
        """The words of a row: what stayed, went and came."""
        if row.a is None or row.b is None:
            one, op = (row.b, Op.INSERTED) if row.b else (row.a, Op.DELETED)
            return [Stretch(op, one.words)] if one else []
        return marked(row.a.words, row.b.words, self.language)
