"""The series of a document and the history of a paragraph, as a release has them (DESIGN §3, "Wording")."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from resograph.releases.reader import ReleaseGraph, value
from resograph.resources import query
from resograph.symbols import Symbol, parse
from resograph.wording.lineage import is_of_text
from resograph.writing.terms import DCT, RESO

_MOST = 200
"""Documents of one series that are read."""


@dataclass(frozen=True)
class Step:
    """A paragraph (its path) that takes up an earlier one: how alike they are (0–1), what changed."""

    later: str
    earlier: str
    similarity: float
    change: tuple[str, ...]


@dataclass(frozen=True)
class SeriesDocument:
    """A document of a series; ``adopted`` is "" where it is unknown. ``renews`` and ``drops`` are paths."""

    symbol: Symbol
    adopted: str
    is_held: bool
    renews: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


def series_of(graph: ReleaseGraph, symbol: Symbol) -> list[SeriesDocument]:
    """All documents that a document renews or that renew it, and so on; the first adopted comes first."""
    found: dict[str, SeriesDocument] = {}
    waiting = [symbol.text]
    while waiting and len(found) < _MOST:
        path = waiting.pop(0)
        if path in found:
            continue
        iri = graph.iri(path)
        renews = [graph.path(one) for one in graph.objects(iri, f"{RESO}renews")]
        found[path] = SeriesDocument(
            parse(path),
            min((one.value for one in graph.values(iri, f"{RESO}adoptedOn")), default=""),
            graph.holds(parse(path)),
            tuple(renews),
            tuple(graph.path(one) for one in graph.objects(iri, f"{RESO}drops")),
        )
        waiting += [*renews, *(graph.path(one) for one in graph.pointing_at(iri, f"{RESO}renews"))]
    return sorted(found.values(), key=lambda one: (one.adopted, one.symbol))


def steps_to(graph: ReleaseGraph, symbol: Symbol) -> list[Step]:
    """How the paragraphs of a document take up earlier ones."""
    changes: dict[tuple[str, str], list[str]] = defaultdict(list)
    alike: dict[tuple[str, str], float] = {}
    for row in graph.ask(query("resograph.releases", "continuations"), document=graph.iri(symbol.text)):
        pair = graph.path(value(row, "later")), graph.path(value(row, "earlier"))
        changes[pair].append(value(row, "change").rpartition("/")[2])
        alike[pair] = float(value(row, "similarity"))
    return [Step(*pair, alike[pair], tuple(sorted(changes[pair]))) for pair in sorted(changes)]


def paragraphs_of(graph: ReleaseGraph, symbol: Symbol) -> list[str]:
    """Ids of the parts of a document that are compared, in order."""
    rows = graph.ask(query("resograph.releases", "worded-parts"), document=graph.iri(symbol.text))
    found = sorted((int(value(row, "position")), graph.path(value(row, "part")).partition("~")[2]) for row in rows)
    return [eid for _, eid in found if is_of_text(eid)]


def history_of(graph: ReleaseGraph, path: str) -> list[Step]:
    """All steps that lead to a paragraph and from it, the earliest first."""
    found: dict[tuple[str, str], Step] = {}
    seen: set[str] = set()
    waiting = [path]
    while waiting and len(seen) < _MOST:
        part = waiting.pop(0)
        if part in seen:
            continue
        seen.add(part)
        for role in ("later", "earlier"):
            for node in graph.pointing_at(graph.iri(part), RESO + role):
                step = _step(graph, node)
                found[step.later, step.earlier] = step
                waiting += [step.later, step.earlier]
    return sorted(found.values(), key=lambda step: (adopted_on(graph, step.later), step.later, step.earlier))


@dataclass(frozen=True)
class Reused:
    """Words that several series share: paths of the paragraphs that used them first and last and of the bodies that
    did; of how many documents, and how many of these were adopted without a vote and by one, as far as is known."""

    path: str
    first: str
    latest: str
    bodies: tuple[str, ...]
    documents: int
    without_vote: int
    by_vote: int


def reused_in(graph: ReleaseGraph, path: str) -> list[Reused]:
    """The words of a paragraph that documents of other series have, too."""
    found = []
    for iri in graph.objects(graph.iri(path), f"{RESO}usesWording"):
        if node := graph.node(iri):
            counts = [int(node.text(RESO + name)) for name in ("useCount", "usedWithoutVoteCount", "usedByVoteCount")]
            first, latest = (graph.path(node.text(RESO + name)) for name in ("firstUse", "latestUse"))
            bodies = tuple(sorted(map(graph.path, node.links(f"{RESO}usedBy"))))
            found.append(Reused(graph.path(iri), first, latest, bodies, *counts))
    return found


def adopted_on(graph: ReleaseGraph, path: str) -> str:
    """The day on which the document of a part was adopted; "" where it is unknown."""
    document = graph.iri(path.partition("~")[0])
    return min((one.value for one in graph.values(document, f"{RESO}adoptedOn")), default="")


def titled(graph: ReleaseGraph, symbol: Symbol, language: str) -> str:
    """What a document is about, else its title, in a language or the nearest there is; "" where it has none here."""
    for name in (f"{RESO}subject", f"{DCT}title"):
        titles = graph.texts(graph.iri(symbol.text), name)
        if titles:
            return next(titles[code] for code in (language, "en", *sorted(titles)) if code in titles)
    return ""


def _step(graph: ReleaseGraph, node: str) -> Step:
    found = graph.node(node)
    assert found is not None
    return Step(
        graph.path(found.text(f"{RESO}later")),
        graph.path(found.text(f"{RESO}earlier")),
        float(found.text(f"{RESO}similarity")),
        tuple(iri.rpartition("/")[2] for iri in found.links(f"{RESO}change")),
    )
