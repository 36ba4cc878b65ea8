"""Tables of a release as a whole: lineage and reuse of wording, coverage, changes since an earlier release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from resograph.exporting.rows import Row
from resograph.exporting.statements import all_of, first, nodes_in, plain
from resograph.symbols import SymbolError, mint, parse


def lineage(path: Path) -> Iterator[Row]:
    """What documents take up from earlier ones, of the packed file of what is derived."""
    for subject, node in nodes_in(path):
        if "later" in node and "earlier" in node:
            later, earlier = plain(node["later"][0]), plain(node["earlier"][0])
            change = " ".join(sorted(value.rpartition("/")[2] for value in all_of(node, "change")))
            yield "continues", later, earlier, later.partition("~")[0], first(node, "similarity"), change or None
        for relation in ("drops", "renews"):
            for earlier in sorted(all_of(node, relation)):
                yield relation, subject, earlier, subject, None, None


def wordings(path: Path) -> Iterator[Row]:
    """The paragraphs whose words several series share, of the same file."""
    uses: dict[str, list[str]] = {}
    known: dict[str, Row] = {}
    for subject, node in nodes_in(path):
        for value in all_of(node, "usesWording"):
            uses.setdefault(value, []).append(subject)
        if "firstUse" in node:
            places = (first(node, "firstUse"), first(node, "latestUse"))
            bodies = " ".join(sorted(all_of(node, "usedBy")))
            counts = (first(node, name) for name in ("useCount", "usedWithoutVoteCount", "usedByVoteCount"))
            known[subject] = (*places, bodies, *counts)
    for wording in sorted(uses):
        for paragraph in sorted(uses[wording]):
            yield wording, paragraph, paragraph.partition("~")[0], *known[wording]


def coverage(held: Iterable[str], named: Iterable[str]) -> Iterator[Row]:
    """What is held of each organ, session and kind, beside what is named elsewhere.

    Args:
        held: symbols of the works held.
        named: symbols that works or registries name, held or not.
    """
    here, others, highest = Counter[_Group](), Counter[_Group](), dict[_Group, int]()
    known = set(held)
    for symbol in sorted(known.union(named)):
        if found := _group(symbol):
            group, number = found
            (here if symbol in known else others)[group] += 1
            highest[group] = max(highest.get(group, 0), number)
    for group in sorted(highest, key=lambda group: (group[0], _in_order(group[1]), group[2])):
        existing = max(here[group] + others[group], highest[group])
        yield *group, str(here[group]), str(others[group]), str(existing)


_Group = tuple[str, str, str]


def _group(symbol: str) -> tuple[_Group, int] | None:
    """Organ, session and kind of what an organ adopts, and its number where numbers run from 1 in a session."""
    try:
        parsed = parse(symbol)
    except SymbolError:
        return None
    session = parsed.session_number or parsed.session
    if not parsed.body or not session:
        return None
    running = parsed.kind.value == "Resolution" and parsed.body == "un-ga" and session.isdecimal() and int(session) > 30
    return (parsed.body, session, parsed.kind.value), parsed.figure if running else 0


def _in_order(session: str) -> tuple[str, int]:
    letters = session.rstrip("0123456789")
    return letters, int(session[len(letters) :] or 0)


def changes(now: Mapping[str, str], before: Mapping[str, str], since: str, base: str) -> Iterator[Row]:
    """Works that came, changed or went, by the digests of their quads."""
    for symbol in sorted({*now, *before}):
        if now.get(symbol) != before.get(symbol):
            change = "added" if symbol not in before else "removed" if symbol not in now else "changed"
            yield mint(base, symbol), symbol, change, since
