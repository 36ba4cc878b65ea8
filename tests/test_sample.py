"""``make sample``: files of a folder or of a local git repository, of which no hook is run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, SEED, run
from resograph.releases import open_current

pytestmark = pytest.mark.skipif(not shutil.which("make") or not shutil.which("git"), reason="make or git is missing")


def sample(release: Path, *given: str) -> subprocess.CompletedProcess[str]:
    """``make sample`` with the environment of the tests for an installed one."""
    installed = release.parent / "venv"
    installed.mkdir(exist_ok=True)
    (installed / "installed").touch()
    own = (f"VENV={installed}", f"BIN={Path(sys.executable).parent}", f"RELEASE={release}")
    command = ["make", "--directory", str(ROOT), "sample", *own, *given]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A repository with one session, and a hook of a stranger."""
    folder = tmp_path / "upstream"
    (folder / "67session").mkdir(parents=True)
    (folder / "67session" / "A_RES_67_138-C.xml").write_text(
        run("convert", str(SEED), "--to", "akn").stdout, encoding="utf-8"
    )
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "first"]):
        subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)
    hook = folder / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    hook.chmod(0o755)
    return folder


def test_of_a_repository(session: Path, tmp_path: Path) -> None:
    done = sample(tmp_path / "release", f"FROM=file://{session}", "UNDER=67session")
    assert done.returncode == 0, done.stderr
    assert "make serve" in done.stdout
    assert open_current(tmp_path / "release").languages("A/RES/67/138") == ["zh"]
    assert not (tmp_path / "ran").exists()


def test_of_a_folder_the_name_is_no_program(tmp_path: Path) -> None:
    folder, programs = tmp_path / "the files; touch ran; $(touch ran)", tmp_path / "bin"
    (folder / "67session").mkdir(parents=True)
    programs.mkdir()
    (programs / "resograph").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {programs}/given\n', encoding="utf-8")
    (programs / "resograph").chmod(0o755)
    for given, read in ((), folder), (("UNDER=67session",), folder / "67session"):
        name = str(folder).replace("$", "$$")  # as make has it written
        done = sample(tmp_path / "release", f"FROM={name}", *given, f"BIN={programs}")
        assert done.returncode == 0, done.stderr
        arguments = (programs / "given").read_text(encoding="utf-8").splitlines()
        assert (arguments[0], arguments[-2:]) == ("add", ["--", str(read)])
    assert not list(tmp_path.rglob("ran")) and not (ROOT / "ran").exists()


def test_without_a_source_it_says_what_to_give(tmp_path: Path) -> None:
    done = sample(tmp_path / "release")
    assert done.returncode == 2 and "make sample FROM=" in done.stderr


def test_a_folder_that_is_not_in_it(session: Path, tmp_path: Path) -> None:
    done = run("harvest", "unxml", str(session), "--under", "99session", "--store", str(tmp_path / "release"))
    assert done.returncode == 3 and "--under" in done.stderr
