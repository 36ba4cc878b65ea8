"""The check list of a draft, and what is wrong with its citations, as a SARIF 2.1.0 log for editors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from resograph import __version__
from resograph.drafting.remarks import rules
from resograph.resources import table
from resograph.writing.draft.shown import ShownDraft

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_CITATION = "citation-"
_NOT_HELD = "not-held"
"""Tells what is not known, not what is wrong."""


def draft_sarif(shown: ShownDraft, name: str = "draft") -> dict[str, Any]:
    """One run; a result names its paragraph by id and shows its words.

    Args:
        shown: the draft.
        name: of its file.
    """
    listed = [
        {
            "id": rule.id,
            "shortDescription": {"text": _plain(rule.message[shown.language])},
            "help": {"text": rule.source},
            "defaultConfiguration": {"level": rule.level},
        }
        for rule in rules().values()
    ]
    problems = table("data", "drafting", "citations.toml")["problems"]
    listed += [
        {
            "id": f"{_CITATION}{code}",
            "shortDescription": {"text": _plain(sentences[shown.language])},
            "defaultConfiguration": {"level": "warning"},
        }
        for code, sentences in problems.items()
        if code != _NOT_HELD
    ]
    index = {rule["id"]: place for place, rule in enumerate(listed)}
    run = {
        "tool": {"driver": {"name": "resograph", "version": __version__, "rules": listed}},
        "language": shown.language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": quote(name)}}],
        "results": [result | {"ruleIndex": index[result["ruleId"]]} for result in _results(shown, name)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _results(shown: ShownDraft, name: str) -> Iterator[dict[str, Any]]:
    words = {one.part.eid: one.part.text for one in shown.draft.paragraphs}

    def result(rule: str, level: str, message: str, eid: str) -> dict[str, Any]:
        place = {"name": eid or "main", "fullyQualifiedName": shown.number(eid), "kind": "element"}
        location: dict[str, Any] = {"artifactLocation": {"uri": quote(name)}}
        if words.get(eid):
            location["contextRegion"] = {"startLine": 1, "snippet": {"text": words[eid]}}
        return {
            "ruleId": rule,
            "level": level,
            "message": {"text": message},
            "locations": [{"physicalLocation": location, "logicalLocations": [place]}],
        }

    for remark in shown.draft.remarks:
        yield result(remark.rule, shown.rule(remark).level, shown.sentence(remark), remark.paragraph)
    for one in shown.draft.paragraphs:
        for citation in one.citations:
            if citation.problem and citation.problem.code != _NOT_HELD:
                rule = f"{_CITATION}{citation.problem.code}"
                yield result(rule, "warning", shown.told(citation.problem), one.part.eid)


def _plain(sentence: str) -> str:
    """A sentence with an ellipsis in its places."""
    return "".join(f"…{piece.partition('}')[2]}" if place else piece for place, piece in enumerate(sentence.split("{")))
