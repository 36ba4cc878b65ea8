"""The sample outputs of docs/examples.md: each command that shows one is run in a shell, and must still say that.

“…” on the page stands for what differs from one run, or one release, to the next.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from conftest import ROOT, SEED

PAGE = ROOT / "docs" / "examples.md"


def shown() -> list[tuple[str, str]]:
    """Each command of the page with the lines below it, where there are any."""
    found = []
    for block in re.findall(r"^```\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            if output:
                found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), shown(), ids=[command[:40] for command, _ in shown()])
def test_a_command_says_what_the_page_shows(
    client: httpx.Client, store_directory: Path, tmp_path: Path, command: str, output: str
) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    program = tmp_path / "resograph"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m resograph "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    store = tmp_path / "new" if " add " in command else store_directory
    line = command.replace("build/release", str(store)).replace("data/documents", str(SEED.parent))
    line = line.replace("localhost:8000", f"{client.base_url.host}:{client.base_url.port}")
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "COLUMNS": "160"}
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, timeout=120, env=environment, check=False
    )
    said = (done.stdout or done.stderr).replace("\r", "")
    wanted = ".*".join(map(re.escape, output.strip().split("…")))
    assert re.fullmatch(wanted, said.strip()), f"{said}\n{done.stderr[-500:]}"


def test_the_page_shows_outputs() -> None:
    assert len(shown()) >= 6
