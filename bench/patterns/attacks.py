"""The worst letters of a pattern: what each of its repetitions takes, ended by what it does not take."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_constants: Any = importlib.import_module("re._constants")
_MANY = 12
"""A repetition of fewer times than this is taken for a part of its pattern."""
_FEW = 4
"""Samples that are taken of one part of a pattern."""
_LETTERS = [*"a1A .,-/()\n\t:;_é志अعЖ۱\"'<>[]{}|\\#@~*+=&%$!?", "\u200b", "\u0300", "\x00"]
_ENDS = ("", "\x00", "\n\x00", "!a")
_KINDS: dict[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": lambda letter: letter.isdecimal(),
    "CATEGORY_SPACE": lambda letter: letter.isspace(),
    "CATEGORY_WORD": lambda letter: letter.isalnum() or letter == "_",
}
_Nodes = list[tuple[Any, Any]]


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """What may take long: a beginning, what is repeated, and an end.

    >>> ("", "a", "\\x00") in set(attacks(re.compile("a*b")))
    True
    """
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if not isinstance(pattern.pattern, str) else pattern.flags
    seen: set[tuple[str, str]] = set()
    for before, body in _repetitions(list(_parser.parse(source, flags)), [""]):
        cores = [core for core in _samples(body) if core]
        cores += [core * 2 + other for core, other in product(cores[:2], cores[:2]) if core != other]
        for head, core in product(islice(before, _FEW), cores):
            for beginning, repeated in ((head, core), ("", head + core), ("", core)):
                if (beginning, repeated) not in seen:
                    seen.add((beginning, repeated))
                    yield from ((beginning, repeated, end) for end in _ENDS)


def _repetitions(nodes: _Nodes, before: list[str]) -> Iterator[tuple[list[str], _Nodes]]:
    """Each long repetition, with samples of what stands before it; the whole pattern is one too, for searches."""
    if before == [""]:
        yield [""], nodes
    for kind, value in nodes:
        name = str(kind)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, most, body = value
            if most is _constants.MAXREPEAT or most >= _MANY:
                yield before, list(body)
            yield from _within(list(body), before)
        else:
            for body in _bodies(name, value):
                yield from _within(body, before)
        before = list(islice(dict.fromkeys(b + s for b, s in product(before, _samples([(kind, value)]))), _FEW * 2))


def _within(body: _Nodes, before: list[str]) -> Iterator[tuple[list[str], _Nodes]]:
    for head, inner in _repetitions(body, [*before, "\ue123"]):
        yield [one.replace("\ue123", "") for one in head], inner


def _bodies(name: str, value: Any) -> list[_Nodes]:
    """The parts that stand in a part."""
    if name == "BRANCH":
        return [list(branch) for branch in value[1]]
    if name == "SUBPATTERN":
        return [list(value[3])]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [list(value[1])] if value[0] > 0 else []
    if name == "ATOMIC_GROUP":
        return [list(value)]
    if name == "GROUPREF_EXISTS":
        return [list(branch) for branch in value[1:] if branch]
    return []


def _samples(nodes: _Nodes) -> list[str]:
    """A few texts that nodes match, at least by themselves."""
    texts = [""]
    for kind, value in nodes:
        texts = list(islice(dict.fromkeys(text + more for text, more in product(texts, _of(str(kind), value))), _FEW))
    return texts


def _of(name: str, value: Any) -> list[str]:
    """A few texts that one node matches."""
    if name == "LITERAL":
        return [chr(value)]
    if name in ("NOT_LITERAL", "ANY", "IN"):
        return _letters(name, value) or ["a"]
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, body = value
        samples = _samples(list(body))
        return [*(sample * max(least, 1) for sample in samples), *([] if least or not most else [""])]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [""]
    found = [sample for body in _bodies(name, value) for sample in _samples(body)[:2]]
    return list(dict.fromkeys(found))[: _FEW * 2] or [""]


def _letters(name: str, value: Any) -> list[str]:
    """Letters of different kinds that a set takes."""
    if name == "ANY":
        return ["a", " "]
    if name == "NOT_LITERAL":
        return [letter for letter in _LETTERS if ord(letter) != value][:2]
    own = [_first(kind, detail) for kind, detail in value]
    taken = [letter for letter in (*filter(None, own), *_LETTERS) if _takes(letter, value)]
    kinds = {(letter.isalpha(), letter.isdigit(), letter.isspace(), letter.isascii()): letter for letter in taken[::-1]}
    return list(kinds.values())[:_FEW]


def _first(kind: Any, detail: Any) -> str:
    if str(kind) == "LITERAL":
        return chr(detail)
    return chr(detail[0]) if str(kind) == "RANGE" else ""


def _takes(letter: str, items: Any) -> bool:
    """Whether a set takes a letter."""
    found, negated = False, False
    for kind, detail in items:
        name = str(kind)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found |= ord(letter) == detail
        elif name == "RANGE":
            found |= detail[0] <= ord(letter) <= detail[1]
        elif name == "CATEGORY":
            word = str(detail)
            found |= _KINDS[word.replace("_NOT_", "_")](letter) != ("_NOT_" in word)
    return found != negated
