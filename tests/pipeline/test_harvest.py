"""Harvesting a repository: all at first, then what its commits changed, what they removed is removed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import free_port, run
from resograph.pipeline.harvest import Harvest, Repository
from resograph.reading import UnreadableError, read
from resograph.releases import open_current
from resograph.writing import write_akn


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


def commit(folder: Path, said: str) -> None:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "-m", said)


def harvested(source: Path, state: Path, under: str = "") -> Harvest:
    """A harvest that was taken over."""
    repository = Repository(f"file://{source}", state, under=under)
    found = repository.fetch()
    repository.done(found)
    return found


def paths(found: Harvest) -> list[str]:
    return ["/".join(path.parts[-2:]) for path in found.changed]


def test_a_renamed_folder_is_read_again_and_nothing_is_gone(upstream: Path, tmp_path: Path) -> None:
    (upstream / "old").mkdir()
    (upstream / "old" / "c.xml").write_text("c", encoding="utf-8")
    commit(upstream, "a folder")
    harvested(upstream, tmp_path / "state")
    (upstream / "old").rename(upstream / "new")
    commit(upstream, "renamed")
    found = harvested(upstream, tmp_path / "state")
    assert (paths(found), found.removed, found.rewritten) == (["new/c.xml"], (), False)


def test_one_of_two_files_of_a_name_is_not_gone(upstream: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (upstream / folder).mkdir()
        (upstream / folder / "c.xml").write_text(folder, encoding="utf-8")
    commit(upstream, "two")
    harvested(upstream, tmp_path / "state")
    git(upstream, "rm", "--quiet", "two/c.xml")
    git(upstream, "commit", "--quiet", "-m", "one")
    found = harvested(upstream, tmp_path / "state")
    assert (paths(found), found.removed) == (["one/c.xml"], ())


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_rewritten_history_takes_out_what_it_has_no_more(upstream: Path, tmp_path: Path, forgotten: bool) -> None:
    harvested(upstream, tmp_path / "state")
    (upstream / "a.xml").unlink()
    (upstream / "b.xml").write_text("other", encoding="utf-8")
    git(upstream, "checkout", "--quiet", "--orphan", "anew")
    commit(upstream, "all anew")
    git(upstream, "branch", "--quiet", "-D", "main")
    if forgotten:  # the clone lost the commit, as after a prune
        for folder in (tmp_path / "state").iterdir():
            if folder.is_dir():
                shutil.rmtree(folder)
    found = harvested(upstream, tmp_path / "state")
    assert (found.rewritten, found.removed) == (True, ("a.xml",))
    assert [path.read_text(encoding="utf-8") for path in found.changed] == ["other"]
    again = harvested(upstream, tmp_path / "state")
    assert (again.changed, again.removed, again.rewritten) == ((), (), False)


def test_a_folder_that_was_renamed_away_is_told_and_what_is_held_stays(upstream: Path, tmp_path: Path) -> None:
    (upstream / "76session").mkdir()
    (upstream / "76session" / "c.xml").write_text("c", encoding="utf-8")
    commit(upstream, "a session")
    harvested(upstream, tmp_path / "state", "76session")
    (upstream / "76session").rename(upstream / "session76")
    commit(upstream, "renamed")
    with pytest.raises(
        UnreadableError,
        match=r"Nothing is in 76session/ any more, and 1 of its 1 files moved, as to session76/c.xml: .*--under",
    ):
        Repository(f"file://{upstream}", tmp_path / "state", under="76session").fetch()
    assert paths(harvested(upstream, tmp_path / "state", "session76")) == ["session76/c.xml"]


TEXT = """United Nations A/RES/99/{number}
General Assembly
Ninety-ninth session
Resolution adopted by the General Assembly on 5 December 2044
99/{number}. Lighthouses
The General Assembly,
1. Requests the Secretary-General to report to it at its one hundredth session on {what}.
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where ``git daemon`` serves the folder ``served/sessions``."""
    port = free_port()
    (tmp_path / "served").mkdir()
    command = ["git", "daemon", "--reuseaddr", "--export-all", "--listen=127.0.0.1", f"--port={port}"]
    daemon = subprocess.Popen([*command, f"--base-path={tmp_path / 'served'}"], start_new_session=True)
    yield f"git://127.0.0.1:{port}/sessions"
    os.killpg(daemon.pid, signal.SIGTERM)
    daemon.wait(timeout=20)


def test_a_server_of_repositories_over_its_life(tmp_path: Path, address: str) -> None:
    """A new session, a renamed folder, a rewritten history, a withdrawn file: what a user is told, and what is held."""
    folder, store = tmp_path / "served" / "sessions", tmp_path / "release"

    def put(session: str, number: int, what: str) -> None:
        document = read(TEXT.format(number=number, what=what).encode(), "x.txt")
        (folder / session).mkdir(parents=True, exist_ok=True)
        (folder / session / f"A_RES_99_{number}-E.xml").write_bytes(write_akn(document))

    def harvest() -> tuple[str, dict[str, str]]:
        for _ in range(50):
            done = run("harvest", "unxml", address, "--store", str(store), "--jobs", "1")
            if "Connection refused" not in done.stderr:  # the server has just been started
                break
            time.sleep(0.1)
        assert done.returncode == 0, done.stderr
        release = open_current(store)
        texts = {
            row["symbol"]: release.form("en", row["symbol"], row["issue"]).read_text(encoding="utf-8")
            for row in release.held()
        }
        return done.stderr, {symbol: re.findall(r"session on (\w+)", text)[-1] for symbol, text in texts.items()}

    put("99session", 1, "lamps")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "first")
    told, held = harvest()
    assert "1 files changed, 0 removed (first harvest)" in told and held == {"A/RES/99/1": "lamps"}
    put("99bis", 2, "towers")
    (folder / "99session").rename(folder / "session99")
    commit(folder, "a new session, and a renamed folder")
    told, held = harvest()
    assert "2 files changed, 0 removed." in told
    assert held == {"A/RES/99/1": "lamps", "A/RES/99/2": "towers"}
    put("session99", 1, "bells")
    git(folder, "checkout", "--quiet", "--orphan", "anew")
    commit(folder, "all anew")
    git(folder, "branch", "--quiet", "--move", "--force", "main")
    told, held = harvest()
    assert "history of the repository was written anew" in told and "1 files changed, 0 removed." in told
    assert held == {"A/RES/99/1": "bells", "A/RES/99/2": "towers"}
    git(folder, "rm", "--quiet", "session99/A_RES_99_1-E.xml")
    git(folder, "commit", "--quiet", "-m", "withdrawn")
    told, held = harvest()
    assert "Withdrawn: A_RES_99_1-E.xml" in told and held == {"A/RES/99/2": "towers"}
