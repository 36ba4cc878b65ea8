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

BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+?))?(?: (?P<under>\[\S+\]))?\n(?P<text>.*?)^```$", re.M | re.S)


def write(folder: Path, file: str, under: str | None, text: str) -> None:
    path = folder / file
    if under:
        whole = path.read_text(encoding="utf-8")
        assert whole.count(f"\n{under}\n") == 1
        path.write_text(whole.replace(f"\n{under}\n", f"\n{under}\n{text}"), encoding="utf-8")
    elif path.exists():
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")
    else:
        path.write_text(text, encoding="utf-8")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_page_does_what_it_says(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "160",
    }
    exported: list[str] = []
    shown: list[str] = []
    blocks = list(BLOCK.finditer((ROOT / "docs" / "growing.md").read_text(encoding="utf-8")))
    for block in blocks:
        if block["kind"] != "console":
            write(tmp_path, block["file"], block["under"], block["text"])
            continue
        output = ""
        for line in block["text"].splitlines():
            if not line.startswith("$ "):
                assert line in squeezed(output), f"{line!r} is not in\n{output}"
                continue
            command = line.removeprefix("$ ")
            if command.startswith("export "):
                exported.append(command)
                continue
            done = subprocess.run(
                ["bash", "-c", "\n".join([*exported, command])],
                cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip
            assert "Traceback" not in done.stderr
            assert done.returncode in (0, 1), done.stderr
            output = done.stdout
            shown.append(output)
    assert len(blocks) == 16
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
