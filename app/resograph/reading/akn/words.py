"""Mixed content to words: the tidy text, with emphasis, links and note marks at their places in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from lxml import etree

from resograph.documents import Hyperlink, Span, Variant
from resograph.documents.xml import local
from resograph.languages.profile import Profile
from resograph.reading.akn.variants import NUMBER, Variants, is_aside
from resograph.reading.places import Places

_TAB = re.compile(r"\s*\S{1,8}(?: [-–—])?\s*\t")
_GAP = re.compile(r"\s*\S{1,8}\s")


@dataclass(frozen=True)
class RawNote:
    """A note at an offset of the words that bear its mark."""

    mark: str
    words: Words
    anchor: int
    eid: str
    guid: str = ""


@dataclass(frozen=True)
class Words:
    """Tidy text and what is set in it.

    ``tab`` is the offset behind a gap near the start, where a number may end: a tab, or in a script without spaces any
    space. ``centred`` tells whether two tabs stand before the text, as files set headings.
    """

    text: str = ""
    emphasis: tuple[Span, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    notes: tuple[RawNote, ...] = ()
    tab: int = 0
    repeated_marks: tuple[str, ...] = ()
    centred: bool = False
    variants: tuple[Variant, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.notes or self.variants)

    def cut(self, place: int) -> Words:
        """The words from an offset on; notes before it move to the start."""
        rest = self.text[place:].lstrip()
        return self._moved(rest, -(len(self.text) - len(rest)))

    def without(self, gone: Sequence[Span], note: RawNote | None = None) -> Words:
        """The words without some of them, at places in order; a note that is given stands in place of the first."""
        starts = [span.start for span in gone]
        before = list(accumulate((span.end - span.start for span in gone), initial=0))
        pieces = zip([0, *(span.end for span in gone)], [*starts, len(self.text)], strict=True)

        def moved(offset: int) -> int:
            place = bisect_left(starts, offset)  # so many begin before it
            return offset - before[place] + max(0, gone[place - 1].end - offset) if place else offset

        def span(found: Span) -> Span:
            return Span(moved(found.start), moved(found.end))

        notes = [replace(held, anchor=moved(held.anchor)) for held in self.notes]
        if note is not None:
            notes.append(replace(note, anchor=starts[0]))
        return replace(
            self,
            text="".join(self.text[start:end] for start, end in pieces),
            emphasis=tuple(kept for found in self.emphasis if (kept := span(found)).start < kept.end),
            links=tuple(Hyperlink(span(link.span), link.href) for link in self.links),
            notes=tuple(sorted(notes, key=lambda held: held.anchor)),
            variants=tuple(replace(one, span=span(one.span)) for one in self.variants),
        )

    def then(self, other: Words, joint: str) -> Words:
        """These words and others behind them."""
        if not self.text or not other.text:
            joint = ""
        text = f"{self.text}{joint}{other.text}"
        moved = other._moved(text, len(text) - len(other.text))
        return Words(
            text,
            self.emphasis + moved.emphasis,
            self.links + moved.links,
            self.notes + moved.notes,
            self.tab,
            self.repeated_marks + other.repeated_marks,
            self.centred,
            self.variants + moved.variants,
        )

    @property
    def all_emphasised(self) -> bool:
        """Whether all of the text is set in italics or bold."""
        return bool(self.text) and any(span.end - span.start >= len(self.text.rstrip(" :")) for span in self.emphasis)

    def _moved(self, text: str, shift: int) -> Words:
        def moved(span: Span) -> Span:
            return Span(max(0, span.start + shift), span.end + shift)

        return Words(
            text,
            tuple(moved(span) for span in self.emphasis if span.end + shift > 0),
            tuple(Hyperlink(moved(link.span), link.href) for link in self.links if link.span.end + shift > 0),
            tuple(replace(note, anchor=max(0, note.anchor + shift)) for note in self.notes),
            0,
            self.repeated_marks,
            variants=tuple(replace(one, span=moved(one.span)) for one in self.variants),
        )


def read_words(elements: etree._Element | Sequence[etree._Element], profile: Profile) -> Words:
    """The words of an element, or of several as one text."""
    collector = _Collector(profile)
    for element in [elements] if isinstance(elements, etree._Element) else elements:
        collector.take(element)
        collector.text(" ")
    return collector.words()


def plain_words(text: str | None, profile: Profile) -> Words:
    """Words of bare text."""
    collector = _Collector(profile)
    collector.text(text or "")
    return collector.words()


@dataclass
class _Collector:
    profile: Profile
    raw: list[str] = field(default_factory=list)
    length: int = 0
    emphasis: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[tuple[int, etree._Element]] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    variants: Variants = field(default_factory=Variants)

    def text(self, text: str | None) -> None:
        if text:
            plain = unicodedata.normalize("NFC", text.translate(_WITHOUT_LAYOUT))
            self.raw.append(plain)
            self.length += len(plain)

    def take(self, element: etree._Element) -> None:
        self.text(element.text)
        for inner in element:
            self._take_inner(inner)
            self.text(inner.tail)

    def _take_inner(self, inner: etree._Element) -> None:
        start = self.length
        if inner.get(NUMBER):
            self._take_variant(inner)
            return
        match local(inner):
            case "authorialNote" | "note":
                self.notes.append((start, inner))
            case "eol" | "br":
                self.text(" ")
            case "img" | "embeddedStructure" | "quotedStructure":
                return
            case "span" if (raised := _raised(inner)) is not None:
                self._drop_layout()
                self._take_inner(raised)
            case "sup" if is_note_bracket(inner):
                return
            case "sup" if (mark := "".join(inner.itertext()).strip()).isdigit() and start:
                self.repeated.append(mark)
            case name:
                self.take(inner)
                if name in ("span", "i", "b", "em", "strong") and _is_emphasis(inner, name):
                    self.emphasis.append((start, self.length))
                elif href := inner.get("href"):
                    self.links.append((start, self.length, href))
                elif name in ("p", "tr", "item", "block", "heading", "num"):
                    self.text(" ")

    def _take_variant(self, piece: etree._Element) -> None:
        """A piece of what is proposed: words of the text, or words beside it."""
        start = self.length
        if is_aside(piece):
            beside = _Collector(self.profile)
            beside.take(piece)
            words = beside.words()
            self.variants.take(piece, start, start, words.text, words.variants)
        else:
            self.take(piece)
            self.variants.take(piece, start, self.length)

    def _drop_layout(self) -> None:
        """Take back the line's end and indent that a file sets before raised letters: "125", "e"."""
        while self.raw and self.raw[-1].isspace() and "\n" in self.raw[-1]:
            self.length -= len(self.raw.pop())
        self.notes = [(min(offset, self.length), note) for offset, note in self.notes]

    def words(self) -> Words:
        raw = "".join(self.raw)
        text = self.profile.tidy(raw)
        places = Places(raw, text)
        links = [Hyperlink(places.span(start, end), href) for start, end, href in self.links]
        tab = (_GAP if self.profile.spacing.unspaced else _TAB).match(raw)
        return Words(
            text,
            _joined(text, [places.span(start, end) for start, end in self.emphasis]),
            tuple(link for link in links if link.span.start < link.span.end),
            tuple(self._note(places.end(offset), found) for offset, found in self.notes),
            places.start(tab.end()) if tab else 0,
            tuple(self.repeated),
            raw[: len(raw) - len(raw.lstrip())].count("\t") > 1,
            self.variants.placed(places.span, places.end),
        )

    def _note(self, anchor: int, found: etree._Element) -> RawNote:
        inner = _Collector(self.profile)
        _skip_own_mark(found)
        inner.take(found)
        words = inner.words()
        # Arabic notes print the mark between brackets, and mostly lose it
        marked = re.match(rf"\(\s*(?:{re.escape(found.get('marker') or '')})?\s*\)\s*", words.text)
        if marked:
            words = words.cut(marked.end())
        mark = (found.get("marker") or "").strip()
        return RawNote(mark, words, anchor, found.get("eId") or "", found.get("GUID") or "")


def is_layout(char: str) -> bool:
    """Soft hyphens, zero-width and direction marks; joiners that shape letters are text."""
    return unicodedata.category(char) == "Cf" and char not in "\u200c\u200d" and not "\u0600" <= char <= "\u06dd"


class _WithoutLayout(dict[int, int | None]):
    """Code point → itself, None for layout: for ``str.translate``, learned as texts show them."""

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = None if is_layout(chr(code)) else code
        return kept


_WITHOUT_LAYOUT = _WithoutLayout()


def is_note_bracket(sup: etree._Element) -> bool:
    """Whether a ``sup`` is only a bracket around a note's mark, or a space."""
    words = "".join(sup.itertext()).strip()
    if not words:
        return True
    if words == "(":
        after, between = sup.getnext(), sup.tail
    elif words == ")":
        after = sup.getprevious()
        between = after.tail if after is not None else None
    else:
        return False
    return after is not None and local(after) in ("authorialNote", "sup") and not (between or "").strip()


def _raised(span: etree._Element) -> etree._Element | None:
    """The ``sup`` that a ``span`` holds and nothing else, with layout around it."""
    alone = len(span) == 1 and local(span[0]) == "sup" and not f"{span.text or ''}{span[0].tail or ''}".strip()
    return span[0] if alone and "\n" in (span.text or "") else None


def _skip_own_mark(note: etree._Element) -> None:
    """Empty the ``sup`` that repeats the mark at the head of the note."""
    for found in note.iter():
        if local(found) == "sup" and re.fullmatch(r"[\s\d()*]*", "".join(found.itertext())):
            for inner in found.iter():
                inner.text = None
        elif local(found) != "p" and "".join(found.itertext()).strip() and found is not note:
            return
        if (found.text or "").strip() or (found.tail or "").strip():
            return


def _is_emphasis(element: etree._Element, name: str) -> bool:
    return name != "span" or bool({"italic", "bold"} & set((element.get("class") or "").split()))


def _joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Neighbouring spans as one: "<i>Welcoming</i> <i>also</i>" is one emphasis."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
