"""Acts: the verb-headed clauses of a paragraph (reference conventions, "Acts" and "Force")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from resograph.annotating.units import Unit, units
from resograph.annotating.verbs import VerbMatch, lexicon
from resograph.documents import Part, PartKind, Span
from resograph.languages.profile import Profile, marks, profile
from resograph.resources import table
from resograph.vocabularies.concepts import Vocabulary


@dataclass(frozen=True)
class Clause:
    """A clause and the verb that heads it."""

    span: Span
    match: VerbMatch
    rule: str


def clauses(part: Part, rules: Profile) -> list[Clause]:
    """The clauses of a paragraph in text order; none where it begins with no known verb."""
    pieces = units(part.text, rules, stemmed=False)
    section = "preambular" if part.kind is PartKind.PREAMBULAR else "operative"
    finder = _Finder(part.text, pieces, rules, section)
    starts = finder.starts()
    found: list[Clause] = []
    for index, (match, _, rule) in enumerate(starts):
        end = starts[index + 1][1] if index + 1 < len(starts) else len(part.text)
        span = Span(match.span.start, _trim(part.text, match.span.start, end))
        found.append(Clause(span, _meant(match, part.text[slice(*span)], rules), rule))
    return found


def _meant(match: VerbMatch, words: str, rules: Profile) -> VerbMatch:
    """A verb phrase with the verb that the words around it tell, of those that it can mean, as the likeliest."""
    for sense in rules.acts.senses:
        if best(match.verbs) == sense.of and sense.pattern.re.match(words):
            return replace(match, verbs={**match.verbs, sense.verb: 2 * sum(match.verbs.values())})
    return match


class _Finder:
    def __init__(self, text: str, pieces: Sequence[Unit], rules: Profile, section: str) -> None:
        self._text = text
        self._pieces = pieces
        self._rules = rules
        self._section = section
        self._lexicon = lexicon(rules.code)
        self._index = {piece.start: number for number, piece in enumerate(pieces)}
        self._acts = rules.acts

    def starts(self) -> list[tuple[VerbMatch, int, str]]:
        """Each act's verb, where the words before it end, and the rule that found it."""
        lead, rule = self._match(0), f"{self._rules.code}.verb.lead"
        if lead is None:
            lead, rule = self._behind_subject(), f"{self._rules.code}.verb.behind-subject"
        if lead is None and self._section == "operative":
            self._section = _NARRATIVE
            lead = self._match(0, inside=True) or self._behind_subject()
        if lead is None:
            return []
        found = [(lead, 0, rule)]
        boundary, after_linker = _boundaries(self._rules.code)
        for place in boundary.finditer(self._text, lead.span.end):
            if place.start() < found[-1][0].span.end:
                continue
            linkers = after_linker.match(self._text, place.end())
            words = linkers[0] if linkers else ""
            match = self._match(place.end() + len(words), inside=True)
            if match is None or self._is_others(place, words, match, found[-1][0].span.end):
                continue
            if self._text[match.span.start].isupper():  # a name inside a sentence: "the Dispute and Appeals Tribunals"
                continue
            found.append((match, place.start(), f"{self._rules.code}.verb.coordinated"))
        if self._section == "operative" and len(found) > 1 and best(lead.verbs) in self._acts.adverbial:
            del found[0]
        found += self._continued(found)
        if not rule.endswith(".lead"):
            found += self._further_sentences(found)
        return sorted(found, key=lambda start: start[1])

    def _continued(self, found: list[tuple[VerbMatch, int, str]]) -> list[tuple[VerbMatch, int, str]]:
        """Further complements of a verb that count as acts: "calls upon … to …, and for … to …"."""
        further = []
        for row in self._acts.continued:
            for index, (match, _, _) in enumerate(found):
                end = found[index + 1][1] if index + 1 < len(found) else len(self._text)
                place = row.pattern.re.search(self._text, match.span.end, end)
                if place and best(match.verbs) in row.after:
                    verb = VerbMatch(Span(*place.span("verb")), 0, {row.verb: 1}, (), frozenset())
                    further.append((verb, place.start(), f"{self._rules.code}.verb.continued"))
        return further

    def _further_sentences(self, found: list[tuple[VerbMatch, int, str]]) -> list[tuple[VerbMatch, int, str]]:
        """The verbs of further sentences that name the body, or "it", as their subject, as statements have them."""
        taken = {match.span.start for match, _, _ in found}
        further = []
        for place in self._acts.sentence.re.finditer(self._text, found[0][0].span.end):
            match = self._match(place.end(), inside=True)
            if match and match.span.start not in taken:
                further.append((match, place.start() + 1, f"{self._rules.code}.verb.behind-subject"))
        return further

    def _behind_subject(self) -> VerbMatch | None:
        """The verb behind the body's own name, as statements, decisions and old resolutions have it.

        Between name and verb only phrases within commas may stand ("the General Assembly, on the proposal of …,
        decided"), in the past tense where a decision is told, and where a language says so other phrases too.
        """
        subject = _subject(self._rules.code)
        named = subject.search(self._text) if subject else None
        other = self._acts.subject_not_before.re
        if named is None or named.start() > _SUBJECT_WITHIN or other.match(self._text, named.end()):
            return None
        told_behind = self._acts.told_behind
        breaks = (told_behind.re if told_behind else _comma()).finditer(self._text, named.end())
        for place in (named.end(), *(found.end() for found in breaks)):
            match = self._match(place, inside=True)
            if match and self._section in match.sections:
                return match
        return None

    def _match(self, offset: int, inside: bool = False) -> VerbMatch | None:
        """The verb phrase at an offset; inside a paragraph only one in the form of its section."""
        if front := self._acts.fronted.re.match(self._text, offset):
            offset = front.end()
        while offset < len(self._text) and self._text[offset].isspace():
            offset += 1
        index = self._index.get(offset)
        if index is None:
            return None
        pieces = self._pieces
        proclitic = self._acts.proclitic if inside else ""
        if proclitic and pieces[index].key.startswith(proclitic) and len(pieces[index].key) > 3:
            first = pieces[index]
            pieces = [*pieces[:index], first._replace(key=first.key[len(proclitic) :]), *pieces[index + 1 :]]
        found = self._lexicon.match(self._text, pieces, index, self._section)
        strict = inside and not self._acts.one_form
        return None if found and strict and self._section not in found.sections else found

    def _is_others(self, place: re.Match[str], linker: str, match: VerbMatch, since: int) -> bool:
        """Whether the verb is one that somebody else than the adopting body is the subject of."""
        if best(match.verbs) in self._acts.lead_only:
            return True
        single = " " not in self._text[slice(*match.span)]
        if single and any(self._text.startswith(word, match.span.end) for word in self._acts.not_before):
            return True
        before = self._text[since : place.start()]
        is_preamble = self._section == "preambular"
        if is_preamble and "," not in place[0] and self._acts.participial.re.search(before):
            return True
        return linker.strip() in self._acts.continuing and self._acts.subordinate.re.search(before) is not None


_SUBJECT_WITHIN = 160
"""Characters within which a paragraph names the body as its subject: behind the meeting and its date."""
_NARRATIVE = "narrative"
"""The section of the lexicon that has the verbs in the tense of decisions: "decided"."""


@lru_cache(maxsize=1)
def _comma() -> re.Pattern[str]:
    return re.compile(rf"[{marks('comma')}]\s*")


@lru_cache(maxsize=16)
def _subject(code: str) -> re.Pattern[str] | None:
    """Matches the name of an adopting body, from the enacting formulas."""
    rules = profile(code)
    names = [text.rstrip(marks("comma")) for texts in rules.formulas.values() for text in texts]
    bare = [rules.acts.subject_lead.re.sub("", name) for name in names]
    return re.compile("|".join(map(re.escape, bare)), re.IGNORECASE) if bare else None


@lru_cache(maxsize=16)
def _boundaries(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    acts = profile(code).acts
    linkers = "|".join(re.escape(word) for word in sorted(acts.linkers, key=len, reverse=True))
    return acts.boundary.re, re.compile(rf"(?:(?:{linkers})\s?)*", re.IGNORECASE)


def _trim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(marks("closing")))


def best(verbs: Mapping[str, int]) -> str:
    """The verb of most support; of equals the first in the alphabet."""
    return min(verbs, key=lambda slug: (-verbs[slug], slug))


def choose_verb(match: VerbMatch, has_addressee: bool, instead: Mapping[str, str] | None = None) -> str:
    """The verb meant, where one phrase can mean several: some are told apart by whether somebody is asked.

    ``instead``: verbs in whose place a body says others with the same phrase.
    """
    verbs = dict(match.verbs)
    for row in table("data", "acts.toml")["with_addressee"]:
        pair = (row["with"], row["without"])
        if best(verbs) in pair and all(slug in verbs for slug in pair):
            if not has_addressee:
                return str(row["without"])
            verbs[row["with"]] += verbs.pop(row["without"])
    chosen = best(verbs)
    other = (instead or {}).get(chosen)
    return other if other in verbs else chosen


def force_of(verb: str, clause: str, rules: Profile, vocabulary: Vocabulary) -> str:
    """The force of a clause: by its function where a rule of the language tells it, else the verb's usual one."""
    for row in rules.acts.forces:
        if verb in row.verbs and row.pattern.re.search(clause):
            return row.force
    concept = vocabulary.get(f"verb/{verb}")
    broader = concept.first("broader") if concept else None
    return (broader or "force/assertive").removeprefix("force/")
