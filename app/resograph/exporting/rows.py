"""The rows of one work, table by table, in the order of the columns declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product

from resograph.exporting.statements import all_of, by_language, classes, first
from resograph.exporting.work import Shared, WorkNodes, language_of
from resograph.symbols.address import LANGUAGES
from resograph.writing.terms import RESO

Row = tuple[str | None, ...]
"""The cells of a row as texts; None where there is nothing."""

_KINDS = ("Resolution", "Decision", "PresidentialStatement", "Report", "Draft", "Record")
_PARTS = ("PreambularParagraph", "OperativeParagraph", "Subparagraph", "Section", "Annex", "Footnote")


def documents(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """The one row of a work."""
    me = work.itself
    vote = work.nodes.get(first(me, "vote") or "", {})
    yield (
        work.address,
        first(me, "dct:identifier"),
        _one_of(_KINDS, classes(me)),
        first(me, "adoptedBy"),
        first(me, "session"),
        first(me, "adoptedOn"),
        by_language(me, "dct:title").get("en"),
        first(vote, "outcome"),
        first(vote, "inFavourCount"),
        first(vote, "againstCount"),
        first(vote, "abstainingCount"),
    )


def versions(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """A row a language version."""
    for version in sorted(all_of(work.itself, "hasExpression")):
        node = work.nodes[version]
        source = work.nodes.get(first(node, "source") or "", {})
        issued = max(all_of(node, "dct:issued"), default=None)
        file, digest = first(source, "fileName"), first(source, "sha256")
        yield version, work.address, language_of(node), first(node, "dct:title"), issued, file, digest


def paragraphs(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """A row a part and language."""
    for part in work.parts:
        node = work.nodes[part]
        numbers, headings, texts = (by_language(node, name) for name in ("number", "heading", "text"))
        id_ = part.partition("~")[2]
        kind, position, parent = _one_of(_PARTS, classes(node)), first(node, "position"), first(node, "partOf")
        for code in sorted(work.versions[part]):
            words = numbers.get(code), position, parent, headings.get(code), texts.get(code)
            yield part, code, work.address, id_, kind, *words


def acts(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """A row an act."""
    for part, act in _inside(work, "Act"):
        node = work.nodes[act]
        kinds, texts, verb = classes(node), by_language(node, "text"), first(node, "verb")
        yield (
            act,
            part,
            work.address,
            first(node, "position"),
            verb,
            shared.names.get(verb or ""),
            first(node, "force"),
            first(node, "speaker"),
            *(_truth(kind in kinds) for kind in ("Request", "Mandate", "ReportingMandate")),
            *(texts.get(code) for code in LANGUAGES),
        )


def addressees(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """A row an act and addressee."""
    for part, act in _inside(work, "Act"):
        for who in sorted(all_of(work.nodes[act], "addressee")):
            name = shared.names.get(who) or by_language(work.nodes.get(who, {}), "label").get("en")
            entity = who in shared.entities or "UNEntity" in classes(work.nodes.get(who, {}))
            yield act, who, work.address, part, name, _truth(entity)


def reports_due(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """A row a report due, act, reporter, recipient and answer."""
    asked: dict[str, list[str]] = {}
    for _, act in _inside(work, "Act"):
        for report in all_of(work.nodes[act], "asksForReport"):
            asked.setdefault(report, []).append(act)
    names = ("reportKind", "dueSession", "dueYear", "dueDate", "underItem", "periodicity", "timeInferredFrom")
    for part, report in _inside(work, "DueReport"):
        node = work.nodes[report]
        rest = [first(node, name) for name in names]
        parties = (_or_nobody(all_of(node, name)) for name in ("reporter", "reportTo"))
        for asking, who, to in product(_or_nobody(asked.get(report, [])), *parties):
            for answer in _or_nobody(shared.answers.get(asking or "", [])):
                yield report, asking, who, to, answer, part, work.address, *rest


def citations(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """A row a citation."""
    for part, citation in _inside(work, "Citation"):
        node = work.nodes[citation]
        rest = [first(node, name) for name in ("citedPart", "citedDate", "governedBy")]
        for cited in sorted(all_of(node, "oa:hasBody")):
            held = _truth(cited in shared.held)
            yield citation, part, work.address, cited, shared.symbols.get(cited), held, *rest


def mentions(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """A row a place of a mention; the literal of a rule has both: "zh.label 12,18"."""
    for part in work.parts:
        for mention in work.inside[part]:
            node = work.nodes[mention]
            for about in all_of(node, "oa:hasBody"):
                for place in sorted(all_of(node, "rule")):
                    rule, _, span = place.rpartition(" ")
                    code, _, rule = rule.partition(".")
                    start, _, end = span.partition(",")
                    yield mention, code, start, end, rule, part, work.address, about


def themes(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """A row a theme of the work with its rank, then a row a theme of each part."""
    ranked = []
    for node in (work.nodes.get(iri, {}) for iri in all_of(work.itself, "themeRank")):
        ranked += [(int(first(node, "rank") or 0), theme) for theme in all_of(node, "rankedTheme")]
    for rank, theme in sorted(ranked):
        yield work.address, None, theme, shared.names.get(theme), str(rank)
    for part in work.parts:
        for theme in sorted(all_of(work.nodes[part], "theme")):
            yield work.address, part, theme, shared.names.get(theme), None


def _inside(work: WorkNodes, kind: str) -> Iterator[tuple[str, str]]:
    """Each node of a class with the part that it stands in, in document order."""
    for part in work.parts:
        found = work.of_class.get((f"<{part}>", f"<{RESO}{kind}>"), [])
        if kind == "Act":
            found = sorted(found, key=lambda act: (int(first(work.nodes[act], "position") or 0), act))
        for node in found:
            yield part, node


def _or_nobody(found: list[str]) -> list[str | None]:
    return [*sorted(found)] or [None]


def _one_of(names: tuple[str, ...], found: set[str]) -> str | None:
    return next((name for name in names if name in found), None)


def _truth(value: bool) -> str:
    return "true" if value else "false"


OF_A_WORK: Mapping[str, Callable[[WorkNodes, Shared], Iterator[Row]]] = {
    maker.__name__: maker
    for maker in (documents, versions, paragraphs, acts, addressees, reports_due, citations, mentions, themes)
}
"""Table → what makes its rows of one work."""
