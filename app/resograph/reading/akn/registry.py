"""What a file knows beyond its text: drafts and sponsors, votes, the cataloguer's subjects, matched keywords."""

from __future__ import annotations

import datetime
import re

from lxml import etree

from resograph.documents import Appointment, Draft, Keyword, Registry, Vote
from resograph.documents.xml import bare_name, below, child, flat, local
from resograph.text.digits import figure

_UNKNOWN = datetime.date(1, 1, 1)
#: Outcomes of drafts that were not adopted.
_FAILED = ("veto", "notAdopted", "withdrawn")
#: The library's own lists; everything else is matched by machine.
_LIBRARY = "DHLAUTH"


def read_registry(meta: etree._Element | None) -> Registry | None:
    """The registry of a ``meta`` block; None where it holds nothing of the kind."""
    words = [element for element in below(meta, "keyword") if (element.get("value") or "").strip()]
    library = [word for word in words if _source(word) == _LIBRARY]
    titles = [_value(word) for word in library if word.get("refersTo") == "title"]
    adopted = _adoption(meta)
    registry = Registry(
        title=titles[0] if titles else None,
        drafts=_drafts(meta),
        recommended_in=tuple(_as(step) for step in _steps(meta, "recommendedForAdoption") if _as(step)),
        adopted_at=(_as(adopted) or None) if adopted is not None else None,
        adoption=_by(adopted) if adopted is not None else None,
        legal_basis=(adopted.get("refersTo") or None) if adopted is not None else None,
        appointments=_appointments(meta),
        outcome=_failure(adopted),
        acted=read_date(adopted.get("date")) if adopted is not None and _failure(adopted) else None,
        vote=_vote(meta),
        subjects=tuple(_keyword(word) for word in library if not word.get("refersTo")),
        agenda=tuple(_keyword(word) for word in library if word.get("refersTo") == "agenda"),
        keywords=tuple(dict.fromkeys(_keyword(word) for word in words if _source(word) != _LIBRARY)),
    )
    return registry if registry != Registry() else None


def read_date(text: str | None) -> datetime.date | None:
    """An ISO date; the files write 0001-01-01 for an unknown one."""
    try:
        day = datetime.date.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return None if day == _UNKNOWN else day


def _source(word: etree._Element) -> str:
    parent = word.getparent()
    return (parent.get("source") or "") if parent is not None else ""


def _value(word: etree._Element) -> str:
    return re.sub(r"\s+", " ", word.get("value") or "").strip()


def _keyword(word: etree._Element) -> Keyword:
    return Keyword(_value(word), word.get("showAs") or "", word.get("href") or None, word.get("dictionary") or "")


def _steps(meta: etree._Element | None, *outcomes: str) -> list[etree._Element]:
    return [step for step in below(meta, "step") if (step.get("outcome") or "").lstrip("#") in outcomes]


def _as(step: etree._Element) -> str:
    return (step.get("as") or "").strip()


def _by(step: etree._Element) -> str | None:
    by = re.sub(r"\s+", " ", step.get("by") or "").strip()
    return None if by.startswith("#") else by or None


def _adoption(meta: etree._Element | None) -> etree._Element | None:
    """The step at which the text was put to the body, whatever came of it."""
    return next(iter(_steps(meta, "adopted", *_FAILED)), None)


def _failure(step: etree._Element | None) -> str | None:
    outcome = (step.get("outcome") or "").lstrip("#") if step is not None else ""
    return outcome if outcome in _FAILED else None


def _drafts(meta: etree._Element | None) -> tuple[Draft, ...]:
    """Each draft with the sponsors that joined it later."""
    drafts: list[Draft] = []
    for step in _steps(meta, "draftResolution", "draftDecision", "draftResolutionAdditionalSponsors"):
        by = _by(step) or ""
        if (step.get("outcome") or "").endswith("Sponsors"):
            if drafts and by and not drafts[-1].additional_sponsors:
                last = drafts[-1]
                drafts[-1] = Draft(last.symbol, last.date, last.sponsors, by)
            elif by:
                drafts.append(Draft("", None, "", by))
        elif _as(step) or by:
            drafts.append(Draft(_as(step), read_date(step.get("date")), by))
    return tuple(drafts)


def _appointments(meta: etree._Element | None) -> tuple[Appointment, ...]:
    """Members of a body, as a decision on its membership lists them."""
    found: list[Appointment] = []
    for step in _steps(meta, "composition", "appointment"):
        ends = [read_date(value) for key, value in step.attrib.items() if bare_name(str(key)) == "end"]
        starts = [read_date(value) for key, value in step.attrib.items() if bare_name(str(key)) == "start"]
        begins = starts[0] if starts else read_date(step.get("date"))
        found.append(
            Appointment(_by(step) or "", _as(step), step.get("refersTo") or "", begins, ends[0] if ends else None)
        )
    return tuple(found)


def _vote(meta: etree._Element | None) -> Vote | None:
    voting = next(iter(below(meta, "voting")), None)
    if voting is None:
        return None
    counts: dict[str, int | None] = {}
    states: dict[str, tuple[str, ...]] = {}
    for count in voting:
        if local(count) != "count":
            continue
        key = (count.get("refersTo") or "").lstrip("#")
        value = re.search(r"\d+", count.get("value") or "")
        counts[key] = figure(value[0]) if value else None
        names = [flat(voter) for voter in below(child(count, "voters"), "organization")]
        states[key] = tuple(name for name in names if name)
    outcome = (voting.get("outcome") or "").strip().lstrip("#") or None
    if outcome is None and not counts:
        return None
    return Vote(
        outcome,
        counts.get("inFavour"),
        counts.get("against"),
        counts.get("abstaining"),
        counts.get("notVoting"),
        states.get("inFavour", ()),
        states.get("against", ()),
        states.get("abstaining", ()),
        states.get("notVoting", ()),
    )
