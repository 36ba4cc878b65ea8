"""What of a work tells which document it renews: small, since it is kept of every work until the end of a build."""

from __future__ import annotations

import base64
import datetime
import json
import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from resograph.documents import Document, PartKind
from resograph.languages.profile import profile
from resograph.merging.effects import effects_of_act
from resograph.merging.work import Version, Work
from resograph.symbols import Symbol, parse
from resograph.symbols.sessions import years
from resograph.wording.paragraphs import is_compared
from resograph.wording.sketches import Sketch, sketch
from resograph.wording.tokens import tokens_of

_TITLED = 0.9
"""Share of the words of a title that a paragraph has which cites what came before under it."""
_ROW = 3
"""Documents of its body that a preamble cites together as those before it: "its resolutions 70/189, 72/206, 74/205"."""
_YEARS_BETWEEN = 5
"""What was adopted longer ago is not the document before in a series."""
_PROLONGING = ("extends", "terminates")
"""What a text does to the one whose row it stands in; one that it amends or replaces in part may be another's."""
_SIZES = "I"
"""Sketches are kept as numbers of 32 bits."""
_NUMBERS = re.compile(r"[\d\W_]+")


@dataclass(frozen=True)
class Member:
    """A document that may stand in a series.

    ``cited``: symbols of what its body adopted and it cites; ``prolonged``: of those that it extends or ends.
    ``named_before``: the newest document of the body that its preamble cites under its own title. ``sketches``: of its
    paragraphs, in the language of its reference version; ``parts``: their ids.
    """

    symbol: Symbol
    adopted: datetime.date | None
    titles: Mapping[str, str]
    """By language, without case, numbers and punctuation."""
    cited: frozenset[str]
    prolonged: frozenset[str]
    named_before: Symbol | None
    language: str
    sketches: tuple[Sketch, ...]
    parts: tuple[str, ...]

    def to_json(self) -> str:
        """As JSON, to be kept."""
        flat = array(_SIZES, [number for one in self.sketches for number in (len(one), *one)])
        row = [
            self.symbol.text,
            self.adopted.isoformat() if self.adopted else "",
            dict(self.titles),
            sorted(self.cited),
            sorted(self.prolonged),
            self.named_before.text if self.named_before else "",
            self.language,
            base64.b64encode(flat.tobytes()).decode(),
            " ".join(self.parts),
        ]
        return json.dumps(row, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Member:
        """What ``to_json`` wrote."""
        symbol, adopted, titles, cited, prolonged, before, language, packed, parts = json.loads(text)
        return cls(
            parse(symbol),
            datetime.date.fromisoformat(adopted) if adopted else None,
            titles,
            frozenset(cited),
            frozenset(prolonged),
            parse(before) if before else None,
            language,
            tuple(_unpacked(base64.b64decode(packed))),
            tuple(parts.split()),
        )

    @property
    def since(self) -> str:
        """The day of its adoption, where it is not known the end of the year in which its session opened."""
        return self.adopted.isoformat() if self.adopted else f"{years(self.symbol)[0]:04}-12-31"

    def is_before(self, other: Member) -> bool:
        """Whether it was adopted before another: by the day, or by the years of their sessions."""
        if self.adopted and other.adopted:
            return self.adopted < other.adopted
        return years(self.symbol)[1] <= years(other.symbol)[0] and self.symbol.session != other.symbol.session


def member_of(work: Work) -> Member | None:
    """What of a work tells its series; None for what no organ adopted."""
    if work.symbol.body is None:
        return None
    shown = work.reference.document
    unspaced = profile(shown.language).spacing.unspaced
    found = [
        (part.eid, one)
        for part in shown.walk()
        if is_compared(part) and (one := sketch(tokens_of(part.text, shown.language), unspaced))
    ]
    return Member(
        symbol=work.symbol,
        adopted=next((day for version in work.versions if (day := version.document.cover.adopted)), None),
        titles={version.language: plain_title(version.document.title) for version in work.versions},
        cited=frozenset(symbol.text for symbol, _ in _cited(work.reference, work.symbol)),
        prolonged=frozenset(
            one.symbol.text for act in work.acts for one in effects_of_act(act) if one.kind in _PROLONGING
        ),
        named_before=_named_before(work.reference, work.symbol),
        language=shown.language,
        sketches=tuple(one for _, one in found),
        parts=tuple(eid for eid, _ in found),
    )


def plain_title(title: str) -> str:
    """A title as it is compared: sessions and years change from one document of a series to the next.

    >>> plain_title("Credentials: 76th session – (2021)")
    'credentials th session'
    """
    return _NUMBERS.sub(" ", title.casefold()).strip()


def _unpacked(content: bytes) -> Iterator[Sketch]:
    flat = array(_SIZES)
    flat.frombytes(content)
    at = 0
    while at < len(flat):
        yield tuple(flat[at + 1 : at + 1 + flat[at]])
        at += 1 + flat[at]


def _cited(version: Version, own: Symbol) -> Iterator[tuple[Symbol, str]]:
    """What the body itself adopted and the version cites by number, with the part that does so, in text order."""
    for citation in version.annotations.citations:
        if citation.symbol.body == own.body and citation.symbol != own and not citation.by_name:
            yield citation.symbol, citation.part


def _named_before(version: Version, own: Symbol) -> Symbol | None:
    """The newest that the first preambular paragraph cites which also has the words of the title; else the last of the
    row that the first one lists which cites any."""
    document = version.document
    title = set(tokens_of(document.title, document.language))
    cited: dict[str, list[Symbol]] = {}
    for symbol, part in _cited(version, own):
        if symbol.kind is own.kind and years(symbol)[0]:
            cited.setdefault(part, []).append(symbol)
    preamble = [(eid, words) for eid, words in _preamble(document) if eid in cited]
    for eid, words in preamble:
        recent = [symbol for symbol in cited[eid] if _is_recent(symbol, own)]
        if recent and title and len(title & set(tokens_of(words, document.language))) >= _TITLED * len(title):
            return max(recent, key=_age)
    row = list(dict.fromkeys(cited[preamble[0][0]])) if preamble else []
    is_row = len(row) >= _ROW and row[-1] == max(row, key=_age) and _is_recent(row[-1], own)
    return row[-1] if is_row else None


def _is_recent(symbol: Symbol, own: Symbol) -> bool:
    """Whether it may be the document before: a draft has no session yet."""
    return 0 < years(own)[0] - years(symbol)[0] <= _YEARS_BETWEEN if years(own)[0] else not own.text


def _age(symbol: Symbol) -> tuple[tuple[int, int], int, str]:
    return years(symbol), symbol.figure, symbol.text


def _preamble(document: Document) -> Iterator[tuple[str, str]]:
    for part in document.walk():
        if part.kind is PartKind.PREAMBULAR:
            yield part.eid, part.text
