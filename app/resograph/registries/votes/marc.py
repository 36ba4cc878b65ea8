"""Voting records in MARC: one record a vote, a field 967 a State."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pymarc

from resograph.registries.marc import MarcFile, record_of
from resograph.registries.marc.fields import mended
from resograph.registries.votes.states import States
from resograph.resources import table

_RELATED = {"draft": "draft", "report": "report", "record": "meeting"}


class VotingRecords:
    """The voting records of a file.

    Args:
        found: its records.
        states: that are known.
    """

    def __init__(self, found: MarcFile, states: States) -> None:
        self._found = found
        self._states = states
        self._unknown: Counter[str] = Counter()
        self._messages: dict[str, str] = table("data", "columns.toml")["votes"]["messages"]
        self.documents: set[str] = set()
        self.other = 0
        """Records that hold no votes of States."""

    def records(self) -> Iterator[tuple[str, bytes]]:
        """Number and content of each vote."""
        for marc in self._found.records:
            if not marc.get_fields("967"):
                self.other += 1
                continue
            record = record_of(marc, "")
            day = record.published or record.acted
            ballot = record.ballot
            said: dict[str, Any] = {
                "symbol": record.symbols[0] if record.symbols else "",
                "words": "" if record.symbols else record.title,
                "title": record.title if record.symbols else "",
                "date": day,
                "on": "",
                "note": ballot.note if ballot else "",
                "figures": {
                    "in_favour": ballot.in_favour if ballot else None,
                    "against": ballot.against if ballot else None,
                    "abstaining": ballot.abstaining if ballot else None,
                    "not_voting": ballot.not_voting if ballot else None,
                },
                "related": [[_RELATED[one.relation], one.symbol] for one in record.related if one.relation in _RELATED],
                "casts": self._casts(marc, day),
            }
            self.documents |= set(record.symbols[:1])
            yield record.number, json.dumps(said, ensure_ascii=False, sort_keys=True).encode()

    def told(self) -> list[str]:
        """What is to be told, when all have been read."""
        message = self._messages["state"]
        return [message.format(count=count, words=words) for words, count in sorted(self._unknown.items())]

    def _casts(self, marc: pymarc.Record, day: str) -> dict[str, list[str]]:
        rules = table("data", "marc.toml")["reading"]
        found: dict[str, list[str]] = defaultdict(list)
        for field in marc.get_fields("967"):
            code, how, name = (
                mended(next(iter(field.get_subfields(rules[what])), ""))
                for what in ("vote_code", "vote_how", "vote_state")
            )
            cast = rules["how"].get(how.upper() or "X")
            path = self._states.of(code, name, day)
            if cast and path:
                found[cast].append(path)
            elif not path:
                self._unknown[f"{code} {name}".strip()] += 1
        return {how: sorted(set(paths)) for how, paths in sorted(found.items())}
