"""What the reader keeps of official Akoma Ntoso files, counted from their mark-up by code that imports nothing of it.

For each kind of file and language: words lost and added, words out of order and whether a finding tells of them,
numbered paragraphs and points that have an address of their own, words in plain parts, and works whose versions have
the same tree of parts, as read and as laid beside the reference version; each other one with the reason.
Usage: bench/reading_akn.py FOLDER [--every N] [--only TEXT] [--jobs N] [--list]
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from lxml import etree

from resograph.documents import Document, Part, PartKind
from resograph.merging.aligning import aligned
from resograph.reading import UnreadableError, read_all

#: Elements around the text; a title is read from them, and asked for apart.
AROUND = {"meta", "coverPage", "preface", "documentRef"}
NOTES = {"authorialNote", "note"}
#: Elements of which one begins a line of print.
LINES = {
    "p", "num", "heading", "subheading", "crossHeading", "container", "paragraph", "item", "point", "td", "th", "eol",
    "listIntroduction", "docTitle", "docDate", "inline", "quantity", "outcome", "organization", "block", "formula",
}  # fmt: skip
#: Languages in the order in which a version is the reference.
ORDER = ("en", "fr", "es", "ru", "zh", "ar")
#: Findings that tell of words out of their place or taken out.
TELLING = {
    "akn.moved",
    "akn.unplaced",
    "akn.language",
    "akn.repeated-note-mark",
    "akn.not-well-formed",
    "akn.number-out-of-sequence",
}
#: A number that stands in the words of its paragraph.
LEFT = re.compile(r"\s*(\d{1,3})\s?(?:\.|．|、|\s[-–]\s)\s*(?=[^\d\s])")
HEAD = 24
"""So many letters of a paragraph tell it from others."""


@dataclass
class Official:
    """What the mark-up of a file holds: words in order, words of notes, each printed number with what follows it."""

    words: list[str] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    numbered: list[tuple[str, str]] = field(default_factory=list)
    marks: int = 0


@dataclass
class Row:
    """Figures of one file."""

    kind: str
    language: str
    path: str
    words: int = 0
    lost: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    told: bool = False
    numbered: int = 0
    homeless: list[str] = field(default_factory=list)
    plain: int = 0
    longest: int = 0
    plain_texts: list[str] = field(default_factory=list)
    seconds: float = 0.0
    refused: str = ""


@dataclass
class Tree:
    """How the versions of a work agree: as read, as laid beside the reference version, and where they do not."""

    symbol: str
    as_read: bool
    as_laid: bool
    reasons: list[str] = field(default_factory=list)

    @property
    def in_files(self) -> bool:
        """Whether all that differs is what a file lacks or has more than the others."""
        return all(" lacks " in reason or " adds " in reason for reason in self.reasons)


# ── the mark-up ─────────────────────────────────────────────────────────────────────────────────────────────────
def name_of(element: etree._Element) -> str:
    """The name without namespace or prefix."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def tidy(text: str) -> str:
    """NFC, without characters of layout."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(char for char in plain if unicodedata.category(char) != "Cf")


def words_of(text: str) -> list[str]:
    """Runs of letters and figures; of a script without spaces, each character."""
    return re.findall(r"[\u3040-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u9fff\uf900-\ufaff]+", tidy(text))


def solid(text: str) -> str:
    """The letters and figures alone."""
    return re.sub(r"[\W_]+", "", tidy(text))


def official(content: bytes) -> Official:
    """What the mark-up holds."""
    parser = etree.XMLParser(recover=True, remove_comments=True, remove_pis=True, resolve_entities=False)
    root = etree.fromstring(content, parser)
    found = Official()
    gather_words(root, found)
    gather_numbers(root, found)
    return found


def gather_words(root: etree._Element, found: Official) -> None:
    pieces: list[str] = []

    def visit(element: etree._Element, into: list[str]) -> None:
        name = name_of(element)
        if name in AROUND:
            for note in element.iter():  # notes to the title are read, too
                if name_of(note) in NOTES and name == "preface":
                    visit(note, [])
            return
        if name in NOTES:
            inner: list[str] = []
            visit_inside(element, inner)
            words = words_of("".join(inner))
            mark = words_of(element.get("marker") or "")
            if words[:1] == mark or (words and words[0].isdigit() and re.match(r"\s*\(?\s*\d+\s*\)", "".join(inner))):
                words = words[1:]  # the mark printed again before the note
            found.notes.update(words)
            return
        text = "".join(element.itertext()).strip()
        if name == "sup" and re.fullmatch(r"[\d()\s*]*", text):
            found.marks += bool(text.strip("()* "))
            return
        if name in LINES:
            into.append(" ")
        visit_inside(element, into)
        if name in LINES:
            into.append(" ")

    def visit_inside(element: etree._Element, into: list[str]) -> None:
        into.append(element.text or "")
        numbers = [inner for inner in element if name_of(inner) == "num"]
        if numbers and numbers[0].getprevious() is not None:
            visit(numbers[0], into)  # a number is read before the heading that files put in front of it
        for inner in element:
            if not (numbers and inner is numbers[0] and inner.getprevious() is not None):
                visit(inner, into)
            into.append(inner.tail or "")

    visit(root, pieces)
    found.words = words_of("".join(pieces))


def gather_numbers(root: etree._Element, found: Official) -> None:
    """Each number that stands in ``num``, or at the head of a paragraph without one."""
    for element in root.iter():
        if name_of(element) not in ("paragraph", "point", "item") or inside_around(element):
            continue
        number = next((inner for inner in element if name_of(inner) == "num"), None)
        words = own_words(element)
        if number is not None and solid(bare(number)):
            found.numbered.append((solid(bare(number)), solid(words)[:HEAD]))
        elif number is None and name_of(element) == "paragraph" and (left := LEFT.match(words)):
            found.numbered.append((left[1], solid(words[left.end() :])[:HEAD]))


def inside_around(element: etree._Element) -> bool:
    return any(name_of(above) in AROUND | NOTES for above in element.iterancestors())


def own_words(element: etree._Element) -> str:
    """The words before the first point or paragraph below, without numbers and notes."""
    pieces: list[str] = []

    def visit(inner: etree._Element) -> bool:
        name = name_of(inner)
        if name in ("num", *NOTES) or (name == "sup" and re.fullmatch(r"[\d()\s*]*", bare(inner))):
            return True
        if name in ("point", "paragraph", "item", "sublist", "table"):
            return False
        pieces.append(inner.text or "")
        for below in inner:
            if not visit(below):
                return False
            pieces.append(below.tail or "")
        return True

    visit_children = [element.text or ""]
    pieces += visit_children
    for inner in element:
        if not visit(inner):
            break
        pieces.append(inner.tail or "")
    return "".join(pieces)


def bare(element: etree._Element) -> str:
    """Its text without notes."""
    return (element.text or "") + "".join(
        ("" if name_of(inner) in (*NOTES, "sup") else bare(inner)) + (inner.tail or "") for inner in element
    )


# ── what was read ───────────────────────────────────────────────────────────────────────────────────────────────
def read_words(document: Document, titled: bool) -> Iterator[str]:
    """The words in the order of the parts."""
    if titled:
        yield from words_of(document.title)
    for part in document.walk():
        repeated = part.kind is PartKind.ANNEX and part.heading  # an annex's heading holds its number
        for text in (None if repeated else part.number, part.heading, part.text):
            if text:
                yield from words_of(text)


def compare_work(paths: list[Path], folder: Path) -> tuple[list[Row], list[Tree]]:
    """The figures of the versions of one work, and how their trees agree."""
    rows: list[Row] = []
    versions: dict[str, dict[str, Document]] = defaultdict(dict)
    for path in paths:
        row, documents = compare(path, folder)
        rows.append(row)
        for document in documents:
            versions[document.symbol.text][document.language] = document
    return rows, [tree_of(list(held.values())) for held in versions.values() if len(held) > 1]


def compare(path: Path, folder: Path) -> tuple[Row, list[Document]]:
    """The figures of one file, and its documents."""
    content = path.read_bytes()
    row = Row(path.relative_to(folder).parts[0], "", str(path.relative_to(folder)))
    begun = time.process_time()
    try:
        documents = read_all(content, path.name)
    except UnreadableError as error:
        row.refused = str(error)
        return row, []
    row.seconds = time.process_time() - begun
    given = official(content)
    row.language = documents[0].language
    row.words = len(given.words) + given.notes.total()
    compare_words(row, given, documents)
    row.told = any(finding.rule in TELLING for document in documents for finding in document.findings)
    compare_numbers(row, given, documents)
    for document in documents:
        for part in document.walk():
            row.longest = max(row.longest, len(part.text))
            if part.kind is PartKind.PLAIN and part.role == "p" and part.text:
                row.plain += len(words_of(part.text))
                row.plain_texts.append(f"{part.eid}: {part.text[:70]}")
    return row, documents


# ── the trees of versions ───────────────────────────────────────────────────────────────────────────────────────────
def ids_of(document: Document) -> list[str]:
    return [part.eid for part in document.walk() if part.role != "conclusions"]


def tree_of(documents: list[Document]) -> Tree:
    """Whether versions have one tree; the reason of each that has another than the reference version."""
    reference = min(documents, key=lambda document: ORDER.index(document.language))
    trees = {tuple(ids_of(document)) for document in documents}
    tree = Tree(reference.symbol.text, len(trees) == 1, True)
    whole = ids_of(reference)
    for document in aligned(documents):
        held = ids_of(document)
        if held == whole:
            continue
        tree.as_laid = False
        lacks, adds = [eid for eid in whole if eid not in set(held)], [eid for eid in held if eid not in set(whole)]
        what = "has another order of" if not (lacks or adds) else "sets out otherwise" if lacks and adds else ""
        what = what or ("lacks" if lacks else "adds")
        tree.reasons.append(f"{document.language} {what} {' '.join([*lacks, *adds][:6])}")
    return tree


def compare_words(row: Row, given: Official, documents: list[Document]) -> None:
    read = [word for document in documents for word in read_words(document, False)]
    noted = Counter(word for document in documents for note in document.notes for word in words_of(note.text))
    if "".join(read) == "".join(given.words) and noted == given.notes:
        return
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for tag, a, b, c, d in SequenceMatcher(None, given.words, read, autojunk=False).get_opcodes():
        if tag != "equal" and "".join(given.words[a:b]) != "".join(read[c:d]):
            gone.update(given.words[a:b])
            come.update(read[c:d])
    gone += given.notes - noted
    come += noted - given.notes
    titles = Counter(word for document in documents for word in words_of(document.title))
    row.moved = list((gone & come).elements())
    row.lost = list((gone - come - titles).elements())
    row.added = list((come - gone).elements())
    before = Counter("".join([*given.words, *given.notes.elements()]))
    after = Counter("".join([*read, *noted.elements()]))
    if before == after:  # words that the file has in two pieces
        row.lost, row.added = [], []


def compare_numbers(row: Row, given: Official, documents: list[Document]) -> None:
    """A number has an address of its own where one part has that number, those words and an id that is no copy's."""
    held: Counter[tuple[str, str]] = Counter()
    for document in documents:
        counted = any(finding.rule == "akn.number-lost" for finding in document.findings)
        for part in document.walk():
            if counted and part.number and solid(part.number).isdecimal():
                held["", head_of(part)] += 1  # a number that the file has lost is counted, and told
            if part.number and not re.search(r"(?<!_p)__\d+$", part.eid):
                held[solid(part.number), head_of(part)] += 1
    row.numbered = len(given.numbered)
    for number, head in sorted(given.numbered, key=lambda found: not found[1]):
        # a number alone has its words in what follows it
        place = (number, head) if head else next((found for found in held if found[0] == number and held[found]), None)
        if place and held[place]:
            held[place] -= 1
        elif held["", head]:
            held["", head] -= 1
        else:
            row.homeless.append(f"{number} {head}")


def head_of(part: Part) -> str:
    return solid(f"{part.heading or ''}{part.text}")[:HEAD]


# ── all files ───────────────────────────────────────────────────────────────────────────────────────────────────
def chosen(folder: Path, every: int, only: str) -> list[list[Path]]:
    """All versions of every n-th work of each session, work by work."""
    works: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.xml")):
        if only in str(path) and path.parent.name != "German":
            stem = re.sub(r"(?:-\d{7}\s?)?_?[ACEFRS]?(?:_reissue)?$", "", path.stem)
            works[str(path.relative_to(folder).parts[0:2]), stem].append(path)
    return [works[key] for key in sorted(works)[::every]]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--every", type=int, default=20)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--list", action="store_true")
    given = arguments.parse_args()
    files = chosen(given.folder, given.every, given.only)
    with ProcessPoolExecutor(given.jobs) as pool:
        found = list(pool.map(partial(compare_work, folder=given.folder), files, chunksize=2))
    report([row for rows, _ in found for row in rows], [tree for _, trees in found for tree in trees], given.list)


def report(rows: list[Row], trees: list[Tree], listed: bool) -> None:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.kind, row.language].append(row)
        groups["all", ""].append(row)
    print(
        "| kind | files | words | lost | added | moved (untold) | numbered | addressed | in plain parts | ms a file |"
    )
    for (kind, language), held in sorted(groups.items()):
        words = sum(row.words for row in held) or 1
        numbered = sum(row.numbered for row in held) or 1
        moved, untold = sum(len(row.moved) for row in held), sum(len(row.moved) for row in held if not row.told)
        print(
            f"| {kind} {language} | {len(held)} | {words} | {sum(len(row.lost) for row in held)} "
            f"| {sum(len(row.added) for row in held)} | {moved} ({untold}) | {numbered} "
            f"| {1 - sum(len(row.homeless) for row in held) / numbered:.4f} "
            f"| {sum(row.plain for row in held) / words:.4f} "
            f"| {1000 * sum(row.seconds for row in held) / len(held):.1f} |"
        )
    odd = [tree for tree in trees if not tree.as_laid]
    several = len(trees) or 1
    as_read = sum(tree.as_read for tree in trees) / several
    print(
        f"{len(trees)} works in several languages with one tree of parts: {as_read:.4f} "
        f"as read, {1 - len(odd) / several:.4f} laid beside the reference version, "
        f"{1 - sum(not tree.in_files for tree in odd) / several:.4f} with those of which a file lacks or adds parts"
    )
    refused = sum(bool(row.refused) for row in rows)
    print(f"longest part: {max(row.longest for row in rows)} characters; refused: {refused}")
    if listed:
        for row in rows:
            for what in ("refused", "lost", "added", "moved", "homeless", "plain_texts"):
                if value := getattr(row, what):
                    shown = value if isinstance(value, str) else f"{len(value)} {value[:12]}"
                    print(f"{what}\t{row.path}\t{shown}")
            if row.longest > 8000:
                print(f"long\t{row.path}\t{row.longest}")
        for tree in odd:
            print(f"tree\t{tree.symbol}\t{'; '.join(tree.reasons)}")


if __name__ == "__main__":
    main()
