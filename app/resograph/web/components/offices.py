"""An office and its head as one addressee; and which sessions are over on a day."""

from __future__ import annotations

import datetime

from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Over
from resograph.web.components.links import Link, link_to, told_apart
from resograph.web.interface import Interface
from resograph.web.state import ServedRelease
from resograph.writing.terms import RESO

_HEAD_OF = f"{RESO}headOf"


def together(graph: ReleaseGraph, path: str) -> tuple[str, ...]:
    """Paths of an actor, of what it heads and of who heads it: the office first, whichever is asked for."""
    asked = graph.iri(path)
    offices = graph.objects(asked, _HEAD_OF) or [asked]
    heads = [head for office in offices for head in graph.pointing_at(office, _HEAD_OF)]
    return tuple(dict.fromkeys(graph.path(iri) for iri in (*offices, *heads)))


def office_link(graph: ReleaseGraph, path: str, words: Interface) -> Link:
    """An addressee as a link to the first of them, its name that of all."""
    group = together(graph, path)
    names = [told_apart(link_to(graph, graph.base + one, words.language)).name for one in group]
    return Link(words("site.comma").join(names), group[0])


def over_on(served: ServedRelease, day: datetime.date) -> Over:
    """What is over on a day.

    A session ends, where nothing says it, on the day before the next one of its body opens; where only the year of
    that is known, at the end of the year; where nothing is, at the end of the year after it opened.
    """
    written = day.isoformat()
    return Over(written, tuple(path for path, last in served.once(_last_days) if last < written))


def _last_days(graph: ReleaseGraph) -> tuple[tuple[str, str], ...]:
    """Each session with the last day that it can have."""
    known = {iri: node for iri in graph.instances(f"{RESO}Session") if (node := graph.node(iri))}
    found = []
    for iri, node in known.items():
        number = node.text(f"{RESO}number")
        after = known.get(f"{iri.rpartition('/')[0]}/{int(number) + 1}") if number.isdecimal() else None
        year = node.text(f"{RESO}startYear")
        if last := node.text(f"{RESO}endDate"):
            found.append((graph.path(iri), last))
        elif after and (opens := after.text(f"{RESO}startDate")):
            found.append((graph.path(iri), str(datetime.date.fromisoformat(opens) - datetime.timedelta(1))))
        elif after and (opens := after.text(f"{RESO}startYear")):
            found.append((graph.path(iri), f"{opens[:4]}-12-31"))
        elif year:
            found.append((graph.path(iri), f"{int(year[:4]) + 1}-12-31"))
    return tuple(found)
