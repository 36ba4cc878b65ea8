"""Entities told by the shape of their names: sessions, agenda items, events with a date, titles in marks."""

from __future__ import annotations

import datetime
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from resograph.annotating.facts import EntityMention, LocalEntity
from resograph.documents import Span
from resograph.languages.profile import Profile, marks
from resograph.symbols import AddressError, mint


@dataclass
class FoundNames:
    """What was found in one part."""

    mentions: list[EntityMention] = field(default_factory=list)
    entities: list[LocalEntity] = field(default_factory=list)


def find_named(
    part: str, text: str, rules: Profile, body: str, bodies: Sequence[EntityMention], taken: list[Span]
) -> FoundNames:
    """Sessions, and entities that no vocabulary has, outside the spans taken.

    Args:
        part: id of the part.
        text: of it.
        rules: of its language.
        body: whose words it is ("un-ga").
        bodies: mentions of the vocabulary's bodies in it, whose sessions these may be.
        taken: what is named already.
    """
    found = FoundNames()
    _sessions(part, text, rules, body, bodies, found)
    _local(part, text, rules, taken, found)
    return found


def _sessions(
    part: str, text: str, rules: Profile, body: str, bodies: Sequence[EntityMention], found: FoundNames
) -> None:
    small = re.sub(f"[{marks('hyphen')}]", "-", text.lower())
    sessions = rules.names.sessions
    starts = [one.span.start for one in bodies]
    for match in sessions.pattern.re.finditer(small):
        number = rules.ordinal(match["ordinal"])
        is_own = body in _ORGANS_WITH_SESSIONS and sessions.own.re.match(small, match.end())
        near = bodies[bisect_left(starts, match.start() - _NEAR) : bisect_left(starts, match.end() + _OF_BODY)]
        organ = body if is_own else session_body(small, match, rules, body, near)
        if number is None or not organ:
            continue
        special = sessions.special.get((match.groupdict().get("special") or "").strip(), "")
        target = f"session/{organ}/{special}{number}"
        found.mentions.append(EntityMention(part, Span(*match.span()), target, f"{rules.code}.named.session"))
    _listed_sessions(part, small, rules, body, found)


def _listed_sessions(part: str, text: str, rules: Profile, body: str, found: FoundNames) -> None:
    """Several sessions under one noun that stands apart from their numbers: "períodos de sesiones 59º y 62º"."""
    sessions = rules.names.sessions
    for match in sessions.listed.re.finditer(text):
        organ = _organ_before(text[: match.end()], match, rules, body)
        for place in sessions.one.re.finditer(text, *match.span("numbers")) if organ else ():
            if number := rules.ordinal(place[0]):
                target = f"session/{organ}/{number}"
                found.mentions.append(EntityMention(part, Span(*place.span()), target, f"{rules.code}.named.session"))


_ORGANS_WITH_SESSIONS = ("un-ga", "un-hrc")


def session_body(text: str, match: re.Match[str], rules: Profile, body: str, bodies: Sequence[EntityMention]) -> str:
    """The body of a session, as addresses of sessions name it ("un-ga", "csw"); "" where it is unknown.

    The one named right behind it, else the last that is named before it in its clause, unless it is on the way only.
    """
    words = rules.session_bodies
    if match.groupdict().get("body"):
        at = next((one for one in bodies if one.span.start < match.end("body") == one.span.end), None)
        return _organ_before(text[: match.end()], match, rules, body) or (_with_sessions(at) if at else "")
    behind = next((one for one in bodies if match.end() < one.span.start <= match.end() + _OF_BODY), None)
    if behind and words.of_body.re.fullmatch(text, match.end(), behind.span.start):
        return _with_sessions(behind)
    for word, organ in rules.names.sessions.bodies.items():
        place = (
            text.find(word, match.end(), match.end() + _OF_BODY + len(word)) if organ not in ("", "own", "?") else -1
        )
        if place >= 0 and words.of_body.re.fullmatch(text, match.end(), place):
            return organ
    on_the_way = [
        one for one in bodies if words.through.re.search(text[max(0, one.span.start - _OF_BODY) : one.span.start])
    ]
    for one in on_the_way:
        text = text[: one.span.start] + " " * (one.span.end - one.span.start) + text[one.span.end :]
    clause = _clause_before(text, match, rules)
    begin = match.start() - len(clause)
    names = rules.names.sessions.bodies
    before = [
        one for one in bodies if one not in on_the_way and begin <= one.span.start and one.span.end <= match.start()
    ]
    other = max((begin + found.end() for found in words.others.re.finditer(clause)), default=-1)
    named = max((begin + clause.rfind(word) + len(word) for word in names if word in clause), default=-1)
    if before and before[-1].span.end >= max(other, named):
        return _with_sessions(before[-1])
    if other > named:
        return ""
    return _organ_before(text[: match.end()], match, rules, body)


_NEAR = 160
"""Characters before a session within which its body is named."""
_OF_BODY = 20
"""Characters between a session and its body behind it, at most."""
_WITHOUT_SESSIONS = ("un-sc", "un-ecosoc")
"""Organs whose sessions bear no numbers today."""


def _with_sessions(one: EntityMention) -> str:
    slug = one.target.removeprefix("body/")
    return "" if slug in _WITHOUT_SESSIONS else slug


def _clause_before(text: str, match: re.Match[str], rules: Profile) -> str:
    parting = rules.names.sessions.clause
    return (parting.re if parting else _clause_mark()).split(text[max(0, match.start() - 90) : match.start()])[-1]


def _organ_before(text: str, match: re.Match[str], rules: Profile, body: str) -> str:
    """The body whose session it is: the last named before it in its clause, else the text's own; "" if unknown."""
    bodies = rules.names.sessions.bodies
    if match.groupdict().get("body"):
        return bodies.get(match["body"], "")
    clause = _clause_before(text, match, rules)
    places = [(clause.rfind(word) + len(word), len(word), word) for word in bodies if word in clause]
    if places and bodies[word := max(places)[2]] != "own":
        return _organ_meant(word, bodies, text, body) if bodies[word] == "?" else bodies[word]
    return body if body in _ORGANS_WITH_SESSIONS else ""


def _organ_meant(word: str, bodies: Mapping[str, str], text: str, body: str) -> str:
    """The organ that a short name means: one that the text names in full, else its own."""
    full = [organ for name, organ in bodies.items() if name != word and name.endswith(word) and organ and name in text]
    own = body if body in _ORGANS_WITH_SESSIONS and body != "un-ga" else ""
    return own or (full[0] if full else "")


def _local(part: str, text: str, rules: Profile, taken: list[Span], found: FoundNames) -> None:
    counts: Counter[str] = Counter()
    for shape in rules.names.patterns:
        kind = shape.kind
        for match in shape.pattern.re.finditer(text):
            span = Span(match.start("name"), match.end("name"))
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            counts[kind] += 1
            target = f"~{part}__{kind.lower()}_{counts[kind]}"
            start, end = _dates(match)
            found.entities.append(LocalEntity(part, target, kind, match["name"], start, end))
            found.mentions.append(EntityMention(part, span, target, f"{rules.code}.named.{shape.rule}"))
            taken.append(span)


def _dates(match: re.Match[str]) -> tuple[datetime.date | None, datetime.date | None]:
    groups = match.groupdict()
    if not groups.get("day"):
        return None, None
    try:
        start = datetime.date(int(groups["year"]), int(groups["month"]), int(groups["day"]))
        last = groups.get("last")
        end = start.replace(month=int(groups.get("last_month") or start.month), day=int(last)) if last else start
    except ValueError:
        return None, None
    return start, end


@cache
def _clause_mark() -> re.Pattern[str]:
    return re.compile(f"[{marks('clause')}]")


_LONGEST = 100
"""Characters of an item's name in its address."""


def item_path(body: str, session: str, title: str) -> str | None:
    """Path of an agenda item known only by its title; None where the title can be no address."""
    plain = "".join(char for char in title if not unicodedata.combining(char))
    slug = re.sub(r"[^\w]+", "-", plain.strip().lower()).strip("-_")
    if len(slug) > _LONGEST:  # ends with a whole word, where there are several
        slug = slug[:_LONGEST].rpartition("-")[0] or slug[:_LONGEST]
    path = f"item/{body}/{session}/{slug}"
    try:
        mint("", path)
    except AddressError:
        return None
    return path if slug else None
