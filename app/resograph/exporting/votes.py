"""Recorded votes: a row a State, absent told from not a member; and how often pairs of States agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from resograph.exporting.rows import Row
from resograph.exporting.statements import all_of, first
from resograph.exporting.work import Shared, WorkNodes

_CHOICES = {
    "inFavour": "in favour",
    "against": "against",
    "abstaining": "abstaining",
    "notVoting": "not voting",
}
_COUNTS = ("inFavour", "against", "abstaining")
_ASSEMBLY = "body/un-ga"


def votes(work: WorkNodes, shared: Shared) -> Iterator[Row]:
    """The rows of a work's recorded vote; none where the record names no State."""
    address = first(work.itself, "vote") or ""
    vote = work.nodes.get(address, {})
    named = {state: choice for how, choice in _CHOICES.items() for state in all_of(vote, how)}
    if not named:
        return
    day = first(work.itself, "adoptedOn")
    assembly = (first(work.itself, "adoptedBy") or "").endswith(_ASSEMBLY)
    complete = all(len(all_of(vote, how)) == int(first(vote, f"{how}Count") or 0) for how in _COUNTS)
    if assembly and day:
        for state, (since, until) in shared.members.items():
            if state not in named:
                member = since <= day and (not until or day < until)
                named[state] = ("absent" if complete else "not told") if member else "not a member"
    session = first(work.itself, "session")
    for state in sorted(named):
        yield address, state, work.address, session, day, named[state]


@dataclass(frozen=True)
class Agreement:
    """How often two States voted alike, as the table ``dyads`` has it."""

    same: int
    partial: int
    opposite: int

    @property
    def votes(self) -> int:
        """In which both took part."""
        return self.same + self.partial + self.opposite

    @property
    def index(self) -> float:
        """(same + partial / 2) / votes, from 0 to 1 (Lijphart 1963); there is a vote."""
        return (self.same + self.partial / 2) / self.votes


def agreement(a: Sequence[int], b: Sequence[int]) -> Agreement:
    """The agreement of two States.

    Args:
        a: sets of votes in favour, against, abstaining, each as the bits of one number.
        b: those of the other.
    """
    (yes_a, no_a, none_a), (yes_b, no_b, none_b) = a, b
    return Agreement(
        same=(yes_a & yes_b | no_a & no_b | none_a & none_b).bit_count(),
        partial=(none_a & (yes_b | no_b) | none_b & (yes_a | no_a)).bit_count(),
        opposite=(yes_a & no_b | no_a & yes_b).bit_count(),
    )


class Dyads:
    """How often each two States voted alike, by session: sets of votes as the bits of one number a choice."""

    def __init__(self) -> None:
        self._sessions: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
        self._bits: dict[str, int] = defaultdict(lambda: 1)
        self._choices = {_CHOICES[how]: place for place, how in enumerate(_COUNTS)}

    def add(self, rows: list[Row]) -> None:
        """Take up the rows of one vote."""
        session = rows[0][3] if rows else None
        if session is None:
            return
        bit = self._bits[session]
        self._bits[session] <<= 1
        for _, state, _, _, _, choice in rows:
            if (place := self._choices.get(choice or "")) is not None and state:
                self._sessions[session][state][place] |= bit

    def rows(self) -> Iterator[Row]:
        """A row a session and pair; same and partial as the table's description defines them."""
        for session, states in sorted(self._sessions.items()):
            for (a, votes_a), (b, votes_b) in combinations(sorted(states.items()), 2):
                found = agreement(votes_a, votes_b)
                if found.votes:
                    counts = (found.votes, found.same, found.partial, found.opposite)
                    yield session, a, b, *map(str, counts), f"{found.index:.4f}"
