"""Footnotes at the foot of their pages, and the marks in the words above that lead to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from resograph.reading.layout.inline import mark as inline_mark
from resograph.reading.layout.pages import Line

_RULE = re.compile(r"[_\u2014\u2013\u2500\u2015\u2501-]{4,}")
_START = re.compile(
    r"(?P<mark>\*{1,3}|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}|\(?\d{1,3}\)?|[a-z](?=\s))\.?(?:\s+(?P<text>.*)|(?P<close>[^\s\d.,/].*))?$"
)
_APART = re.compile(r"[^\W\d_][,;.:]?\s$|[)\]”\"][,;.:]?\s$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_ENDED = tuple('.。!?)”»"’]*')


@dataclass
class RawNote:
    """A footnote: its mark, the lines of its text, and where it stands."""

    mark: str
    lines: list[str]
    page: int


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
        fits = start and _is_next(start["mark"], found.notes, -1 if first else page[0].page)
        if start and fits and (first or _begins(line.text, start, found.notes, page[0].page, date)):
            text = start["text"] or start["close"] or ""
            found.notes.append(RawNote(_plain(start["mark"]), [text] if text else [], line.page))
        elif found.notes:
            found.notes[-1].lines.append(line.text)
        else:
            found.lines.append(line)


def _begin(page: list[Line], found: Noted, date: re.Pattern[str]) -> int:
    """The index in the page where its notes begin."""
    for index, line in enumerate(page[:-1]):
        if _RULE.fullmatch(line.text):
            start = _START.match(page[index + 1].text)
            if start and _is_next(start["mark"], found.notes, -1):
                return index
    return next((index for index in range(1, len(page)) if _unruled(page, index, _last(found.notes), date)), len(page))


def _unruled(page: list[Line], index: int, last: int, date: re.Pattern[str]) -> bool:
    """Whether notes begin at a line without a rule above: with the next number, whose mark stands in the page."""
    start = _START.match(page[index].text)
    if not start or not start["text"] or not _plain(start["mark"]).isdecimal():
        return False
    number = int(_plain(start["mark"]))
    if date.match(page[index].text) or " | " in page[index].text:
        return False
    if page[index].text.startswith(f"{number}.") or start["text"][0].islower() or start["text"][0].isdecimal():
        return False
    above = re.sub(r"\s*\d{1,3}$", "", page[index - 1].text)
    fits = last < number < last + 4 if last else number == 1 or (number < 200 and above.endswith(_ENDED))
    apart = above.endswith(_ENDED) or page[index].gap > page[index - 1].gap or number == last + 1
    return fits and apart and _marked(page[:index], number) and not _begins_with(page[:index], number)


def _begins_with(lines: Sequence[Line], number: int) -> bool:
    return any(line.text.startswith(f"{number} ") for line in lines)


def _marked(lines: Sequence[Line], number: int) -> bool:
    """Whether a mark of this number stands in the lines; only scans of old volumes set it apart from its word."""
    places = _places(lines, range(len(lines)), str(number))
    return max((place.weight for place in places), default=0.0) >= (0.8 if number > 3 else 1.2)


def _last(notes: Sequence[RawNote]) -> int:
    return next((int(note.mark) for note in reversed(notes) if note.mark.isdecimal()), 0)


def _is_next(mark: str, notes: Sequence[RawNote], page: int) -> bool:
    plain = _plain(mark)
    if not plain.isdecimal():
        letters = [note.mark for note in notes if note.mark.isalpha()]
        return not plain.isalpha() or plain == (chr(ord(letters[-1]) + 1) if letters else "a")
    last = _last(notes)
    return int(plain) == last + 1 or (not last and page < 0) or (last > 0 and int(plain) == 1 and page < 0)


def _begins(text: str, start: re.Match[str], notes: Sequence[RawNote], page: int, date: re.Pattern[str]) -> bool:
    """Whether a line with the next number begins a note, and does not go on with the one above ("of / 2 May 2020")."""
    if not notes or notes[-1].page != page or not notes[-1].lines or notes[-1].lines[-1].endswith(_ENDED):
        return True
    words = (start["text"] or start["close"] or "").lstrip()
    return not date.match(text) and not words[:1].islower() and not words[:1].isdecimal()


def _plain(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark).strip("()")


# ── marks ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class _Place:
    """A place where a mark may stand: line, characters, and how likely it is one."""

    line: int
    start: int
    end: int
    weight: float


def _place(found: Noted, first: int) -> None:
    """Put inline marks where the notes' marks stand: page by page, in their order, the likeliest places."""
    lines = found.lines
    by_page: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.number >= first:
            by_page.setdefault(line.page, []).append(index)
    numbered = [(index, note) for index, note in enumerate(found.notes)]
    chosen: dict[int, list[tuple[_Place, int]]] = {}
    for page, group in groupby(numbered, key=lambda pair: pair[1].page):
        notes = list(group)
        near = [*by_page.get(page - 1, []), *by_page.get(page, [])]
        places = [_places(lines, near, note.mark) for _, note in notes]
        places = [[_weighed(place, lines, page) for place in options] for options in places]
        for (index, _), place in zip(notes, _in_order(places), strict=True):
            if place:
                chosen.setdefault(place.line, []).append((place, index))
    alone: set[int] = set()
    for at, marks in chosen.items():
        text = lines[at].text
        for place, index in sorted(marks, key=lambda pair: -pair[0].start):
            text = text[: place.start].rstrip(" ") + inline_mark(index) + text[place.end :]
        if not re.sub(r"[\ue000-\uf8ff\s]", "", text) and at:
            alone.add(at)
        lines[at] = replace(lines[at], text=text)
    for at in sorted(alone, reverse=True):
        lines[at - 1] = replace(lines[at - 1], text=lines[at - 1].text + lines[at].text)
        if at + 1 < len(lines):
            lines[at + 1] = replace(lines[at + 1], gap=lines[at].gap)
        del lines[at]


def _weighed(place: _Place, lines: Sequence[Line], page: int) -> _Place:
    """A place on the page before counts for less: a note may have slipped to the next page."""
    return place if lines[place.line].page == page else replace(place, weight=place.weight * 0.4)


def _places(lines: Sequence[Line], near: Sequence[int], mark: str) -> list[_Place]:
    places: list[_Place] = []
    if not mark.isdecimal():
        pattern = re.compile(rf"(?<=\S){re.escape(mark)}(?!\S)")
        return [_Place(i, m.start(), m.end(), 1.0) for i in near for m in pattern.finditer(lines[i].text)]
    high = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in mark)
    pattern = re.compile(
        rf"(?<![⁰-⁹¹²³]){high}(?![⁰-⁹¹²³])|(?P<b>(?<=[^\s(])\({mark}\))|(?<!\d){mark}(?!\d)"
        rf"|(?<!\d){mark}(?=(?:1[89]|20)\d\d\s?年)|(?P<d>(?<=\d){mark}(?!\d))"
    )
    apart: list[_Place] = []
    for index in near:
        text = lines[index].text
        if text == mark:
            places.append(_Place(index, 0, len(text), 3.0))
            continue
        if mark[0] not in text and high[0] not in text:
            continue
        for found in pattern.finditer(text):
            above = lines[index - 1].text if not found.start() and index else ""
            weight = _weight(text, found, high) if not above else _at_start(above, text, found, high)
            if weight:
                places.append(_Place(index, found.start(), found.end(), weight))
            elif _APART.search(text[: found.start()]) and re.match(r"\s|$", text[found.end() :]):
                apart.append(_Place(index, found.start(), found.end(), 0.8))
    return places or apart  # some scans set a mark apart from its word


def _at_start(above: str, text: str, found: re.Match[str], high: str) -> float:
    """A mark that a break has parted from its word; a paragraph's number stands there more often."""
    if found[0] == high:
        return 4.0
    if found["d"] or found["b"] or re.match(r"\s?[.．、)\-–]|\s", text[found.end() :]):
        return 0.0
    return 0.4 * _place_weight(above, text[found.end() :])


def _weight(text: str, found: re.Match[str], high: str) -> float:
    before, after = text[: found.start()], text[found.end() :]
    if found[0] == high or found["b"]:
        return 4.0
    return _behind_figures(before, after[:1]) if found["d"] else _place_weight(before, after)


def _place_weight(before: str, after: str) -> float:
    """How likely a figure between these words is a mark."""
    last, following = before[-1:], after[:1]
    if not after and re.fullmatch(r"\(?[^\W\d_]{1,5}\)?\*?", before):
        return 3.5  # a part's letter, alone on its line with the mark
    if not last or last.isspace():
        return 0.0
    if last in ".," and (figures := re.search(r"[\d/]+(?=[.,]$)", before)):
        return 2.4 if "/" in figures[0] or _YEAR.fullmatch(figures[0]) else 0.3  # "21/11,7" and not "3,7 per cent"
    if last in "“«":  # closes a quotation in Arabic, opens one elsewhere
        return 0.0 if following.isalnum() else 1.6
    if last in "/-‑–([{<《（’‘'#$€№" or following in ("/", "-", "‑", "%", "_"):
        return 0.0
    if following in (".", ",") and after[1:2].isdecimal():
        return 0.0
    if last == "." and "/" in before.rsplit(" ", 1)[-1]:
        return 0.0  # "A/76/418/Add.1"
    if last in ',;.，；。،؛”»）)：:、》’"':
        return 3.0
    if not last.isalpha():
        return 0.5
    han = "CJK" in unicodedata.name(last, "")
    if han:
        return 0.0 if last == "第" or (following and following in "年月日号段条款项届次个名") else 1.2
    if not (following == "" or following.isspace() or following in ",;.:)،؛”»]"):
        return 0.2
    return 2.0 if not last.isupper() or before[-2:-1].isalpha() else 0.6


def _behind_figures(before: str, following: str) -> float:
    """A mark set close to a figure: likely behind a year, possible behind a number such as 70/1, else not."""
    if following.isalnum() or following in ("/", "-", "–", "‑", "%"):
        return 0.0
    figures = re.search(r"(?P<slash>/)?(?P<run>\d+)$", before)
    if not figures:
        return 0.0
    if _YEAR.fullmatch(figures["run"]):
        return 1.8
    if re.search(r"[.\-‑]\d+$", before) and len(figures["run"]) < 3:
        return 0.3  # "1/CP.21" or "COVID-19" before a mark
    return 0.5 if figures["slash"] else 0.0


def _in_order(places: Sequence[Sequence[_Place]]) -> list[_Place | None]:
    """One place for each mark, each behind the one before it, of the greatest weight in all."""
    best: list[tuple[float, tuple[int, int], list[_Place | None]]] = [(0.0, (-1, -1), [])]
    for options in places:
        grown: list[tuple[float, tuple[int, int], list[_Place | None]]] = []
        for total, at, chosen in best:
            grown.append((total, at, [*chosen, None]))
            for place in options[:40]:
                if (place.line, place.start) > at:
                    grown.append((total + place.weight, (place.line, place.start), [*chosen, place]))
        grown.sort(key=lambda state: (-state[0], state[1]))
        best = _frontier(grown)
    return best[0][2]


def _frontier(
    states: list[tuple[float, tuple[int, int], list[_Place | None]]],
) -> list[tuple[float, tuple[int, int], list[_Place | None]]]:
    """Of states by falling weight, those that stand earlier than all before them; at most thirty."""
    kept: list[tuple[float, tuple[int, int], list[_Place | None]]] = []
    for state in states:
        if not kept or state[1] < kept[-1][1]:
            kept.append(state)
    return kept[:30]
