"""References in any text: UN documents and their paragraphs, bodies and other actors, themes. A pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from resograph.annotating.citations.reader import Cited
from resograph.annotating.facts import EntityMention
from resograph.annotating.gazetteer import entity_gazetteer
from resograph.annotating.references.citing import FreeReader
from resograph.annotating.references.words import Words, paragraphs
from resograph.annotating.themes import ThemeReader
from resograph.documents import Span
from resograph.languages.profile import profile
from resograph.vocabularies.concepts import Vocabulary


@dataclass(frozen=True)
class Reference:
    """Words of a text and what they refer to.

    ``kind`` is document, entity or theme; ``path`` that of its address; ``parts`` the ids of the parts of a document
    that are cited ("para_14"); ``rule`` what told it.
    """

    span: Span
    kind: str
    path: str
    rule: str
    parts: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of the parts that are meant, else of the whole."""
        return tuple(f"{self.path}~{part}" for part in self.parts) or (self.path,)


def find_references(
    text: str, language: str, vocabulary: Vocabulary, go_on: Callable[[], None] = lambda: None
) -> list[Reference]:
    """All references of a text in an official language, in order; takes time in proportion to its length.

    ``go_on`` is called before each paragraph; what it raises ends the work.
    """
    rules = profile(language)
    reader = FreeReader(rules, text)
    names, themes = entity_gazetteer(vocabulary, language), ThemeReader(vocabulary, rules)
    found: list[Reference] = []
    for words in paragraphs(text, rules):
        go_on()
        found += (_document(words, cited) for cited in reader.find(words.text))
        mentions = [EntityMention("", span, path, f"{language}.label") for span, path in names.find(words.text)]
        found += (_mention(words, one, "entity") for one in mentions)
        found += (_mention(words, one, "theme") for one in themes.read("", themes.find(words.text), mentions))
    return sorted(found, key=lambda one: (one.span, one.kind))


def _document(words: Words, cited: Cited) -> Reference:
    return Reference(words.span(cited.span), "document", cited.symbol.text, cited.rule, cited.paragraphs)


def _mention(words: Words, one: EntityMention, kind: str) -> Reference:
    return Reference(words.span(one.span), kind, one.target, one.rule)


def documents_in(found: list[Reference]) -> Iterator[str]:
    """Paths of the documents and cited parts, each once."""
    yield from dict.fromkeys(path for one in found if one.kind == "document" for path in one.paths)
