"""Page furniture: running heads, page and job numbers. What is left is body and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import sub

from resograph.reading.layout.pages import Line
from resograph.symbols import Symbol, SymbolError, parse

_NUMBER = re.compile(
    r"(?:(?P<job>(?:GE\.)?\d{2}-\d{5})\S{0,4}\s+)?(?:(?P<page>\d{1,3})\s?/\s?(?P<of>\d{1,3})|[-–—]\s?\d{1,3}\s?[-–—]"
    r"|(?P<word>[^\W\d_]{2,9}\.?)\s(?P<number>\d{1,3})(?:\s[^\W\d_]{1,4}\s\d{1,3})?"
    r"|(?P<han>第)\s?(?P<leaf>\d{1,3})\s?页(?:[^\d]{0,4}\d{1,3}\s?页)?|(?(job)\d{1,3}|(?!)))"
    r"(?:\s+(?P<job_behind>(?:GE\.)?\d{2}-\d{5})\S{0,4})?"
)
_JOB = re.compile(r"(?:GE\.)?(?P<job>\d{2}-\d{5})(?:\s?\*?\s?\(?[A-Z]\)?)?(?:\s+\d{5,6})?(?:\s+\d{6})?|\*\d{6,8}\*")
_BARE = re.compile(r"\d{1,3}")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"(?<!\S)[A-Z]+/[A-Za-z0-9./()\-]*\d[A-Za-z0-9./()\-]*(?: ?\((?:\d{4}|[IVXL]+)\)| [A-Z])?\*?(?!\S)")

_OPEN = tuple(".,;:。，；：،؛(")
"""What the words beside a symbol end with in running text."""


_CUT = 16
"""Letters from which the beginning of a title is known as one."""


@dataclass
class Furniture:
    """Lines that are no furniture, with their pages; the symbols of heads and cover, and the job number."""

    lines: list[Line] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    job_number: str | None = None


def without_furniture(lines: Sequence[Line], title: tuple[int, int], appeal: re.Pattern[str]) -> Furniture:
    """Take heads, page numbers and job numbers away.

    Args:
        lines: all lines that hold words.
        title: the indices of the first line of the title and of the one behind its last.
        appeal: matches the appeal to recycle that stands beside the bar code.
    """
    found = Furniture()
    heads = dict(_heads(lines, found))
    letters, title_end = _letters("".join(line.text for line in lines[slice(*title)])), title[1] - 1
    letters = letters.lstrip("0123456789")  # the number before the title
    taken = _numbers(lines, found, appeal)
    own = _own(heads, found)
    recurring = Counter(rest for symbol, rest in heads.values() if rest and symbol == own)
    for index, (symbol, rest) in heads.items():
        if symbol != own or (index <= title_end and index < 12 and not taken & {index - 1, index + 1}):
            continue
        told = _within(rest, letters) or (recurring[rest] > 1 and not rest.endswith(_OPEN))
        if not rest or _NUMBER.fullmatch(rest) or told:
            taken.add(index)
    rests = {index: rest for index, (symbol, rest) in heads.items() if index in taken and symbol == own}
    _take_neighbours(lines, taken, rests, letters, title_end)
    _take_recurring(lines, taken, list(rests), letters, title_end)
    _take_bare_numbers(lines, taken)
    found.lines = list(_paged(lines, taken))
    return found


def _heads(lines: Sequence[Line], found: Furniture) -> Iterator[tuple[int, tuple[str, str]]]:
    """Index → (symbol, what stands beside it) of each line with a document symbol at its start or end."""
    for index, line in enumerate(lines):
        if "/" not in line.text or len(line.text) > 400:
            continue
        for word in _WORD.finditer(line.text):
            if word.start() and word.end() < len(line.text):
                continue
            try:
                symbol = parse(word[0].rstrip("*"))
            except SymbolError:
                continue
            rest = (line.text[: word.start()] + line.text[word.end() :]).strip()
            if not rest.endswith(_OPEN):
                found.symbols.append(symbol)
            yield index, (symbol.text, rest)
            break


def _own(heads: dict[int, tuple[str, str]], found: Furniture) -> str | None:
    """The document's own symbol: the one that heads show most often, else the first."""
    adopted = {symbol.text for symbol in found.symbols if symbol.body}
    counts = Counter(symbol for symbol, _ in heads.values())
    best = sorted(counts.items(), key=lambda item: (item[0] not in adopted, -item[1]))
    return best[0][0] if best else None


def _letters(text: str) -> str:
    """Letters and figures, for comparing words that are broken otherwise."""
    return "".join(char for char in text.lower() if char.isalnum())


def _within(text: str, title: str) -> bool:
    letters = _letters(text)
    return len(letters) >= 2 and letters in title


def _numbers(lines: Sequence[Line], found: Furniture, appeal: re.Pattern[str]) -> set[int]:
    """Lines that are page numbers or job numbers."""
    taken: set[int] = set()
    worded: list[int] = []
    for index, line in enumerate(lines):
        if len(line.text) > 90:
            continue
        if not _DIGIT.search(line.text):
            if appeal.fullmatch(line.text):
                taken.add(index)
            continue
        text = appeal.sub("", line.text).strip()
        if job := _JOB.fullmatch(text):
            found.job_number = found.job_number or job["job"]
            taken.add(index)
        elif number := _NUMBER.fullmatch(text):
            told = number["job"] or number["job_behind"]
            found.job_number = found.job_number or told
            of = number["of"]
            word = bool(number["word"] or number["han"])
            if (of and int(number["page"]) <= int(of)) or told or (not of and not word):
                taken.add(index)
            elif word:
                worded.append(index)
    return taken | _in_sequence(lines, worded)


def _in_sequence(lines: Sequence[Line], worded: Sequence[int]) -> set[int]:
    """Of lines such as "Page 3", those that count pages: one word, numbers that go up by one; a page may show two."""
    by_word: dict[str, list[tuple[int, int]]] = {}
    for index in worded:
        found = _NUMBER.fullmatch(lines[index].text)
        assert found is not None
        by_word.setdefault(found["word"] or found["han"], []).append((index, int(found["number"] or found["leaf"])))
    taken: set[int] = set()
    for pairs in by_word.values():
        numbers = [number for _, number in pairs]
        if numbers[0] <= 3 and all(step in (0, 1) for step in map(sub, numbers[1:], numbers)):
            alone = len(pairs) == 1 and not _at_page_end(lines, pairs[0][0])
            taken |= set() if alone else {index for index, _ in pairs}
    return taken


def _at_page_end(lines: Sequence[Line], index: int) -> bool:
    behind = lines[index + 1] if index + 1 < len(lines) else None
    return behind is None or behind.page != lines[index].page or bool(_WORD.search(behind.text))


def _take_neighbours(lines: Sequence[Line], taken: set[int], rests: Mapping[int, str], title: str, end: int) -> None:
    """Lines above or below a head on which its title goes on."""
    for start, rest in rests.items():
        for step in (1, -1):
            letters = _letters(rest)
            index = start + step
            while end < index < len(lines) and index not in taken and lines[index].page == lines[start].page:
                line = _letters(lines[index].text)
                letters = letters + line if step > 0 else line + letters
                whole = title.startswith(letters) if step > 0 else title.endswith(letters)
                if len(line) < 4 or not (whole or (not rest and len(letters) >= _CUT and title.startswith(letters))):
                    break
                taken.add(index)
                index += step


def _take_recurring(lines: Sequence[Line], taken: set[int], heads: Sequence[int], title: str, end: int) -> None:
    """Lines that stand beside several heads in the same words, and those beyond them."""
    edges = [(head, step) for head in heads for step in (1, -1)]
    while edges:
        beside = [
            (index + step, step)
            for index, step in edges
            if end < index + step < len(lines) and index + step not in taken and len(lines[index + step].text) < 120
        ]
        counts = Counter(lines[index].text for index, _ in beside)
        edges = [
            (index, step)
            for index, step in beside
            if counts[text := lines[index].text] > 1 and (not text.endswith(_OPEN) or title.startswith(_letters(text)))
        ]
        taken.update(index for index, _ in edges)


def _take_bare_numbers(lines: Sequence[Line], taken: set[int]) -> None:
    """A bare number is a page's only in sequence, and apart: beside other furniture, or as pages end and begin."""
    within = Counter(line.gap for line in lines).most_common(1)
    usual = within[0][0] if within else 0
    expected = 1
    for index, line in enumerate(lines):
        if not _BARE.fullmatch(line.text) or int(line.text) not in (expected, expected + 1):
            continue
        behind = lines[index + 1] if index + 1 < len(lines) else None
        ends = behind is None or behind.page != line.page or min(line.gap, behind.gap) > usual
        if ends or {index - 1, index + 1} & taken:
            taken.add(index)
            expected = int(line.text) + 1


def _paged(lines: Sequence[Line], taken: set[int]) -> Iterator[Line]:
    """The lines that stay; where no form feed tells, a page begins behind each group of furniture."""
    told = lines[-1].page > 1 if lines else False
    page, begun = 1, True
    gap = 0
    for index, line in enumerate(lines):
        if index in taken:
            gap += line.gap
            if not begun:
                page, begun = page + 1, True
            continue
        begun = False
        yield line if told or line.page == page else line._replace(page=page)
