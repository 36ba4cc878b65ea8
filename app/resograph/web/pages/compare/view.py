"""A comparison as its page shows it: rows with names and links in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.languages.profile import profile
from resograph.releases.reader import ReleaseGraph
from resograph.symbols import mint
from resograph.web.components.links import Link, link_to
from resograph.web.interface import Interface
from resograph.wording import Change, ComparedRow, Stretch, shift
from resograph.writing.comparison import ComparedTexts


@dataclass(frozen=True)
class RowView:
    """A paragraph: links to both, what became of it, what that means, its words."""

    a: Link | None
    b: Link | None
    change: tuple[str, ...]
    verbs: tuple[Link | None, Link | None] | None
    """Where they differ."""
    strength: str
    """weaker or stronger; "" where neither."""
    added: tuple[Link, ...]
    dropped: tuple[Link, ...]
    due: tuple[tuple[Link, ...], tuple[Link, ...]] | None
    """Where the times differ."""
    words: tuple[Stretch, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed, not even its place."""
        return self.change == (Change.SAME.value,)


@dataclass(frozen=True)
class ComparisonView:
    """The whole: links and titles of both documents, counts of changes, rows."""

    a: Link
    b: Link
    titles: tuple[str, str]
    language: str
    direction: str
    counts: tuple[tuple[str, int], ...]
    rows: tuple[RowView, ...]


def view_of(texts: ComparedTexts, graph: ReleaseGraph, interface: Interface) -> ComparisonView:
    """What the page shows."""
    viewer = _Viewer(texts, graph, interface)
    comparison = texts.comparison
    return ComparisonView(
        a=Link(texts.a.symbol.text, texts.a.symbol.text),
        b=Link(texts.b.symbol.text, texts.b.symbol.text),
        titles=(texts.a.title, texts.b.title),
        language=texts.language,
        direction=profile(texts.language).direction,
        counts=tuple((change.value, count) for change in Change if (count := comparison.count(change))),
        rows=tuple(viewer.row(row) for row in comparison.rows),
    )


class _Viewer:
    def __init__(self, texts: ComparedTexts, graph: ReleaseGraph, interface: Interface) -> None:
        self._texts = texts
        self._graph = graph
        self._language = interface.language
        self._links: dict[str, Link] = {}

    def row(self, row: ComparedRow) -> RowView:
        """One row."""
        both = row.a is not None and row.b is not None
        verbs, due = row.verbs, row.due
        strength = shift(*verbs, self._texts.vocabulary) if both else None
        return RowView(
            a=self._part(row, "a"),
            b=self._part(row, "b"),
            change=tuple(change.value for change in row.change),
            verbs=(self._verb(verbs[0]), self._verb(verbs[1])) if both and verbs[0] != verbs[1] else None,
            strength=strength.value if strength and strength.value != "same" else "",
            added=tuple(map(self._link, row.addressees_added)) if both else (),
            dropped=tuple(map(self._link, row.addressees_dropped)) if both else (),
            due=(self._all(due[0]), self._all(due[1])) if both and due[0] != due[1] else None,
            words=tuple(self._texts.words(row)),
        )

    def _part(self, row: ComparedRow, side: str) -> Link | None:
        text, one = (self._texts.a, row.a) if side == "a" else (self._texts.b, row.b)
        if one is None:
            return None
        return Link(one.number or one.eid, f"{self._texts.language}/{text.symbol}~{one.eid}")

    def _verb(self, slug: str | None) -> Link | None:
        return self._link(f"verb/{slug}") if slug else None

    def _all(self, paths: tuple[str, ...]) -> tuple[Link, ...]:
        return tuple(map(self._link, paths))

    def _link(self, path: str) -> Link:
        """A node as a link, named in the reader's language; a year or a day as it is."""
        if "/" not in path and "~" not in path:
            return Link(path, "")
        if path not in self._links:
            self._links[path] = link_to(self._graph, mint(self._graph.base, path), self._language)
        return self._links[path]
