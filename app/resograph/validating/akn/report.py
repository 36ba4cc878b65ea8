"""Findings on files as plain text for people, as JSON, and as SARIF 2.1.0 for code scanners and editors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from resograph import __version__
from resograph.documents import Severity
from resograph.validating.akn.flaws import Flaw, Occurrence
from resograph.validating.akn.rulebook import Rule, rulebook

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.VIOLATION: "error", Severity.WARNING: "warning"}


@dataclass(frozen=True)
class Checked:
    """A file with its findings, or why it could not be read; with what became of it where it was mended."""

    name: str
    flaws: Sequence[Flaw] = ()
    unreadable: str | None = None
    mended: str | None = None
    remaining: Sequence[Flaw] = ()


def as_text(checked: Iterable[Checked], language: str = "en") -> str:
    """A paragraph a file, two lines a finding: what is wrong, and what to do."""
    return "\n".join("\n".join(_file_lines(file, language)) for file in checked if not file.unreadable) + "\n"


def _file_lines(file: Checked, language: str) -> list[str]:
    counts = Counter(flaw.rule.severity for flaw in file.flaws)
    told = ", ".join(f"{count} {severity}{'s' * (count > 1)}" for severity, count in sorted(counts.items()))
    lines = [f"{file.name}: {told or 'nothing to mend'}"]
    for flaw in file.flaws:
        place = f"line {flaw.first.line}" if flaw.first.line else "file"
        part = f", {_part(flaw.first)}" if flaw.first.part else ""
        lines.append(f"  {flaw.rule.severity} {flaw.rule.id}, {place}{part}: {flaw.message(language)}")
        lines.append(f"    → {flaw.mend(language)} [{flaw.rule.place}]")
    if file.mended:
        left = Counter(flaw.rule.id for flaw in file.remaining)
        names = ", ".join(f"{rule} {count}" for rule, count in sorted(left.items()))
        lines.append(f"  Mended: {file.mended}; {f'left for a person: {names}' if names else 'nothing left'}.")
    return lines


def _part(place: Occurrence) -> str:
    return f"{place.part} ({place.number})" if place.number else f"{place.part}"


def as_json(checked: Iterable[Checked], language: str = "en") -> str:
    """All of it, with every occurrence of findings that stand for many."""
    files = [
        {
            "file": file.name,
            "unreadable": file.unreadable,
            "findings": [_finding(flaw, language) for flaw in file.flaws],
            "mended": file.mended,
            "remaining": [_finding(flaw, language) for flaw in file.remaining],
        }
        for file in checked
    ]
    return _dump({"tool": "resograph", "version": __version__, "files": files})


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _finding(flaw: Flaw, language: str) -> dict[str, Any]:
    return {
        "rule": flaw.rule.id,
        "severity": flaw.rule.severity.value,
        "message": flaw.message(language),
        "mend": flaw.mend(language),
        "place": flaw.rule.place,
        "url": flaw.rule.url,
        "count": flaw.count,
        **_place(flaw.first),
        "details": [_place(place) for place in flaw.occurrences] if flaw.rule.per_file else [],
    }


def _place(place: Occurrence) -> dict[str, Any]:
    return {"line": place.line, "part": place.part, "number": place.number, "evidence": place.evidence}


def as_sarif(checked: Sequence[Checked], language: str = "en") -> str:
    """A SARIF log with one run. Findings on the files as they were given; each names the place in the guidelines."""
    rules = list(rulebook().values())
    index = {rule.id: number for number, rule in enumerate(rules)}
    unread = [
        {"level": "error", "message": {"text": file.unreadable}, "locations": [_location(file.name, None)]}
        for file in checked
        if file.unreadable
    ]
    run = {
        "tool": {
            "driver": {"name": "resograph", "version": __version__, "rules": [_rule(rule, language) for rule in rules]}
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread}],
        "artifacts": [{"location": {"uri": uri}} for uri in dict.fromkeys(_uri(file.name) for file in checked)],
        "results": [_result(file.name, flaw, index[flaw.rule.id], language) for file in checked for flaw in file.flaws],
    }
    return _dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.titles[language]},
        "help": {"text": f"{rule.place}: {rule.url}"},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"place": rule.place, "fix": rule.fix.value},
    }


def _result(name: str, flaw: Flaw, index: int, language: str) -> dict[str, Any]:
    return {
        "ruleId": flaw.rule.id,
        "ruleIndex": index,
        "level": _LEVEL[flaw.rule.severity],
        "message": {"text": f"{flaw.message(language)} {flaw.mend(language)}"},
        "locations": [_location(name, flaw.first)],
        "properties": {
            "place": flaw.rule.place,
            "count": flaw.count,
            "evidence": [place.evidence for place in flaw.occurrences[:100]],
        },
    }


def _location(name: str, place: Occurrence | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(name)}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place and place.line:
        physical["region"] = {"startLine": place.line}
    if place and place.part:
        location["logicalLocations"] = [{"name": _part(place), "kind": "element"}]
    return location


def _uri(name: str) -> str:
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


REPORTS = {"text": as_text, "json": as_json, "sarif": as_sarif}
"""The forms of a report by name."""
