"""Footnotes at the foot of their pages, and the marks in the words above that lead to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from resograph.reading.layout.inline import mark as inline_mark
from resograph.reading.layout.pages import Line
from resograph.reading.text.marks import CERTAIN, Place, Places, plain

_RULE = re.compile(r"[_\u2014\u2013\u2500\u2015\u2501-]{4,}")
_START = re.compile(
    r"(?P<mark>\*{1,3}|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}|\(\d{1,3}\)|\[\d{1,3}\]|\d{1,3}/(?=\s)|\d{1,3}\)?|[a-z](?=\s))(?P<dot>\.?)"
    r"(?:\s+(?P<text>(?![-–—]\s).*)|(?P<close>[^\s\d.,/–—-].*))?$"
)
_TOLD = ("raised", "[]", "()", "/")
"""Forms in which a figure is a mark and nothing else."""
_ENDED = tuple('.。!?)”»"’]*')


@dataclass
class RawNote:
    """A footnote: its mark, the lines of its text, its page, and how its mark is printed."""

    mark: str
    lines: list[str]
    page: int
    form: str


@dataclass
class Noted:
    """Body lines with the marks found in them, and the notes."""

    lines: list[Line] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)


def with_notes(lines: Sequence[Line], date: re.Pattern[str], first: int = 0) -> Noted:
    """Take the notes from the feet of pages, and find their marks.

    Args:
        lines: without furniture.
        date: matches dates in the language.
        first: number of the line from which marks may stand; covers bear none.
    """
    found = Noted()
    for _, page in groupby(lines, key=lambda line: line.page):
        _separate(list(page), found, date)
    _place(found, first)
    return found


def _separate(page: list[Line], found: Noted, date: re.Pattern[str]) -> None:
    begin = _begin(page, found, date)
    found.lines += [line for line in page[:begin] if not _RULE.fullmatch(line.text)]
    ruled = begin < len(page)
    for line in page[begin:]:
        if _RULE.fullmatch(line.text):
            ruled = True
            continue
        start = _START.match(line.text)
        first, ruled = ruled, False
        fits = start and _is_next(start, found.notes, -1 if first else page[0].page)
        if start and fits and (first or _begins(line.text, start, found.notes, page[0].page, date)):
            text = start["text"] or start["close"] or ""
            found.notes.append(RawNote(plain(start["mark"]), [text] if text else [], line.page, _form(start)))
        elif found.notes:
            found.notes[-1].lines.append(line.text)
        else:
            found.lines.append(line)


def _form(start: re.Match[str]) -> str:
    """How a mark is printed before its note: raised, plain, in brackets, with a stroke or a full stop behind it."""
    mark = start["mark"]
    return "raised" if not mark.isascii() else re.sub(r"[^()\[\]/]", "", mark) + start["dot"]


def _begin(page: list[Line], found: Noted, date: re.Pattern[str]) -> int:
    """The index in the page where its notes begin."""
    for index, line in enumerate(page[:-1]):
        if _RULE.fullmatch(line.text):
            start = _START.match(page[index + 1].text)
            if start and _is_next(start, found.notes, -1):
                return index
    starts = {
        index: start
        for index, line in enumerate(page)
        if (start := _START.match(line.text)) and start["text"] and plain(start["mark"]).isdecimal()
    }
    places: Places | None = None
    begun: set[str] = set()  # figures that lines above begin with
    for index, start in starts.items():
        number = plain(start["mark"])
        if index and _unruled(page, index, start, found.notes, date) and (_form(start) or number not in begun):
            places = places or Places(page, range(len(page)), {plain(other["mark"]) for other in starts.values()})
            if _marked(places, index, start):
                return index
        if start["mark"] == number and not start["dot"] and not date.match(page[index].text):
            begun.add(number)
    return len(page)


def _unruled(
    page: list[Line], index: int, start: re.Match[str], notes: Sequence[RawNote], date: re.Pattern[str]
) -> bool:
    """Whether notes may begin at a line without a rule above: with the next number."""
    number, last = int(plain(start["mark"])), _last(notes)
    text, above = page[index].text, re.sub(r"\s*\d{1,3}$", "", page[index - 1].text)
    fits = last < number < last + 4 if last else number == 1 or (number < 200 and above.endswith(_ENDED))
    form = _form(start)
    if form in _TOLD:
        return fits
    if date.match(text) or " | " in text or form or start["text"][0].islower() or start["text"][0].isdecimal():
        return False
    apart = above.endswith(_ENDED) or page[index].gap > page[index - 1].gap or number == last + 1
    return fits and apart


def _marked(places: Places, index: int, start: re.Match[str]) -> bool:
    """Whether its mark stands in the lines above; only scans of old volumes set it apart from its word."""
    mark = plain(start["mark"])
    weight = max((place.weight for place in places.of(mark) if place.line < index), default=0.0)
    if _form(start) in _TOLD:
        return weight >= CERTAIN  # printed above as it is below
    return weight >= (0.8 if int(mark) > 3 else 1.2)


def _last(notes: Sequence[RawNote]) -> int:
    return next((int(note.mark) for note in reversed(notes) if note.mark.isdecimal()), 0)


def _is_next(start: re.Match[str], notes: Sequence[RawNote], page: int) -> bool:
    mark = plain(start["mark"])
    if not mark.isdecimal():
        letters = [note.mark for note in notes if note.mark.isalpha()]
        return not mark.isalpha() or mark == (chr(ord(letters[-1]) + 1) if letters else "a")
    last = _last(notes)
    if last and _form(start) != next(note.form for note in reversed(notes) if note.mark.isdecimal()):
        return False
    return int(mark) == last + 1 or (not last and page < 0) or (last > 0 and int(mark) == 1 and page < 0)


def _begins(text: str, start: re.Match[str], notes: Sequence[RawNote], page: int, date: re.Pattern[str]) -> bool:
    """Whether a line with the next number begins a note, and does not go on with the one above ("of / 2 May 2020")."""
    if not notes or notes[-1].page != page or not notes[-1].lines or notes[-1].lines[-1].endswith(_ENDED):
        return True
    words = (start["text"] or start["close"] or "").lstrip()
    return not date.match(text) and not words[:1].islower() and not words[:1].isdecimal()


# ── marks ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def _place(found: Noted, first: int) -> None:
    """Put inline marks where the notes' marks stand: page by page, in their order, the likeliest places.

    Notes that stand all together behind the text have their marks on any page.
    """
    lines = found.lines
    by_page: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.number >= first:
            by_page.setdefault(line.page, []).append(index)
    together = len({note.page for note in found.notes}) == 1
    everywhere = [index for indices in by_page.values() for index in indices]
    chosen: dict[int, list[tuple[Place, int]]] = {}
    for page, group in groupby(enumerate(found.notes), key=lambda pair: pair[1].page):
        notes = list(group)
        near = everywhere if together else [*by_page.get(page - 1, []), *by_page.get(page, [])]
        places = Places(lines, near, {note.mark for _, note in notes})
        options = [[_weighed(place, lines, page, together) for place in places.of(note.mark)] for _, note in notes]
        for (index, _), place in zip(notes, _in_order(options), strict=True):
            if place:
                chosen.setdefault(place.line, []).append((place, index))
    _set(lines, chosen)


def _weighed(place: Place, lines: Sequence[Line], page: int, together: bool) -> Place:
    """A place on the page before counts for less: a note may have slipped to the next page."""
    return place if together or lines[place.line].page == page else place._replace(weight=place.weight * 0.4)


def _set(lines: list[Line], chosen: Mapping[int, Sequence[tuple[Place, int]]]) -> None:
    """Put marks in; one alone on its line goes to the end of the line above."""
    alone: set[int] = set()
    for at, marks in chosen.items():
        text = lines[at].text
        for place, index in sorted(marks, key=lambda pair: -pair[0].start):
            text = text[: place.start].rstrip(" ") + inline_mark(index) + text[place.end :]
        if not re.sub(r"[\ue000-\uf8ff\s]", "", text) and at:
            alone.add(at)
        lines[at] = lines[at]._replace(text=text)
    for at in sorted(alone, reverse=True):
        lines[at - 1] = lines[at - 1]._replace(text=lines[at - 1].text + lines[at].text)
        if at + 1 < len(lines):
            lines[at + 1] = lines[at + 1]._replace(gap=max(lines[at].gap, lines[at + 1].gap))
        del lines[at]


def _in_order(places: Sequence[Sequence[Place]]) -> list[Place | None]:
    """One place for each mark, each behind the one before it, of the greatest weight in all."""
    best: list[tuple[float, tuple[int, int], list[Place | None]]] = [(0.0, (-1, -1), [])]
    for options in places:
        kept = sorted(sorted(options, key=lambda place: -place.weight)[:40])
        grown: list[tuple[float, tuple[int, int], list[Place | None]]] = []
        for total, at, chosen in best:
            grown.append((total, at, [*chosen, None]))
            for place in kept:
                if (place.line, place.start) > at:
                    grown.append((total + place.weight, (place.line, place.start), [*chosen, place]))
        grown.sort(key=lambda state: (-state[0], state[1]))
        best = _frontier(grown)
    return best[0][2]


def _frontier(
    states: list[tuple[float, tuple[int, int], list[Place | None]]],
) -> list[tuple[float, tuple[int, int], list[Place | None]]]:
    """Of states by falling weight, those that stand earlier than all before them; at most thirty."""
    kept: list[tuple[float, tuple[int, int], list[Place | None]]] = []
    for state in states:
        if not kept or state[1] < kept[-1][1]:
            kept.append(state)
    return kept[:30]
