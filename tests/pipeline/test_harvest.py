"""Harvesting a repository: all at first, then what its commits changed, what they removed is removed."""

from __future__ import annotations

import shutil
import socket
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


def test_nothing_of_a_repository_is_run_and_no_link_is_followed(upstream: Path, tmp_path: Path) -> None:
    ran, secret = tmp_path / "ran", tmp_path / "secret.xml"
    secret.write_text("secret", encoding="utf-8")
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\necho run >> {ran}\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    (upstream / "out.xml").symlink_to(secret)
    (upstream / "dangling.xml").symlink_to(tmp_path / "nothing.xml")
    (upstream / ".gitattributes").write_text("*.xml filter=evil diff=evil\n", encoding="utf-8")
    git(upstream, "add", ".")
    git(upstream, "commit", "--quiet", "-m", "links")
    for name in ("core.fsmonitor", "core.sshCommand", "filter.evil.clean", "filter.evil.smudge", "diff.evil.command"):
        git(upstream, "config", name, str(script))
    git(upstream, "config", "uploadpack.packObjectsHook", str(script))
    for hook in ("post-checkout", "pre-commit", "post-merge", "reference-transaction"):
        shutil.copy(script, upstream / ".git" / "hooks" / hook)
    for source in (str(upstream), f"file://{upstream}"):
        state = tmp_path / f"state-{len(source)}"
        first = Repository(source, state).fetch()
        assert [path.name for path in first.changed] == ["a.xml", "b.xml"]
        Repository(source, state).done(first)
        assert Repository(source, state).fetch().changed == ()
    assert not ran.exists()


def test_git_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/x"
        with pytest.raises(UnreadableError, match="more than 1 seconds"):
            Repository(address, tmp_path / "state", 1).fetch()


def test_one_folder_of_it(upstream: Path, tmp_path: Path) -> None:
    for folder in ("76session", "76sessions"):
        (upstream / folder).mkdir()
        (upstream / folder / "c.xml").write_text(folder, encoding="utf-8")
    git(upstream, "add", ".")
    git(upstream, "commit", "--quiet", "-m", "sessions")
    part = Repository(str(upstream), tmp_path / "state", under="76session/")
    first = part.fetch()
    assert [path.parts[-2:] for path in first.changed] == [("76session", "c.xml")]
    part.done(first)
    git(upstream, "rm", "--quiet", "a.xml", "76session/c.xml")
    git(upstream, "commit", "--quiet", "-m", "gone")
    second = part.fetch()
    assert (second.changed, second.removed) == ((), ("c.xml",))
    whole = Repository(str(upstream), tmp_path / "state").fetch()
    assert whole.whole and [path.name for path in whole.changed] == ["c.xml", "b.xml"]
