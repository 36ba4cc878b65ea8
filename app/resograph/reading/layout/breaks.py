"""Blocks with line breaks inside, and rows of tables that only set text on the page: the paragraphs that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resograph.reading.layout.grammar import Grammar
from resograph.reading.layout.inline import words_of
from resograph.reading.layout.labels import relabelled
from resograph.reading.layout.pages import Block

_TAIL = 2_000
"""Characters of a paragraph behind which nothing before them decides whether the next line goes on with it."""


def broken(blocks: Sequence[Block], rules: Grammar) -> list[Block]:
    """The blocks: a line break parts one where a paragraph, a heading or a closing line begins behind it."""
    return [Block(text, block.line) for block in blocks for text in _lines(_unrowed(block.text, rules), rules)]


def _lines(text: str, rules: Grammar) -> Iterator[str]:
    if "\n" not in text:
        yield text
        return
    lines = text.split("\n")
    settled: list[str] = []
    whole = lines[0]
    for line in lines[1:]:
        if _parts(words_of(whole).strip(), words_of(line).strip(), rules):
            yield "".join((*settled, whole))
            settled, whole = [], line
        else:
            whole = rules.profile.join(whole, line)
            if len(whole) > 2 * _TAIL:
                settled.append(whole[:-_TAIL])
                whole = whole[-_TAIL:]
    yield "".join((*settled, whole))


def _parts(before: str, line: str, rules: Grammar) -> bool:
    if rules.is_numbered(line) or rules.formula(before) or rules.formula(line) or rules.is_closing(line):
        return True
    if rules.is_closing(before) or rules.annex.fullmatch(before) or rules.annex.fullmatch(line):
        return True
    return before.endswith((*rules.strong, *rules.weak, ":", "：")) and rules.opens(line)


def _unrowed(text: str, rules: Grammar) -> str:
    """A row whose first cell only numbers the other, as the paragraph that it is."""
    label, bar, rest = text.partition(" | ")
    if not bar or " | " in rest:
        return text
    plain = relabelled(text, rules)
    if plain != text:
        return plain
    return f"{label} {rest}" if rules.is_label(words_of(label).strip()) else text
