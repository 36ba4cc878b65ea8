"""A draft as JSON, as ``/draft`` and ``resograph draft --format json`` give it (DESIGN §7)."""

from __future__ import annotations

from typing import Any

from resograph.annotating.facts import Reporting
from resograph.drafting import CheckedCitation, Earlier, OpenVariant, Remark
from resograph.drafting.values import CheckedParagraph
from resograph.symbols import mint
from resograph.wording import Change
from resograph.writing.draft.shown import ShownDraft, label


def draft_json(shown: ShownDraft) -> dict[str, Any]:
    """The whole: paragraphs in their order, the check list, the series."""
    draft = shown.draft
    series = [mint(shown.base, symbol.text) for symbol in draft.renews]
    compared = draft.compared
    return {
        "language": draft.language,
        "title": draft.document.title,
        "symbol": draft.document.symbol.text or None,
        "beside_held": draft.is_beside_held,
        "renews": series[0] if series else None,
        "series": series,
        "counts": {change.value: compared.count(change) for change in Change} if compared else None,
        "paragraphs": [_paragraph(shown, one) for one in draft.paragraphs],
        "dropped": [mint(shown.base, f"{draft.renews[0]}~{one.eid}") for one in draft.dropped],
        "open": [{"proponent": name or None, "paragraphs": ids} for name, ids in draft.open.items()],
        "checks": [_check(shown, remark) for remark in draft.remarks],
    }


def _paragraph(shown: ShownDraft, one: CheckedParagraph) -> dict[str, Any]:
    first = one.acts[0] if one.acts else None
    asked = dict.fromkeys(addressee.target for act in one.acts for addressee in act.addressees)
    return {
        "id": one.part.eid,
        "number": label(one),
        "kind": one.part.kind.value,
        "text": one.part.text or one.part.heading or "",
        "verb": mint(shown.base, f"verb/{first.verb}") if first else None,
        "force": first.force if first else None,
        "addressees": [_named(shown, path) for path in asked],
        "reports": [_report(shown, report) for act in one.acts for report in act.reporting],
        "acts": [
            {
                "verb": mint(shown.base, f"verb/{act.verb}"),
                "name": shown.name(f"verb/{act.verb}"),
                "force": act.force,
                "addressees": [_named(shown, addressee.target) for addressee in act.addressees],
            }
            for act in one.acts
        ],
        "themes": [_named(shown, path) for path in one.themes],
        "earlier": [_earlier(shown, earlier) for earlier in one.earlier],
        "citations": [_citation(shown, citation, one.part.text) for citation in one.citations],
        "open": [_open(shown, variant, one.part.text) for variant in one.variants],
    }


def _named(shown: ShownDraft, path: str) -> dict[str, Any]:
    return {"address": shown.address(path), "name": shown.name(path)}


def _report(shown: ShownDraft, report: Reporting) -> dict[str, Any]:
    return {
        "kind": report.kind,
        "to": shown.address(report.to) if "/" in report.to else None,
        "session": shown.address(report.session) if report.session else None,
        "year": report.year,
        "date": str(report.date) if report.date else None,
        "item": report.item,
        "periodicity": report.periodicity,
    }


def _earlier(shown: ShownDraft, earlier: Earlier) -> dict[str, Any]:
    vote = earlier.voted
    return {
        "address": mint(shown.base, earlier.path),
        "similarity": earlier.similarity,
        "change": [change.value for change in earlier.change],
        "in_series": earlier.in_series,
        "adopted": earlier.adopted or None,
        "text": earlier.text,
        "vote": vote
        and {
            "outcome": vote.outcome,
            "in_favour": vote.in_favour,
            "against": vote.against,
            "abstaining": vote.abstaining,
        },
    }


def _citation(shown: ShownDraft, one: CheckedCitation, text: str) -> dict[str, Any]:
    return {
        "symbol": one.citation.symbol.text,
        "address": mint(shown.base, one.citation.symbol.text),
        "words": text[slice(*one.citation.span)],
        "held": one.held,
        "problem": one.problem.code if one.problem else None,
        "message": shown.told(one.problem) if one.problem else None,
    }


def _open(shown: ShownDraft, one: OpenVariant, text: str) -> dict[str, Any]:
    variant = one.variant
    return {
        "kind": variant.kind.value,
        "proponents": list(variant.proponents),
        "words": text[slice(*variant.span)],
        "text": variant.text,
        "mark": variant.mark,
        "taken": variant.taken,
        "earlier": [_earlier(shown, earlier) for earlier in one.before],
    }


def _check(shown: ShownDraft, remark: Remark) -> dict[str, Any]:
    return {
        "rule": remark.rule,
        "level": shown.rule(remark).level,
        "paragraph": remark.paragraph or None,
        "number": shown.number(remark.paragraph) if remark.paragraph else None,
        "message": shown.sentence(remark),
        "source": shown.source(remark),
    }
