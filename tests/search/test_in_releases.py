"""A release's index holds what the release holds, after each build."""

from __future__ import annotations

from pathlib import Path

from tables_made import contents

from conftest import BASE, SEED
from resograph.pipeline import Builder, Source
from resograph.releases import Release
from resograph.releases.search import SearchIndex
from resograph.releases.tables import Tables


def build(folder: Path, *files: Path, removed: tuple[str, ...] = ()) -> Release:
    release, report = Builder(folder, BASE).build([Source(file) for file in files], removed=removed)
    assert release is not None, report
    return release


def held(release: Release) -> dict[str, list[tuple[object, ...]]]:
    """What the tables hold of works: the datestamps and what is gone tell of other releases."""
    found = contents(Tables(release.tables))
    return {name: rows for name, rows in found.items() if name not in ("record", "member", "named")}


def test_the_index_follows_the_release(tmp_path: Path) -> None:
    text = SEED.read_text(encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text(
        text.replace("67/138", "67/139").replace("欢迎秘书长的报告", "欢迎大会主席的声明"), encoding="utf-8"
    )
    first = build(tmp_path / "a", SEED)
    both = build(tmp_path / "a", other)
    one, two = (SearchIndex(Tables(release.tables)).find("志愿人员", "zh").total for release in (first, both))
    assert two == 2 * one > 20
    assert {match.symbol for match in SearchIndex(Tables(both.tables)).find("大会主席的声明").matches} == {
        "A/RES/67/139"
    }
    assert held(both) == held(build(tmp_path / "b", SEED, other))
    left = build(tmp_path / "a", removed=(SEED.name,))
    assert {match.symbol for match in SearchIndex(Tables(left.tables)).find("志愿人员", most=100).matches} == {
        "A/RES/67/139"
    }
    assert held(left) == held(build(tmp_path / "c", other))
