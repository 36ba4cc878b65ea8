"""Parts in the making: what is read of a page text before it is a document's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resograph.documents import Part, PartKind, Span, Variant
from resograph.reading.layout.inline import Parted


@dataclass
class OpenPart:
    """A part in the making; ``marks`` are (note index, offset) in its text."""

    kind: PartKind
    text: str = ""
    number: str | None = None
    heading: str | None = None
    role: str = "p"
    children: list[OpenPart] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    emphasis: tuple[Span, ...] = ()
    variants: tuple[Variant, ...] = ()

    def part(self) -> Part:
        """The part, without ids."""
        return Part(
            self.kind,
            self.text,
            self.number,
            self.heading,
            tuple(child.part() for child in self.children),
            role=self.role,
            emphasis=self.emphasis,
            variants=self.variants,
        )

    @classmethod
    def of(cls, kind: PartKind, words: Parted, number: str | None, role: str = "p") -> OpenPart:
        """One with the words of a block and what stands in them."""
        return cls(kind, words.text, number, None, role, [], words.marks, words.emphasis, words.variants)


def walk(parts: Sequence[OpenPart]) -> Iterator[OpenPart]:
    """The parts and all below them, in the order of the text."""
    for part in parts:
        yield part
        yield from walk(part.children)
