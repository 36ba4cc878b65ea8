"""A draft as its page shows it: names and links in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from resograph.annotating import Act
from resograph.annotating.facts import Reporting
from resograph.documents import VariantKind
from resograph.drafting import Earlier, OpenVariant, Voted
from resograph.drafting.values import CheckedParagraph
from resograph.languages.profile import profile
from resograph.web.components.links import Link
from resograph.web.interface import Interface
from resograph.wording import Change, Op, Stretch, marked
from resograph.writing.draft import ShownDraft
from resograph.writing.draft.shown import label


@dataclass(frozen=True)
class EarlierView:
    """Earlier words: where, how alike, what became of them, how they were adopted."""

    link: Link
    similarity: float
    change: tuple[str, ...]
    adopted: str
    vote: str
    words: tuple[Stretch, ...]


@dataclass(frozen=True)
class DraftAct:
    """A verb with its force, whom it asks, and what is due: pieces with commas between."""

    verb: Link
    force: str
    addressees: tuple[Link, ...]
    reports: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True)
class OpenView:
    """What somebody wants of a paragraph."""

    kind: str
    proponents: tuple[str, ...]
    words: str
    text: str
    earlier: tuple[EarlierView, ...]


@dataclass(frozen=True)
class ParagraphView:
    """A paragraph: its words, those that changed against the last of its series marked."""

    id: str
    number: str
    change: tuple[str, ...]
    words: tuple[Stretch, ...]
    acts: tuple[DraftAct, ...]
    themes: tuple[Link, ...]
    earlier: tuple[EarlierView, ...]
    citations: tuple[tuple[Link, str, bool], ...]
    """A document, what is wrong with its citation, and whether it is wrong or only not known."""
    remarks: tuple[tuple[str, str, str], ...]
    """Level, sentence, source."""
    open: tuple[OpenView, ...]


@dataclass(frozen=True)
class DraftView:
    """The whole."""

    title: str
    language: str
    direction: str
    is_beside_held: bool
    renews: tuple[Link, ...]
    counts: tuple[tuple[str, int], ...]
    remarks: int
    general: tuple[tuple[str, str, str], ...]
    paragraphs: tuple[ParagraphView, ...]
    open: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Who proposes something; id and number of each paragraph."""
    dropped: tuple[tuple[Link, str], ...]
    """What the draft leaves out of the last text of its series."""


def view_of(shown: ShownDraft, interface: Interface) -> DraftView:
    """What the page shows."""
    draft = shown.draft
    compared = draft.compared
    viewer = _Viewer(shown, interface)
    return DraftView(
        title=draft.document.title,
        language=draft.language,
        direction=profile(draft.language).direction,
        is_beside_held=draft.is_beside_held,
        renews=tuple(Link(symbol.text, symbol.text) for symbol in draft.renews),
        counts=tuple((change.value, n) for change in Change if compared and (n := compared.count(change))),
        remarks=len(draft.remarks),
        general=viewer.remarks(""),
        paragraphs=tuple(viewer.paragraph(one) for one in draft.paragraphs),
        open=tuple((name or "–", tuple((eid, shown.number(eid)) for eid in ids)) for name, ids in draft.open.items()),
        dropped=tuple(
            (Link(one.number or one.eid, f"{draft.language}/{draft.renews[0]}~{one.eid}"), one.words)
            for one in draft.dropped
        ),
    )


class _Viewer:
    def __init__(self, shown: ShownDraft, interface: Interface) -> None:
        self._shown = shown
        self._words = interface
        self._language = shown.draft.language

    def paragraph(self, one: CheckedParagraph) -> ParagraphView:
        """One paragraph."""
        text = one.part.text or one.part.heading or ""
        mine = [earlier for earlier in one.earlier if earlier.in_series]
        is_single = len(mine) == 1 and Change.SPLIT not in mine[0].change
        words = marked(mine[0].text, text, self._language) if is_single else [Stretch(Op.SAME, text)]
        is_new = self._shown.draft.compared is not None and not mine
        return ParagraphView(
            id=one.part.eid,
            number=label(one),
            change=(Change.NEW.value,) if is_new else tuple(dict.fromkeys(c.value for e in mine for c in e.change)),
            words=tuple(words),
            acts=tuple(self._act(act) for act in one.acts),
            themes=tuple(map(self._link, one.themes)),
            earlier=tuple(self._earlier(earlier, text) for earlier in one.earlier),
            citations=tuple(
                (
                    Link(citation.citation.symbol.text, citation.citation.symbol.text),
                    self._shown.told(citation.problem) if citation.problem else "",
                    citation.held is True,
                )
                for citation in one.citations
            ),
            remarks=self.remarks(one.part.eid),
            open=tuple(self._open(variant, text) for variant in one.variants),
        )

    def remarks(self, eid: str) -> tuple[tuple[str, str, str], ...]:
        """What the rules say of a paragraph, or of the whole."""
        shown = self._shown
        return tuple(
            (shown.rule(one).level, shown.sentence(one), shown.source(one))
            for one in shown.draft.remarks
            if one.paragraph == eid
        )

    def _act(self, act: Act) -> DraftAct:
        addressees = dict.fromkeys(one.target for one in act.addressees)
        reports = tuple(self._report(report) for report in act.reporting)
        force = self._shown.name(f"force/{act.force}")
        return DraftAct(self._link(f"verb/{act.verb}"), force, tuple(map(self._link, addressees)), reports)

    def _report(self, report: Reporting) -> tuple[Link, ...]:
        when = report.session or str(report.date or report.year or report.when or "")
        time = self._link(when) if "/" in when else Link(when, "")
        pieces = (self._link(report.to), time, Link(report.item or "", ""))
        return tuple(piece for piece in pieces if piece.name)

    def _earlier(self, earlier: Earlier, text: str) -> EarlierView:
        return EarlierView(
            link=Link(earlier.path, f"{self._language}/{earlier.path}"),
            similarity=earlier.similarity,
            change=tuple(change.value for change in earlier.change),
            adopted=earlier.adopted,
            vote=self._vote(earlier.voted) if earlier.voted else "",
            words=tuple(marked(earlier.text, text, self._language)) if earlier.similarity < 1 else (),
        )

    def _vote(self, voted: Voted) -> str:
        name = f"document.{voted.outcome}"
        told = self._words(name) if self._words.has(name) else voted.outcome
        counts = (voted.in_favour, voted.against, voted.abstaining)
        return f"{told} {'–'.join('' if n is None else str(n) for n in counts)}" if any(counts) else told

    def _open(self, one: OpenVariant, text: str) -> OpenView:
        variant = one.variant
        words, new = text[slice(*variant.span)], variant.text
        if variant.taken and variant.kind is not VariantKind.DELETION:  # it stands in the text
            words, new = new, words
        earlier = tuple(self._earlier(found, new) for found in one.before)
        return OpenView(variant.kind.value, variant.proponents, words, new, earlier)

    def _link(self, path: str) -> Link:
        """A thing as a link; what the draft alone names leads nowhere."""
        leads = "/" in path and not path.startswith(("~", "actor/named/"))
        return Link(self._shown.name(path), path if leads else "")
