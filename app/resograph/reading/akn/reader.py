"""From an Akoma Ntoso file's bytes to its documents: one, or one for each part of a composite resolution."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from lxml import etree

from resograph.documents import Document, Finding, PartKind, Source, identified
from resograph.documents.errors import UnreadableError
from resograph.documents.xml import below, child, flat, local, parse_xml
from resograph.languages.profile import Profile, detect, profile
from resograph.reading.akn.asterisks import take_notes
from resograph.reading.akn.blocks import APART, Block, Tag, read_blocks
from resograph.reading.akn.body import read_annexes, read_body
from resograph.reading.akn.cover import Front, read_cover, read_number, read_symbol, read_title, title_notes
from resograph.reading.akn.losses import find_losses
from resograph.reading.akn.nodes import OpenPart, to_parts
from resograph.reading.akn.numbering import restore_numbers
from resograph.reading.akn.own import is_own, read_own
from resograph.reading.akn.registry import read_registry
from resograph.reading.akn.variants import name_proponents
from resograph.reading.akn.words import Words, read_words
from resograph.reading.layout.grammar import grammar
from resograph.reading.layout.speakers import opening, seems_to_be
from resograph.reading.natures import nature_of
from resograph.symbols.akn import LANGUAGES
from resograph.symbols.symbol import Kind, Symbol

_SHORT = {long: short for short, long in LANGUAGES.items()}


def read_akn(content: bytes, name: str = "", language: str | None = None, *, unnamed: bool = False) -> list[Document]:
    """The documents of a file; several where it is a collection of the parts of one resolution.

    Args:
        content: the whole file.
        name: its name, for messages and as a last hint at the symbol.
        language: ISO 639-1 code; else what the file says, checked against its words.
        unnamed: whether a text with an organ's opening words that bears no symbol is read.

    Raises:
        UnreadableError: it is no Akoma Ntoso, unsafe, in no official language, or names no document.
    """
    root, findings = parse_xml(content, name)
    if findings:
        _put_right(root)
    name_proponents(root)
    source = Source(name, hashlib.sha256(content).hexdigest())
    collection = next(iter(below(root, "documentCollection")), None)
    statements = [found for found in below(root, "statement", "doc") if _stands_alone(found)]
    if not statements:
        raise UnreadableError(
            f"{name or 'The input'} is XML, but no Akoma Ntoso statement: it holds none of the UN's texts."
        )
    documents: list[Document] = []
    for statement in statements:
        code, odd = _language(statement, collection, language, name)
        rules = profile(code)
        try:
            document = _document(Front(statement, collection), rules, name, unnamed and _is_opened(statement, code))
        except UnreadableError as error:
            raise UnreadableError(_without_symbol(statement, code, name) or str(error)) from error
        if not document.parts and not findings:
            odd.append(Finding("akn.empty", "The file holds no text."))
        documents.append(replace(document, source=source, findings=(*findings, *odd, *document.findings)))
    if findings and not any(document.parts for document in documents):
        raise UnreadableError(f"{name or 'The input'} is not well-formed XML, and none of its text can be read.")
    return documents


def _is_opened(statement: etree._Element, code: str) -> bool:
    """Whether the opening words of some body stand in it."""
    return opening([flat(line) for line in below(statement, "p", "docTitle")], grammar(code)) is not None


def _without_symbol(statement: etree._Element, code: str, name: str) -> str | None:
    """What a text is that names no document: whose resolution, or a letter; None where nothing tells."""
    lines = [flat(line) for line in below(statement, "p", "docTitle")]
    opened, shown = opening(lines, grammar(code)), name or "The input"
    if opened is None:
        kind = seems_to_be(lines)
        return f"{shown} seems to be {kind}: it names no document, and no symbol is made up for it." if kind else None
    whose = f"a resolution of {opened.other}" if opened.other else "a resolution"
    return (
        f"{shown} is {whose} that bears no UN symbol, and none is made up: check it as a draft with resograph draft, "
        "or put its symbol (such as A/C.3/79/L.22) in its docNumber."
    )


def _put_right(root: etree._Element) -> None:
    """Set the text of a file that is not well-formed back into its statement: out of a page, in from behind."""
    for statement in below(root, "statement"):
        for page in [found for found in statement if local(found) in ("coverPage", "preface")]:
            for inner in below(page, "preamble", "mainBody", "conclusions", "attachments"):
                statement.append(inner)
        for behind in list(statement.itersiblings()):
            if local(behind) in ("preamble", "mainBody", "conclusions", "attachments"):
                statement.append(behind)


def _stands_alone(statement: etree._Element) -> bool:
    """Whether it is a document of its own; a component inside a statement is a draft that this one quotes."""
    above = [local(element) for element in statement.iterancestors()]
    return above[:1] == ["akomaNtoso"] or (above[:1] == ["component"] and "statement" not in above)


def _language(
    statement: etree._Element, collection: etree._Element | None, given: str | None, name: str
) -> tuple[str, list[Finding]]:
    holders = [child(statement, "meta"), child(collection, "meta")]
    marks = [mark.get("language") or "" for holder in holders for mark in below(holder, "FRBRlanguage")]
    stated = next((_SHORT.get(mark, mark) for mark in marks if mark), None)
    code = given
    if given is None:
        words = " ".join(flat(holder) for holder in statement if local(holder) not in APART)
        found = detect(words or flat(statement))
        code = found or stated
        if stated and stated not in LANGUAGES and found not in (None, stated) and len(stated) == 3:
            code = None
    if code not in LANGUAGES:
        raise UnreadableError(f"{name or 'The input'} is in none of the six official languages of the United Nations.")
    if stated in LANGUAGES and stated != code:
        message = f"The file says that it is in “{stated}”; its words are in “{code}”."
        return code, [Finding("akn.language", message)]
    return code, []


def _document(front: Front, rules: Profile, name: str, unnamed: bool) -> Document:
    own = is_own(front.statement)
    symbol = read_symbol(front, rules, name, unnamed=unnamed)
    registry = read_registry(front.meta)
    findings: list[Finding] = []
    heading = ""
    if own:
        nodes = read_own(front.statement, rules)
    else:
        nodes, heading, findings = _official(
            front.statement, rules, symbol.kind, bool(front.found("preface", "docTitle"))
        )
    parts, notes = to_parts(nodes, () if own else title_notes(front, rules))
    findings += _repeated(nodes)
    first = next((node.text for node in nodes if node.role == "intro"), "")
    document = Document(
        symbol=symbol,
        language=rules.code,
        title=_own_title(front, rules) if own else read_title(front, heading, registry, symbol, rules),
        number=read_number(front, symbol) if not own or front.found("preface", "docNumber") else None,
        parts=parts,
        notes=notes,
        cover=read_cover(front, symbol, rules, own, first, name),
        findings=tuple(findings),
        registry=registry,
        nature=_nature(front.statement, symbol) or nature_of(symbol, parts),
    )
    if own and _has_ids(document):
        return _as_written(document)
    named = identified(document, rules.fold)
    return named if own else replace(named, findings=(*named.findings, *find_losses(front.statement, named)))


def _nature(statement: etree._Element, symbol: Symbol) -> Kind | None:
    """The kind that the file tells, where the symbol does not."""
    is_draft = re.fullmatch(r"draft ?[Rr]esolution", statement.get("name") or "") is not None
    return Kind.DRAFT if is_draft and symbol.kind is not Kind.DRAFT else None


def _own_title(front: Front, rules: Profile) -> str:
    return next((read_words(title, rules).text for title in front.found("preface", "docTitle")), "")


def _official(
    statement: etree._Element, rules: Profile, kind: Kind, titled: bool
) -> tuple[list[OpenPart], str, list[Finding]]:
    """The parts of an official file, and the heading that serves as title where there is no other."""
    statuses: list[OpenPart] = []
    blocks: list[Block] = []
    heading = ""
    for block in read_blocks(statement, rules):
        if _is_status(block.node, rules):
            block.node.role = "status"
            statuses.append(block.node)
        elif block.tag is Tag.HEADING and not blocks and not titled and not heading:
            heading = block.node.text
        else:
            blocks.append(block)
    blocks += _drafts(statement)
    body, findings = read_body(blocks, rules, kind)
    annexes, odd = read_annexes(statement, rules)
    first = next((place for place, node in enumerate(body) if node.kind is PartKind.ANNEX), len(body))
    nodes = [*statuses, *body[:first], *_conclusions(statement, rules), *body[first:], *annexes]
    told = "A note on this issue was set before the text."
    moved = [Finding("akn.moved", told, line=node.line or None, evidence=node.text[:200]) for node in statuses]
    return nodes, heading, [*findings, *odd, *moved, *take_notes(nodes), *restore_numbers(nodes, rules)]


def _drafts(statement: etree._Element) -> list[Block]:
    """Drafts that the file quotes as components of the statement."""
    return [
        Block(Tag.DRAFT, OpenPart(PartKind.DRAFT, source_id=draft.get("eId"), line=draft.sourceline or 0), holder=draft)
        for components in statement
        if local(components) == "components"
        for draft in below(components, "statement", "doc")
        if (holder := draft.getparent()) is not None and local(holder) == "component"
    ]


def _is_status(node: OpenPart, rules: Profile) -> bool:
    """A note on this issue that the file gives as a paragraph: "* Reissued for technical reasons."."""
    return node.text.startswith("*") and rules.masthead.notes.reissued.re.search(node.text) is not None


def _conclusions(statement: etree._Element, rules: Profile) -> list[OpenPart]:
    """Meeting, date and vote, a line each."""
    nodes: list[OpenPart] = []
    for holder in Front(statement, None).conclusions:
        for paragraph in holder:
            nodes += [
                OpenPart(PartKind.PLAIN, line, role="conclusions", line=paragraph.sourceline or 0)
                for line in _lines(paragraph, rules)
            ]
    return nodes


def _lines(paragraph: etree._Element, rules: Profile) -> list[Words]:
    """A line of the vote's outcome is one; meeting and date are two."""
    pieces = [piece for event in below(paragraph, "event") or [paragraph] for piece in event]
    apart = below(paragraph, "eol") and not below(paragraph, "vote", "outcome")
    if not apart:
        words = read_words(paragraph, rules)
        return [words] if words else []
    lines: list[Words] = []
    for piece in pieces:
        words = read_words(piece, rules).then(_tail_words(piece, rules), " ")
        if words:
            lines.append(words)
    return lines


def _tail_words(element: etree._Element, rules: Profile) -> Words:
    """The words behind an element."""
    holder = etree.Element("tail")
    holder.text = element.tail
    return read_words(holder, rules)


def _repeated(nodes: list[OpenPart]) -> list[Finding]:
    return [
        Finding(
            "akn.repeated-note-mark",
            f"A mark {mark} stands in the text without a note of its own; it was taken out.",
            line=node.line or None,
            evidence=node.text[:80],
        )
        for top in nodes
        for node in top.walk()
        for mark in node.words.repeated_marks
    ]


def _has_ids(document: Document) -> bool:
    ids = [part.eid for part in document.walk()] + [note.eid for note in document.notes]
    return all(re.fullmatch(r"[A-Za-z0-9_\-]+", eid) for eid in ids) and len(set(ids)) == len(ids)


def _as_written(document: Document) -> Document:
    """The document with the ids that the file gives."""
    ids = [part.eid for part in document.walk()]
    notes = [
        replace(note, bearer=ids[int(note.bearer)], source_id=note.source_id if note.source_id != note.eid else None)
        for note in document.notes
    ]
    return replace(document, notes=tuple(notes))
