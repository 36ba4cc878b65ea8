"""Citations against the official body links. Run: .venv/bin/python bench/citations.py ../shared/corpus [--errors zh]

What counts: a document cited in a part of a file, told from the words alone (the file's own links are hidden from the
reader) against the docs.un.org and undocs.org links of that part. Both sides are folded as the reference says
(un-documents.md §4) and no further: case and spaces; part letters of resolutions (217 A (III) is linked as
A/RES/217(III)); the Arabic marks of special sessions, which the links drop (دإ-10/2 is linked as A/RES/10/2). Set
aside on both sides are instruments by their names: a link on words without any figure, a citation that only a name
told. A link that is no symbol to us (CD/1299, "(supp)") cannot be compared and counts for nobody.

files      as an outsider may measure it: the set of documents that a file links beside the set that we read in it, over
           the files that carry any link.
raw        as the links stand, over all files: those of the Human Rights Council and of statements before 2020 carry no
           links at all, and decisions, "ibid." and second symbols are seldom linked, so that many citations count as
           made up that are right.
linked     the same over the files that carry any link.
judged     after reading: every disagreement of English is judged in citations-en.tsv, the words or the link being
           right. The other languages are judged by that reading: what English cites in that part (or elsewhere in the
           work, since versions number some parts otherwise) is right, and is missed where the version prints it and
           we read it nowhere (some versions lack paragraphs); a link to what English cites nowhere is wrong.
           What neither a link nor we found is in no figure.
Each figure is given for all works and for the odd half of them, on which no rule was tuned.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from resograph.annotating import annotate
from resograph.documents import Document, Hyperlink, Note, Part
from resograph.reading import UnreadableError, read_all
from resograph.symbols import SymbolError, parse
from resograph.vocabularies.concepts import vocabulary

_LINK = re.compile(r"https?://(?:docs\.un\.org|undocs\.org)/(?:[a-z]{2}/)?(?P<symbol>.+)")
_SPECIAL = {"دإط-": "ES-", "دإ-": "S-"}
_JUDGED = Path(__file__).with_name("citations-en.tsv")


@dataclass(frozen=True)
class Reading:
    """One version of one work: by part, the folded symbols that we read and that the file links."""

    file: str
    work: str
    language: str
    ours: Mapping[str, set[str]]
    links: Mapping[str, set[str]]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Judged:
    """What the English reading of one work cites, by part."""

    parts: Mapping[str, set[str]]

    def everywhere(self) -> set[str]:
        return set().union(*self.parts.values())


def folded(text: str) -> str | None:
    """A symbol without its part letters; None where it is no symbol to us."""
    try:
        symbol = parse(unquote(text))
    except SymbolError:
        return None
    return symbol.whole.text if symbol.whole else symbol.text


def linked_symbol(part: Part | Note, link: Hyperlink) -> str | None:
    """The folded symbol that a body link leads to; None where it names an instrument, or leads elsewhere."""
    found = _LINK.match(link.href)
    if found is None or not re.search(r"\d", part.text[slice(*link.span)]):
        return None
    symbol = found["symbol"]
    before = re.sub(r"\s", "", part.text[max(0, link.span.start - 6) : link.span.end])
    for mark, letters in _SPECIAL.items():
        if mark in before and not re.search(r"ES-|S-", symbol):
            symbol = re.sub(r"(?<=A/RES/)(?=\d+/)", letters, symbol)
            break
    return folded(symbol)


def unlinked(document: Document) -> Document:
    """The document without the file's own links, so that only the words are read."""

    def bare(part: Part) -> Part:
        return replace(part, links=(), parts=tuple(bare(child) for child in part.parts))

    notes = tuple(replace(note, links=()) for note in document.notes)
    return replace(document, parts=tuple(bare(part) for part in document.parts), notes=notes)


def readings(folder: Path) -> Iterator[Reading]:
    """All files of a folder, read."""
    for path in sorted(folder.rglob("*.xml")):
        try:
            documents = read_all(path.read_bytes(), path.name)
        except UnreadableError:
            continue
        for document in documents:
            ours: dict[str, set[str]] = defaultdict(set)
            for citation in annotate(unlinked(document), vocabulary()).citations:
                symbol = folded(citation.symbol.text)
                if symbol and not citation.by_name:
                    ours[citation.part].add(symbol)
            links: dict[str, set[str]] = defaultdict(set)
            for part in document.in_order():
                links[part.eid] |= {symbol for link in part.links if (symbol := linked_symbol(part, link))}
            texts = {part.eid: part.text for part in document.in_order()}
            yield Reading(path.name, document.symbol.text, document.language, ours, links, texts)


def judgements() -> dict[tuple[str, str, str], dict[str, str]]:
    """File, work (a file may hold several) and part → symbol → who is right, "words" or "link"."""
    found: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for line in _JUDGED.read_text(encoding="utf-8").splitlines()[1:]:
        file, work, part, symbol, right, _ = line.split("\t")
        found[(file, work, part)][symbol] = right
    return found


def english(found: list[Reading]) -> dict[str, Judged]:
    """By work what its English version cites: its links, as judged."""
    verdicts = judgements()
    works: dict[str, Judged] = {}
    for reading in found:
        if reading.language == "en":
            parts: dict[str, set[str]] = {}
            for part, links in reading.links.items():
                judged = verdicts[(reading.file, reading.work, part)]
                parts[part] = links ^ {symbol for symbol, right in judged.items() if right == "words"}
            works[reading.work] = Judged(parts)
    return works


def printed(symbol: str) -> str:
    """What of a symbol stands in a text that cites it: 75/267, 690 (its year apart), A/76/454."""
    return re.sub(r"^.*/(?:RES|DEC)/|\(.*", "", symbol)


Counts = Counter[str]


def compare(reading: Reading, judged: Judged | None) -> Iterator[tuple[str, str, str]]:
    """What is right, missed or made up, with part and symbol; by the links alone where nothing is judged."""
    for part, links in reading.links.items():
        ours = reading.ours.get(part, set())
        cites = set(links)
        if judged and reading.language == "en":
            cites = judged.parts[part]
        elif judged:
            everywhere = judged.everywhere()
            cites = {symbol for symbol in links if symbol in everywhere or symbol in ours}
            cites |= {symbol for symbol in ours if symbol in everywhere}
        for symbol in ours | cites:
            kind = "right" if symbol in ours and symbol in cites else "missed" if symbol in cites else "made up"
            yield kind, part, symbol
    if judged and reading.language != "en":
        for symbol in judged.everywhere().difference(*reading.ours.values(), *reading.links.values()):
            if any(printed(symbol) in text for text in reading.texts.values()):
                yield "missed", "", symbol


def figures(counts: Counts) -> str:
    """Precision, recall and F1."""
    precision = counts["right"] / max(1, counts["right"] + counts["made up"])
    recall = counts["right"] / max(1, counts["right"] + counts["missed"])
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(0.001, precision + recall):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", help="show the judged disagreements of this language")
    options = parser.parse_args()
    found = list(readings(options.folder))
    works = english(found)
    odd = set(sorted({reading.work for reading in found})[1::2])
    counts: dict[tuple[str, str], Counts] = defaultdict(Counter)
    for reading in found:
        linked = any(reading.links.values())
        if linked:
            ours, links = set().union(*reading.ours.values()), set().union(*reading.links.values())
            for half in ("all", "odd") if reading.work in odd else ("all",):
                row = counts[(reading.language, f"files {half}")]
                row.update(right=len(ours & links), missed=len(links - ours))
                row["made up"] += len(ours - links)
        for name, judged in (("raw", None), ("judged", works.get(reading.work))):
            for kind, part, symbol in compare(reading, judged):
                for half in ("all", "odd") if reading.work in odd else ("all",):
                    counts[(reading.language, f"{name} {half}")][kind] += 1
                    if linked and name == "raw":
                        counts[(reading.language, f"linked {half}")][kind] += 1
                if name == "judged" and kind != "right" and reading.language == options.errors:
                    print(kind, reading.file, part, symbol, "|", reading.texts.get(part, "")[:200])
    for (language, name), row in sorted(counts.items()):
        print(f"{language} {name:<11} {figures(row)} ({row['right']} right)")


if __name__ == "__main__":
    main()
