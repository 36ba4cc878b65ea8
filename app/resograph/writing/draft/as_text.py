"""What was found of a draft as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from resograph.drafting import Earlier
from resograph.drafting.values import CheckedParagraph
from resograph.wording import Change
from resograph.writing.draft.shown import ShownDraft, label

_SHOWN = 100
"""Characters of a paragraph."""


def draft_text(shown: ShownDraft) -> str:
    """The series, the check list, then the paragraphs."""
    return "\n".join(_lines(shown)) + "\n"


def _lines(shown: ShownDraft) -> Iterator[str]:
    draft = shown.draft
    yield f"{draft.document.title or '–'} ({draft.language})"
    if not draft.is_beside_held:
        yield "Without a release earlier words and held citations are not told; name one with --store DIR."
    if draft.renews:
        counts = ", ".join(f"{count} {change}" for change in Change if (count := _count(shown, change)))
        yield f"renews {', '.join(symbol.text for symbol in draft.renews)}{f': {counts}' if counts else ''}"
    for remark in draft.remarks:
        place = f"{shown.number(remark.paragraph)}: " if remark.paragraph else ""
        yield f"! {place}{shown.sentence(remark)} [{shown.source(remark)}]"
    for name, ids in draft.open.items():
        yield f"open: {name or '–'}: {', '.join(shown.number(eid) for eid in ids)}"
    for one in draft.paragraphs:
        yield ""
        yield from _paragraph(shown, one)


def _count(shown: ShownDraft, change: Change) -> int:
    return shown.draft.compared.count(change) if shown.draft.compared else 0


def _paragraph(shown: ShownDraft, one: CheckedParagraph) -> Iterator[str]:
    words = one.part.text or one.part.heading or ""
    yield f"{label(one)} {words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}"
    for act in one.acts:
        asked = ", ".join(dict.fromkeys(shown.name(addressee.target) for addressee in act.addressees))
        yield f"    {shown.name(f'verb/{act.verb}')} ({act.force}){f' → {asked}' if asked else ''}"
        for report in act.reporting:
            when = report.session or report.date or report.year or report.when or "–"
            yield f"    {report.kind} → {shown.name(report.to)}, {when}{f', {report.item}' if report.item else ''}"
    for earlier in one.earlier:
        yield f"    = {_earlier(earlier)}"
    for citation in one.citations:
        if citation.problem:
            yield f"    ? {shown.told(citation.problem)}"
    for found in one.variants:
        variant = found.variant
        who = ", ".join(variant.proponents) or "–"
        yield f"    [{variant.kind}] {who}: {variant.text or words[slice(*variant.span)]}"
        for earlier in found.before:
            yield f"        = {_earlier(earlier)}"


def _earlier(earlier: Earlier) -> str:
    voted = earlier.voted
    counts = [voted.in_favour, voted.against, voted.abstaining] if voted else []
    told = "/".join("–" if count is None else str(count) for count in counts) if any(counts) else ""
    vote = f", {voted.outcome}{f' {told}' if told else ''}" if voted else ""
    day = f", {earlier.adopted}" if earlier.adopted else ""
    return f"{earlier.path} {', '.join(earlier.change)} {earlier.similarity:.2f}{day}{vote}"
