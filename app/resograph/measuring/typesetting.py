"""Page text as print and extraction leave it: lines of varying width, pages with heads, footnotes and numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from resograph.languages.profile import marks, profile

_PAGE_LINES = 44
_RULES = ("____________", "_______________", "________________________", "_____________")
_FLOWS = ("blocks", "close", "lines", "run-on")
_SHARES = (70, 10, 10, 10)
"""Of a hundred texts, how many are set in each flow."""
_ENDLESS = 1_000_000
_MARK = 0xE000
"""Private-use characters hold the places of marks while lines are broken."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Style:
    """One way to set a document; drawn at random, so that the reader cannot be tuned to one."""

    width: int
    indent: int
    blank: bool
    double: bool
    head: str
    page_number: str
    form_feed: bool
    mark: str
    note: str
    rule: str
    cover_in_columns: bool
    breaks_at_hyphens: bool
    flow: str
    """How paragraphs are set: "blocks"; "close", with neither blank lines nor indents between them; "lines", each whole
    on its line; "run-on", all on one."""

    @classmethod
    def draw(cls, dice: random.Random, language: str, flow: str | None = None) -> Style:
        """A style for a document in a language, its flow drawn where it is not given."""
        flow = flow or dice.choices(_FLOWS, _SHARES)[0]
        indent = dice.choice((0, 2, 4, 7)) if flow in ("blocks", "lines") else 0
        marks_ = ["close", "close", "close", "superscript", "alone"] + (["brackets"] * 3 if language == "ar" else [])
        return cls(
            width=dice.randint(30, 44) if profile(language).spacing.unspaced else dice.randint(58, 96),
            indent=indent,
            blank=(dice.random() < 0.7 or not indent) and flow not in ("close", "run-on"),
            double=dice.random() < 0.15,
            head=dice.choice(("symbol title", "title symbol", "symbol", "two lines", "alternating")),
            page_number=dice.choice(("{n}/{of}", "{job} {n}/{of}", "{n}/{of} {job}", "- {n} -", "{n}", "Page {n}")),
            form_feed=dice.random() < 0.5,
            mark=dice.choice(marks_),
            note=dice.choice(("{mark} {text}", "{mark} {text}", "{mark}  {text}", "{mark}\n{text}", "{mark}. {text}")),
            rule=dice.choice(_RULES),
            cover_in_columns=dice.random() < 0.5,
            breaks_at_hyphens=dice.random() < 0.5,
            flow=flow,
        )


@dataclass
class Paragraph:
    """A paragraph to set: its words with (offset, note index) of its marks; ``hang`` is its depth as a point."""

    text: str
    marks: list[tuple[int, int]] = field(default_factory=list)
    hang: int = 0
    centred: bool = False


class Setter:
    """Sets paragraphs on pages."""

    def __init__(self, style: Style, dice: random.Random, language: str, symbol: str, title: str, job: str) -> None:
        self._style, self._dice, self._language = style, dice, language
        self._symbol, self._title, self._job = symbol, title, job
        self._pages: list[list[str]] = [[]]
        self._notes: list[list[str]] = [[]]
        self._begun = False

    def cover(self, lines: list[str]) -> None:
        """The lines above the text, some side by side as in two columns."""
        page = self._pages[-1]
        while lines:
            if self._style.cover_in_columns and len(lines) > 3 and len(lines[0]) + len(lines[1]) < 50:
                page.append(f"{lines[0]}{' ' * self._dice.randint(1, 12)}{lines[1]}")
                lines = lines[2:]
            else:
                page.extend(self._wrap(lines[0], 0))
                lines = lines[1:]
            if self._dice.random() < 0.5:
                page.append("")

    def paragraph(self, paragraph: Paragraph, notes: list[tuple[str, str]]) -> None:
        """Set a paragraph; each note goes to the foot of the page that bears its mark."""
        text = paragraph.text
        for offset, index in sorted(paragraph.marks, reverse=True):
            text = f"{text[:offset]}{chr(_MARK + index)}{text[offset:]}"
        if self._style.flow == "run-on":
            self._run_on(text, notes)
            return
        indent = 20 if paragraph.centred else self._style.indent * (1 + paragraph.hang)
        if self._style.blank or (paragraph.centred and self._style.flow != "close"):
            self._put("", False)
        for line in self._wrap(text, indent):
            borne = [ord(char) - _MARK for char in line if ord(char) >= _MARK and ord(char) < _MARK + 0x1000]
            shown = line
            for index in borne:
                shown = shown.replace(chr(_MARK + index), self._shown(notes[index][0]))
            for number, piece in enumerate(shown.split("\n")):
                self._put(piece, not number)
            for index in borne:
                self._notes[-1].extend(self._note(*notes[index]))

    def _run_on(self, text: str, notes: list[tuple[str, str]]) -> None:
        """Words on the line that the first paragraph began; the notes stand behind it."""
        page = self._pages[-1]
        if not self._begun:
            page.append("")
            self._begun = True
        for char in text.replace("\n", " ") + " ":
            index = ord(char) - _MARK
            if 0 <= index < 0x1000:
                page[-1] += self._shown(notes[index][0]).strip()
                self._notes[-1].extend(self._note(*notes[index]))
            else:
                page[-1] += char

    def text(self) -> str:
        """All pages, with heads, feet and numbers."""
        pages: list[str] = []
        for number, body in enumerate(self._pages, start=1):
            lines = self._head(number) + body
            foot = ([self._style.rule, *self._notes[number - 1]] if self._notes[number - 1] else []) + self._foot(
                number
            )
            if self._style.double:
                lines = [piece for line in lines for piece in ((line, "") if line else ("",))]
            pages.append("\n".join([*lines, "", *foot, ""]))
        return ("\f" if self._style.form_feed else "\n\n").join(pages) + "\n"

    def _put(self, line: str, breakable: bool) -> None:
        used = len(self._pages[-1]) + len(self._notes[-1])
        if breakable and used >= _PAGE_LINES:
            self._pages.append([])
            self._notes.append([])
        self._pages[-1].append(line)

    def _head(self, page: int) -> list[str]:
        if page == 1:
            return []
        style = self._style.head
        if style == "alternating":
            style = "symbol title" if page % 2 else "title symbol"
        title = self._wrap(self._title, 0)
        if style == "symbol":
            return [self._symbol, ""]
        if style == "two lines":
            return [self._symbol, *title, ""]
        if style == "symbol title":
            return [f"{self._symbol} {title[0]}", *title[1:], ""]
        return [*title[:-1], f"{title[-1]} {self._symbol}", ""]

    def _foot(self, page: int) -> list[str]:
        if page == 1:
            job = self._job
            return [f"{job} (E)    {self._dice.randint(10000, 99999)}", f"*{job.replace('-', '')}*"]
        return [self._style.page_number.format(n=page, of=len(self._pages), job=self._job)]

    def _note(self, mark: str, text: str) -> list[str]:
        shown = mark.translate(_SUPERSCRIPTS) if self._style.mark == "superscript" else mark
        shown = f"({mark})" if self._style.mark == "brackets" else shown
        lines = self._style.note.format(mark=shown, text=text).split("\n")
        return [piece for line in lines for piece in self._wrap(line, 0)]

    def _shown(self, mark: str) -> str:
        return {
            "superscript": mark.translate(_SUPERSCRIPTS),
            "alone": f"\n{mark}\n",
            "brackets": f"({mark})",
        }.get(self._style.mark, mark)

    def _wrap(self, text: str, indent: int) -> list[str]:
        lines: list[str] = []
        for block in text.split("\n"):
            lines += self._wrapped(block, indent if not lines else 0)
        return lines or [""]

    def _wrapped(self, text: str, indent: int) -> list[str]:
        pieces = self._pieces(text)
        lines: list[str] = []
        line = " " * indent
        bound = self._bound()
        for piece in pieces:
            full = bool(line.strip()) and len(line) + len(piece.rstrip()) > bound and bool(piece.strip())
            if full and not (
                profile(self._language).spacing.unspaced and piece.strip()[0] in marks("closing") + "）》”"
            ):
                lines.append(line.rstrip())
                line, bound = "", self._bound()
                piece = piece.lstrip()
            line += piece
        return [*lines, line.rstrip()]

    def _bound(self) -> int:
        if self._begun or self._style.flow == "lines":
            return _ENDLESS
        return self._style.width + self._dice.randint(-5, 3)

    def _pieces(self, text: str) -> list[str]:
        if profile(self._language).spacing.unspaced:
            return _han_pieces(text)
        words = [f"{word} " for word in text.split(" ")]
        if not self._style.breaks_at_hyphens:
            return words
        return [piece for word in words for piece in _at_hyphens(word)]


def _at_hyphens(word: str) -> list[str]:
    head, hyphen, tail = word.partition("-")
    if hyphen and head.isalpha() and len(head) > 2 and tail.strip()[:1].isalpha():
        return [head + hyphen, tail]
    return [word]


def _han_pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        if pieces and char.isascii() and char != " " and pieces[-1][-1].isascii() and pieces[-1][-1] != " ":
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
