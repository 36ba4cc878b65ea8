"""``references.toml``: how others than the United Nations cite its documents, beside ``citations.toml``."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.languages.pattern import NEVER, Pattern


@dataclass(frozen=True)
class References:
    """Ways of citing that official texts do not have; words are sought in small letters."""

    nouns: tuple[tuple[Pattern, str], ...]
    """Nouns: what stands for them in a symbol."""
    organs: tuple[tuple[Pattern, str], ...]
    """Organs: the prefix of their symbols; "UN" for the Organization, one of whose organs is meant."""
    before: Pattern
    """Whose organ it is, before the names of all organs; may match nothing."""
    behind: Pattern
    """The same behind them."""
    small: Pattern
    """What may stand between the words of one citation, beside what stands there in official texts."""
    joint: Pattern
    """What may stand between a document and its paragraphs."""
    parts: Pattern
    """Paragraphs of the cited document: group ``list``."""
    others: Pattern
    """What makes an organ's short name that of another body: the *city* council."""
    inside: Pattern = NEVER
    """Places in a word at which words of a citation begin."""
    item: Pattern | None = None
    """A number, where it has other shapes than in official texts."""
    begins: Pattern | None = None
    """What a number can begin with, where no word boundary tells."""
