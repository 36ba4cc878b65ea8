"""What is proposed for a paragraph, of ``ins``, ``del``, ``span`` and ``remark`` as we write them.

``writing/akn/variants.py`` says what each element means.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from resograph.documents import Span, Variant, VariantKind
from resograph.documents.xml import local

_RESO = "https://w3id.org/resograph/ns#"
NUMBER, _TAKEN = f"{{{_RESO}}}variant", f"{{{_RESO}}}taken"
_KINDS = {kind.value: kind for kind in VariantKind}
_REFERENCES = "{*}meta/{*}references/*"


def is_aside(piece: etree._Element) -> bool:
    """Whether a piece of a variant holds words that stand beside the text."""
    name = local(piece)
    return name == "remark" or name == ("del" if piece.get(_TAKEN) == "true" else "ins")


@dataclass
class _Made:
    """A variant in the making; ``start`` and ``end`` are places in raw text, -1 where no words are its own."""

    piece: etree._Element
    at: int
    start: int = -1
    end: int = -1
    text: str = ""
    inside: tuple[Variant, ...] = ()


@dataclass
class Variants:
    """The variants of one paragraph, by their numbers."""

    made: dict[str, _Made] = field(default_factory=dict)

    def take(
        self, piece: etree._Element, start: int, end: int, text: str = "", inside: tuple[Variant, ...] = ()
    ) -> None:
        """A piece: words of the raw text from ``start`` to ``end``, or ``text`` beside it."""
        made = self.made.setdefault(piece.get(NUMBER, ""), _Made(piece, start))
        if is_aside(piece):
            made.text, made.inside = text, inside
        else:
            made.start = start if made.start < 0 else min(made.start, start)
            made.end = max(made.end, end)

    def placed(self, span: Callable[[int, int], Span], end: Callable[[int], int]) -> tuple[Variant, ...]:
        """The variants in order, at their places in the tidy text."""
        ordered = sorted(self.made.items(), key=lambda pair: (len(pair[0]), pair[0]))
        return tuple(_variant(made, span, end) for _, made in ordered)


def _variant(made: _Made, span: Callable[[int, int], Span], end: Callable[[int], int]) -> Variant:
    piece = made.piece
    place = span(made.start, made.end) if made.start >= 0 else Span(end(made.at), end(made.at))
    return Variant(
        _KINDS.get(piece.get("class", ""), VariantKind.COMMENT),
        place,
        made.text,
        tuple(_shown(piece, reference) for reference in piece.get("refersTo", "").split()),
        piece.get("title", ""),
        made.inside,
        piece.get(_TAKEN) == "true",
    )


def _shown(piece: etree._Element, reference: str) -> str:
    """How a proponent is printed, by the id of its entry in the references."""
    held = next((above for above in piece.iterancestors() if above.find("{*}meta") is not None), None)
    entries = held.iterfind(_REFERENCES) if held is not None else ()
    return next((str(one.get("showAs")) for one in entries if one.get("eId") == reference[1:]), reference[1:])
