"""What a draft forgets, or says as UN usage does not: the rules of ``data/drafting/checks.toml`` and ``usage.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from resograph.annotating import Act
from resograph.documents import PartKind
from resograph.drafting.values import CheckedParagraph, Remark
from resograph.languages.profile import profile
from resograph.resources import table

_ACTING = (PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
_ASKING = ("directive", "weak-directive")
_SHOWN = 60
"""Characters of an act's words in a sentence."""
_REPORTED_TO = "body/un-ga"
"""Who considers reports under items of its agenda."""


class Rule(NamedTuple):
    """A rule of the list: its id, how grave it is, where it is from, its sentence by language."""

    id: str
    level: str
    source: str
    message: dict[str, str]


class _Draft(NamedTuple):
    language: str
    paragraphs: Sequence[CheckedParagraph]
    asked_elsewhere: dict[str, str]

    def acts(self) -> Iterator[tuple[Act, str]]:
        """The acts of operative paragraphs, each with the beginning of its words."""
        for one in self.paragraphs:
            if one.part.kind in _ACTING:
                for act in one.acts:
                    words = one.part.text[slice(*act.clause)]
                    yield act, words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"

    def first_mandate(self) -> str | None:
        return next((act.part for act, _ in self.acts() if act.is_mandate), None)


def rules() -> dict[str, Rule]:
    """The rules by id, in the order of the file."""
    return {row["id"]: Rule(row["id"], row["level"], row["source"], row["message"]) for row in _rows()}


def remarks_on(
    language: str, paragraphs: Sequence[CheckedParagraph], asked_elsewhere: dict[str, str]
) -> tuple[Remark, ...]:
    """What the rules say, in the order of the text; what is about the whole comes first.

    Args:
        language: of the draft.
        paragraphs: all of it.
        asked_elsewhere: id of a paragraph → the path of another that asks the same of the same.
    """
    draft = _Draft(language, paragraphs, asked_elsewhere)
    place = {one.part.eid: place for place, one in enumerate(paragraphs)}
    found = [remark for row in _rows() for remark in _LOOKS[row["looks_at"]](draft, row["id"])]
    return tuple(sorted(dict.fromkeys(found), key=lambda remark: place.get(remark.paragraph, -1)))


def _rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table("data", "drafting", "checks.toml")["rules"]
    return found


def _remark(rule: str, act: Act, words: str) -> Remark:
    return Remark(rule, act.part, (("words", words),))


# ── what is looked at ─────────────────────────────────────────────────────────────────────────────────────────────────
def _nobody_asked(draft: _Draft, rule: str) -> Iterator[Remark]:
    for act, words in draft.acts():
        if act.force in _ASKING and not act.addressees:
            yield _remark(rule, act, words)


def _set_up_without_end(draft: _Draft, rule: str) -> Iterator[Remark]:
    for act, words in draft.acts():
        if act.force == "constitutive" and act.is_mandate and not (act.term or act.ends or act.reporting):
            yield _remark(rule, act, words)


def _mandates_without(draft: _Draft, rule: str, has: Callable[[Act], object]) -> Iterator[Remark]:
    if (first := draft.first_mandate()) and not any(has(act) for act, _ in draft.acts()):
        yield Remark(rule, first)


def _without_review(draft: _Draft, rule: str) -> Iterator[Remark]:
    return _mandates_without(draft, rule, lambda act: act.review_at or act.review_on or act.ends)


def _without_report(draft: _Draft, rule: str) -> Iterator[Remark]:
    return _mandates_without(draft, rule, lambda act: act.reporting)


def _without_resources(draft: _Draft, rule: str) -> Iterator[Remark]:
    words = table("data", "drafting", "checks.toml")["resources"][draft.language]
    text = "\n".join(one.part.text for one in draft.paragraphs).casefold()
    if (first := draft.first_mandate()) and not any(one in text for one in words):
        yield Remark(rule, first)


def _asking(draft: _Draft) -> Iterator[tuple[Act, str]]:
    """The acts that ask somebody for something."""
    return ((act, words) for act, words in draft.acts() if act.force in _ASKING)


def _report_without_recipient(draft: _Draft, rule: str) -> Iterator[Remark]:
    for act, words in _asking(draft):
        if any(not (report.told or report.session) for report in act.reporting):
            yield _remark(rule, act, words)


def _report_without_time(draft: _Draft, rule: str) -> Iterator[Remark]:
    for act, words in _asking(draft):
        for report in act.reporting:
            if not (report.session or report.year or report.date or report.when or report.periodicity):
                yield _remark(rule, act, words)


def _report_without_item(draft: _Draft, rule: str) -> Iterator[Remark]:
    for act, words in _asking(draft):
        if any(report.session and report.to == _REPORTED_TO and not report.item for report in act.reporting):
            yield _remark(rule, act, words)


def _asked_elsewhere(draft: _Draft, rule: str) -> Iterator[Remark]:
    for eid, path in draft.asked_elsewhere.items():
        yield Remark(rule, eid, (("path", path),))


def _words(draft: _Draft, rule: str) -> Iterator[Remark]:
    for usage in _usages(draft.language, rule):
        for one in draft.paragraphs:
            if found := usage.pattern.search(one.part.text):
                yield Remark(rule, one.part.eid, (("words", found[0]), ("instead", usage.instead)), usage.source)


_LOOKS: dict[str, Callable[[_Draft, str], Iterator[Remark]]] = {
    "nobody-asked": _nobody_asked,
    "set-up-without-end": _set_up_without_end,
    "mandates-without-review": _without_review,
    "mandates-without-report": _without_report,
    "mandates-without-resources": _without_resources,
    "report-without-recipient": _report_without_recipient,
    "report-without-time": _report_without_time,
    "report-without-item": _report_without_item,
    "asked-elsewhere": _asked_elsewhere,
    "words": _words,
}


class _Usage(NamedTuple):
    pattern: re.Pattern[str]
    instead: str
    source: str


@cache
def _usages(language: str, rule: str) -> list[_Usage]:
    edges = ("", "") if profile(language).spacing.unspaced else (r"(?<![\w-])", r"(?![\w-])")
    found = []
    for row in table("data", "drafting", "usage.toml")[language]:
        if row.get("rule", "usage") == rule:
            words = "|".join(map(re.escape, row["words"]))
            case = re.NOFLAG if row.get("cased") else re.IGNORECASE
            pattern = re.compile(f"{edges[0]}(?:{words}){edges[1]}", case)
            found.append(_Usage(pattern, row.get("instead", ""), row.get("source", "")))
    return found
