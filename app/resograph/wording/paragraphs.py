"""A text as it is compared: its paragraphs in one language, with what each asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from resograph.annotating.facts import Reporting
from resograph.documents import Document, Part, PartKind
from resograph.merging.work import Work
from resograph.symbols import Symbol
from resograph.wording.tokens import tokens_of

_AROUND = ("formula", "conclusions", "status", "intro")
"""Roles of parts around the text, which every text of an organ has."""


@dataclass(frozen=True)
class Asked:
    """One act of a paragraph: slug of its verb, paths of whom it asks and of the sessions at which something is due.

    Years ("2014") and days ("2014-05-01") stand for sessions where none is told.
    """

    verb: str
    addressees: tuple[str, ...] = ()
    due: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparedParagraph:
    """A part with its own words in one language.

    ``eid`` is its id, ``number`` as printed; ``led``: what the words ask that lead in the list in which it is a point.
    """

    eid: str
    kind: PartKind
    words: str
    language: str
    number: str = ""
    acts: tuple[Asked, ...] = ()
    led: tuple[Asked, ...] = ()

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """What of the words is compared."""
        return tokens_of(self.words, self.language)


@dataclass(frozen=True)
class Text:
    """A document in one language, as it is compared."""

    symbol: Symbol
    language: str
    title: str
    paragraphs: tuple[ComparedParagraph, ...]


def text_of(document: Document, acts: Mapping[str, Sequence[Asked]]) -> Text:
    """The paragraphs, points, headings and rows of a document in their order; ``acts`` by the ids of parts."""
    found = []
    for part in document.walk():
        words = part.text or part.heading or ""
        if words and is_compared(part):
            asked = tuple(acts.get(part.eid, ()))
            led = lead_in(part.eid, acts)
            found.append(
                ComparedParagraph(part.eid, part.kind, words, document.language, part.number or "", asked, led)
            )
    return Text(document.symbol, document.language, document.title, tuple(found))


def lead_in(eid: str, acts: Mapping[str, Sequence[Asked]]) -> tuple[Asked, ...]:
    """What the nearest part asks in which a part stands and that asks anything; ``acts`` by the ids of parts."""
    while "__" in eid:
        eid = eid.rpartition("__")[0]
        if found := acts.get(eid):
            return tuple(found)
    return ()


def is_compared(part: Part) -> bool:
    """Whether a part is of the text, not around it."""
    return part.role not in _AROUND


def acts_of(work: Work) -> dict[str, list[Asked]]:
    """What each part of a work asks, by the support of all its versions."""
    acts: dict[str, list[Asked]] = defaultdict(list)
    for act in work.acts:
        readings = act.readings.values()
        addressees = {_path(one.target, work.symbol.text) for reading in readings for one in reading.addressees}
        due = {when for reading in readings for report in reading.reporting if (when := _when(report))}
        acts[act.part].append(Asked(act.verb, tuple(sorted(addressees)), tuple(sorted(due))))
    return acts


def _path(target: str, symbol: str) -> str:
    return f"{symbol}{target}" if target.startswith("~") else target


def _when(report: Reporting) -> str:
    return report.session or str(report.date or report.year or "")
