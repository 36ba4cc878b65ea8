"""What stands in a line beside its words, held as private-use characters.

These are note marks, and the ends of italics, of bold words that tell who proposes them, and of what others changed.

Readers put them in, ``parted`` takes them out and says where they stood. Characters of these ranges that a file itself
holds are taken out before (``cleaned``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from resograph.documents import Span, Variant
from resograph.languages.profile import Profile
from resograph.reading.places import Places
from resograph.resources import table

_FIRST_MARK, _LAST_MARK = 0xE000, 0xF7FF
EMPHASIS_START, EMPHASIS_END = "\uf8f0", "\uf8f1"
BOLD_START, BOLD_END = "\uf8f2", "\uf8f3"
_CHANGE, _CHANGED = 0xF0000, 0x100000
"""The first characters that begin, and that end, what was changed."""
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_FORMS = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufb50-\ufbff\ufc00-\ufd3d\ufd50-\ufdcf\ufe70-\ufefc]+")
"""Radicals and words of Han in places of their own, ligatures, and letters of Arabic in the forms of their places."""
_SOFT_HYPHEN = re.compile(r"\u00ad+(?!\s*(?:\n|$))")
"""Not at a line's end, where it is a hyphen."""
_STROKE = re.compile(r"(?<=\d)\s?[\u2044\u2215]\s?(?=\d)")
_CONTROL = re.compile(
    r"[\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udfff]"
)


@dataclass(frozen=True)
class Parted:
    """The tidy text, (note index, offset) of each mark that it held, what was emphasised, and what was proposed."""

    text: str
    marks: list[tuple[int, int]]
    emphasis: tuple[Span, ...] = ()
    variants: tuple[Variant, ...] = ()


def mark(index: int) -> str:
    """The character that stands for the mark of a note, by the note's index in ``Pages.notes``."""
    return chr(min(_FIRST_MARK + index, _LAST_MARK))


def change(index: int) -> tuple[str, str]:
    """The characters around what was changed, by the change's index in ``Pages.changes``."""
    place = min(index, 0xFFFD)
    return chr(_CHANGE + place), chr(_CHANGED + place)


def has_changes(text: str) -> bool:
    """Whether a text holds the characters of ``change``."""
    return not text.isascii() and max(text) >= chr(_CHANGE)


def marks_in(text: str) -> list[int]:
    """The indices of the notes whose marks a text holds."""
    return [ord(char) - _FIRST_MARK for char in _PRIVATE.findall(text) if ord(char) <= _LAST_MARK]


def with_marks(text: str, order: Mapping[int, int]) -> str:
    """The text with marks for other indices of notes; those that have none go."""

    def changed(found: re.Match[str]) -> str:
        index = ord(found[0]) - _FIRST_MARK
        return found[0] if ord(found[0]) > _LAST_MARK else mark(order[index]) if index in order else ""

    return _PRIVATE.sub(changed, text)


def cleaned(text: str) -> str:
    """A file's text without control, direction and private-use characters, which would not survive.

    Characters that only say how others look (ligatures, radicals, the forms of Arabic letters, soft hyphens inside
    lines, strokes of fractions) are those others.
    """
    if text.isascii():
        return _CONTROL.sub("", text)
    if _FORMS.search(text):
        text = _FORMS.sub(lambda found: _plain(found[0]), text)
    text = _SOFT_HYPHEN.sub("", text)
    return _CONTROL.sub("", _STROKE.sub("/", text))


def _plain(shaped: str) -> str:
    return unicodedata.normalize("NFKC", shaped.translate(_radicals())).replace(" ", "")


@cache
def _radicals() -> dict[int, int]:
    pairs = table("data", "characters.toml")["radicals"]
    return str.maketrans(pairs["written"], pairs["read_as"])


def words_of(text: str) -> str:
    """The text without what stands for marks and italics."""
    return text if text.isascii() else _PRIVATE.sub("", text)


def parted(text: str, profile: Profile, changes: Sequence[Variant] = ()) -> Parted:
    """Words, marks and emphasis of a text, apart; ``changes`` are those whose characters it holds, without places."""
    text = text.replace("\u00ad", "")
    if not _PRIVATE.search(text):
        return Parted(profile.tidy(text), [])
    plain: list[str] = []
    length = 0
    signs: list[tuple[str, int]] = []  # each with its place in the words
    for piece in re.split(r"([\ue000-\uf8ff\U000f0000-\U0010ffff])", text):
        if _PRIVATE.fullmatch(piece):
            signs.append((piece, length))
        else:
            plain.append(unicodedata.normalize("NFC", piece))
            length += len(plain[-1])
    whole = profile.tidy("".join(plain))
    places = Places("".join(plain), whole)
    return Parted(
        whole,
        [(ord(sign) - _FIRST_MARK, places.end(at)) for sign, at in signs if ord(sign) <= _LAST_MARK],
        _emphasis(signs, places),
        _changes(signs, places, changes, length),
    )


def _emphasis(signs: Sequence[tuple[str, int]], places: Places) -> tuple[Span, ...]:
    found: list[Span] = []
    begun = -1
    for sign, at in signs:
        if sign == EMPHASIS_START:
            begun = places.start(at)
        elif sign == EMPHASIS_END:
            end = places.end(at)
            if 0 <= begun < end:
                found.append(Span(begun, end))
            begun = -1
    return tuple(found)


def _changes(
    signs: Sequence[tuple[str, int]], places: Places, changes: Sequence[Variant], length: int
) -> tuple[Variant, ...]:
    """The changes whose characters a text holds; one that does not end goes to the end of the text."""
    open_: dict[int, int] = {}
    spans: dict[int, Span] = {}
    for sign, at in signs:
        index, ends = (ord(sign) - _CHANGE) % 0x10000, ord(sign) >= _CHANGED
        if ord(sign) < _CHANGE:
            continue
        if not ends:
            open_[index] = places.start(at)
        else:
            spans[index] = Span(open_.pop(index, 0), places.end(at))
    spans |= {index: Span(start, places.end(length)) for index, start in open_.items()}
    return tuple(
        replace(changes[index], span=Span(min(span.start, span.end), span.end))
        for index, span in sorted(spans.items())
        if index < len(changes)
    )


def without_beginning(words: Parted, cut: int) -> Parted:
    """What stands behind the first ``cut`` characters (a number, a formula)."""
    rest = words.text[cut:]
    lead = cut + len(rest) - len(rest.lstrip())
    marks = [(index, max(0, offset - lead)) for index, offset in words.marks]
    emphasis = tuple(Span(max(0, span.start - lead), span.end - lead) for span in words.emphasis if span.end > lead)
    bare = rest.strip()

    def moved(span: Span) -> Span:
        return Span(min(max(0, span.start - lead), len(bare)), min(max(0, span.end - lead), len(bare)))

    variants = tuple(replace(one, span=moved(one.span)) for one in words.variants)
    return Parted(bare, marks, emphasis, variants)
