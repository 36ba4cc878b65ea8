"""A person's corrections, applied to what was read in one version (docs/corrections.md). Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from resograph.annotating.facts import (
    BY_NAME,
    Act,
    Addressee,
    Annotations,
    Attribution,
    Citation,
    EntityMention,
    Reporting,
)
from resograph.annotating.reporting import session_year
from resograph.documents import Document, Finding, Span
from resograph.resources import table
from resograph.symbols import SymbolError, parse
from resograph.vocabularies.concepts import Vocabulary, citation_properties

RULE = "correction"
"""The rule of whatever a person decided."""

DOINGS = ("add", "remove", "replace")
FACTS = ("mention", "theme", "citation", "verb", "force", "addressee", "reporting")


@dataclass(frozen=True)
class Correction:
    """One change to a fact at some words of a part.

    ``value`` is what is added or put in the place of what was read: the path of a concept, a symbol (with ``~part``
    where a part is cited), or the fields of a report. ``was`` or, when removing, ``value`` tells which fact is meant.
    """

    part: str
    words: str
    do: str
    fact: str
    by: str
    on: datetime.date
    why: str
    value: str | Mapping[str, Any] = ""
    was: str = ""
    occurrence: int = 1


class _MisfitError(ValueError):
    """A correction that does not fit what is there."""


def corrected(
    document: Document, found: Annotations, corrections: Iterable[Correction], vocabulary: Vocabulary
) -> tuple[Annotations, tuple[Finding, ...]]:
    """What was found, as corrected, and a finding for each correction that does not fit any more."""
    texts = {part.eid: part.text for part in document.in_order()}
    findings: list[Finding] = []
    for correction in corrections:
        try:
            found = _apply(texts, found, correction, vocabulary)
        except _MisfitError as error:
            message = f"A correction to {correction.part} by {correction.by} was not applied: {error}"
            part = correction.part if correction.part in texts else None
            findings.append(Finding("correction.misfit", message, part=part, evidence=correction.words))
    return found, tuple(findings)


def _apply(texts: Mapping[str, str], found: Annotations, correction: Correction, vocabulary: Vocabulary) -> Annotations:
    if correction.part not in texts:
        raise _MisfitError(f"there is no such part as {correction.part}.")
    text, start = texts[correction.part], -1
    for _ in range(correction.occurrence):
        start = text.find(correction.words, start + 1)
        if start < 0:
            raise _MisfitError(f"“{correction.words}” is not there (occurrence {correction.occurrence}).")
    span = Span(start, start + len(correction.words))
    if correction.fact in ("mention", "theme"):
        return _with_mention(found, correction, span, vocabulary)
    if correction.fact == "citation":
        return _with_citation(found, correction, span)
    if correction.fact == "verb" and correction.do == "add":
        return _with_act(found, correction, span, text, vocabulary)
    return _with_changed_act(found, correction, span, vocabulary)


def _attribution(correction: Correction) -> Attribution:
    return Attribution(correction.by, correction.on, correction.why)


def _concept(correction: Correction, vocabulary: Vocabulary, *prefixes: str) -> str:
    path = str(correction.value)
    if vocabulary.get(path) is None or (prefixes and not path.startswith(prefixes)):
        kind = f", such as {prefixes[0]}…" if prefixes else ""
        raise _MisfitError(f"{path} is no concept that can stand here{kind}; add it to a vocabulary first.")
    return path


def _told_apart(here: list[str], correction: Correction) -> None:
    """Refuse to remove what is not there; say what is."""
    if not here:
        wanted = correction.was or (correction.value if correction.do == "remove" else "")
        raise _MisfitError(f"“{correction.words}” is no {correction.fact}{f' of {wanted}' if wanted else ''} there.")


def _meant(correction: Correction, value: str) -> bool:
    """Whether a fact of that value is the one to be removed or replaced."""
    wanted = correction.was or (correction.value if correction.do == "remove" else "")
    return not wanted or wanted == value


# ── mentions, themes, citations ───────────────────────────────────────────────────────────────────────────────────
def _with_mention(found: Annotations, correction: Correction, span: Span, vocabulary: Vocabulary) -> Annotations:
    before = found.mentions if correction.fact == "mention" else found.themes
    kept = before
    if correction.do != "add":
        gone = [
            one for one in before if (one.part, one.span) == (correction.part, span) and _meant(correction, one.target)
        ]
        _told_apart([one.target for one in gone], correction)
        kept = tuple(one for one in before if one not in gone)
    if correction.do != "remove":
        path = _concept(correction, vocabulary, *(("theme/",) if correction.fact == "theme" else ()))
        kept = (*kept, EntityMention(correction.part, span, path, RULE, _attribution(correction)))
    return replace(found, mentions=kept) if correction.fact == "mention" else replace(found, themes=kept)


def _with_citation(found: Annotations, correction: Correction, span: Span) -> Annotations:
    kept = found.citations
    if correction.do != "add":
        gone = [
            one
            for one in kept
            if (one.part, one.span) == (correction.part, span) and _meant(correction, one.symbol.text)
        ]
        _told_apart([one.symbol.text for one in gone], correction)
        kept = tuple(one for one in kept if one not in gone)
    if correction.do != "remove":
        name, _, part = str(correction.value).partition("~")
        try:
            symbol = parse(name)
        except SymbolError as error:
            raise _MisfitError(str(error)) from None
        act = next((act for act in found.acts if _holds(act, correction.part, span)), None)
        verb = act.verb if act else None
        kind = citation_properties().get(verb or "", "cites")
        attribution, paragraphs = _attribution(correction), (part,) if part else ()
        kept = (
            *kept,
            Citation(correction.part, span, symbol, RULE, None, verb, kind, paragraphs, attribution=attribution),
        )
    return replace(found, citations=kept)


# ── acts ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _holds(act: Act, part: str, span: Span) -> bool:
    return act.part == part and act.clause.start <= span.start < act.clause.end


def _force(verb: str, vocabulary: Vocabulary) -> str:
    concept = vocabulary.get(f"verb/{verb}")
    return ((concept and concept.first("broader")) or "force/assertive").removeprefix("force/")


def _with_act(found: Annotations, correction: Correction, span: Span, text: str, vocabulary: Vocabulary) -> Annotations:
    """An act headed by the words: as far as the next one, or the end of the part; the one before ends here."""
    verb = _concept(correction, vocabulary, "verb/").removeprefix("verb/")
    there = [act for act in found.acts if act.part == correction.part]
    if any(act.verb_span.start < span.end and span.start < act.verb_span.end for act in there):
        raise _MisfitError(f"“{correction.words}” heads an act already; replace its verb instead.")
    end = min((act.clause.start for act in there if act.clause.start > span.start), default=len(text))
    there = [
        replace(act, clause=Span(act.clause.start, span.start))
        if act.clause.start < span.start < act.clause.end
        else act
        for act in there
    ]
    clause = Span(span.start, span.start + len(text[span.start : end].rstrip()))
    act = Act(
        correction.part, 0, clause, span, verb, {verb: 1}, _force(verb, vocabulary), RULE,
        attribution=_attribution(correction), decided=frozenset({"act", "verb", "force"}),
    )  # fmt: skip
    return _with_acts(found, correction.part, [*there, act])


def _with_acts(found: Annotations, part: str, acts: list[Act]) -> Annotations:
    """The acts of a part, numbered anew."""
    ordered = sorted(acts, key=lambda act: act.clause)
    numbered = {number: replace(act, position=number) for number, act in enumerate(ordered, start=1)}
    return replace(found, acts=(*(act for act in found.acts if act.part != part), *numbered.values()))


def _with_changed_act(found: Annotations, correction: Correction, span: Span, vocabulary: Vocabulary) -> Annotations:
    act = next((act for act in found.acts if _holds(act, correction.part, span)), None)
    if act is None:
        raise _MisfitError(f"“{correction.words}” stands in no act; add its verb first.")
    there = [one for one in found.acts if one.part == correction.part and one is not act]
    if correction.fact == "verb" and correction.do == "remove":
        if not (act.verb_span.start < span.end and span.start < act.verb_span.end):
            raise _MisfitError(f"“{correction.words}” heads no act.")
        return _with_acts(found, correction.part, there)
    changed = _CHANGES[correction.fact](act, correction, span, vocabulary)
    result = _with_acts(found, correction.part, [*there, changed])
    return _governed(result, act, changed) if changed.verb != act.verb else result


def _governed(found: Annotations, before: Act, after: Act) -> Annotations:
    """What a clause cites is governed by its verb."""
    kind = citation_properties().get(after.verb, "cites")
    return replace(
        found,
        citations=tuple(
            replace(one, verb=after.verb, kind=one.kind if one.kind in ("basedOn", BY_NAME) else kind)
            if _holds(before, one.part, one.span) and one.verb == before.verb
            else one
            for one in found.citations
        ),
    )


def _with_verb(act: Act, correction: Correction, span: Span, vocabulary: Vocabulary) -> Act:
    if not (act.verb_span.start < span.end and span.start < act.verb_span.end):
        raise _MisfitError(f"“{correction.words}” heads no act.")
    verb = _concept(correction, vocabulary, "verb/").removeprefix("verb/")
    return replace(
        act,
        verb=verb,
        # What was read stays possible: by it the acts of other versions are aligned.
        verbs={**act.verbs, verb: max(act.verbs.values(), default=0) + 1},
        force=_force(verb, vocabulary),
        rule=RULE,
        attribution=_attribution(correction),
        decided=act.decided | {"verb", "force"},
    )


def _with_force(act: Act, correction: Correction, span: Span, vocabulary: Vocabulary) -> Act:
    if correction.do != "replace":
        raise _MisfitError("every act has one force; replace it.")
    force = _concept(correction, vocabulary, "force/").removeprefix("force/")
    return _asking(replace(act, force=force, decided=act.decided | {"force"}), vocabulary)


def _with_addressee(act: Act, correction: Correction, span: Span, vocabulary: Vocabulary) -> Act:
    kept = act.addressees
    if correction.do != "add":
        gone = [one for one in kept if one.span == span and _meant(correction, one.target)]
        _told_apart([one.target for one in gone], correction)
        kept = tuple(one for one in kept if one not in gone)
    if correction.do != "remove":
        target = _concept(correction, vocabulary, "actor/", "body/", "state/")
        kept = (*kept, Addressee(span, target, RULE, attribution=_attribution(correction)))
    changed = replace(
        act, addressees=tuple(sorted(kept, key=lambda one: one.span)), decided=act.decided | {"addressees"}
    )
    return _asking(changed, vocabulary)


def _asking(act: Act, vocabulary: Vocabulary) -> Act:
    """The act, as its force and addressees make it: a request, a mandate, or neither."""
    asks = act.force in table("data", "acts.toml")["asking"] and bool(act.addressees)
    mandate = asks and any(one.of_un or vocabulary.is_un_entity(one.target) for one in act.addressees)
    return replace(act, is_request=asks, is_mandate=mandate, reporting=act.reporting if asks else ())


def _with_reporting(act: Act, correction: Correction, span: Span, vocabulary: Vocabulary) -> Act:
    kept = act.reporting if correction.do == "add" else ()
    if correction.do != "add" and not act.reporting:
        raise _MisfitError("this act asks for no report.")
    if correction.do != "remove":
        kept = (*kept, _report(correction, vocabulary))
    return replace(act, reporting=kept, decided=act.decided | {"reporting"})


def _report(correction: Correction, vocabulary: Vocabulary) -> Reporting:
    values = dict(correction.value) if isinstance(correction.value, Mapping) else {}
    known = {one.name for one in fields(Reporting)} - {"rule", "part", "span", "told"}
    if unknown := sorted(set(values) - known):
        raise _MisfitError(f"a report has no {unknown[0]}; there are {', '.join(sorted(known))}.")
    if missing := [key for key in ("kind", "to") if not values.get(key)]:
        raise _MisfitError(f"the report lacks {missing[0]}; give kind and to at least.")
    if vocabulary.get(str(values["to"])) is None:
        raise _MisfitError(f"{values['to']} is no concept; a report is made to one such as body/un-ga.")
    session = str(values.get("session") or "")
    if session and not session.startswith("session/"):
        raise _MisfitError(f"{session} is no session; write one as session/un-ga/70.")
    if session and "year" not in values:
        values["year"] = session_year(session, vocabulary)
    return Reporting(**values, part=correction.part, told=True, rule=RULE)


_CHANGES: Mapping[str, Callable[[Act, Correction, Span, Vocabulary], Act]] = {
    "verb": _with_verb,
    "force": _with_force,
    "addressee": _with_addressee,
    "reporting": _with_reporting,
}
