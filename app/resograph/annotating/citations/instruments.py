"""Instruments cited by name: the 2030 Agenda is cited with the resolution that adopted it (``reso:adoptedIn``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from resograph.annotating.citations.reader import Cited
from resograph.annotating.facts import EntityMention
from resograph.symbols import SymbolError, parse
from resograph.vocabularies.concepts import Vocabulary


def cited_by_name(mentions: Iterable[EntityMention], vocabulary: Vocabulary, code: str) -> Iterator[Cited]:
    """The documents that hold the instruments mentioned, on the words that name them; ``code`` is the language's."""
    for mention in mentions:
        concept = vocabulary.get(mention.target)
        for written in concept.values.get("adoptedIn", ()) if concept else ():
            try:
                symbol = parse(written)
            except SymbolError:  # in a librarian's own vocabulary
                continue
            yield Cited(mention.span, symbol, None, f"{code}.citation.instrument")
