"""Harvesting a repository: all at first, then what its commits changed, what they removed is removed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from resograph.pipeline.harvest import Repository
from resograph.reading import UnreadableError


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    folder = tmp_path / "upstream"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    for name in ("a.xml", "b.xml", "readme.md"):
        (folder / name).write_text(name, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "first")
    return folder


@pytest.mark.parametrize("by_address", [True, False])
def test_only_what_changed(upstream: Path, tmp_path: Path, by_address: bool) -> None:
    source = f"file://{upstream}" if by_address else str(upstream)
    first = Repository(source, tmp_path / "state").fetch()
    assert ([path.name for path in first.changed], first.whole) == (["a.xml", "b.xml"], True)
    Repository(source, tmp_path / "state").done(first)
    again = Repository(source, tmp_path / "state").fetch()
    assert (again.changed, again.removed, again.whole) == ((), (), False)
    (upstream / "a.xml").write_text("changed", encoding="utf-8")
    (upstream / "b.xml").unlink()
    git(upstream, "commit", "--quiet", "-am", "second")
    second = Repository(source, tmp_path / "state").fetch()
    assert ([path.name for path in second.changed], second.removed) == (["a.xml"], ("b.xml",))


def test_what_is_no_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="git clone"):
        Repository(str(tmp_path / "nowhere"), tmp_path / "state").fetch()
