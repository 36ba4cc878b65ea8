"""Draft resolutions that another text quotes: where they begin and end among its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resograph.languages.profile import marks
from resograph.reading.layout.grammar import Grammar
from resograph.reading.layout.inline import words_of
from resograph.text.digits import figure


def unquoted(text: str, rules: Grammar) -> str:
    """The text without the quotation mark before a formula, a number or a verb, as quoted paragraphs have it."""
    if text[:1] not in marks("quotation") or not text:
        return text
    rest = text[1:].lstrip()
    begins = rules.formula(rest) or rules.is_numbered(rest) or rules.opens(rest)
    return rest if begins else text


def without_mark(text: str, rules: Grammar) -> str:
    """A block's text without the quotation mark before it, what stands beside its words kept."""
    words = words_of(text).strip()
    bare = unquoted(words, rules)
    return text if bare == words else text.replace(words[0], "", 1)


def drafts(texts: Sequence[str], rules: Grammar) -> Iterator[tuple[int, int]]:
    """The blocks of each quoted draft: the first, with its formula, and the one behind its last.

    Args:
        texts: the words of the blocks.
        rules: of the language.
    """
    start, number = 0, 0
    while start < len(texts):
        found = rules.paragraph.match(texts[start])
        if found and (read := figure(rules.profile.fold(found["number"]))) is not None:
            number = read
        if start and _begins(texts, start, rules):
            end = _end(texts, start, number, rules)
            yield start, end
            start = end
        else:
            start += 1


def _begins(texts: Sequence[str], index: int, rules: Grammar) -> bool:
    bare = unquoted(texts[index], rules)
    found = rules.formula(bare)
    if not found:
        return False
    before = texts[index - 1]
    led = before.endswith((":", "：", "—", "–")) or bare != texts[index]
    led = led or bool(rules.draft.search(" ".join(texts[max(0, index - 3) : index])))
    rest = bare[found[1] :].strip()
    return led and (not rest or rules.opens(rest) or rules.is_numbered(rest))


def _end(texts: Sequence[str], start: int, number: int, rules: Grammar) -> int:
    """Where a draft ends: with its last quotation mark, or before the next number or the closing of the text around."""
    quoted = texts[start][:1] in marks("quotation")
    own = 0
    for index in range(start + 1, len(texts)):
        text = texts[index]
        if rules.is_closing(text) and not _goes_on(texts, index, rules):
            return index
        found = rules.paragraph.match(unquoted(text, rules))
        folded = rules.profile.fold(found["number"]) if found else ""
        if number and folded == str(number + 1) and own != number:  # the next of the text around, not of the draft
            return index
        read = figure(folded)
        own = own if read is None else read
        if quoted and text.rstrip(".;,")[-1:] in '”»」』"' and not _quotes_inside(text):
            return index + 1
    return len(texts)


def _goes_on(texts: Sequence[str], index: int, rules: Grammar) -> bool:
    return any(rules.paragraph.match(unquoted(text, rules)) for text in texts[index + 1 : index + 3])


def _quotes_inside(text: str) -> bool:
    """Whether a quotation is opened and closed within a text, so that its end closes no draft."""
    body = text[1:]
    opened = sum(body.count(mark) for mark in "“«「『„")
    closed = sum(text.count(mark) for mark in "”»」』")
    return opened >= closed
