"""What is to be known of a cited document: its series, its acts, what later documents take up of it or do to it."""

from __future__ import annotations

import json
from functools import lru_cache

from resograph.releases.lineage import SeriesDocument, Step, paragraphs_of, series_of, steps_to
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Act, Register, Wanted
from resograph.symbols import Symbol, parse
from resograph.writing.terms import RESO

_ALL = 1 << 20
_ENDING = ("terminates", "replaces")
_KEPT = 4096
"""Documents whose facts are kept; lists cite the same ones over and over."""


class MandatedWorks:
    """The documents of a release as lists cite them.

    Args:
        graph: the release.
        register: of it.
    """

    def __init__(self, graph: ReleaseGraph, register: Register) -> None:
        self._graph = graph
        self._register = register
        self.acts = lru_cache(_KEPT)(self._acts)
        self.series = lru_cache(_KEPT)(self._series)
        self.steps = lru_cache(_KEPT)(self._steps)
        self.paragraphs = lru_cache(_KEPT)(self._paragraphs)

    def holds(self, symbol: Symbol) -> bool:
        """Whether it is held."""
        return self._graph.holds(symbol)

    def is_known(self, symbol: Symbol) -> bool:
        """Whether anything is said of it."""
        return self._graph.says(self._graph.iri(symbol.text))

    def _acts(self, symbol: str) -> tuple[Act, ...]:
        return tuple(self._register.acts(Wanted(document=symbol), "document", _ALL))

    def _series(self, symbol: str) -> tuple[SeriesDocument, ...]:
        """Its series from the first adopted to the last; itself alone where none is known."""
        return tuple(series_of(self._graph, parse(symbol)))

    def _steps(self, symbol: str) -> tuple[Step, ...]:
        return tuple(steps_to(self._graph, parse(symbol)))

    def _paragraphs(self, symbol: str) -> tuple[str, ...]:
        return tuple(f"{symbol}~{eid}" for eid in paragraphs_of(self._graph, parse(symbol)))

    def lines_to(self, cited: str) -> dict[str, SeriesDocument]:
        """The documents that renew a document, that renew those, and so on: by symbol."""
        found: dict[str, SeriesDocument] = {}
        waiting = [cited]
        series = self.series(cited)
        while waiting:
            earlier = waiting.pop()
            for one in series:
                if earlier in one.renews and one.symbol.text not in found:
                    found[one.symbol.text] = one
                    waiting.append(one.symbol.text)
        return found

    def taken_up(self, cited: str, newest: str) -> dict[str, set[str]]:
        """Parts of a document → parts of a later one of its series that take them up, from one to the next."""
        between = self.lines_to(cited)
        reached: dict[str, dict[str, set[str]]] = {cited: {part: {part} for part in self.paragraphs(cited)}}
        for one in self.series(cited):
            later = one.symbol.text
            if later not in between or not one.is_held:
                continue
            for step in self.steps(later):
                origins = reached.get(step.earlier.partition("~")[0], {}).get(step.earlier, set())
                reached.setdefault(later, {}).setdefault(step.later, set()).update(origins)
        found: dict[str, set[str]] = {}
        for part, origins in reached.get(newest, {}).items():
            for origin in origins:
                found.setdefault(origin, set()).add(part)
        return found

    def ended_by(self, symbol: str) -> tuple[str, ...]:
        """Parts of other documents that end or replace it."""
        iri = self._graph.iri(symbol)
        found = {self._graph.path(one) for how in _ENDING for one in self._graph.pointing_at(iri, RESO + how)}
        return tuple(sorted(path for path in found if path.partition("~")[0] != symbol and "~" in path))

    def naming(self, symbol: str, things: tuple[str, ...]) -> tuple[str, ...]:
        """Parts of a document that name one of some things, in order."""
        return self._register.parts_naming(symbol, json.dumps(things))
