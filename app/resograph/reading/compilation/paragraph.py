"""One paragraph of a compilation text: its words as first proposed, and the variants that its brackets hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from resograph.documents import Span, Variant, VariantKind
from resograph.reading.compilation.brackets import Group, Tokens, Words, tree
from resograph.reading.compilation.labels import Label, label_of
from resograph.reading.compilation.remarks import Remark, Remarks
from resograph.reading.compilation.words import Paragraph, TextInMaking
from resograph.reading.layout.grammar import Grammar

_SEPARATOR = re.compile(r"[\s.:：–—\-]*")
_DASH = re.compile(r"\s+[–—-]\s*|\s*[–—:：]\s*")
_SYMBOL = re.compile(r"[A-Z]+/[A-Z\d]|\d/\d")
_OPENS = "([（［"
_ENDS = 4
"""Dashes of a bracket that are tried as the one before its names."""


class ParagraphReader:
    """Reads the paragraphs of one language's compilation."""

    def __init__(self, rules: Grammar, marks: Remarks) -> None:
        self._rules = rules
        self.marks = marks
        self._source = ""
        self._unclear: list[str] = []

    def read(self, text: str) -> Paragraph:
        """A paragraph, its label and the names behind it taken off."""
        self._source, self._unclear = text, []
        label = label_of(text)
        told: list[Remark] = []
        start = 0
        if label:
            start, told = self._behind_label(label.end)
        body = text[start:]
        if label and label.start and text[: label.start].strip():  # a bracket opens before the label
            closed = body[:1] in ("]", "］", ")", "）") and bool(body)
            body = body[1:].lstrip(" .:") if closed else f"{text[0]}{body}"
            start = len(text) - len(body)
        self._source = body
        out = TextInMaking()
        tokens = tree(body)
        if at_end := self.marks.agreed_at_end(body):
            tokens = tree(body[: at_end.start("mark")])
        whole = self._whole(tokens)
        if whole:
            self._take(whole, out)
        else:
            self._render(tokens, out, top=True)
        self._around(label, told, out)
        if at_end:
            self._add(out, VariantKind.AGREED, mark=at_end["mark"])
        words = out.words.rstrip()
        variants = [replace(one, span=_within(one.span, words)) for one in out.variants]
        variants = [self._headed(one, words) for one in variants]
        pieces = tuple((at + start, place, length) for at, place, length in out.pieces)
        return Paragraph(words, tuple(variants), label, pieces, tuple(self._unclear))

    # ── labels ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _behind_label(self, at: int) -> tuple[int, list[Remark]]:
        """Names and marks between a label and the words: where the words begin, and what was told."""
        text, told = self._source, list[Remark]()
        while True:
            found = _SEPARATOR.match(text, at)
            at = found.end() if found else at
            opened = text[at : at + 1] or " "
            if opened in _OPENS:
                groups = tree(text[at : at + 200])
                first = groups[0] if groups else None
                inner = text[at + 1 : at + first.end - 1] if isinstance(first, Group) else ""
                remarks = self.marks.all(inner) if inner and "[" not in inner else []
                if remarks and isinstance(first, Group):
                    told += remarks
                    at += first.end
                    continue
            head = None if opened in _OPENS else self.marks.head(text[at : at + 160])
            if head and head.known and not told:
                told.append(Remark(head.proponents, mark=text[at : at + head.end]))
                at += head.end
            return at, told

    def _around(self, label: Label | None, told: Sequence[Remark], out: TextInMaking) -> None:
        """What the marks beside a label want of the whole paragraph."""
        for remark in reversed(told):
            span = Span(0, out.place)
            if remark.action is None:
                taken = Variant(VariantKind.PROPOSAL, span, "", remark.proponents, remark.mark, taken=True)
                out.variants.insert(0, taken)
            else:
                self._remark(remark, span, out, first=True)

    # ── brackets ────────────────────────────────────────────────────────────────────────────────────────────────
    def _whole(self, tokens: Tokens) -> list[Group]:
        """The brackets that hold all words of a paragraph; none where words stand outside."""
        outside = "".join(self._source[one.start : one.end] for one in tokens if isinstance(one, Words))
        if any(char.isalnum() for char in outside):
            return []
        groups = [one for one in tokens if isinstance(one, Group)]
        if not groups or not groups[0].square or self.marks.all(self._inner(groups[0])):
            return []
        return groups

    def _take(self, groups: Sequence[Group], out: TextInMaking) -> None:
        """A paragraph that stands in brackets: the first gives its words, others are alternatives or remarks."""
        first = groups[0]
        proponents, tokens, mark = self._head(first)
        remarks: list[Remark] = []
        if not proponents:
            tokens, remarks = self._tail(first)
        start = len(out.words)
        names = tuple(name for remark in remarks if remark.action is None for name in remark.proponents)
        if proponents or names:
            mark = mark or "; ".join(remark.mark for remark in remarks if remark.action is None)
            at = len(out.variants)
            self._render(tokens, out, top=True)
            span = Span(start, out.place)
            out.variants.insert(at, Variant(VariantKind.PROPOSAL, span, "", proponents or names, mark, taken=True))
            for remark in remarks:
                if remark.action is not None:
                    self._remark(remark, span, out)
        else:
            self._render([first], out, top=True)
        for group in groups[1:]:
            self._group(group, out, last=True)
        for index, one in enumerate(out.variants):
            if index and one.kind is VariantKind.PROPOSAL and one.span == Span(out.place, out.place):
                out.variants[index] = replace(one, kind=VariantKind.ALTERNATIVE, span=Span(0, out.place))

    def _render(self, tokens: Tokens, out: TextInMaking, top: bool = False) -> None:
        for index, token in enumerate(tokens):
            if isinstance(token, Words):
                out.put(self._source, token.start, token.end)
                if self._source[token.start : token.end].strip():
                    out.last = None
            else:
                last = not any(
                    isinstance(one, Words) and any(map(str.isalnum, self._source[one.start : one.end]))
                    for one in tokens[index + 1 : index + 41]
                )
                self._group(token, out, last or not out.words.strip())

    def _group(self, group: Group, out: TextInMaking, last: bool) -> None:
        """Read one pair of brackets; ``last`` tells that a mark in it means the whole paragraph."""
        inner = self._inner(group)
        nested = any(isinstance(one, Group) and one.square for one in group.tokens)
        remarks = [] if nested else self.marks.all(inner)
        if remarks and (group.square or any(remark.action for remark in remarks)):
            for remark in remarks:
                self._scoped(remark, out, last)
            return
        if not group.square:
            self._literal(group, out)
        elif self.marks.is_note(inner):
            out.variants.append(Variant(VariantKind.COMMENT, Span(out.place, out.place), _plain(inner)))
        elif options := self._options(group):
            self._alternatives(options, out)
        else:
            self._worded(group, out)

    def _worded(self, group: Group, out: TextInMaking) -> None:
        """Brackets with words: a proposal of somebody's, or words that stand and are not accepted."""
        proponents, tokens, mark = self._head(group)
        if proponents:
            place = tokens[0].start if tokens else group.end - 1
            wanted = self.marks.wanted(proponents, self._source[place : group.end - 1], self._inner(group))
            if wanted is not None and not any(isinstance(one, Group) and one.square for one in tokens):
                self._scoped(wanted, out, last=False)
            else:
                self._propose(tokens, proponents, mark, out)
            return
        tokens, remarks = self._tail(group)
        names = tuple(name for remark in remarks if remark.action is None for name in remark.proponents)
        if names:
            self._propose(tokens, names, "; ".join(remark.mark for remark in remarks), out)
            return
        if not any(char.isalnum() for char in self._inner(group)):
            self._literal(group, out)
            return
        start, at = len(out.words), len(out.variants)
        self._render(tokens, out)
        span = Span(out.first(start), out.place)
        if remarks:
            held = out.variants[at:]
            del out.variants[at:]
            for remark in remarks:
                self._remark(remark, span, out)
            out.variants += held
        else:
            out.variants.insert(at, Variant(VariantKind.RESERVATION, span))
        out.last = (span, group.end)

    def _propose(self, tokens: Tokens, proponents: tuple[str, ...], mark: str, out: TextInMaking) -> None:
        proposed = TextInMaking()
        self._render(tokens, proposed)
        words = proposed.words.rstrip()
        inside = tuple(replace(one, span=_within(one.span, words)) for one in proposed.variants)
        place = Span(out.place, out.place)
        out.variants.append(Variant(VariantKind.PROPOSAL, place, words, proponents, mark, inside))

    def _literal(self, group: Group, out: TextInMaking) -> None:
        """Brackets that are part of the words."""
        inside = [one for one in group.tokens if isinstance(one, Group)]
        if not inside:
            out.put(self._source, group.start, group.end)
        else:
            out.put(self._source, group.start, group.start + 1)
            self._render(group.tokens, out)
            out.put(self._source, group.end - 1, group.end)
        out.last = None

    # ── alternatives ────────────────────────────────────────────────────────────────────────────────────────────
    def _options(self, group: Group) -> list[Tokens]:
        """What strokes part in brackets, where they part alternatives."""
        inner = self._inner(group)
        if "/" not in inner or self.marks.is_joined(inner) or _SYMBOL.search(inner):
            return []
        options: list[Tokens] = [[]]
        for token in group.tokens:
            if isinstance(token, Group):
                options[-1].append(token)
                continue
            at = token.start
            for found in re.finditer("/", self._source[token.start : token.end]):
                options[-1].append(Words(at, token.start + found.start()))
                options.append([])
                at = token.start + found.end()
            options[-1].append(Words(at, token.end))
        if not 1 < len(options) < 9 or any(not self._said(option).strip() for option in options):
            return []
        spaced = " / " in inner or not self._rules.spaced
        told = any(self._named(option)[0] for option in options)
        words = all(said.strip().isalpha() for said in map(self._said, options))
        whole = self.marks.head(inner)
        if whole and "/" in inner[: whole.end]:  # "G77/China: …" is one name
            return []
        return options if told or spaced or words else []

    def _alternatives(self, options: Sequence[Tokens], out: TextInMaking) -> None:
        first, tokens, mark = self._named(options[0])
        if first:
            self._propose(tokens, first, mark, out)
            for option in options[1:]:
                proponents, tokens, mark = self._named(option)
                self._propose(tokens, proponents, mark, out)
            return
        start = len(out.words)
        self._render(options[0], out)
        span = Span(out.first(start), out.place)
        for option in options[1:]:
            proponents, tokens, mark = self._named(option)
            other = TextInMaking()
            self._render(tokens, other)
            words = other.words.rstrip()
            inside = tuple(replace(one, span=_within(one.span, words)) for one in other.variants)
            out.variants.append(Variant(VariantKind.ALTERNATIVE, span, words, proponents, mark, inside))
        out.last = (span, 0)

    # ── names ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _head(self, group: Group) -> tuple[tuple[str, ...], Tokens, str]:
        return self._named(group.tokens)

    def _named(self, tokens: Tokens) -> tuple[tuple[str, ...], Tokens, str]:
        """The names before a colon, the tokens behind it, and the mark as printed; no names where there are none."""
        first = tokens[0] if tokens else None
        if not isinstance(first, Words):
            return (), tokens, ""
        head = self.marks.head(self._source[first.start : first.end])
        if head is None:
            return (), tokens, ""
        place = first.start + head.end
        mark = self._source[first.start : place].strip()
        return head.proponents, [Words(place, first.end), *tokens[1:]], mark

    def _tail(self, group: Group) -> tuple[Tokens, list[Remark]]:
        """Tokens before the names or marks that end brackets, and those marks."""
        tokens = group.tokens
        while tokens and isinstance(tokens[-1], Words) and not self._source[tokens[-1].start : tokens[-1].end].strip():
            tokens = tokens[:-1]
        if len(tokens) < 1:
            return tokens, []
        last = tokens[-1]
        if isinstance(last, Group):
            remarks = self.marks.all(self._inner(last)) if len(tokens) > 1 else []
            return (tokens[:-1], remarks) if remarks else (group.tokens, [])
        text = self._source[last.start : last.end]
        for found in list(_DASH.finditer(text))[-_ENDS:]:
            remarks = self.marks.all(text[found.end() :])
            colon = found[0].strip() in (":", "：")
            if (
                remarks
                and (not colon or any(remark.action for remark in remarks))
                and (found.start() or len(tokens) > 1)
            ):
                return [*tokens[:-1], Words(last.start, last.start + found.start())], remarks
        return group.tokens, []

    # ── marks ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _scoped(self, remark: Remark, out: TextInMaking, last: bool) -> None:
        """A mark in brackets of its own: what it is about is told in it, stands right before it, or is all."""
        if remark.words and remark.action in (VariantKind.DELETION, VariantKind.ALTERNATIVE, VariantKind.RESERVATION):
            at = out.words.rfind(remark.words)
            if at < 0:
                self._cannot(remark, out)
                return
            span = Span(at, at + len(remark.words))
        elif remark.action is VariantKind.PROPOSAL:
            span = Span(out.place, out.place)
        elif out.last is not None:
            span = out.last[0]
        elif last:
            span = Span(0, len(self._source))  # of the whole, which is cut to it at the end
        elif remark.action is VariantKind.COMMENT or remark.action is None:
            span = Span(out.place, out.place)
        else:
            self._cannot(remark, out)
            return
        self._remark(remark, span, out)

    def _cannot(self, remark: Remark, out: TextInMaking) -> None:
        self._unclear.append(remark.mark)
        place = Span(out.place, out.place)
        out.variants.append(Variant(VariantKind.COMMENT, place, _plain(remark.mark), remark.proponents))

    def _remark(self, remark: Remark, span: Span, out: TextInMaking, first: bool = False) -> None:
        kind = remark.action or VariantKind.COMMENT
        words = remark.instead if kind in (VariantKind.ALTERNATIVE, VariantKind.PROPOSAL) else ""
        words = remark.words if kind is VariantKind.COMMENT else words
        made = Variant(kind, span, words, remark.proponents, remark.mark)
        out.variants.insert(0 if first else len(out.variants), made)

    def _add(self, out: TextInMaking, kind: VariantKind, mark: str) -> None:
        out.variants.append(Variant(kind, Span(0, out.place), mark=mark))

    def _headed(self, variant: Variant, text: str) -> Variant:
        """A proposed verb beside the verb that heads the paragraph stands in its place."""
        if variant.kind is not VariantKind.PROPOSAL or variant.taken or variant.span.start != variant.span.end:
            return variant
        if self._rules.opening_length(variant.text, known=True) != len(variant.text):
            return variant
        verb = self._rules.opening_length(text, known=variant.span.start > 0)
        if not verb or variant.span.start not in (0, verb):
            return variant
        return replace(variant, kind=VariantKind.ALTERNATIVE, span=Span(0, verb))

    def _inner(self, group: Group) -> str:
        return self._source[group.start + 1 : group.end - 1]

    def _said(self, tokens: Tokens) -> str:
        return " ".join(self._source[one.start : one.end] for one in tokens)


def _within(span: Span, words: str) -> Span:
    return Span(min(span.start, len(words)), min(span.end, len(words)))


def _plain(text: str) -> str:
    return " ".join(text.split())
