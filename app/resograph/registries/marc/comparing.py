"""A batch of MARC records held against the Library's own, field by field."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pymarc

from resograph.registries.marc.fields import mended, record_of
from resograph.resources import table
from resograph.text.normal import caseless

Row = tuple[str, str, tuple[tuple[str, str], ...]]
"""A field: tag, indicators, subfields as code and text; a control field has one subfield without code."""


@dataclass(frozen=True)
class FieldDifference:
    """A field that differs: record, tag, what each side has ("" for nothing), and why, where a reason is known."""

    record: str
    tag: str
    batch: str
    library: str
    reason: str = ""


@dataclass
class BatchComparison:
    """How a batch equals the Library's records."""

    compared: int = 0
    alone: list[str] = field(default_factory=list)
    """Records of the batch that the Library's have not."""
    same: Counter[str] = field(default_factory=Counter)
    """Fields that are the same, by tag."""
    all: Counter[str] = field(default_factory=Counter)
    """Fields compared, by tag: of each side those that the other has too, and those that one has alone."""
    differences: list[FieldDifference] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Fields that are the same, of all that are compared."""
        return self.same.total() / self.all.total() if self.all else 0.0

    @property
    def judgement(self) -> list[FieldDifference]:
        """What a person must decide: differences that no reason explains."""
        return [one for one in self.differences if not one.reason]


def compare(batch: Iterable[pymarc.Record], library: Iterable[pymarc.Record]) -> BatchComparison:
    """Compare records by their number, else by their symbol."""
    known: dict[str, pymarc.Record] = {}
    for record in library:
        for key in _keys(record):
            known.setdefault(key, record)
    found = BatchComparison()
    for record in batch:
        keys = list(_keys(record))
        other = next((known[key] for key in keys if key in known), None)
        name = keys[-1] if keys else "?"
        if other is None:
            found.alone.append(name)
            continue
        found.compared += 1
        _fields(found, name, _rows(record), _rows(other))
    return found


def _keys(record: pymarc.Record) -> Iterator[str]:
    """What tells a record: its number, its symbols."""
    read = record_of(record, "")
    if record.get_fields("001"):
        yield f"#{read.number}"
    yield from read.symbols


def _rows(record: pymarc.Record) -> dict[str, list[Row]]:
    """The fields that are compared, by tag: texts mended, without what the Library's system gives."""
    rules = _rules()
    rows: dict[str, list[Row]] = defaultdict(list)
    for one in record.fields:
        if one.tag in rules["never"]:
            continue
        if one.control_field:
            rows[one.tag].append((one.tag, "", (("", mended(one.data or "")),)))
            continue
        system = rules["system"].get(one.tag, ())
        subfields = tuple((sub.code, mended(sub.value)) for sub in one.subfields if sub.code not in system)
        rows[one.tag].append((one.tag, f"{one.indicator1}{one.indicator2}", subfields))
    return rows


def _fields(found: BatchComparison, name: str, ours: dict[str, list[Row]], theirs: dict[str, list[Row]]) -> None:
    reasons: dict[str, str] = _rules()["reasons"]
    for tag in sorted(ours.keys() | theirs.keys()):
        mine, other = list(ours.get(tag, ())), list(theirs.get(tag, ()))
        found.all[tag] += max(len(mine), len(other))
        for row in list(mine):
            same = next((one for one in other if _plain(one) == _plain(row)), None)
            if same is not None:
                mine.remove(row)
                other.remove(same)
                found.same[tag] += 1
        for place in range(max(len(mine), len(other))):
            here, there = (_shown(rows[place]) if place < len(rows) else "" for rows in (mine, other))
            reason = "" if here and there else reasons.get(tag, "")
            found.differences.append(FieldDifference(name, tag, here, there, reason))


def _plain(row: Row) -> Row:
    """A field as it is compared: closing full stops and spaces before marks say nothing; our addresses are our own."""
    tag, indicators, subfields = row
    kept = tuple((code, re.sub(r" +(?=[:;,/])", "", text).rstrip(". ")) for code, text in subfields if code != "1")
    return tag, indicators, kept


def _shown(row: Row) -> str:
    return f"{row[1]} " + " ".join(f"${code} {text}" if code else text for code, text in row[2])


def written_again(record: pymarc.Record) -> pymarc.Record:
    """A harvested record as it is to be loaded: whole, in its order, its texts mended."""
    again = pymarc.Record(leader=str(record.leader))
    for one in record.fields:
        if one.control_field:
            again.add_field(pymarc.Field(tag=one.tag, data=mended(one.data or "")))  # type: ignore[no-untyped-call]
            continue
        subfields = [pymarc.Subfield(sub.code, mended(sub.value)) for sub in one.subfields]
        field_ = pymarc.Field(tag=one.tag, indicators=one.indicators, subfields=subfields)
        again.add_field(field_)  # type: ignore[no-untyped-call]
    return again


def joined(ours: pymarc.Record, harvested: pymarc.Record) -> pymarc.Record:
    """Our record with what only the Library knows: its numbers, and those of headings in its authority file."""
    again = written_again(harvested)
    taken = {tag for tag in ("001", "029", "035", "091", "300") if again.get_fields(tag) and not ours.get_fields(tag)}
    for tag in sorted(taken):
        for one in again.get_fields(tag):
            ours.add_ordered_field(one)
    numbers = {
        (one.tag, caseless(one.get("a") or "")): one.get_subfields("0")
        for one in again.fields
        if not one.control_field and one.get_subfields("0")
    }
    for one in ours.fields:
        if not one.control_field and not any(text.startswith("(") for text in one.get_subfields("0")):
            for number in numbers.get((one.tag, caseless(one.get("a") or "")), ()):
                one.add_subfield("0", number)
    return ours


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = table("data", "marc.toml")["load"]
    return rules
