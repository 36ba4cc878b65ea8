"""A held version is read with the part ids of its work, its own beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from resograph.documents import Document, Part, PartKind, identified
from resograph.languages.profile import profile
from resograph.reading import read
from resograph.releases import Release
from resograph.releases.release import Manifest, ReleaseError
from resograph.releases.versions import version_of
from resograph.symbols import parse
from resograph.writing import write_akn

TEXTS = {
    "en": ["Having considered the report,", "Recalling resolution 1990 (2011),", "Reaffirming resolution 55/235,"],
    "zh": ["审议了报告，", "重申第55/235号决议，"],
}


def written(code: str, folder: Path, issue: str = "", left_out: int = 0) -> None:
    parts = tuple(Part(PartKind.PREAMBULAR, text) for text in TEXTS[code][left_out:])
    document = Document(parse("A/RES/75/297"), code, "Abyei", "75/297", parts)
    path = folder / "documents" / code / f"A/RES/75/297{issue and '@'}{issue}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_akn(identified(document, profile(code).fold)))


def test_a_version_has_the_ids_of_its_work(tmp_path: Path) -> None:
    written("en", tmp_path)
    written("zh", tmp_path)
    release = Release(tmp_path, Manifest("http://localhost:8000/", "1", {}))
    found = version_of(release, parse("A/RES/75/297"), "zh")
    assert [(part.eid, part.own_eid) for part in found.walk()] == [("preamble_1", None), ("preamble_3", "preamble_2")]
    again = read(write_akn(found))
    assert [part.eid for part in again.walk()] == ["preamble_1", "preamble_2"]


@pytest.mark.parametrize("code", ["en", "zh"])
def test_an_earlier_issue_has_the_ids_of_the_latest(code: str, tmp_path: Path) -> None:
    for held in TEXTS:
        written(held, tmp_path)
    written(code, tmp_path, "2021-01-05", left_out=1)
    release = Release(tmp_path, Manifest("http://localhost:8000/", "1", {}))
    latest = [part.eid for part in version_of(release, parse("A/RES/75/297"), code).walk()]
    earlier = version_of(release, parse("A/RES/75/297"), code, "2021-01-05")
    assert [part.eid for part in earlier.walk()] == latest[1:]
    assert version_of(release, parse("A/RES/75/297"), code, "2021-01-05") is earlier


def test_a_file_with_another_document_is_told(tmp_path: Path) -> None:
    written("en", tmp_path)
    other = tmp_path / "documents" / "en" / "A/RES/75/298.xml"
    other.write_bytes((tmp_path / "documents" / "en" / "A/RES/75/297.xml").read_bytes())
    release = Release(tmp_path, Manifest("http://localhost:8000/", "1", {}))
    with pytest.raises(ReleaseError, match="resograph add"):
        version_of(release, parse("A/RES/75/298"), "en")
