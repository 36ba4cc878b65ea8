"""A release that is damaged, or of another version, is told; the last good one serves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import BASE
from resograph.pipeline import Builder
from resograph.releases import Release, ReleaseError, last_good, open_current
from resograph.releases.tables import Tables


@pytest.fixture
def directory(release: Release, tmp_path: Path) -> Path:
    """A store directory with two releases, the later one current."""
    for name in ("1", "2"):
        shutil.copytree(release.path, tmp_path / "releases" / name, ignore=shutil.ignore_patterns("store"))
    (tmp_path / "current").write_text("2", encoding="utf-8")
    return tmp_path


def damage(tables: Path) -> None:
    for segment in tables.glob("*.sqlite"):
        segment.write_bytes(b"no database")


def test_the_current_release_serves_where_nothing_is_wrong(directory: Path) -> None:
    assert last_good(directory, BASE).name == "2"


def test_the_one_before_serves_where_tables_are_damaged(directory: Path) -> None:
    damage(directory / "releases" / "2" / "tables")
    assert last_good(directory, BASE).name == "1"
    with pytest.raises(ReleaseError, match="is damaged"):
        last_good(directory, "http://example.org/")
    damage(directory / "releases" / "1" / "tables")
    with pytest.raises(ReleaseError, match=r"2.tables.* is damaged"):
        last_good(directory, BASE)


@pytest.mark.parametrize("harm", ["whole", "beginning", "pages"])
def test_add_mends_damaged_tables_from_the_documents(release: Release, tmp_path: Path, harm: str) -> None:
    shutil.copytree(release.path.parents[1], tmp_path / "store")
    (segment,) = open_current(tmp_path / "store").tables.glob("*.sqlite")
    content = segment.read_bytes()
    cut = {"whole": slice(0, None), "beginning": slice(0, 4096), "pages": slice(4096, len(content))}[harm]
    segment.unlink()  # the release that it was copied from has the same file
    segment.write_bytes(content[: cut.start] + b"\xff" * len(content[cut]) + content[cut.stop or len(content) :])
    built, report = Builder(tmp_path / "store", BASE).build(())
    assert built is not None and report.found["release.tables"] == 1
    assert Tables(built.tables).is_whole()
    assert built.manifest.counts == release.manifest.counts and built.manifest.content == release.manifest.content


def test_one_of_another_format_is_refused_with_the_command_that_rebuilds_it(directory: Path) -> None:
    manifest = directory / "releases" / "2" / "manifest.json"
    row = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**row, "format": 2}), encoding="utf-8")
    with pytest.raises(ReleaseError, match="resograph add FILES --store DIR"):
        open_current(directory)
