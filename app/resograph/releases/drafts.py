"""What a release tells a desk for drafts (``drafting.Held``): its tables for words and acts, its graph for the rest."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from resograph.drafting.held import HeldDocument, SaidBefore, Voted
from resograph.languages.profile import profile
from resograph.releases.agreed import AgreedLanguage
from resograph.releases.reader import ReleaseGraph
from resograph.releases.register import Register, Wanted
from resograph.releases.tables import LIVE, Tables
from resograph.releases.tables.schema import BITS
from resograph.releases.tables.texts import unpacked
from resograph.releases.wording import text_in
from resograph.symbols import Symbol, parse
from resograph.wording import Text
from resograph.wording.likeness import Nearness
from resograph.wording.lineage import is_of_text
from resograph.wording.members import Member, plain_title
from resograph.wording.sketches import sketch
from resograph.wording.tokens import tokens_of
from resograph.writing.terms import DCT, RESO

_CANDIDATES = 60
"""Paragraphs that are compared, word by word, with one of a draft."""
_ACTS = 200
"""Acts of one paragraph."""
_RENEWS = f"{RESO}renews"


class HeldInRelease:
    """The held documents of a release, for one draft and one thread."""

    def __init__(self, graph: ReleaseGraph, tables: Tables) -> None:
        self._graph = graph
        self._tables = tables
        self._register = Register(tables)
        self._agreed = AgreedLanguage(tables).remembering(_CANDIDATES)
        self.document = lru_cache(None)(self._document)
        self.later = lru_cache(None)(self._later)
        self.voted = lru_cache(None)(self._voted)

    def like(self, words: str, language: str, most: int, without: str) -> list[SaidBefore]:
        """See ``Held``."""
        found = self._agreed.like(words, language, most, without)
        return [
            SaidBefore(one.path, parse(one.symbol), one.adopted, one.text, one.similarity)
            for one in found
            if one.nearness is not Nearness.LOOSER
        ]

    def _document(self, symbol: Symbol) -> HeldDocument | None:
        if not self._graph.holds(symbol):
            return None
        me = self._graph.iri(symbol.text)
        days = [one.value for one in self._graph.values(me, f"{RESO}adoptedOn")]
        adopted = datetime.date.fromisoformat(days[0]) if days else None
        return HeldDocument(symbol, adopted, self._graph.texts(me, f"{DCT}title"))

    def parts(self, symbol: Symbol) -> frozenset[str]:
        """See ``Held``."""
        return frozenset(self._graph.part_order(symbol))

    def _later(self, symbol: Symbol) -> tuple[Symbol, ...]:
        return self._reached(symbol, lambda iri: self._graph.pointing_at(iri, _RENEWS))

    def series(self, symbol: Symbol) -> frozenset[Symbol]:
        """See ``Held``."""
        earlier = self._reached(symbol, lambda iri: self._graph.objects(iri, _RENEWS))
        return frozenset((symbol, *earlier, *self.later(symbol)))

    def _reached(self, symbol: Symbol, step: Callable[[str], Iterable[str]]) -> tuple[Symbol, ...]:
        found: dict[str, None] = {}
        waiting = [self._graph.iri(symbol.text)]
        while waiting:
            for iri in step(waiting.pop(0)):
                if iri not in found:
                    found[iri] = None
                    waiting.append(iri)
        return tuple(parse(self._graph.path(iri)) for iri in found)

    def member(self, symbol: Symbol, language: str) -> Member | None:
        """See ``Held``; what it renews by the graph stands for what it cites."""
        held = self.document(symbol)
        if held is None:
            return None
        renews = self._graph.objects(self._graph.iri(symbol.text), _RENEWS)
        unspaced = profile(language).spacing.unspaced
        sketches = (sketch(tokens_of(words, language), unspaced) for words in self._words(symbol, language))
        return Member(
            symbol=symbol,
            adopted=held.adopted,
            titles={code: plain_title(title) for code, title in held.titles.items()},
            cited=frozenset(self._graph.path(iri) for iri in renews),
            prolonged=frozenset(),
            named_before=None,
            language=language,
            sketches=tuple(one for one in sketches if one),
            parts=(),
        )

    def _words(self, symbol: Symbol, language: str) -> list[str]:
        """The words of the paragraphs of a version."""
        where = f"WHERE work.symbol = ?1 AND work.id {LIVE}"
        rows = self._tables.rows(
            "SELECT text.words FROM {s}.work AS work JOIN {s}.text AS text"
            f" ON text.work = work.id AND text.language = ?2 {where}",
            [symbol.text, language],
        )
        parts = self._tables.rows(
            "SELECT part.id, part.eid FROM {s}.work AS work JOIN {s}.part AS part"
            f" ON part.id BETWEEN work.id << {BITS} AND (work.id + 1 << {BITS}) - 1 {where}",
            [symbol.text],
        )
        shown = {part & ((1 << BITS) - 1) for part, eid in parts if is_of_text(eid)}
        return [one.text for (packed,) in rows for one in unpacked(packed) if one.position in shown and one.text]

    def text(self, symbol: Symbol, language: str) -> Text | None:
        """See ``Held``."""
        if language not in self._graph.release.languages(symbol.text):
            return None
        return text_in(self._graph.release, self._register, symbol, language)

    def _voted(self, symbol: Symbol) -> Voted | None:
        node = self._graph.node(self._graph.iri(f"{symbol}~vote"))
        if node is None:
            return None
        counts = [node.text(f"{RESO}{name}Count") for name in ("inFavour", "against", "abstaining")]
        return Voted(node.text(f"{RESO}outcome"), *(int(one) if one.isdecimal() else None for one in counts))

    def asked(self, paths: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """See ``Held``."""
        found: dict[str, frozenset[str]] = {}
        for path in dict.fromkeys(paths):
            wanted = Wanted(kind="mandates", document=path.partition("~")[0], parts=(path,))
            acts = self._register.acts(wanted, "document", _ACTS)
            if asked := frozenset(one for act in acts for one in act.addressees):
                found[path] = asked
        return found
