"""Brackets of a text as a tree; those without a partner are characters like others."""

from __future__ import annotations

from dataclasses import dataclass, field

_PAIRS = {"[": "]", "［": "］", "【": "】", "〔": "〕", "(": ")", "（": "）"}
_SQUARE = "[［【〔"
_DEEPEST = 12


@dataclass
class Words:
    """A stretch of the text outside of brackets, by its place."""

    start: int
    end: int


@dataclass
class Group:
    """What stands in brackets: ``start`` and ``end`` take the brackets in."""

    start: int
    square: bool
    end: int = 0
    tokens: list[Words | Group] = field(default_factory=list)


Tokens = list[Words | Group]


def tree(text: str) -> Tokens:
    """The words and brackets of a text, in order."""
    closing = _partners(text)
    top: Tokens = []
    open_: list[Group] = []
    at = 0
    for index, char in enumerate(text):
        held = open_[-1].tokens if open_ else top
        if index in closing:
            _put(held, at, index)
            group = Group(index, char in _SQUARE, closing[index] + 1)
            held.append(group)
            open_.append(group)
            at = index + 1
        elif open_ and index == open_[-1].end - 1:
            _put(held, at, index)
            open_.pop()
            at = index + 1
    _put(top, at, len(text))
    return top


def _put(tokens: Tokens, start: int, end: int) -> None:
    if start < end:
        tokens.append(Words(start, end))


def _partners(text: str) -> dict[int, int]:
    """Place of each opening bracket that has a partner → the partner's place."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for index, char in enumerate(text):
        if char in _PAIRS:
            open_.append(index)
        elif open_ and char in ")]］】〕）":
            for back in range(1, min(3, len(open_)) + 1):  # an unclosed bracket inside is passed over
                if _PAIRS[text[open_[-back]]] == char:
                    if len(open_) - back < _DEEPEST:
                        found[open_[-back]] = index
                    del open_[-back:]
                    break
    return found
