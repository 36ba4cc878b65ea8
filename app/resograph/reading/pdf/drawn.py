"""What a PDF draws: glyphs and ruled lines of each page, as JSON.

A program of its own, started by ``drawing``, so that a file made to hang or to swell a reader (a character map of four
billion entries, forms drawn within forms, streams packed a thousandfold) ends this process and nothing else:

    python drawn.py SECONDS MEBIBYTES PAGES GLYPHS < FILE.pdf

Nothing of the file is executed, no picture is unpacked.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import sys
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

_LONGEST = 20
"""Characters of one glyph; the longest ligature of Unicode has 18."""
_RULES = 2_000
"""Ruled lines kept of a page: pictures are drawn with many."""


class RefusedError(Exception):
    """The file goes beyond a bound; the argument says which."""


class Canvas(PDFTextDevice):
    """Notes down where each glyph is drawn, upright text and text that is turned by right angles."""

    def __init__(self, manager: PDFResourceManager, glyphs: int) -> None:
        super().__init__(manager)
        self.fonts: list[tuple[str, bool]] = []
        self._known: dict[tuple[str, bool], int] = {}
        self._left = glyphs
        self._bold = False

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """A new page."""
        x0, y0, x1, y1 = page.mediabox
        width, height = (x1 - x0, y1 - y0) if page.rotate % 180 == 0 else (y1 - y0, x1 - x0)
        self.width, self.height = float(abs(width)), float(abs(height))
        self.runs: list[Any] = []
        self.rules: list[Any] = []
        self.pictured = 0.0

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Words in one font."""
        self._bold = textstate.render == 2  # letters filled and outlined: how Word makes a bold font of a regular one
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """A glyph; its width, by which the next is drawn further on."""
        self._left -= 1
        if self._left < 0:
            raise RefusedError("glyphs")
        try:
            text = font.to_unichr(cid)[:_LONGEST]
        except PDFUnicodeNotDefined:
            text = "\ufffd"
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, e, f = matrix
        e, f = e + c * rise, f + d * rise
        turn = round(math.atan2(b, a) / (math.pi / 2)) % 4
        along, across = (abs(a), abs(b)) if turn % 2 == 0 else (abs(b), abs(a))
        if across > 0.2 * along:
            return advance  # aslant: a stamp across the page
        x, y = ((e, self.height - f), (f, e), (self.width - e, f), (self.height - f, self.width - e))[turn]
        slanted = turn == 0 and abs(b) < 1e-6 and abs(c) > 0.1 * abs(d)
        size = round(math.hypot(c, d) * abs(fontsize), 2)
        run = (turn, self._font(font, slanted), size, round(y, 2))
        if not self.runs or self.runs[-1][0] != run:
            self.runs.append((run, [], [], []))
        _, texts, starts, ends = self.runs[-1]
        texts.append(text)
        starts.append(round(x, 2))
        ends.append(round(x + abs(advance) * along, 2))
        return advance

    def _font(self, font: PDFFont, slanted: bool) -> int:
        name = str(font.fontname)
        style = (f"{name},Bold" if self._bold else name, slanted or bool(font.italic_angle) or bool(font.flags & 64))
        if style not in self._known:
            self._known[style] = len(self.fonts)
            self.fonts.append(style)
        return self._known[style]

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """A line or shape: only flat ones are kept, as rules."""
        points = [tuple(step[at : at + 2]) for step in path for at in range(1, len(step), 2)]
        if not points or self.ctm is None or len(self.rules) >= _RULES:
            return
        a, b, c, d, e, f = self.ctm
        xs = [a * x + c * y + e for x, y in points]
        ys = [b * x + d * y + f for x, y in points]
        if max(ys) - min(ys) < 3 and max(xs) - min(xs) > 3:
            self.rules.append([round(min(xs), 2), round(max(xs), 2), round(self.height - max(ys), 2)])

    def render_image(self, name: str, stream: Any) -> None:
        """A picture: only how much of the page it covers."""
        a, b, c, d, _, _ = self.ctm or (0.0,) * 6
        self.pictured = max(self.pictured, abs(a * d - b * c) / (self.width * self.height or 1.0))


def drawn(content: bytes, pages: int, glyphs: int) -> dict[str, Any]:
    """Fonts and sheets; a page that cannot be drawn is ``broken``.

    Raises:
        RefusedError: there is more than is read.
    """
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    manager = PDFResourceManager()
    canvas = Canvas(manager, glyphs)
    interpreter = PDFPageInterpreter(manager, canvas)
    sheets: list[dict[str, Any]] = []
    for page in PDFPage.create_pages(document):
        if len(sheets) == pages:
            raise RefusedError("pages")
        broken = False
        try:
            interpreter.process_page(page)
        except (RefusedError, MemoryError):
            raise
        except Exception:  # whatever a broken page makes the library stumble over
            broken = True
        sheets.append(
            {
                "width": canvas.width,
                "height": canvas.height,
                "runs": canvas.runs,
                "rules": canvas.rules,
                "pictured": canvas.pictured > 0.4,
                "broken": broken,
            }
        )
    return {"fonts": canvas.fonts, "sheets": sheets}


def bound(seconds: int, mebibytes: int) -> None:
    """Let the system end this process beyond these; where it cannot, the one that started it does."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))


def main() -> None:
    """Standard input to standard output."""
    seconds, mebibytes, pages, glyphs = map(int, sys.argv[1:])
    bound(seconds, mebibytes)
    try:
        answer = drawn(sys.stdin.buffer.read(), pages, glyphs)
    except RefusedError as error:
        answer = {"refused": str(error)}
    except PDFEncryptionError:
        answer = {"refused": "locked"}
    except MemoryError:
        answer = {"refused": "memory"}
    except Exception:  # whatever a broken file makes the library stumble over
        answer = {"refused": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
