"""Votes as others keep them: the Library's layouts, its voting records, Voeten's roll calls; what is wrong is told."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import BASE, SEED, run
from resograph.reading import UnreadableError
from resograph.reading.tables import table_in
from resograph.registries import Record
from resograph.registries.discrepancies import discrepancies
from resograph.registries.marc import read_marc
from resograph.registries.rdf import record_triples
from resograph.registries.votes import States, VotesTable, VotingRecords, descriptions_in, votes_record
from resograph.registries.votes.symbols import symbol_of
from resograph.vocabularies.concepts import vocabulary
from resograph.writing.entry import Entry

STATES = States(vocabulary())
OF_2024 = (
    "undl_id,ms_codes,ms_names,ms_votes,resolutions,title,modality,draft,committee_report,meeting,agenda_titles,"
    "subjects,date,yes,no,abstentions,non-voting,total-voting,undl_link\n"
)
OF_2025 = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,"
    "subjects,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
)
TITLE = "Peace : resolution / adopted by the General Assembly"
CASTS = (("FRA", "FRANCE", "Y"), ("SWZ", "SWAZILAND", "Y"), ("USA", "USA", "N"), ("TUR", "TURKEY", "X"))
ROWS_2025 = "".join(
    f"77,{code},{name},{vote},2012-12-20,67,A/RES/67/138,A/67/L.1,A/67/5,A/67/PV.60,{TITLE},i,s,2.0,1.0,0.0,1.0,4.0,u\n"
    for code, name, vote in (
        ("FRA", "FRANCE", "Y"),
        ("SWZ", "SWAZILAND", "Y"),
        ("USA", "USA", "N"),
        ("TUR", "TURKEY", "X"),
    )
)
VOETEN = "rcid,session,ccode,vote,date,unres,yes,no,abstain,amend,para\n"
MARC = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record><controlfield tag="001">900</controlfield>
<datafield tag="245" ind1=" " ind2=" "><subfield code="a">Peace :</subfield></datafield>
<datafield tag="269" ind1=" " ind2=" "><subfield code="a">2012-12-20</subfield></datafield>
<datafield tag="791" ind1=" " ind2=" "><subfield code="a">A/RES/67/138</subfield></datafield>
<datafield tag="967" ind1=" " ind2=" ">
<subfield code="a">1</subfield><subfield code="c">FRA</subfield>
<subfield code="d">Y</subfield>
<subfield code="e">FRANCE</subfield></datafield>
<datafield tag="967" ind1=" " ind2=" ">
<subfield code="a">2</subfield>
<subfield code="d"></subfield>
<subfield code="e">SWAZILAND</subfield></datafield>
<datafield tag="967" ind1=" " ind2=" ">
<subfield code="a">3</subfield>
<subfield code="e">TÜRKİYE</subfield></datafield>
<datafield tag="967" ind1=" " ind2=" ">
<subfield code="a">4</subfield>
<subfield code="d">N</subfield>
<subfield code="e">ATLANTIS</subfield></datafield>
</record></collection>"""


def read(text: str, descriptions: str | None = None) -> tuple[dict[str, dict[str, Any]], VotesTable]:
    told = descriptions_in(table_in(io.BytesIO(descriptions.encode()), "d.csv")) if descriptions else None
    found = VotesTable(table_in(io.BytesIO(text.encode()), "v.csv"), STATES, told)
    return {number: json.loads(content) for number, content in found.records()}, found


def test_the_layouts_of_the_library() -> None:
    newer = OF_2025.replace("subjects,", "subjects,vote_note,")
    row_2024 = f"77,FRA,FRANCE,Y,A/RES/67/138,{TITLE},RECORDED,A/67/L.1,A/67/5,A/67/PV.60,i,s,2012-12-20,1,0,0,1,2,u\n"
    for text in (
        OF_2024 + row_2024 + row_2024.replace("FRA,FRANCE,Y", "TUR,TURKEY,NV"),
        OF_2025 + ROWS_2025,
        newer + ROWS_2025.replace(",s,", ",s,note,"),
    ):
        said, found = read(text)
        vote = said["77"]
        assert (vote["symbol"], vote["title"], vote["date"]) == ("A/RES/67/138", "Peace", "2012-12-20")
        assert vote["related"] == [["draft", "A/67/L.1"], ["report", "A/67/5"], ["meeting", "A/67/PV.60"]]
        assert vote["casts"]["not_voting"] == ["state/tur"]
        assert "state/fra" in vote["casts"]["in_favour"]
        assert found.told() == []


@pytest.mark.parametrize(
    ("code", "name", "day", "expected"),
    [
        ("FRA", "FRANCE", "1999-01-01", "state/fra"),
        ("", "SWAZILAND", "1999-01-01", "state/swz"),
        ("", "ESWATINI", "2020-01-01", "state/swz"),
        ("", "KHMER REPUBLIC", "1972-01-01", "state/khm"),
        ("RUS", "USSR", "1970-01-01", "state/sun"),
        ("RUS", "RUSSIAN FEDERATION", "1999-01-01", "state/rus"),
        ("220", "", "1999-01-01", "state/fra"),
        ("220.0", "", "", "state/fra"),
        ("345", "", "1980-01-01", "state/yug"),
        ("345", "", "2004-01-01", "state/scg"),
        ("345", "", "2010-01-01", "state/srb"),
        ("365", "", "1980-01-01", "state/sun"),
        ("365", "", "2000-01-01", "state/rus"),
        ("YUG", "", "1980-01-01", "state/yug"),
        ("XXX", "ATLANTIS", "1999-01-01", ""),
        ("999", "", "1999-01-01", ""),
        ("", "", "", ""),
    ],
)
def test_states_over_the_years(code: str, name: str, day: str, expected: str) -> None:
    assert STATES.of(code, name, day) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("R/62/1", "A/RES/62/1"),
        ("R/3/192", "A/RES/192(III)"),
        ("R/38/183A", "A/RES/38/183A"),
        ("R/S-10/2", "A/RES/S-10/2"),
        ("R/ES-11/1", "A/RES/ES-11/1"),
        ("A/RES/67/138", "A/RES/67/138"),
        ("", ""),
        ("R/x", ""),
    ],
)
def test_symbols_of_roll_calls(written: str, expected: str) -> None:
    assert symbol_of(written) == expected


def test_roll_calls_tell_absent_from_no_member_and_parts_from_the_whole() -> None:
    votes = ((2, 3), (220, 1), (200, 2), (20, 8), (225, 9))
    rows = [f"3001,62,{code},{vote},1990-12-05,R/62/1,1,1,1,0,0\n" for code, vote in votes]
    part = "3002,62,220,1,2007-12-05,R/62/1,1,0,0,0,1\n3003,62,220,3,2007-12-05,R/62/1,0,1,0,1,0\n"
    said, found = read(VOETEN + "".join(rows) + part)
    assert found.is_numbered
    assert said["3001"]["casts"] == {
        "absent": ["state/can"],
        "abstaining": ["state/gbr"],
        "against": ["state/usa"],
        "in_favour": ["state/fra"],
        "not_member": ["state/che"],
    }
    assert [said[number]["on"] for number in ("3001", "3002", "3003")] == ["", "paragraph", "amendment"]
    record = votes_record(json.dumps(said["3002"]).encode(), "voeten", "3002")
    lines = [str(triple) for triple in record_triples(record, BASE, vocabulary())]
    assert sum("votedOn" in line for line in lines) == 1
    record = votes_record(json.dumps(said["3001"]).encode(), "voeten", "3001")
    lines = [str(triple) for triple in record_triples(record, BASE, vocabulary())]
    assert sum("#absent" in line or "#notVoting" in line for line in lines) == 2
    assert sum("#notMember" in line for line in lines) == 1


def test_descriptions_in_a_table_of_their_own() -> None:
    votes, about = "rcid,ccode,vote\n1,220,1\n2,220,1\n", "rcid,session,date,unres\n1,62,2007-12-05,R/62/1\n"
    said, found = read(votes, about)
    assert {number: row["symbol"] for number, row in said.items()} == {"1": "A/RES/62/1"}
    assert "no description" in "\n".join(found.told())
    with pytest.raises(UnreadableError, match="--descriptions"):
        read(votes)


def test_voting_records_in_marc() -> None:
    records = VotingRecords(read_marc(MARC.encode(), "m.xml"), STATES)
    ((number, content),) = records.records()
    said = json.loads(content)
    assert (number, said["symbol"], said["date"]) == ("900", "A/RES/67/138", "2012-12-20")
    assert said["casts"] == {"in_favour": ["state/fra"], "not_voting": ["state/swz", "state/tur"]}
    assert "ATLANTIS" in records.told()[0]


def test_what_is_wrong_is_told() -> None:
    wrong = (
        ROWS_2025
        + ROWS_2025.splitlines()[0]
        + "\n"
        + ROWS_2025.splitlines()[2].replace(",N,", ",Y,")
        + "\n"
        + "77,ATL,ATLANTIS,Y"
        + ROWS_2025.splitlines()[0].partition(",Y")[2]
        + "\n"
        + "77,CAN,CANADA,PERHAPS"
        + ROWS_2025.splitlines()[0].partition(",Y")[2]
        + "\n"
        + ROWS_2025.splitlines()[0].replace("A/RES/67/138", "Jan-67").replace("77,", "78,", 1)
        + "\n"
    )
    said, found = read(OF_2025 + wrong)
    told = "\n".join(found.told())
    assert found.doubles == 2
    assert set(said) == {"77"}
    assert "state/usa" not in str(said)
    for words in (
        "ATLANTIS",
        "PERHAPS",
        "A/RES/67/138: USA USA votes in two ways",
        "“Jan-67” is a date",
        "1 against stated",
    ):
        assert words in told
    for text in ("a,b\n1,2\n", "vote,resolution\nY,A/RES/1/1\n"):
        with pytest.raises(UnreadableError, match=r"lacks a column"):
            read(text)


def test_how_states_voted_is_held_against_the_text() -> None:
    said, _ = read(OF_2025 + ROWS_2025)
    record = replace(votes_record(json.dumps(said["77"]).encode(), "undl-votes", "77"), title="")
    entry = Entry(
        "A/RES/67/138", "Resolution", "en", {"en": "x"}, casts={"state/fra": "against", "state/usa": "against"}
    )
    (finding,) = discrepancies(record, entry)
    assert finding.rule == "discrepancy.casts"
    assert "state/fra in_favour" in finding.evidence
    assert "state/usa" not in finding.evidence
    assert list(discrepancies(replace(record, voted_on="paragraph"), entry)) == []
    assert isinstance(record, Record)


def test_harvested_and_asked(tmp_path: Path) -> None:
    store, file = tmp_path / "store", tmp_path / "votes.csv"
    assert run("add", str(SEED), "--store", str(store)).returncode == 0
    file.write_text(OF_2025 + ROWS_2025.replace("12-20", "12-21"), encoding="utf-8")
    done = run("harvest", "votes", str(file), "--store", str(store))
    assert done.returncode == 0, done.stderr
    assert "undl-votes: 1 records new" in done.stderr
    file.write_text(VOETEN + "1,67,220,3,2012-12-20,R/67/138,1,1,1,0,0\n", encoding="utf-8")
    assert "voeten: 1 records new" in run("harvest", "votes", str(file), "--store", str(store)).stderr
    asked = run("query", "votes-elsewhere", "state=state/fra", "--format", "csv", "--store", str(store)).stdout
    assert "in favour" in asked and "against" in asked
    assert run("query", "discrepancies", "--format", "csv", "--store", str(store)).stdout.count("discrepancy.") >= 1
