"""docs/growing.md, done as it says: its files written, its lines added, its commands run, what they show compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from following import BLOCK, Follower


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def holds(shown: list[str], output: str) -> bool:
    """``explain`` sets what it tells in columns: of these the page shows words."""
    return all(line in squeezed(output) for line in shown)


def test_the_page_does_what_it_says(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "160",
    }
    page = ROOT / "docs" / "growing.md"
    shown = Follower(tmp_path, environment, judge=holds).follow(page)
    assert len(BLOCK.findall(page.read_text(encoding="utf-8"))) == 16
    assert "actor/international-lighthouse-bureau" not in shown[1]


def test_a_folder_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "resograph", "explain", "--file", str(ROOT / "README.md")],
        env={**os.environ, "RESOGRAPH_DATA": str(tmp_path / "none")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "is no folder of data" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_line_is_told_in_a_sentence(tmp_path: Path) -> None:
    for path in (ROOT / "data").iterdir():
        if path.name != "languages":
            (tmp_path / path.name).symlink_to(path)
    shutil.copytree(ROOT / "data" / "languages", tmp_path / "languages")
    acts = tmp_path / "languages" / "en" / "acts.toml"
    acts.write_text(f"opeing = 'x'\n{acts.read_text(encoding='utf-8')}", encoding="utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text("United Nations A/RES/99/1\nThe General Assembly,\n1. Requests all States to help.\n")
    done = subprocess.run(
        [sys.executable, "-m", "resograph", "explain", "--file", str(draft)],
        env={**os.environ, "RESOGRAPH_DATA": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert "data/languages/en/acts.toml, line 1: opeing is no key here; write one of opening," in done.stderr
    assert "Traceback" not in done.stderr
