"""The desk for drafts on held texts, each pasted without symbol as if it had not been adopted: time, and its series.

``python -m bench.drafts STORE [MOST]``: of each held text in each language, processor and wall-clock time for the whole
and for its longest paragraph alone, and whether it is told to renew what the graph says that its document renews.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles

from resograph.documents import Document
from resograph.documents.errors import UnreadableError
from resograph.drafting import SaidBefore, check_draft
from resograph.releases import open_current
from resograph.releases.drafts import HeldInRelease
from resograph.releases.reader import ReleaseGraph
from resograph.releases.tables import Tables
from resograph.releases.versions import version_of
from resograph.symbols import Symbol, parse
from resograph.symbols.address import LANGUAGES
from resograph.vocabularies.concepts import vocabulary
from resograph.wording.members import Member
from resograph.writing.terms import RESO

_LEFT_OUT = ("conclusions", "status")
_MORE = 16


class _Before(HeldInRelease):
    """What was held before a document was adopted."""

    def __init__(self, graph: ReleaseGraph, tables: Tables, own: Symbol) -> None:
        super().__init__(graph, tables)
        document = super()._document(own)
        self._own = own
        self._day = document.adopted if document else None

    def _is_before(self, symbol: Symbol) -> bool:
        document = self.document(symbol)
        if symbol == self._own or document is None:
            return False
        return not (self._day and document.adopted and document.adopted >= self._day)

    def like(self, words: str, language: str, most: int, without: str) -> list[SaidBefore]:
        found = super().like(words, language, most + _MORE, without)
        return [one for one in found if self._is_before(one.symbol)][:most]

    def member(self, symbol: Symbol, language: str) -> Member | None:
        return super().member(symbol, language) if self._is_before(symbol) else None

    def _later(self, symbol: Symbol) -> tuple[Symbol, ...]:
        return tuple(one for one in super()._later(symbol) if self._is_before(one))


def pasted(document: Document) -> str:
    """Its title and paragraphs, without symbol and heading."""
    lines = [document.title]
    for part in document.walk():
        words = " ".join(one for one in (part.number, part.heading, part.text) if one)
        if words and part.role not in _LEFT_OUT:
            lines.append(words)
    return "\n\n".join(lines)


def main(store: Path, most: int) -> None:
    release = open_current(store)
    graph, tables, known = ReleaseGraph(release), Tables(release.tables), vocabulary()
    texts: list[tuple[int, float, float]] = []
    single: list[float] = []
    series: dict[str, list[bool]] = {code: [] for code in LANGUAGES}
    for row in sorted(release.held(), key=lambda one: (one["symbol"][::-1], one["language"]))[:most]:
        symbol, language = parse(row["symbol"]), row["language"]
        document = version_of(release, symbol, language)
        held = _Before(graph, tables, symbol)
        began, wall = time.process_time(), time.monotonic()
        draft = check_draft(pasted(document), language, known, held)
        texts.append((len(draft.paragraphs), time.process_time() - began, time.monotonic() - wall))
        longest = max((one.part.text for one in draft.paragraphs if one.acts), key=len, default="")
        began = time.process_time()
        with suppress(UnreadableError):  # its verb may stand in the middle
            check_draft(longest, language, known, _Before(graph, tables, symbol))
            single.append(time.process_time() - began)
        renews = [graph.path(iri) for iri in graph.objects(graph.iri(symbol.text), f"{RESO}renews")]
        if any(graph.holds(parse(one)) for one in renews):
            right = [one.text for one in draft.renews[:1]]
            series[language].append(bool(right) and right[0] in renews)
            if not series[language][-1]:
                print(f"{language} {symbol}: {right or 'nothing'}, in the graph {renews}")
    for least, beyond in ((1, 20), (20, 35), (35, 60), (60, 1000)):
        chosen = [one for one in texts if least <= one[0] < beyond]
        if chosen:
            print(
                f"{least}-{beyond - 1} paragraphs: {len(chosen)} texts, processor {_told([one[1] for one in chosen])}"
            )
    print(f"one paragraph: {_told(single)}")
    for code, found in series.items():
        print(f"{code}: series right in {sum(found)} of {len(found)}")


def _told(seconds: Sequence[float]) -> str:
    high = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return f"median {median(seconds):.2f} s, 95th {high:.2f} s, most {max(seconds):.2f} s"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
