"""How well PDFs are read: official files set in ten layouts, read again, and compared with their mark-up.

Run: .venv/bin/python -m bench.pdf_layouts ../shared/corpus [files, by default 100]

Each file is drawn as a web page's PDF by Debian's Chromium, in a layout that its place in the draw tells: sizes,
margins, one, two and three columns, justified and ragged, sponsors in bold on the first page, pages that break inside
lists. Paragraphs count as in ``resograph measure``.
"""

from __future__ import annotations

import html
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import PdfMargins, sync_playwright

from resograph.documents import Document, Part, PartKind
from resograph.languages.profile import profile
from resograph.measuring.compare import compare
from resograph.measuring.flatten import cover_lines
from resograph.measuring.measure import official_files
from resograph.reading import UnreadableError, read, read_all

LAYOUTS = {
    "print": "body{font:10pt serif;width:auto} p{margin:0 0 8pt}",
    "large": "body{font:13pt sans-serif} p{margin:0 0 12pt}",
    "justified": "body{font:10.5pt serif;text-align:justify} p{margin:0;text-indent:2em}",
    "hyphened": "body{font:11pt serif;text-align:justify;hyphens:auto} p{margin:0 0 5pt;text-indent:1.5em}",
    "two columns": "body{font:9pt serif} main{columns:2;column-gap:18pt;text-align:justify} p{margin:0 0 5pt}",
    "two ragged columns": "body{font:10pt serif} main{columns:2;column-gap:24pt} p{margin:0;text-indent:1.5em}",
    "three columns": "body{font:7.5pt serif} main{columns:3;column-gap:14pt;text-align:justify} p{margin:0 0 4pt}",
    "small pages": "@page{size:A5;margin:14mm} body{font:10pt serif} p{margin:0 0 6pt}",
    "double": "body{font:12pt serif;line-height:2} p{margin:0}",
    "browser": "body{font:16px serif} p{margin:1em 0}",
}
COLUMNS = ("two columns", "two ragged columns", "three columns")
SPONSORS = "<p><b>" + ", ".join(["Albania", "Belgium", "Chile", "Denmark", "Ecuador", "Fiji"] * 9) + "</b></p>"
MARGINS: PdfMargins = {"top": "18mm", "right": "18mm", "bottom": "18mm", "left": "18mm"}
SKIPPED = os.environ.get("SKIP_LANGUAGES", "").split()
"""Languages for which the machine has no fonts."""
KEEP = os.environ.get("KEEP_PDFS", "")
"""A folder in which the PDFs are kept, to look at."""
KINDS = ("preambular paragraphs", "operative paragraphs", "sub-paragraphs", "notes", "places of notes")


def page(document: Document, content: bytes, layout: str) -> str:
    rules = profile(document.language)
    cover = "".join(f"<p>{html.escape(line)}</p>" for line in cover_lines(content) or [str(document.symbol)])
    number = f"{document.number}. " if document.number and document.symbol.body != "un-sc" else ""
    title = f"<p><b>{html.escape(number + document.title)}</b></p>" if number else ""
    sponsors = SPONSORS if layout == "large" and document.language == "en" else ""
    notes = "".join(f"<p><sup>{note.mark}</sup> {html.escape(note.text)}</p>" for note in document.notes)
    body = "".join(paragraph(part, document) for part in document.parts if part.role != "status")
    foot = f"<hr style='width:30%;margin-left:0'><div style='font-size:80%'>{notes}</div>" if notes else ""
    return (
        f"<html lang={document.language} dir={rules.direction}><meta charset=utf-8><style>{LAYOUTS[layout]}</style>"
        f"<body>{cover}{sponsors}<main>{title}{body}{foot}</main></body></html>"
    )


def paragraph(part: Part, document: Document) -> str:
    marks = [(note.anchor, note.mark) for note in document.notes if note.bearer == part.eid]
    text, last = "", 0
    for anchor, mark in sorted(marks):
        text += html.escape(part.text[last:anchor]) + f"<sup>{mark}</sup>"
        last = anchor
    text += html.escape(part.text[last:])
    lines = [html.escape(line) for line in (part.heading or "").split("\n") if line]
    heading = "".join(f"<p style='text-align:center'><b>{line}</b></p>" for line in lines)
    inner = part.kind in (PartKind.OPERATIVE, PartKind.SUBPARAGRAPH)
    lead = f"{html.escape(part.number)} " if part.number and inner else ""
    own = f"<p>{lead}{text}</p>" if text else ""
    return heading + own + "".join(paragraph(child, document) for child in part.parts)


def drawn(texts: Sequence[str]) -> Iterator[bytes]:
    """The PDF of each page, as a browser prints it."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        sheet = browser.new_page()
        for text in texts:
            sheet.set_content(text)
            yield sheet.pdf(prefer_css_page_size=True, margin=MARGINS)
        browser.close()


def main(folder: Path, count: int, show: bool) -> None:
    files = official_files(folder)
    scores: dict[str, Counter[str]] = defaultdict(Counter)
    drawn_of: list[tuple[str, str, Document, str]] = []
    for index, path in enumerate(files[:: max(1, len(files) // count)][:count]):
        layout, content = list(LAYOUTS)[index % len(LAYOUTS)], path.read_bytes()
        document = read_all(content, path.name)[0]
        if document.language in SKIPPED:
            continue
        drawn_of.append((layout, path.name, document, page(document, content, layout)))
    for (layout, name, document, _), pdf in zip(drawn_of, drawn([text for *_, text in drawn_of]), strict=True):
        if KEEP:
            Path(KEEP, f"{layout}-{name}.pdf").write_bytes(pdf)
        try:
            found = read(pdf, "page.pdf", document.language)
        except UnreadableError as error:
            found = None
            print(f"{name}: {error}")
        result = compare(document, found)
        for kind in KINDS:
            missed = [item for item in result.missed if item.kind == kind]
            made_up = [item for item in result.made_up if item.kind == kind]
            counts = {f"{kind} right": result.right[kind], f"{kind} wrong": len(missed) + len(made_up)}
            scores[layout].update(counts)
            for word, items in (("missed", missed), ("made up", made_up)) if show else ():
                for item in items:
                    print(f"{layout} {name} {word} {kind}: {item.words[:110]}")
    print(f"{'':20}" + "  ".join(KINDS))
    for layout, counts in scores.items():
        told = (
            2 * right / max(1, 2 * right + counts[f"{kind} wrong"])
            for kind in KINDS
            for right in [counts[f"{kind} right"]]
        )
        print(f"{layout:20}" + "".join(f"{figure:8.3f}" for figure in told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100, "-v" in sys.argv)
