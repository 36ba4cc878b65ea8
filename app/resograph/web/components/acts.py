"""Acts as rows: where, who, what, by when, and what answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import KINDS, Act, Report
from resograph.symbols import parse
from resograph.web.components.citing import cited_as
from resograph.web.components.links import Link, link_to, told_apart
from resograph.web.interface import Interface
from resograph.writing.terms import RESO

LONGEST = 280
"""Characters of a clause in a row."""


@dataclass(frozen=True)
class Words:
    """Words and the language that they are in."""

    text: str
    language: str


@dataclass(frozen=True)
class ActRow:
    """An act as a row shows it."""

    path: str
    kind: int
    symbol: str
    part: Link
    adopted: str
    verb: Link
    force: Link
    addressees: list[Link]
    clause: Words
    due: list[Link]
    """Of its reports, the first first; with a path where the session is known."""
    recipients: list[Link]
    items: list[Link]
    answers: list[Link]
    first: Link
    """The part that first asked so, and last."""
    first_on: str
    last: Link
    last_on: str
    renewed: int
    is_ever_answered: bool
    twins: list[Link]
    is_endless: bool
    status: tuple[str, str, Link | None]
    """On a day: what it is, the day of its end, by which part; ("", "", None) where no day is asked for."""

    @property
    def is_unanswered(self) -> bool:
        """Whether it asks for a report and no document held here answers it."""
        return self.kind == KINDS["reports"] and not self.answers

    @property
    def force_name(self) -> str:
        """Of its force, as a class of style sheets."""
        return self.force.path.removeprefix("force/")


def best(texts: dict[str, str], language: str) -> Words:
    """Words in a language, else in English, else in any."""
    code = next((code for code in (language, "en", *sorted(texts)) if code in texts), "")
    return Words(texts.get(code, ""), code)


def cut(words: Words, most: int = LONGEST) -> Words:
    """Words, at most so many characters of them, broken off between words."""
    if len(words.text) <= most:
        return words
    head = words.text[:most]
    return Words(f"{head.rsplit(' ', 1)[0] if ' ' in head[most // 2 :] else head}…", words.language)


def part_name(path: str, words: Interface) -> str:
    """A part as one cites it."""
    symbol, _, eid = path.partition("~")
    return cited_as(parse(symbol), eid, words)


def rows_of(acts: Iterable[Act], graph: ReleaseGraph, words: Interface, day: str = "") -> list[ActRow]:
    """Acts of the register with their words from the graph.

    Args:
        acts: in order.
        graph: of the release.
        words: of the interface.
        day: of which the status is told.
    """
    return [_row(act, graph, words, day) for act in acts]


def _row(act: Act, graph: ReleaseGraph, words: Interface, day: str) -> ActRow:
    def links(paths: Iterable[str]) -> list[Link]:
        return [link_to(graph, graph.base + path, words.language) for path in paths]

    def part(path: str) -> Link:
        return Link(part_name(path, words), path)

    verb, force = links((act.verb, act.force))
    status, ends, by = act.status(day) if day else ("", "", "")
    return ActRow(
        path=act.path,
        kind=act.kind,
        symbol=act.symbol,
        part=Link(part_name(act.part, words), act.part),
        adopted=act.adopted,
        verb=verb,
        force=force,
        addressees=[told_apart(link) for link in links(act.addressees)],
        clause=cut(best(graph.texts(graph.iri(act.path), f"{RESO}text"), words.language)),
        due=list(dict.fromkeys(due for report in act.reports if (due := due_of(report, graph, words)))),
        recipients=links(act.recipients),
        items=links(act.items),
        answers=[Link(path, path) for path in act.answers],
        first=part(act.first),
        first_on=act.first_on,
        last=part(act.last),
        last_on=act.last_on,
        renewed=act.renewed,
        is_ever_answered=act.is_line_answered,
        twins=[part(path) for path in act.twins],
        is_endless=act.is_endless,
        status=(status, ends, part(by) if by else None),
    )


def kind_of(code: str, words: Interface) -> str:
    """A kind of report, or how often, in the language of the interface, where that has words for it."""
    key = f"thing.kind_{code.replace(' ', '_')}"
    return words(key) if words.has(key) else code


def due_of(report: Report, graph: ReleaseGraph, words: Interface) -> Link | None:
    """When a report is due, as exactly as its words say; what is inferred is marked."""
    told = _told(report, graph, words)
    if told is None or not graph.objects(graph.iri(report.path), f"{RESO}timeInferredFrom"):
        return told
    return replace(told, name=f"{told.name} ({words('thing.inferred')})")


def _told(report: Report, graph: ReleaseGraph, words: Interface) -> Link | None:
    if report.day:
        return Link(words.date(report.day), "")
    if report.session:
        return link_to(graph, graph.base + report.session, words.language)
    said = best(graph.texts(graph.iri(report.path), f"{RESO}due"), words.language).text
    return Link(said or str(report.year), "") if said or report.year else None
