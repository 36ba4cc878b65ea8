"""Indexes of texts in six languages."""

from __future__ import annotations

from pathlib import Path

from tables_made import Texts, of_texts, write

from resograph.releases.search import SearchIndex, SearchLimits


def index_of(folder: Path, texts: Texts, limits: SearchLimits | None = None) -> SearchIndex:
    """The index of some texts."""
    return SearchIndex(write(folder / str(len(list(folder.iterdir()))), of_texts(texts)), limits)


class Nothing:
    """A lexicon of an empty index."""

    def spelt(self, plain: str) -> dict[str, str]:
        return {}

    def counts(self, keys: object) -> dict[str, int]:
        return {}

    def beginning(self, prefix: str) -> list[str]:
        return []
