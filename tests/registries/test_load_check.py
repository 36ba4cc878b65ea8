"""``resograph load-check``: a batch held against the Library's own records, and written with what only these know."""

from __future__ import annotations

from pathlib import Path

import pymarc
import pyoxigraph as ox
import pytest

from conftest import BASE, SHARED, run
from resograph.registries.marc import compare, joined, read_marc, record_of
from resograph.registries.rdf import record_triples
from resograph.vocabularies.concepts import vocabulary
from resograph.writing.terms import RESO

SAMPLE = SHARED / "registries" / "undl-marc-sample.xml"
needs_sample = pytest.mark.skipif(not SAMPLE.is_file(), reason="the registries' samples (../shared) are not here")
_FIELD = '<datafield tag="{}" ind1=" " ind2=" "><subfield code="a">{}</subfield>{}</datafield>'


def marc(*fields: tuple[str, str, str], number: str = "") -> pymarc.Record:
    """A record; a field is tag, $a, and $0 or nothing."""
    rows = [f'<controlfield tag="001">{number}</controlfield>'] if number else []
    rows += [_FIELD.format(tag, a, f'<subfield code="0">{zero}</subfield>' if zero else "") for tag, a, zero in fields]
    text = f'<collection xmlns="http://www.loc.gov/MARC21/slim"><record>{"".join(rows)}</record></collection>'
    return read_marc(text.encode(), "r.xml").records[0]


LIBRARY = marc(
    ("191", "A/C.3/78/L.1", ""),
    ("245", "Rights", ""),
    ("515", "Additional sponsors: Brazil and Japan.", ""),
    ("650", "HUMAN RIGHTS", "(DHLAUTH)274431"),
    ("710", "Argentina", "(DHLAUTH)71947"),
    ("999", "local", ""),
    number="77",
)


@pytest.mark.parametrize(
    ("fields", "same", "judged"),
    [
        ([("191", "A/C.3/78/L.1", ""), ("245", "Rights", "")], 2, ["515", "650", "710"]),
        (
            [("191", "A/C.3/78/L.1", ""), ("245", "Rights .", ""), ("650", "HUMAN RIGHTS", "(DHLAUTH)274431")],
            3,
            ["515", "710"],
        ),
        ([("191", "A/C.3/78/L.1", ""), ("245", "Wrongs", "")], 1, ["245", "515", "650", "710"]),
    ],
)
def test_what_differs_and_what_needs_a_person(fields: list[tuple[str, str, str]], same: int, judged: list[str]) -> None:
    found = compare([marc(*fields)], [LIBRARY])
    assert found.same.total() == same
    assert [one.tag for one in found.judgement] == judged
    assert {one.tag for one in found.differences if one.reason} == {"001"}
    assert "999" not in found.all


def test_ours_is_joined_with_what_only_the_library_knows() -> None:
    ours = marc(("191", "A/C.3/78/L.1", ""), ("650", "Human rights", ""), ("710", "Argentina", ""))
    again = joined(ours, LIBRARY)
    assert again.get_fields("001")[0].data == "77"
    assert again.get_fields("710")[0].get_subfields("0") == ["(DHLAUTH)71947"]
    assert again.get_fields("650")[0].get_subfields("0") == ["(DHLAUTH)274431"]
    assert compare([marc(("191", "A/1/1", ""))], [LIBRARY]).alone == ["A/1/1"]


def test_numbers_of_headings_and_additional_sponsors_are_stated_in_the_graph() -> None:
    triples = record_triples(record_of(LIBRARY, "undl"), BASE, vocabulary())
    found = [str(one) for one in triples if one.predicate.value == f"{RESO}authorityNumber"]
    assert any(f"{BASE}state/arg" in one and "(DHLAUTH)71947" in one for one in found)
    assert any(f"{BASE}theme/" in one and "(DHLAUTH)274431" in one for one in found)
    joined_later = [one.object for one in triples if one.predicate.value == f"{RESO}additionalSponsor"]
    assert set(joined_later) == {ox.NamedNode(f"{BASE}state/bra"), ox.NamedNode(f"{BASE}state/jpn")}


@needs_sample
def test_the_sample_harvested_and_written_again(tmp_path: Path) -> None:
    store, out = tmp_path / "store", tmp_path / "load.xml"
    assert run("load-check", str(SAMPLE), "--store", str(store)).returncode == 3
    assert run("harvest", "marc", str(SAMPLE), "--store", str(store)).returncode == 0
    done = run("load-check", str(SAMPLE), "--store", str(store), "--output", str(out))
    assert done.returncode == 0, done.stderr
    assert "20 records compared" in done.stderr
    found = compare(read_marc(out.read_bytes(), "load.xml").records, read_marc(SAMPLE.read_bytes(), "sample").records)
    assert found.share >= 0.97
