"""Which held documents a draft renews: those that it cites, or whose words it has, are compared, and no others."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace

from resograph.drafting.lookups import LookUps
from resograph.merging.work import Work
from resograph.symbols import Symbol
from resograph.wording.members import Member, member_of
from resograph.wording.paragraphs import Text
from resograph.wording.series import renewed

_PROBES = 8
"""Paragraphs, the longest, whose earlier words lead to documents that the draft may renew."""
_LEAST = 3
"""Paragraphs of a draft that can renew a document; fewer are taken from one."""
_CANDIDATES = 16
"""Documents that are compared with the draft."""


def renewed_by(work: Work, text: Text, own: Symbol, look_ups: LookUps) -> tuple[Symbol, ...]:
    """The documents that a draft renews, the last first; one that it names alone where none of them is held.

    Args:
        work: the draft, with a symbol of its body that bears no number.
        text: its paragraphs.
        own: the symbol that it bears, whose document it does not renew.
        look_ups: in the held documents.
    """
    member = member_of(work)
    if member is None or len(text.paragraphs) < _LEAST:
        return ()
    member = replace(member, adopted=member.adopted or datetime.date.max)
    before: dict[Symbol, Member] = {}
    for symbol in _candidates(work, text, look_ups):
        if len(before) == _CANDIDATES:
            break
        one = look_ups.held.member(symbol, text.language) if symbol != own else None
        if one is not None and one.symbol.body == work.symbol.body:
            before[symbol] = one
    found = renewed([member, *before.values()]).get(work.symbol, ())
    further = {symbol for symbol in found if any(later in found for later in look_ups.held.later(symbol))}
    last = [symbol for symbol in found if symbol not in further]
    return tuple(sorted(last, key=lambda symbol: before[symbol].since if symbol in before else "", reverse=True))


def _candidates(work: Work, text: Text, look_ups: LookUps) -> list[Symbol]:
    """What has most of the draft's words, then what it cites, each behind what came after it in its series."""
    longest = sorted(text.paragraphs, key=lambda one: len(one.words), reverse=True)[:_PROBES]
    shared = Counter(symbol for one in longest for symbol in {found.symbol for found in look_ups.before(one)})
    body = work.symbol.body
    likely = [symbol for symbol, _ in shared.most_common(_CANDIDATES // 2)]
    likely += [one.symbol for one in work.reference.annotations.citations if not one.by_name]
    found: dict[Symbol, None] = {}
    for symbol in dict.fromkeys(likely):
        if symbol.body == body:
            found.update(dict.fromkeys([*reversed(look_ups.held.later(symbol)), symbol]))
    return list(found)
