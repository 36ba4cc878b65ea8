"""Values of answers as cells of a table: addresses of ours as links with their names, texts in their language."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from resograph.languages.profile import profile
from resograph.releases.reader import ReleaseGraph
from resograph.sparql import ResultKind
from resograph.sparql.operations import Operation
from resograph.symbols.address import LANGUAGES
from resograph.web.components.prefixes import compact
from resograph.writing.terms import RESO

Cell = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None

_SAFE = ("http://", "https://")
"""What may be a link to elsewhere; any other address is shown and leads nowhere."""


@dataclass(frozen=True)
class Shown:
    """Rows under their columns (those of a graph are its triples), or yes or no; ``is_cut`` where there are more."""

    kind: ResultKind
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    is_cut: bool
    yes: bool = False


@dataclass(frozen=True)
class CellView:
    """A value: its words, where it leads (below the base, or elsewhere), its language and the IRI that it is."""

    text: str
    path: str = ""
    language: str = ""
    direction: str = ""
    iri: str = ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it leads to another site."""
        return "://" in self.path


def without_given(
    found: Shown, operation: Operation, given: Collection[str]
) -> tuple[Sequence[str], Sequence[Sequence[Cell]]]:
    """Columns and rows without parameters that are the same in each row, because they were asked for or left open."""
    open_ = {row.name for row in operation.parameters}
    kept = [
        place
        for place, column in enumerate(found.columns)
        if column not in given and not (column in open_ and all(row[place] is None for row in found.rows))
    ]
    if not kept:
        return found.columns, found.rows
    return [found.columns[place] for place in kept], [[row[place] for place in kept] for row in found.rows]


def cells(
    rows: Sequence[Sequence[Cell]], base: str, graph: ReleaseGraph | None, language: str
) -> list[list[CellView | None]]:
    """Rows of values as cells, named in a language where there is a graph that knows names."""
    return [[_cell(value, base, graph, language) for value in row] for row in rows]


def _cell(value: Cell, base: str, graph: ReleaseGraph | None, language: str) -> CellView | None:
    match value:
        case ox.NamedNode():
            return _named(value.value, base, graph, language)
        case ox.Literal():
            code = (value.language or "").partition("-")[0]
            direction = profile(code).direction if code in LANGUAGES else "auto"
            return CellView(value.value, language=value.language or "", direction=direction)
        case None:
            return None
    return CellView(str(value))


def _named(iri: str, base: str, graph: ReleaseGraph | None, language: str) -> CellView:
    if iri.startswith(RESO):
        return CellView(compact(iri), f"ns/{iri.removeprefix(RESO)}" if graph else iri, iri=iri)
    if iri.startswith(base):
        path = iri.removeprefix(base)
        if graph is None or not path.startswith(_NAMED):
            return CellView(path, path, iri=iri)
        name, code = graph.label_in(iri, language)
        return CellView(name, path, code if code != language else "", iri=iri)
    return CellView(compact(iri), iri if iri.startswith(_SAFE) else "", iri=iri)


_NAMED = (
    "actor/", "body/", "state/", "theme/", "verb/", "force/", "event/", "instrument/", "publication/", "session/",
    "meeting/", "item/", "organization/",
)  # fmt: skip
"""What goes by its name; documents and their parts go by their symbols."""
