"""What a catalogue lists and we lack, and the reverse."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import BASE, run
from resograph.pipeline import Builder, sources_in

TEXT = """United Nations A/RES/99/{number}
General Assembly
Ninety-ninth session
Resolution adopted by the General Assembly on 5 December 2044
99/{number}. Lighthouses
The General Assembly,
1. Requests the Secretary-General to report to it at its one hundredth session.
"""


def asked(store: Path, query: str) -> list[str]:
    done = run("query", query, "session=session/un-ga/99", "--format", "csv", "--store", str(store))
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[1:]


RECORD = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a22     2u 4500</leader>
<controlfield tag="001">{number}</controlfield>
<datafield tag="191" ind1=" " ind2=" "><subfield code="a">A/RES/99/{number}</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Lighthouses</subfield></datafield></record>"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Resolutions 1 and 2 are held; the catalogue has 2 and 3."""
    folder = tmp_path_factory.mktemp("catalogue")
    texts = folder / "texts"
    texts.mkdir()
    for number in (1, 2):
        (texts / f"A_RES_99_{number}-en.txt").write_text(TEXT.format(number=number), encoding="utf-8")
    directory = folder / "store"
    assert Builder(directory, BASE).build(sources_in([texts]))[0]
    records = "".join(RECORD.format(number=number) for number in (2, 3))
    (folder / "records.xml").write_text(f"<collection>{records}</collection>", encoding="utf-8")
    done = run("harvest", "marc", str(folder / "records.xml"), "--store", str(directory), "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return directory


def test_what_is_held_and_in_no_record_is_listed(store: Path) -> None:
    (row,) = asked(store, "unlisted")
    assert "A/RES/99/1" in row and "graph/source/undl" in row


def test_what_is_in_a_record_and_not_held_is_listed(store: Path) -> None:
    rows = [row for row in asked(store, "missing") if "named, not held" in row]
    assert len(rows) == 1 and "A/RES/99/3" in rows[0]
