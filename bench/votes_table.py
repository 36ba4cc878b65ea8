"""Make a table of votes in the form of the Library's bulk file, as large as that: names made up, sums right.

python bench/votes_table.py OUT.csv [ROWS]
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

from resograph.vocabularies.concepts import vocabulary

HEADER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,"
    "subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link"
)


def main(path: Path, rows: int) -> None:
    """Write it."""
    rng = random.Random(7)
    members = [
        (concept.path.removeprefix("state/").upper(), (concept.preferred("en") or "").upper())
        for concept in vocabulary()
        if concept.path.startswith("state/") and concept.first("memberSince") and not concept.first("memberUntil")
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER.split(","))
        for vote in range(-(-rows // len(members))):
            session, number = 48 + vote // 150, 1 + vote % 150
            casts = [rng.choices("YNAX", (80, 5, 10, 5))[0] for _ in members]
            said = [
                f"{1945 + session}-12-{1 + vote % 28:02}",
                str(session),
                f"A/RES/{session}/{number}",
                f"A/C.1/{session}/L.{number}",
                f"A/{session}/{400 + number}",
                f"A/{session}/PV.{60 + number % 30}",
                f"A question of the session, number {number} : resolution / adopted by the General Assembly",
                "General and complete disarmament: " + "a matter of the agenda; " * 4,
                "DISARMAMENT|" * 6,
                "RECORDED",
                *(f"{casts.count(how)}.0" for how in "YNAX"),
                str(len(members)),
                f"http://digitallibrary.un.org/record/{400000 + vote}",
            ]
            for (code, name), how in zip(members, casts, strict=True):
                writer.writerow([str(400000 + vote), code, name, how, *said])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 900_000)
