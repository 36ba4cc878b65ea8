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
        tuple(piece.get("refersTo", "").splitlines()),
        piece.get("title", ""),
        made.inside,
        piece.get(_TAKEN) == "true",
    )


def name_proponents(root: etree._Element) -> None:
    """Set the printed names of its proponents on each piece of a variant, in place of the ids of their entries."""
    if not root.xpath("boolean(//@reso:variant)", namespaces={"reso": _RESO}):
        return
    names: list[dict[str, str]] = [{}]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        held = element.iterfind(_REFERENCES) if element.find("{*}meta") is not None else None
        if held is not None and event == "end":
            names.pop()
        elif held is not None:
            entries = ((str(one.get("eId")), str(one.get("showAs"))) for one in held)
            names.append(dict(reversed(list(entries))))
        elif event == "start" and element.get(NUMBER):
            known = (names[-1].get(reference[1:], reference[1:]) for reference in element.get("refersTo", "").split())
            element.set("refersTo", "\n".join(known))
