"""docs/tutorials/: each done as it says, in a checkout with the server of ``make serve``, what it shows compared.

``RESOGRAPH_WRITE_DOCS=1 pytest tests/test_tutorials.py`` writes what commands tell now into the pages.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from conftest import ROOT, free_port
from following import BLOCK, Follower, steps, told

TUTORIALS = ("delegate", "mandate-officer", "researcher", "developer", "operator", "librarian")
"""In this order: the last two change the release."""
START = ("make serve", "export PATH=$PWD/.venv/bin:$PATH")

pytestmark = pytest.mark.skipif(not shutil.which("make") or not shutil.which("git"), reason="make or git is missing")


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Follower]:
    """A checkout in which ``make serve`` runs; what is installed is what the tests have."""
    folder, port = tmp_path_factory.mktemp("checkout"), free_port()
    for path in ROOT.iterdir():
        if path.name not in (".git", ".venv", "build"):
            (folder / path.name).symlink_to(path)
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    (folder / ".venv" / "installed").touch()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "app"),
        "COLUMNS": "120",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "RESOGRAPH_BASE": f"http://localhost:{port}/",
    }
    server = subprocess.Popen(
        ["make", "serve", f"PORT={port}", "RELEASE=build/release", "FRONTEND=no"],
        cwd=folder, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as http:
        for _ in range(300):  # it builds first, and then reads all words: many share a machine
            try:
                if http.get("/wording", params={"q": "志愿服务"}).is_success:
                    break
            except httpx.TransportError:
                assert server.poll() is None, "make serve has ended"
            time.sleep(1)
    yield Follower(folder, environment, {"localhost:8000": f"localhost:{port}"}, frozenset({"make serve"}))
    os.killpg(server.pid, signal.SIGTERM)
    server.wait(timeout=20)


def test_these_are_all() -> None:
    assert sorted(path.stem for path in (ROOT / "docs" / "tutorials").glob("*.md")) == sorted(TUTORIALS)


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_walk_from_readme_to_what_was_wanted(name: str, newcomer: Follower) -> None:
    page = ROOT / "docs" / "tutorials" / f"{name}.md"
    first = next(block for block in BLOCK.finditer(page.read_text(encoding="utf-8")) if block["kind"] == "console")
    assert tuple(step.command for step in steps(first["text"])) == START
    assert len(newcomer.follow(page)) > 3


@pytest.mark.parametrize(
    ("shown", "output", "same"),
    [
        (["a", "b"], "a\nb\n", True),
        (["a"], "a\nb\n", False),
        (["a", "…"], "a\nb\nc\n", True),
        (["…", "c"], "a\nb\nc\n", True),
        (["a … c"], "a long c\n", True),
        (["a … c"], "a long d\n", False),
        ([], "", True),
        ([], "a\n", False),
        (["a.b"], "axb\n", False),
    ],
)
def test_what_is_shown_is_what_is_told(shown: list[str], output: str, same: bool) -> None:
    assert told(shown, output) is same
